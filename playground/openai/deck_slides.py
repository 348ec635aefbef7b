"""The slides that the emulated model makes of the pages that it has found."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any

from playground.openai.deck_titles import TITLES, titles_in
from playground.openai.web import Page

Wish = dict[str, Any]
_UNITS = {"terawatt-hours": "TWh", "gigawatt-hours": "GWh"}
_PAIR = re.compile(
    r"(?P<value>\d[\d,.]*\d|\d)(?:\s+\w+)?\s+(?:in|on|for)\s+(?P<label>\w+)"
)
_UNIT = re.compile(r"\b(?:" + "|".join(_UNITS) + r")\b")
_FILE = re.compile(r"These are the (?:first )?words of")
"""How the words of a file are announced."""
_LIGHTS = ("at dawn", "by day", "at sunset", "in fog", "at night")
_AT_MOST = 4
_SCENES = (
    "a house with a garden",
    "a village with trees by a lake",
    "a lighthouse by the sea",
    "a train in the mountains",
    "a boat in a harbor",
    "a city street with lamps",
)


@dataclass(frozen=True, slots=True)
class Matter:
    """What slides are made of: a topic, a page about it, and the numbers there."""

    topic: str
    page: Page | None
    series: tuple[tuple[str, float], ...]
    titles: dict[str, str]
    light: str

    @property
    def sources(self) -> list[Wish]:
        page = self.page
        return [{"title": page.title, "url": page.url}] if page else []

    @property
    def unit(self) -> str:
        """What its numbers are of, in short."""
        found = _UNIT.search(self.page.fact) if self.page else None
        return _UNITS[found[0]] if found else ""

    def amount(self, value: float) -> str:
        """A number with its unit."""
        return f"{value:g} {self.unit}".rstrip()

    @property
    def facts(self) -> list[str]:
        """What the page says, in short lines."""
        if self.series:
            each = self.series[:_AT_MOST]
            return [f"{label}: {self.amount(value)}" for label, value in each]
        said = self.page.fact if self.page else f"{self.topic}, from the beginning"
        pieces = re.split(r",\s+(?:and\s+)?", said)
        return [each[:1].upper() + each[1:] for each in pieces][:_AT_MOST]


def outlined(
    topic: str, pages: Sequence[Page], count: int, language: str, pictures: str | None
) -> Wish:
    """The outline of a deck with so many slides. Unless `pictures` is None, each has
    one: of what that says, or of anything if it is empty."""
    titles = titles_in(language)
    slides = [_first(topic), *_middle(topic, pages, titles, max(0, count - 2))]
    slides = [*slides, _closing(titles)][-count:] if count > 1 else slides
    if pictures is not None:
        slides = [_with_picture(each, n, pictures) for n, each in enumerate(slides)]
    return {
        "title": _upper(topic),
        "subtitle": pages[0].title if pages else "",
        "theme": None,
        "language": language if language in TITLES else "en",
        "slides": slides,
    }


def from_file(material: str, count: int, language: str) -> Wish:
    """The outline of a deck that says what a file says: its first line is the title."""
    said = (line.strip()[:120] for line in material.splitlines())
    lines = [line for line in said if line and not _FILE.match(line)]
    title, *rest = lines or ["This file"]
    found = [rest[at : at + _AT_MOST] for at in range(0, len(rest), _AT_MOST)]
    slides = [
        _slide("points", points[0], points=points[1:] or points)
        for points in found[: max(1, count - 1)]
    ]
    first = _slide("title", title, picture=f"{_SCENES[0]}, {_LIGHTS[0]}")
    return {
        "title": title,
        "subtitle": "",
        "theme": None,
        "language": language,
        "slides": [first, *slides],
    }


def slide_about(topic: str, pages: Sequence[Page], language: str) -> Wish:
    """One more slide, with a picture."""
    titles = titles_in(language)
    page = pages[0] if pages else None
    made = _people(Matter(topic, page, (), titles, _LIGHTS[1]))
    return {**made, "title": _upper(topic)}


def series_in(text: str) -> tuple[tuple[str, float], ...]:
    """The numbers of a page, each with its label."""
    found = _PAIR.finditer(text)
    return tuple((e["label"], float(e["value"].replace(",", ""))) for e in found)


def _middle(
    topic: str, pages: Sequence[Page], titles: dict[str, str], count: int
) -> Iterator[Wish]:
    """Slides of each kind; those that need numbers only where a page has some."""
    found: list[Page | None] = [*pages] or [None]
    lights = cycle(_LIGHTS)
    matters = [
        Matter(topic, page, series_in(page.fact) if page else (), titles, light)
        for page, light in zip(
            cycle(found), islice(lights, 4 * len(_KINDS)), strict=False
        )
    ]
    made = (kind(each) for each, kind in zip(matters, cycle(_KINDS), strict=False))
    full = [each for each in made if each is not None]
    yield from islice(cycle(full), count)


def _first(topic: str) -> Wish:
    picture = "a wide valley with a river, at sunrise"
    return _slide("title", _upper(topic), picture=picture)


def _closing(titles: dict[str, str]) -> Wish:
    return _slide("closing", titles["end"])


def _short(m: Matter) -> Wish:
    picture = f"{_SCENES[0]}, {m.light}"
    return _of(m, "picture_right", "short", points=m.facts, picture=picture)


def _numbers(m: Matter) -> Wish | None:
    if len(m.series) < 2:
        return None
    points = [f"{m.amount(value)}: {label}" for label, value in m.series[:_AT_MOST]]
    return _of(m, "numbers", "numbers", points=points)


def _chart(m: Matter) -> Wish | None:
    if len(m.series) < 2:
        return None
    chart = {
        "kind": "bar",
        "x_label": "",
        "y_label": "",
        "unit": m.unit,
        "labels": [label for label, _ in m.series],
        "series": [{"name": "", "values": [value for _, value in m.series]}],
    }
    return _of(m, "chart", "chart", chart=chart)


def _table(m: Matter) -> Wish | None:
    if len(m.series) < 2:
        return None
    rows = [[label, f"{value:g}"] for label, value in m.series]
    header = ["", m.unit or (m.page.short.capitalize() if m.page else "")]
    return _of(m, "table", "table", table={"header": header, "rows": rows})


def _compared(m: Matter) -> Wish:
    points = ["Then", "Few knew of it", "It was expensive", "", "Now", *m.facts[:2]]
    return _of(m, "comparison", "compared", points=points)


def _said(m: Matter) -> Wish | None:
    if m.page is None:
        return None
    return _of(m, "quote", "said", points=[m.page.fact, m.page.title])


def _people(m: Matter) -> Wish:
    picture = f"two people in front of {_SCENES[1]}, {m.light}"
    points = ["Those who decide", "Those who build", "Those who live with it"]
    return _of(m, "picture_left", "people", points=points, picture=picture)


def _next(m: Matter) -> Wish:
    points = ["Spring: decide", "Summer: begin", "Autumn: look back"]
    return _of(m, "timeline", "next", points=points)


def _look(m: Matter) -> Wish:
    picture = f"{_SCENES[2]}, {m.light}"
    return _of(m, "full_picture", "look", picture=picture)


def _open(m: Matter) -> Wish:
    points = ["What does it cost us?", "Who looks after it?", "When do we begin?"]
    return _of(m, "points", "open", points=points)


_KINDS: tuple[Callable[[Matter], Wish | None], ...] = (
    _short, _numbers, _chart, _people, _compared, _look, _table, _said, _next, _open,
)  # fmt: skip


def _of(m: Matter, layout: str, title: str, **more: Any) -> Wish:
    return {**_slide(layout, m.titles[title], **more), "sources": m.sources}


def _slide(layout: str, title: str, **more: Any) -> Wish:
    return {
        "layout": layout,
        "title": title,
        "points": [],
        "table": None,
        "chart": None,
        "picture": None,
        "notes": f"Say in your own words: {title}.",
        "sources": [],
        **more,
    }


_COVERS = ("title", "section", "closing")
_PICTURED = (*_COVERS, "picture_left", "picture_right", "full_picture")


def _with_picture(slide: Wish, number: int, of: str) -> Wish:
    light = _LIGHTS[number % len(_LIGHTS)]
    if slide["picture"]:
        return {**slide, "picture": f"{of}, {light}" if of else slide["picture"]}
    layout = slide["layout"] if slide["layout"] in _PICTURED else "picture_right"
    points = [each for each in slide["points"] if each]
    if not points and layout not in _COVERS:
        points = [slide["title"]]
    return {
        **slide,
        "layout": layout,
        "points": points[:_AT_MOST],
        "table": None,
        "chart": None,
        "picture": f"{of or _SCENES[number % len(_SCENES)]}, {light}",
    }


def shown_with(slide: Wish, picture: str) -> Wish:
    """The slide with this picture, in a layout that shows one."""
    return _with_picture({**slide, "picture": None}, 0, "") | {"picture": picture}


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
