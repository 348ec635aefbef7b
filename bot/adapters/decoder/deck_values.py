"""A laid deck as its template reads it: every paragraph with its own place."""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, Final

from bot.adapters.decoder.measuring import STAND_INS, missing_in
from bot.core.charts.chart import Chart, KeptChart
from bot.core.charts.drawing import Theme, drawing
from bot.core.charts.telling import alt_text
from bot.core.decks.laid import (
    BULLET,
    CELL,
    HEIGHT,
    WIDTH,
    Box,
    LaidDeck,
    LaidSlide,
    Paragraph,
    Role,
)
from bot.core.decks.layouts.scene import AWAITED
from bot.core.decks.layouts.tabled import CHART_SIZE
from bot.core.decks.lettering import reads_from_right
from bot.core.decks.sayings import base_of, from_right, region_of

_SPARE: Final = 60.0
"""Room beside words, so that nothing breaks their lines again."""
_GONE: Final = "□"
_OTHER: Final = {"start": "end", "end": "start", "center": "center"}
Values = dict[str, Any]


def deck_values(laid: LaidDeck, files: Mapping[str, str]) -> Values:
    """The deck for its template; `files` are those of its pictures, by their hashes."""
    each = _Drawn(laid, files)
    return {
        "title": laid.title,
        "language": base_of(laid.language),
        "region": region_of(laid.language),
        "width": WIDTH,
        "height": HEIGHT,
        "slides": [each.slide(slide) for slide in laid.slides],
    }


class _Drawn:
    def __init__(self, laid: LaidDeck, files: Mapping[str, str]) -> None:
        self._laid, self._files = laid, files

    def slide(self, slide: LaidSlide) -> Values:
        boxes = (self.box(box) for box in slide.boxes)
        return {
            "background": slide.background,
            "boxes": [box for box in boxes if box is not None],
        }

    def box(self, box: Box) -> Values | None:
        place = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
        if box.picture:
            return {**place, **self._picture(box)}
        if box.chart is not None:
            return {**place, **self._chart(box, box.chart)}
        if box.table is not None:
            return {**place, **self._table(box)}
        if box.paragraphs:
            kind = "number" if box.role is Role.NUMBER else "words"
            return {**place, "kind": kind, "paragraphs": [*self._paragraphs(box)]}
        looks = {"fill": box.fill, "opacity": box.opacity, "radius": box.radius}
        return {**place, "kind": "area", **looks} if box.fill else None

    def _picture(self, box: Box) -> Values:
        looks = {"fill": box.fill, "radius": box.radius, "opacity": 1.0}
        if box.picture == AWAITED:
            return {"kind": "awaited", **looks, "mark": self._laid.colors.colours[0]}
        if file := self._files.get(box.picture):
            return {"kind": "picture", "file": file, "alt": box.alt, **looks}
        return {"kind": "area", **looks}

    def _chart(self, box: Box, chart: Chart) -> Values:
        scale = box.size / CHART_SIZE
        size = (box.width / scale, box.height / scale)
        drawn = drawing(KeptChart("", chart, ""), self._laid.colors, size)
        return {
            "kind": "chart",
            "chart": _seen(drawn),
            "scale": scale,
            "alt": alt_text(chart),
            "font": STAND_INS[self._laid.body_font],
        }

    def _paragraphs(self, box: Box) -> Iterator[Values]:
        """The paragraphs of a box, one below the other."""
        heights = [len(p.lines) * p.size * box.leading for p in box.paragraphs]
        whole = sum(heights) + box.spacing * (len(heights) - 1)
        spare = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[box.anchor]
        y = box.y + (box.height - whole) * spare
        for paragraph, height in zip(box.paragraphs, heights, strict=True):
            place = (box.x, y, box.width)
            made = self._paragraph(paragraph, place, box.leading)
            said = any(words for line in made["lines"] for words, _ in line)
            yield made | {"title": said and box.role is Role.TITLE}
            y += height + box.spacing

    def _paragraph(
        self, p: Paragraph, place: tuple[float, float, float], leading: float
    ) -> Values:
        x, y, width = place
        bullet = None
        if p.bullet:
            indent = BULLET * p.size
            bullet = x + width - 0.3 * p.size if p.rtl else x + 0.3 * p.size
            x, width = (x if p.rtl else x + indent), width - indent
        font = self._laid.heading_font if p.heading else self._laid.body_font
        left, both = _spare(p)
        return {
            "x": x - left,
            "y": y,
            "width": width + both,
            "bullet": bullet,
            "lines": [_runs(line) for line in _lines(p)],
            "size": p.size,
            "color": p.color,
            "bold": p.bold,
            "rtl": p.rtl,
            "align": p.align,
            "mark": p.mark or p.color,
            "leading": leading,
            "font": STAND_INS[font],
            "title": False,
        }

    def _table(self, box: Box) -> Values:
        """Each paragraph has its place within its cell."""
        colors = self._laid.colors
        cells: list[list[Values]] = []
        rules: list[Values] = []
        y = box.y
        for at, (row, high) in enumerate(zip(box.cells, box.rows, strict=True)):
            cells.append([*self._row(box, row, high, bold=at == 0)])
            y += high
            rules.append(_rule(box, y, colors, head=at == 0))
        columns, rtl = [*box.columns], from_right(self._laid.language)
        if rtl:  # the first column is at the right, and is read out first
            columns, cells = columns[::-1], [row[::-1] for row in cells]
        sizes = {"columns": columns, "rows": [*box.rows], "rtl": rtl}
        return {"kind": "table", "cells": cells, "rules": rules, **sizes}

    def _row(
        self, box: Box, row: tuple[tuple[str, ...], ...], high: float, *, bold: bool
    ) -> Iterator[Values]:
        for lines, width, align in zip(row, box.columns, box.aligns, strict=True):
            text = " ".join(lines)
            rtl = reads_from_right(text)
            made = Paragraph(
                text,
                lines,
                box.size,
                box.color,
                bold=bold,
                align=align if not rtl else _OTHER[align],
                rtl=rtl,
            )
            inner = high - len(lines) * box.size * box.leading
            place = (CELL[0], inner / 2, width - 2 * CELL[0])
            yield self._paragraph(made, place, box.leading)


def _rule(box: Box, y: float, colors: Theme, *, head: bool) -> Values:
    color = colors.colours[0] if head else colors.line
    thick = 1.5 if head else 0.75
    return {"x": box.x, "y": y, "width": box.width, "color": color, "thick": thick}


def _spare(p: Paragraph) -> tuple[float, float]:
    """What is added to the left of a paragraph, and in all."""
    if p.align == "center":
        return _SPARE / 2, _SPARE
    ends_right = (p.align == "end") is not p.rtl
    return (_SPARE if ends_right else 0.0), _SPARE


def _lines(p: Paragraph) -> list[list[tuple[str, str]]]:
    """The lines in runs that lead somewhere, or nowhere."""
    if p.link:
        return [[(line, p.link)] for line in p.lines]
    left = [*p.links]
    found = []
    for line in p.lines:
        runs, at = [], 0
        while left and (place := line.find(left[0][0], at)) >= 0:
            words, address = left.pop(0)
            runs += [(line[at:place], ""), (words, address)]
            at = place + len(words)
        found.append([*runs, (line[at:], "")])
    return found


def _runs(line: list[tuple[str, str]]) -> list[list[str]]:
    return [[_without(words), address] for words, address in line if words]


def _without(words: str) -> str:
    """The words without what no font here has, which is told elsewhere. A letter leaves
    a mark, because a word without it would be another one."""
    return words.translate({ord(char): _instead(char) for char in missing_in(words)})


def _instead(char: str) -> str:
    return _GONE if unicodedata.category(char)[0] in "LN" else ""


def _seen(value: Any) -> Any:
    match value:
        case str():
            return _without(value)
        case list():
            return [_seen(each) for each in value]
        case Mapping():
            return {name: _seen(each) for name, each in value.items()}
    return value
