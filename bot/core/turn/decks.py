"""Decks as turns keep them. Pure values.

Each turn that makes a deck, changes it or draws it has a version of its own, so going
back to an older one costs nothing.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from bot.core.decks.outline import Layout, Outline, Slide
from bot.core.decks.themes import PAPER, THEMES, DeckTheme
from bot.core.turn.sets import MOST_TITLE, SetPicture

NO_WORDS: Final = "No text, letters or numbers anywhere in the picture."
AS_BEFORE: Final = (
    "Where the picture of another slide that comes along is done differently, do it "
    "as there."
)
_SIZES: Final = {
    Layout.PICTURE_LEFT: "1024x1024",
    Layout.PICTURE_RIGHT: "1024x1024",
}
_WIDE: Final = "1536x1024"


class DeckStage(StrEnum):
    """How far a deck has come."""

    OUTLINED = "outlined"
    """There is nothing but its outline."""
    DRAWING = "drawing"
    """Its pictures are being drawn, or its files made."""
    DRAWN = "drawn"


@dataclass(frozen=True, slots=True)
class KeptDeck:
    """A version of a deck.

    It belongs to the `call` of a bot tool, or of a button. `own_theme` is its theme if
    that is none of ours. `left_out` are the addresses of sources that nobody has found,
    `unfound` its figures that are in no source, and `missing` the letters that no font
    has. `cost` is about what drawing it costs,
    in dollars, if that is known. `folds`: Slack may fold what is on its slides.
    """

    outline: Outline
    version: int = 1
    stage: DeckStage = DeckStage.OUTLINED
    call: str = ""
    own_theme: DeckTheme | None = None
    left_out: tuple[str, ...] = ()
    unfound: tuple[str, ...] = ()
    missing: str = ""
    cost: float | None = None
    folds: bool = True

    @property
    def theme(self) -> DeckTheme:
        """Its look."""
        name = self.outline.theme
        if self.own_theme is not None and self.own_theme.name == name:
            return self.own_theme
        return THEMES.get(name, PAPER)

    @property
    def themes(self) -> tuple[str, ...]:
        """The names of the looks that it can have."""
        own = (self.own_theme.name,) if self.own_theme else ()
        return tuple(dict.fromkeys((*THEMES, *own)))

    @property
    def lacks(self) -> tuple[int, ...]:
        """The numbers of slides whose picture is wished for, and not there."""
        each = enumerate(self.outline.slides, 1)
        return tuple(n for n, slide in each if slide.picture and not slide.sha256)

    @property
    def drawn(self) -> bool:
        """Whether there are files of it."""
        return self.stage is DeckStage.DRAWN


def begun(before: KeptDeck, call: str) -> KeptDeck:
    """The next version, which is to be drawn; what did not come is tried again."""
    slides = tuple(replace(each, why="") for each in before.outline.slides)
    outline = replace(before.outline, slides=slides)
    next_one = before.version + before.drawn
    stage = DeckStage.DRAWING
    return replace(before, outline=outline, version=next_one, stage=stage, call=call)


def wanted_pictures(deck: KeptDeck, call: str) -> tuple[SetPicture, ...]:
    """The pictures of its slides, each with the slide's number.

    Those that are there, or did not come, stay as they are, and belong to no call. The
    others are done as the first one that is there, so that the deck keeps one look; if
    none is, they are drawn side by side from the words of the theme alone.
    """
    manner = next((each.sha256 for each in deck.outline.slides if each.sha256), "")
    return tuple(
        _wanted(slide, number, deck.theme, call, manner)
        for number, slide in enumerate(deck.outline.slides, 1)
        if slide.picture
    )


def with_pictures(outline: Outline, pictures: Iterable[SetPicture]) -> Outline:
    """The outline with what has become of the pictures of its slides."""
    known = {each.number: each for each in pictures}
    slides = (
        _become(slide, known.get(number))
        for number, slide in enumerate(outline.slides, 1)
    )
    return replace(outline, slides=tuple(slides))


def in_words(outline: Outline) -> str:
    """The outline as the model is told it: numbered, and without anything of ours."""
    slides = [_told(each, number) for number, each in enumerate(outline.slides, 1)]
    return json.dumps(
        {
            "title": outline.title,
            "subtitle": outline.subtitle,
            "theme": outline.theme,
            "language": outline.language,
            "slides": slides,
        },
        ensure_ascii=False,
    )


def _wanted(
    slide: Slide, number: int, theme: DeckTheme, call: str, manner: str
) -> SetPicture:
    title = slide.title[:MOST_TITLE] or str(number)
    if slide.sha256:
        return SetPicture(number, title, slide.picture, sha256=slide.sha256)
    if slide.why:
        return SetPicture(number, title, slide.picture, why=slide.why)
    wish, size = slide.picture.rstrip(" ."), size_for(slide.layout)
    style = f"Style: {theme.style}."
    said = (f"{wish}.", style, AS_BEFORE if manner else "", NO_WORDS)
    prompt = " ".join(each for each in said if each)
    return SetPicture(number, title, prompt, call=call, size=size, manner=manner)


def size_for(layout: Layout) -> str:
    """The size of the picture on a slide of this layout."""
    return _SIZES.get(layout, _WIDE)


def _become(slide: Slide, picture: SetPicture | None) -> Slide:
    if picture is None or not slide.picture:
        return slide
    why = picture.why or ("" if picture.sha256 else "not drawn")
    return replace(slide, sha256=picture.sha256, why=why)


def _told(slide: Slide, number: int) -> dict[str, Any]:
    chart, table = slide.chart, slide.table
    return {
        "number": number,
        "layout": slide.layout.value,
        "title": slide.title,
        "points": list(slide.points),
        "table": table and {"header": table.header, "rows": table.rows},
        "chart": chart
        and {
            "kind": chart.kind.value,
            "x_label": chart.x_label,
            "y_label": chart.y_label,
            "unit": chart.unit,
            "labels": chart.labels,
            "series": [{"name": e.name, "values": e.values} for e in chart.series],
        },
        "picture": slide.picture or None,
        "notes": slide.notes or None,
        "sources": [{"title": e.title, "url": e.url} for e in slide.sources],
    }
