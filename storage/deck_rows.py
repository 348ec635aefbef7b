"""Turns stored decks into values again."""

from bot.core.charts.chart import Chart, Kind, Series
from bot.core.decks.outline import DeckSource, DeckTable, Layout, Outline, Slide
from bot.core.decks.themes import DeckTheme, Ornament
from bot.core.turn.decks import DeckStage, KeptDeck
from storage.kept import Row, known


def kept_deck(kept: Row | None) -> KeptDeck | None:
    """A deck as it was kept; None if there is none."""
    if not kept:
        return None
    theme = kept.get("own_theme")
    read = {
        "outline": _outline(kept["outline"]),
        "stage": DeckStage(kept["stage"]),
        "own_theme": _theme(theme) if theme else None,
        "left_out": tuple(kept.get("left_out", ())),
        "unfound": tuple(kept.get("unfound", ())),
    }
    return KeptDeck(**known(KeptDeck, kept) | read)


def _outline(kept: Row) -> Outline:
    slides = tuple(map(_slide, kept["slides"]))
    return Outline(**known(Outline, kept) | {"slides": slides})


def _slide(kept: Row) -> Slide:
    table, drawn = kept.get("table"), kept.get("chart")
    sources = kept.get("sources", ())
    read = {
        "layout": Layout(kept["layout"]),
        "points": tuple(kept.get("points", ())),
        "table": _table(table) if table else None,
        "chart": chart(drawn) if drawn else None,
        "sources": tuple(DeckSource(**known(DeckSource, each)) for each in sources),
    }
    return Slide(**known(Slide, kept) | read)


def _table(kept: Row) -> DeckTable:
    return DeckTable(tuple(kept["header"]), tuple(map(tuple, kept["rows"])))


def _theme(kept: Row) -> DeckTheme:
    read = {"colors": tuple(kept["colors"]), "ornament": Ornament(kept["ornament"])}
    return DeckTheme(**known(DeckTheme, kept) | read)


def chart(kept: Row) -> Chart:
    """The data of a chart as they were kept."""
    series = (Series(e["name"], tuple(e["values"])) for e in kept["series"])
    read = {
        "kind": Kind(kept["kind"]),
        "labels": tuple(kept["labels"]),
        "series": tuple(series),
    }
    return Chart(**known(Chart, kept) | read)
