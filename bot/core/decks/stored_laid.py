"""Laid decks as they pass between processes, and back. Pure."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bot.core.charts.drawing import Theme
from bot.core.decks.laid import Box, LaidDeck, LaidSlide, Paragraph, Role
from bot.core.decks.stored import chart_of, table_of


def laid_values(laid: LaidDeck) -> dict[str, Any]:
    """The deck as plain values, from which `laid_of` makes the same one."""
    return asdict(laid)


def laid_of(kept: Mapping[str, Any]) -> LaidDeck:
    """The deck of these values."""
    colors = kept["colors"]
    return LaidDeck(
        **{
            **kept,
            "slides": tuple(map(_slide, kept["slides"])),
            "models": tuple(map(_slide, kept["models"])),
            "colors": Theme(**{**colors, "colours": tuple(colors["colours"])}),
        }
    )


def _slide(kept: Mapping[str, Any]) -> LaidSlide:
    return LaidSlide(**{**kept, "boxes": tuple(map(_box, kept["boxes"]))})


def _box(kept: Mapping[str, Any]) -> Box:
    table, chart = kept["table"], kept["chart"]
    return Box(
        **{
            **kept,
            "role": Role(kept["role"]),
            "paragraphs": tuple(map(_paragraph, kept["paragraphs"])),
            "table": None if table is None else table_of(table),
            "columns": tuple(kept["columns"]),
            "rows": tuple(kept["rows"]),
            "cells": tuple(tuple(map(tuple, row)) for row in kept["cells"]),
            "aligns": tuple(kept["aligns"]),
            "chart": None if chart is None else chart_of(chart),
        }
    )


def _paragraph(kept: Mapping[str, Any]) -> Paragraph:
    links = tuple((words, url) for words, url in kept["links"])
    return Paragraph(**{**kept, "lines": tuple(kept["lines"]), "links": links})
