"""Changes of an outline, slide by slide. Pure.

All numbers are those of the outline before the change: removing slide 2 does not make
slide 3 of what follows another one.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, assert_never

from bot.core.decks.outline import Outline, Slide, WrongOutline
from bot.core.decks.reading import (
    check_count,
    read_language,
    read_new_slide,
    read_subtitle,
    read_theme,
    read_title,
)
from bot.core.decks.schemas import OPERATIONS
from bot.core.decks.themes import THEMES

MOST_OPERATIONS: Final = 60


@dataclass(frozen=True, slots=True)
class ReplaceSlide:
    """This slide instead of the one with the number."""

    number: int
    slide: Slide


@dataclass(frozen=True, slots=True)
class InsertSlide:
    """This slide after the one with the number; after 0, before all."""

    after: int
    slide: Slide


@dataclass(frozen=True, slots=True)
class RemoveSlide:
    """Without the slide with the number."""

    number: int


@dataclass(frozen=True, slots=True)
class MoveSlide:
    """The slide stands after another one; after 0, before all."""

    number: int
    after: int


@dataclass(frozen=True, slots=True)
class SwapSlides:
    """Both slides change their places."""

    number: int
    other: int


@dataclass(frozen=True, slots=True)
class ChangeTheme:
    """The deck looks like this."""

    name: str


@dataclass(frozen=True, slots=True)
class ChangeTitle:
    """The deck is called this; no subtitle leaves the one that it has."""

    title: str
    subtitle: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeLanguage:
    """The deck is in this language. Its words change by other operations."""

    code: str


Operation = (
    ReplaceSlide
    | InsertSlide
    | RemoveSlide
    | MoveSlide
    | SwapSlides
    | ChangeTheme
    | ChangeTitle
    | ChangeLanguage
)
_Place = tuple[int, Slide]
"""A slide and its number before the change; 0 for a new one."""


def read_change(
    arguments: Mapping[str, Any], outline: Outline, themes: Collection[str] = THEMES
) -> tuple[Operation, ...]:
    """The operations of a call of `deck_change`. Raises WrongOutline."""
    given = arguments.get("operations")
    if not isinstance(given, list) or not given:
        raise WrongOutline("`operations` is empty")
    if len(given) > MOST_OPERATIONS:
        raise WrongOutline(f"there are {len(given)} operations; at most 60 at once")
    languages = [each.get("text") for each in given if _does(each) == "language"]
    language = read_language(languages[-1]) if languages else outline.language
    return tuple(
        _operation(each, f"operation {n}: ", language, themes)
        for n, each in enumerate(given, 1)
    )


def changed(outline: Outline, operations: Sequence[Operation]) -> Outline:
    """The outline after the operations. A slide whose wish for a picture is one that
    was there before has the picture that was drawn for it. Raises WrongOutline."""
    places = [*enumerate(outline.slides, 1)]
    for operation in operations:
        outline, places = _applied(outline, places, operation)
    check_count(len(places))
    slides = tuple(_in_language(each, outline.language) for _, each in places)
    return replace(outline, slides=slides)


def _applied(
    outline: Outline, places: list[_Place], operation: Operation
) -> tuple[Outline, list[_Place]]:
    match operation:
        case ChangeTheme(name):
            return replace(outline, theme=name), places
        case ChangeTitle(title, subtitle):
            below = outline.subtitle if subtitle is None else subtitle
            return replace(outline, title=title, subtitle=below), places
        case ChangeLanguage(code):
            return replace(outline, language=code), places
    return outline, _moved(places, operation, outline.slides)


def _moved(
    places: list[_Place],
    operation: ReplaceSlide | InsertSlide | RemoveSlide | MoveSlide | SwapSlides,
    before: Sequence[Slide],
) -> list[_Place]:
    match operation:
        case ReplaceSlide(number, slide):
            at = _at(places, number)
            new = (number, _with_picture(slide, (places[at][1], *before)))
            return [*places[:at], new, *places[at + 1 :]]
        case InsertSlide(after, slide):
            at = _behind(places, after)
            return [*places[:at], (0, _with_picture(slide, before)), *places[at:]]
        case RemoveSlide(number):
            at = _at(places, number)
            return [*places[:at], *places[at + 1 :]]
        case MoveSlide(number, after):
            at = _at(places, number)
            rest = [*places[:at], *places[at + 1 :]]
            to = at if after == number else _behind(rest, after)
            return [*rest[:to], places[at], *rest[to:]]
        case SwapSlides(number, other):
            one, two = _at(places, number), _at(places, other)
            swapped = [*places]
            swapped[one], swapped[two] = places[two], places[one]
            return swapped
        case _:
            assert_never(operation)


def _at(places: Sequence[_Place], number: int) -> int:
    for at, (was, _) in enumerate(places):
        if was == number and number > 0:
            return at
    raise WrongOutline(f"there is no slide {number}")


def _behind(places: Sequence[_Place], number: int) -> int:
    """Behind the slide, and behind what was inserted there before."""
    at = 0 if number == 0 else _at(places, number) + 1
    while at < len(places) and places[at][0] == 0:
        at += 1
    return at


def _with_picture(slide: Slide, before: Sequence[Slide]) -> Slide:
    same = (each for each in before if each.picture and each.picture == slide.picture)
    kept = next(same, None)
    return slide if kept is None else replace(slide, sha256=kept.sha256, why=kept.why)


def _in_language(slide: Slide, language: str) -> Slide:
    if slide.chart is None or slide.chart.language == language:
        return slide
    return replace(slide, chart=replace(slide.chart, language=language))


def _does(given: object) -> str:
    return str(given.get("do")) if isinstance(given, Mapping) else ""


def _operation(
    given: object, where: str, language: str, themes: Collection[str]
) -> Operation:
    does = _does(given)
    if not isinstance(given, Mapping) or does not in OPERATIONS:
        raise WrongOutline(f"{where}`do` is one of {', '.join(OPERATIONS)}")
    try:
        if does in ("theme", "title", "language"):
            return _of_deck(does, given, themes)
        return _of_slide(does, given, language)
    except WrongOutline as error:
        raise WrongOutline(f"{where}{error}") from None


def _of_deck(
    does: str, given: Mapping[str, Any], themes: Collection[str]
) -> ChangeTheme | ChangeTitle | ChangeLanguage:
    text, below = given.get("text"), given.get("subtitle")
    if does == "theme":
        return ChangeTheme(read_theme(text, themes))
    if does == "title":
        return ChangeTitle(
            read_title(text), None if below is None else read_subtitle(below)
        )
    return ChangeLanguage(read_language(text))


def _of_slide(does: str, given: Mapping[str, Any], language: str) -> Operation:
    number = _number(given, "number")
    match does:
        case "replace":
            return ReplaceSlide(number, read_new_slide(given.get("slide"), language))
        case "insert":
            return InsertSlide(number, read_new_slide(given.get("slide"), language))
        case "remove":
            return RemoveSlide(number)
        case "move":
            return MoveSlide(number, _number(given, "other"))
    return SwapSlides(number, _number(given, "other"))


def _number(given: Mapping[str, Any], name: str) -> int:
    value = given.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise WrongOutline(f"`{name}` is the number of a slide")
    return value
