"""Reads outlines as the model writes them, strictly. Pure.

What does not fit together is refused with a sentence that the model can act on.
"""

from collections.abc import Collection, Mapping
from typing import Final

from bot.core.charts.words import fitting
from bot.core.decks.outline import (
    COVERS,
    MOST_SLIDES,
    WITH_PICTURE,
    Layout,
    Outline,
    Slide,
    WrongOutline,
    in_two,
    sides,
)
from bot.core.decks.reading_parts import (
    ENDLESS,
    Given,
    bounded,
    chart_of_slide,
    needed,
    read_list,
    read_sources,
    read_table,
    read_text,
    told,
)
from bot.core.decks.themes import PAPER, THEMES

MOST_TITLE: Final = 120
MOST_SUBTITLE: Final = 200
MOST_POINTS: Final = 12
MOST_POINT: Final = 300
MOST_WISH: Final = 2_000
MOST_NOTES: Final = 3_000
MOST_PARTS: Final = 8
"""The most numbers, or dates of a timeline, on one slide."""
NO_PICTURE: Final = (
    "shows no picture; use `picture_left`, `picture_right` or `full_picture`, or leave "
    "`picture` empty"
)
_SPELLED: Final = {"harbor": "harbour"}
"""How people also spell the name of a theme."""
_WITH_POINTS: Final = (
    *(Layout.POINTS, Layout.PICTURE_LEFT, Layout.PICTURE_RIGHT, Layout.QUOTE),
    *(Layout.COMPARISON, Layout.NUMBERS, Layout.TIMELINE),
)


def read_outline(arguments: Given, themes: Collection[str] = THEMES) -> Outline:
    """The outline that a call describes; `themes` are the names that it may choose
    from. Raises WrongOutline."""
    language = read_language(arguments.get("language"))
    slides = arguments.get("slides")
    if not isinstance(slides, list) or not slides:
        raise WrongOutline("`slides` is empty; a deck has at least one slide")
    check_count(len(slides))
    return Outline(
        title=read_title(arguments.get("title")),
        subtitle=read_text(arguments, "subtitle", MOST_SUBTITLE),
        theme=read_theme(arguments.get("theme"), themes),
        slides=tuple(
            read_slide(each, language, f"slide {number}: ")
            for number, each in enumerate(slides, 1)
        ),
        language=language,
    )


def read_slide(given: object, language: str, where: str = "") -> Slide:
    """One slide; `where` begins what is said of it. Raises WrongOutline."""
    if not isinstance(given, Mapping):
        raise WrongOutline(f"{where}it is no object")
    try:
        slide = _slide(given, language)
        _check(slide)
    except WrongOutline as error:
        raise WrongOutline(f"{where}{error}") from None
    return slide


def read_new_slide(given: object, language: str) -> Slide:
    """The slide of a change. Somebody wants the picture that it names, so its layout
    has to show it. Raises WrongOutline."""
    slide = read_slide(given, language)
    if isinstance(given, Mapping) and given.get("picture") and not slide.picture:
        raise WrongOutline(f"the layout `{slide.layout}` {NO_PICTURE}")
    return slide


def read_title(value: object) -> str:
    """The title of a deck. Raises WrongOutline."""
    if title := read_text({"title": value}, "title", MOST_TITLE):
        return title
    raise WrongOutline("`title` is empty")


def read_subtitle(value: object) -> str:
    """The line below it, which may be empty. Raises WrongOutline."""
    return read_text({"subtitle": value}, "subtitle", MOST_SUBTITLE)


def read_theme(value: object, themes: Collection[str] = THEMES) -> str:
    """The name of a theme; ours where none is wished for. Raises WrongOutline."""
    if value is None or value == "":
        return PAPER.name
    name = value.strip().lower() if isinstance(value, str) else ""
    named = {each.lower(): each for each in themes}
    found = named.get(name) or named.get(_SPELLED.get(name, ""))
    if found is None:
        raise WrongOutline(f"`theme` is one of {', '.join(themes)}")
    return found


def read_language(value: object) -> str:
    """A code such as `en` or `pt-BR`. Raises WrongOutline."""
    found = value.strip() if isinstance(value, str) else ""
    first = found.partition("-")[0]
    plain = found.replace("-", "").isalnum() and found.isascii()
    if plain and first.isalpha() and 2 <= len(first) <= 3 and len(found) <= 20:
        return found
    raise WrongOutline("`language` is a code such as en, de or ja")


def check_count(count: int) -> None:
    """Raises WrongOutline if a deck cannot have so many slides."""
    if not 1 <= count <= MOST_SLIDES:
        raise WrongOutline(
            f"a deck has 1 to {MOST_SLIDES} slides, not {count}; join or drop some"
        )


def _slide(given: Given, language: str) -> Slide:
    layout = _layout(given.get("layout"))
    is_chart = layout is Layout.CHART
    title = needed(given, "title", MOST_TITLE)
    sources = read_sources(given.get("sources"))
    return Slide(
        layout=layout,
        title=title,
        points=_points(given.get("points"), layout),
        table=read_table(given.get("table")) if layout is Layout.TABLE else None,
        chart=chart_of_slide(given, title, language, sources) if is_chart else None,
        picture=_picture(given, layout),
        notes=read_notes(given.get("notes")),
        sources=sources,
    )


def _layout(value: object) -> Layout:
    try:
        return Layout(str(value))
    except ValueError:
        raise WrongOutline(f"`layout` is one of {', '.join(Layout)}") from None


def _picture(given: Given, layout: Layout) -> str:
    """What is wished for; nothing is drawn that its layout does not show."""
    wish = read_text(given, "picture", MOST_WISH)
    return wish if layout in (*WITH_PICTURE, *COVERS) else ""


def read_notes(value: object) -> str:
    if value is not None and not isinstance(value, str):
        raise WrongOutline("`notes` is no text")
    lines = [fitting(line, ENDLESS) for line in (value or "").splitlines()]
    text = "\n".join(lines).strip()
    if len(text) > MOST_NOTES:
        raise WrongOutline(f"`notes` has {len(text)} letters; at most {MOST_NOTES} fit")
    return text


def _points(value: object, layout: Layout) -> tuple[str, ...]:
    each = read_list(value, "points")
    if len(each) > MOST_POINTS:
        raise WrongOutline(f"there are {len(each)} points; at most {MOST_POINTS} fit")
    found = tuple(
        bounded(told(one), f"point {n}", MOST_POINT) for n, one in enumerate(each, 1)
    )
    if layout is Layout.COMPARISON:
        return found
    return tuple(point for point in found if point)


def _check(slide: Slide) -> None:
    """What a layout needs is there."""
    if slide.layout in _WITH_POINTS and not any(slide.points):
        raise WrongOutline(f"the layout `{slide.layout}` needs `points`")
    if slide.layout in WITH_PICTURE and not slide.picture:
        raise WrongOutline(
            f"the layout `{slide.layout}` needs `picture`, the wish for its picture"
        )
    match slide.layout:
        case Layout.TABLE if slide.table is None:
            raise WrongOutline("the layout `table` needs `table`")
        case Layout.CHART if slide.chart is None:
            raise WrongOutline("the layout `chart` needs `chart`")
        case Layout.QUOTE if len(slide.points) > 2:
            raise WrongOutline("a quote has two points: its words, and who said them")
        case Layout.COMPARISON:
            _check_sides(slide)
        case Layout.NUMBERS | Layout.TIMELINE:
            _check_parts(slide)


def _check_sides(slide: Slide) -> None:
    left, right = sides(slide.points)
    if len(left) < 2 or len(right) < 2 or slide.points.count("") != 1:
        raise WrongOutline(
            "a comparison has two sides with one empty point between them; each side "
            "has its name as its first point, and at least one more"
        )


def _check_parts(slide: Slide) -> None:
    what = "number" if slide.layout is Layout.NUMBERS else "date"
    if len(slide.points) > MOST_PARTS:
        raise WrongOutline(f"at most {MOST_PARTS} {what}s fit on one slide")
    for number, point in enumerate(slide.points, 1):
        if not all(in_two(point)):
            raise WrongOutline(
                f"point {number} has to begin with a {what} and a colon, such as "
                f"`{'42 %: of all roofs' if what == 'number' else '2026: first tests'}`"
            )
