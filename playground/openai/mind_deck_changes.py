"""Decides what a reply changes of a deck, as operations of `deck_change`."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from playground.openai.asks import Ask
from playground.openai.deck_slides import Wish, shown_with, slide_about
from playground.openai.deck_titles import title_in
from playground.openai.references import says
from playground.openai.web import look_up

CHANGE = "deck_change"
Deck = Mapping[str, Any]
Change = Callable[[Deck, re.Match[str]], Iterator[Wish]]
_COUNTS = {"one": 1, "two": 2, "three": 3, "ein": 1, "zwei": 2, "drei": 3}
_ON = r"(?:on|for|auf)\s+(?:slide\s+|folie\s+)?(\d+)"
_LANGUAGES = {
    "english": "en", "englisch": "en", "german": "de", "deutsch": "de",
}  # fmt: skip


def _any_case(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


_FEWER = _any_case(
    r"slide\s+(\d+)\b.*?\b(\w+)\s+(?:points?|lines?|punkte?)\s+(?:less|fewer|weniger)"
)
_OTHER_PICTURE = _any_case(
    rf"\b(?:another|new|other)\s+picture\s+{_ON}[:,]?\s*([^.;]*)"
)
_NO_PICTURE = _any_case(rf"\b(?:no|without a)\s+picture\s+{_ON}")
_SWAP = _any_case(r"\bswap\s+(?:slides?\s+)?(\d+)\s+(?:and|with)\s+(\d+)")
_MOVE = _any_case(r"\bmove\s+(?:slide\s+)?(\d+)\s+(?:after|behind)\s+(\d+)")
_REMOVE = _any_case(r"\b(?:remove|delete|drop|without)\s+slide\s+(\d+)")
_ADD = _any_case(r"\badd\s+a\s+slide\s+(?:on|about)\s+(.+?)\s+after\s+(\d+)")
_LOOK = _any_case(r"\btheme:?\s+(.+)")
_THEME = _any_case(r"\btheme:?\s+(\w[\w-]*)")
_LANGUAGE = _any_case(rf"\b(?:in|auf)\s+({'|'.join(_LANGUAGES)})\b")
_TITLE = _any_case(r"\b(?:call it|title of the deck:?)\s+([^.;]+)")
_SHORTER = _any_case(r"\b(?:shorter|kürzer)\b")
_SLIDE = _any_case(r"\b(?:slide|folie)\s+(\d+):\s*([^;]+)")


def changes_in(ask: Ask) -> Wish | None:
    """The arguments of `deck_change`, with everything that the words want; None if
    nothing of the deck is to change."""
    deck, operations = ask.deck or {}, list[Wish]()
    if style := _style(ask):
        return {"operations": [_operation("theme", text=style)]}
    for found, change in _wishes(ask.text):
        new = [*change(deck, found)]
        operations += new
        deck = _after(deck, new)
    return {"operations": operations} if operations else None


def wants_change(text: str) -> bool:
    """Whether the words are about a slide, or a whole deck."""
    return any(_wishes(text))


def absent_slide(ask: Ask) -> str:
    """The number of a slide that the words name, and the deck does not have."""
    here = {str(each["number"]) for each in _slides(ask.deck or {})}
    known = (n for found, change in _wishes(ask.text) for n in _numbers(found, change))
    return next((each for each in known if each not in here), "")


def _wishes(text: str) -> Iterator[tuple[re.Match[str], Change]]:
    """All that the words want, in the order in which they say it. No word belongs to
    two wishes: the particular ones come first."""
    taken: list[tuple[re.Match[str], Change]] = []
    for pattern, change in _CHANGES:
        for found in pattern.finditer(text):
            if not any(_overlap(found, other) for other, _ in taken):
                taken.append((found, change))
    yield from sorted(taken, key=lambda each: each[0].start())


def _overlap(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.start() < other.end() and other.start() < one.end()


def _numbers(found: re.Match[str], change: Change) -> Iterator[str]:
    """The slides that a wish names. 0 is none: what comes after it comes first."""
    if change in (_added, _moved):
        yield from (e for e in found.groups() if e and e.isdecimal() and e != "0")
    elif change not in (_theme, _language, _titled, _shorter):
        yield from (each for each in found.groups()[:2] if each and each.isdecimal())


def _after(deck: Deck, operations: Sequence[Wish]) -> Deck:
    """The deck with these slides replaced, so that another wish about one of them goes
    on from there."""
    new = {e["number"]: e["slide"] for e in operations if e["do"] == "replace"}
    slides = (
        {**each, **new.get(each["number"], {})} if "number" in each else each
        for each in deck.get("slides", ())
    )
    return {**deck, "slides": [*slides]}


def _style(ask: Ask) -> str:
    """The style of the team that the deck is to have, which has come with the ask."""
    styles = (e.name for e in ask.meant if not e.is_character)
    wanted = _LOOK.search(ask.text)
    return next((e for e in styles if wanted and says(wanted[1], e)), "")


def _fewer(deck: Deck, found: re.Match[str]) -> Iterator[Wish]:
    slide, count = _slide(deck, found[1]), _count(found[2])
    if slide is not None:
        points = slide["points"][: max(1, len(slide["points"]) - count)]
        yield _replace(found[1], {**slide, "points": points})


def _other_picture(deck: Deck, found: re.Match[str]) -> Iterator[Wish]:
    slide = _slide(deck, found[1])
    if slide is not None:
        before = slide.get("picture")
        how = found[2].strip(" .!") or "once more, differently"
        if before:
            yield _replace(found[1], {**slide, "picture": f"{before}, {how}"})
        else:
            yield _replace(found[1], shown_with({**slide}, f"{slide['title']}, {how}"))


def _no_picture(deck: Deck, found: re.Match[str]) -> Iterator[Wish]:
    slide = _slide(deck, found[1])
    if slide is not None:
        points = slide["points"] or [slide["title"]]
        bare = {**slide, "layout": "points", "points": points, "picture": None}
        yield _replace(found[1], bare)


def _swapped(_: Deck, found: re.Match[str]) -> Iterator[Wish]:
    yield _operation("swap", number=int(found[1]), other=int(found[2]))


def _moved(_: Deck, found: re.Match[str]) -> Iterator[Wish]:
    yield _operation("move", number=int(found[1]), other=int(found[2]))


def _removed(_: Deck, found: re.Match[str]) -> Iterator[Wish]:
    yield _operation("remove", number=int(found[1]))


def _added(deck: Deck, found: re.Match[str]) -> Iterator[Wish]:
    topic = found[1].strip()
    slide = slide_about(topic, look_up(topic)[:1], str(deck.get("language", "en")))
    slide["sources"] = _sources(deck)[:1]
    yield _operation("insert", number=int(found[2]), slide=slide)


def _theme(_: Deck, found: re.Match[str]) -> Iterator[Wish]:
    yield _operation("theme", text=found[1].lower())


def _language(deck: Deck, found: re.Match[str]) -> Iterator[Wish]:
    code = _LANGUAGES[found[1].lower()]
    yield _operation("language", text=code)
    for slide in _slides(deck):
        title = title_in(slide["title"], code)
        if title != slide["title"]:
            yield _replace(slide["number"], {**slide, "title": title})


def _titled(_: Deck, found: re.Match[str]) -> Iterator[Wish]:
    yield _operation("title", text=found[1].strip(' "“”.!'))


def _shorter(deck: Deck, _: re.Match[str]) -> Iterator[Wish]:
    """Without every third slide; the first and the last one stay."""
    for slide in _slides(deck)[1:-1][1::2]:
        yield _operation("remove", number=slide["number"])


def _anything(deck: Deck, found: re.Match[str]) -> Iterator[Wish]:
    """What is wanted of one slide becomes one more line of it."""
    slide = _slide(deck, found[1])
    if slide is not None:
        line = found[2].strip(" .!")
        line = line[:1].upper() + line[1:]
        if slide["layout"] in ("numbers", "timeline", "comparison", "quote"):
            yield _replace(found[1], {**slide, "title": line})
        else:
            points = [*slide["points"], line]
            yield _replace(found[1], {**slide, "points": points})


_CHANGES: tuple[tuple[re.Pattern[str], Change], ...] = (
    (_FEWER, _fewer),
    (_OTHER_PICTURE, _other_picture),
    (_NO_PICTURE, _no_picture),
    (_SWAP, _swapped),
    (_MOVE, _moved),
    (_REMOVE, _removed),
    (_ADD, _added),
    (_THEME, _theme),
    (_LANGUAGE, _language),
    (_TITLE, _titled),
    (_SHORTER, _shorter),
    (_SLIDE, _anything),
)


def _operation(do: str, **more: Any) -> Wish:
    empty = dict.fromkeys(("number", "other", "slide", "text", "subtitle"))
    return {"do": do, **empty, **more}


def _replace(number: str | int, slide: Mapping[str, Any]) -> Wish:
    bare = {name: value for name, value in slide.items() if name != "number"}
    return _operation("replace", number=int(number), slide=bare)


def _slides(deck: Deck) -> list[Mapping[str, Any]]:
    return [each for each in deck.get("slides", ()) if "number" in each]


def _slide(deck: Deck, number: str) -> Mapping[str, Any] | None:
    return next((e for e in _slides(deck) if e["number"] == int(number)), None)


def _sources(deck: Deck) -> list[Mapping[str, Any]]:
    """The pages that the deck names already."""
    return [page for slide in _slides(deck) for page in slide.get("sources", ())]


def _count(word: str) -> int:
    return int(word) if word.isdecimal() else _COUNTS.get(word.lower(), 1)
