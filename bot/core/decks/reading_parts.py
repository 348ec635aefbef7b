"""Reads the parts of slides as the model writes them: texts, tables, charts, sources.
Pure."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, Final

from bot.core.charts.chart import Chart, Kind, WrongChart, read_chart
from bot.core.charts.words import fitting
from bot.core.decks.outline import DeckSource, DeckTable, WrongOutline

MOST_COLUMNS: Final = 8
MOST_ROWS: Final = 40
MOST_CELL: Final = 160
MOST_LETTERS: Final = 4_000
"""The most letters of a table: they are on about four slides."""
MOST_SOURCES: Final = 8
MOST_ADDRESS: Final = 2_000
MOST_BARS: Final = 16
"""The most labels of bars on one slide. There may be three times as many bars."""
ENDLESS: Final = 1_000_000
Given = Mapping[str, Any]


def read_text(given: Given, name: str, most: int) -> str:
    """The text in one line; empty if there is none. Raises WrongOutline."""
    value = given.get(name)
    if value is not None and not isinstance(value, str):
        raise WrongOutline(f"`{name}` is no text")
    return bounded(value or "", f"`{name}`", most)


def needed(given: Given, name: str, most: int) -> str:
    """A text that has to be there. Raises WrongOutline."""
    if found := read_text(given, name, most):
        return found
    raise WrongOutline(f"`{name}` is empty")


def bounded(text: str, what: str, most: int) -> str:
    """The text in one line, without what cannot be seen."""
    line = fitting(text, ENDLESS)
    if len(line) > most:
        raise WrongOutline(f"{what} has {len(line)} letters; at most {most} fit")
    return line


def told(value: object) -> str:
    """A text, or a number as one; nothing for nothing."""
    return "" if value is None else str(value)


def read_table(value: object) -> DeckTable | None:
    """The table, if there is one. Raises WrongOutline."""
    if not isinstance(value, Mapping):
        return None
    header = _cells(value.get("header"), "header")
    rows = read_list(value.get("rows"), "rows")
    if not header or not rows:
        raise WrongOutline("its table needs a header and at least one row")
    if len(header) > MOST_COLUMNS or len(rows) > MOST_ROWS:
        raise WrongOutline(
            f"its table is {len(header)} × {len(rows)}; at most {MOST_COLUMNS} columns "
            f"and {MOST_ROWS} rows fit"
        )
    read = tuple(_cells(row, f"row {n}") for n, row in enumerate(rows, 1))
    for number, row in enumerate(read, 1):
        if len(row) != len(header):
            raise WrongOutline(
                f"row {number} of its table has {len(row)} cells, but the header has "
                f"{len(header)}"
            )
    letters = sum(map(len, chain(header, *read)))
    if letters > MOST_LETTERS:
        raise WrongOutline(
            f"its table has {letters} letters; at most {MOST_LETTERS} fit: leave out "
            "columns, rows or words"
        )
    return DeckTable(header, read)


def _cells(value: object, what: str) -> tuple[str, ...]:
    each = read_list(value, what)
    return tuple(bounded(told(one), f"a cell of `{what}`", MOST_CELL) for one in each)


def read_list(value: object, name: str) -> Sequence[object]:
    """The list; empty if there is none. Raises WrongOutline."""
    if value is None:
        return ()
    if not isinstance(value, list):
        raise WrongOutline(f"`{name}` is no list")
    return value


def chart_of_slide(
    given: Given, title: str, language: str, sources: Sequence[DeckSource]
) -> Chart | None:
    """The chart of the slide, if there is one. Raises WrongOutline."""
    value = given.get("chart")
    if not isinstance(value, Mapping):
        return None
    first = sources[0] if sources else DeckSource("", "")
    source = {"name": first.title, "url": first.url}
    whole = {**value, "title": title, "language": language, "source": source}
    try:
        chart = read_chart(whole)
    except WrongChart as error:
        raise WrongOutline(f"its chart: {error}") from None
    _check_bars(chart)
    return chart


def _check_bars(chart: Chart) -> None:
    bars = len(chart.labels) * len(chart.series)
    crowded = len(chart.labels) > MOST_BARS or bars > 3 * MOST_BARS
    if chart.kind is Kind.BAR and crowded:
        raise WrongOutline(
            f"its chart has {bars} bars; a slide shows at most {MOST_BARS} labels and "
            f"{3 * MOST_BARS} bars: choose the ones that matter, or use a table"
        )


def read_sources(value: object) -> tuple[DeckSource, ...]:
    """The sources of a slide. Raises WrongOutline."""
    each = read_list(value, "sources")
    if len(each) > MOST_SOURCES:
        raise WrongOutline(f"there are {len(each)} sources; at most {MOST_SOURCES} fit")
    return tuple(_source(one, number) for number, one in enumerate(each, 1))


def _source(value: object, number: int) -> DeckSource:
    url = value.get("url") if isinstance(value, Mapping) else None
    found = url.strip() if isinstance(url, str) else ""
    fits = found.startswith(("https://", "http://")) and len(found) <= MOST_ADDRESS
    if not isinstance(value, Mapping) or not fits or not found.isprintable():
        raise WrongOutline(f"source {number} has no web address")
    if set(found) & set(" <>|\"'\\^`{}"):
        raise WrongOutline(f"source {number} has an address with signs that none has")
    title = value.get("title")
    return DeckSource(fitting(title, 200) if isinstance(title, str) else "", found)
