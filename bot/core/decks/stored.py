"""Outlines and themes as they are stored, and back. Pure."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bot.core.charts.chart import Chart, Kind, Series
from bot.core.decks.outline import DeckSource, DeckTable, Layout, Outline, Slide
from bot.core.decks.themes import DeckTheme, Ornament


def outline_json(outline: Outline) -> str:
    """The outline as a text from which `outline_of` makes the same one."""
    return json.dumps(asdict(outline), ensure_ascii=False)


def outline_of(text: str) -> Outline:
    """The outline that was stored."""
    kept = json.loads(text)
    return Outline(**{**kept, "slides": tuple(map(_slide, kept["slides"]))})


def theme_json(theme: DeckTheme) -> str:
    """The theme as a text from which `theme_of` makes the same one."""
    return json.dumps(asdict(theme), ensure_ascii=False)


def theme_of(text: str) -> DeckTheme:
    """The theme that was stored."""
    kept = json.loads(text)
    whole = {"colors": tuple(kept["colors"]), "ornament": Ornament(kept["ornament"])}
    return DeckTheme(**{**kept, **whole})


def _slide(kept: Mapping[str, Any]) -> Slide:
    table, chart = kept["table"], kept["chart"]
    return Slide(
        **{
            **kept,
            "layout": Layout(kept["layout"]),
            "points": tuple(kept["points"]),
            "table": None if table is None else table_of(table),
            "chart": None if chart is None else chart_of(chart),
            "sources": tuple(DeckSource(**each) for each in kept["sources"]),
        }
    )


def table_of(kept: Mapping[str, Any]) -> DeckTable:
    """The table of these values."""
    return DeckTable(tuple(kept["header"]), tuple(map(tuple, kept["rows"])))


def chart_of(kept: Mapping[str, Any]) -> Chart:
    """The chart of these values."""
    series = (Series(each["name"], tuple(each["values"])) for each in kept["series"])
    whole = {
        **kept,
        "kind": Kind(kept["kind"]),
        "labels": tuple(kept["labels"]),
        "series": tuple(series),
    }
    return Chart(**whole)
