"""Lays decks out: where everything stands on each slide, and on how many. Pure.

Words that do not fit become smaller within limits, then they go on on another slide.
Nothing is cut, and nothing stands on anything else.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from bot.core.decks.breaking import Measure
from bot.core.decks.fitting import Fitter
from bot.core.decks.laid import WIDTH, Box, LaidDeck, LaidSlide, Paragraph
from bot.core.decks.layouts.covers import cover, text_width
from bot.core.decks.layouts.dated import timeline
from bot.core.decks.layouts.frame import footed, numbered, page
from bot.core.decks.layouts.parted import comparison, numbers
from bot.core.decks.layouts.pointed import (
    beside_picture,
    full_picture,
    points,
    quote,
    text_area,
)
from bot.core.decks.layouts.scene import Arranged, Scene
from bot.core.decks.layouts.tabled import chart, table
from bot.core.decks.outline import COVERS, Layout, Outline, Slide
from bot.core.decks.sayings import from_right, sources_word
from bot.core.decks.themes import DeckTheme

MOST_FURTHER: Final = 60
"""The most slides that one slide of an outline becomes."""
_LAYOUTS: Final[Mapping[Layout, Callable[[Slide, Scene], Arranged]]] = {
    Layout.TITLE: cover,
    Layout.SECTION: cover,
    Layout.POINTS: points,
    Layout.PICTURE_LEFT: beside_picture,
    Layout.PICTURE_RIGHT: beside_picture,
    Layout.FULL_PICTURE: full_picture,
    Layout.TABLE: table,
    Layout.CHART: chart,
    Layout.QUOTE: quote,
    Layout.COMPARISON: comparison,
    Layout.NUMBERS: numbers,
    Layout.TIMELINE: timeline,
    Layout.CLOSING: cover,
}
_OTHER_SIDE: Final = {
    Layout.PICTURE_LEFT: Layout.PICTURE_RIGHT,
    Layout.PICTURE_RIGHT: Layout.PICTURE_LEFT,
}


def laid_out(outline: Outline, theme: DeckTheme, measure: Measure) -> LaidDeck:
    """The deck with everything at its place."""
    rtl = from_right(outline.language)
    slides: list[LaidSlide] = []
    section, subtitle = 0, outline.subtitle
    for number, slide in enumerate(outline.slides, 1):
        section += slide.layout is Layout.SECTION
        scene = Scene(theme, Fitter(measure, rtl), subtitle, section, outline.language)
        for each, arranged in _arranged(slide, scene):
            shown = len(slides) + 1
            slides.append(_laid(each, arranged, scene, (number, shown)))
        subtitle = "" if slide.layout is Layout.TITLE else subtitle
    return LaidDeck(
        title=outline.title,
        language=outline.language,
        heading_font=theme.heading_font,
        body_font=theme.body_font,
        slides=tuple(slides),
        colors=theme.chart_colors,
    )


def _arranged(slide: Slide, scene: Scene) -> Iterator[tuple[Slide, Arranged]]:
    """The slide, and those on which it is continued."""
    now: Slide | None = slide
    for number in range(1, MOST_FURTHER + 1):
        if now is None:
            return
        titled = f"{slide.title} ({number})" if number > 1 else slide.title
        now = replace(now, title=titled)
        going_on = replace(scene, further=number > 1)
        arranged = _LAYOUTS[now.layout](_turned_side(now, scene), going_on)
        yield now, arranged
        now = arranged.rest


def _turned_side(slide: Slide, scene: Scene) -> Slide:
    """What is mirrored afterwards has its picture on the other side before."""
    turned = _OTHER_SIDE.get(slide.layout, slide.layout)
    return replace(slide, layout=turned) if scene.fitter.rtl else slide


def _laid(
    slide: Slide, arranged: Arranged, scene: Scene, numbers: tuple[int, int]
) -> LaidSlide:
    theme = scene.theme
    of, shown = numbers
    color = theme.cover_soft if arranged.cover else theme.soft
    foot: list[Box] = []
    if slide.layout is not Layout.FULL_PICTURE or not arranged.cover:
        area = text_area(_turned_side(slide, scene), scene)
        if arranged.cover:
            area = replace(page(scene), width=text_width(scene, slide))
        foot = footed(slide.sources, area, scene, color)
        if slide.layout not in COVERS:
            foot.append(numbered(shown, area, scene, color))
    return LaidSlide(
        of=of,
        layout=str(slide.layout),
        title=slide.title,
        background=arranged.background,
        boxes=_mirrored((*arranged.boxes, *foot), scene.fitter.rtl),
        notes=_notes(slide, scene.language),
    )


def _notes(slide: Slide, language: str) -> str:
    """What is said, and all sources with their addresses."""
    named = [f"{each.title} – {each.url}".lstrip(" –") for each in slide.sources]
    head = [f"{sources_word(language, len(named))}:"] if named else []
    return "\n\n".join(
        part for part in (slide.notes, "\n".join([*head, *named])) if part
    )


def _mirrored(boxes: Sequence[Box], rtl: bool) -> tuple[Box, ...]:
    """The boxes as they stand where the deck is read from right to left."""
    return tuple(map(_other_way, boxes)) if rtl else tuple(boxes)


def _other_way(box: Box) -> Box:
    return replace(
        box,
        x=WIDTH - box.x - box.width,
        paragraphs=tuple(map(_turned, box.paragraphs)),
        columns=box.columns[::-1],
        cells=tuple(row[::-1] for row in box.cells),
        aligns=tuple(_TURNED[each] for each in box.aligns[::-1]),
        table=box.table
        and replace(
            box.table,
            header=box.table.header[::-1],
            rows=tuple(row[::-1] for row in box.table.rows),
        ),
    )


def _turned(paragraph: Paragraph) -> Paragraph:
    """Numbers and Latin words among Arabic ones stand at the right as well."""
    if paragraph.rtl:
        return paragraph
    return replace(paragraph, align=_TURNED[paragraph.align])


_TURNED: Final = {"start": "end", "end": "start", "center": "center"}
