"""Reads outlines as the model writes them, strictly. Pure.

What does not fit together is refused with a sentence that the model can act on.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from bot.core.charts.chart import Chart, Kind, WrongChart, read_chart
from bot.core.charts.words import fitting
from bot.core.decks.outline import (
    COVERS,
    MOST_SLIDES,
    WITH_PICTURE,
    DeckSource,
    DeckTable,
    Layout,
    Outline,
    Slide,
    WrongOutline,
    in_two,
    sides,
)
from bot.core.decks.themes import PAPER, THEMES

MOST_TITLE: Final = 120
MOST_SUBTITLE: Final = 200
MOST_POINTS: Final = 12
MOST_POINT: Final = 300
MOST_COLUMNS: Final = 8
MOST_ROWS: Final = 40
MOST_CELL: Final = 160
MOST_WISH: Final = 2_000
MOST_NOTES: Final = 3_000
MOST_SOURCES: Final = 8
MOST_ADDRESS: Final = 2_000
MOST_BARS: Final = 16
"""The most labels of bars on one slide; and the most bars."""
MOST_PARTS: Final = 8
"""The most numbers, or dates of a timeline, on one slide."""
_ENDLESS: Final = 1_000_000
_WITH_POINTS: Final = (
    *(Layout.POINTS, Layout.PICTURE_LEFT, Layout.PICTURE_RIGHT, Layout.QUOTE),
    *(Layout.COMPARISON, Layout.NUMBERS, Layout.TIMELINE),
)
Given = Mapping[str, Any]


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
        subtitle=_text(arguments, "subtitle", MOST_SUBTITLE),
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


def read_title(value: object) -> str:
    """The title of a deck. Raises WrongOutline."""
    if title := _text({"title": value}, "title", MOST_TITLE):
        return title
    raise WrongOutline("`title` is empty")


def read_subtitle(value: object) -> str:
    """The line below it, which may be empty. Raises WrongOutline."""
    return _text({"subtitle": value}, "subtitle", MOST_SUBTITLE)


def read_theme(value: object, themes: Collection[str] = THEMES) -> str:
    """The name of a theme; ours where none is wished for. Raises WrongOutline."""
    if value is None or value == "":
        return PAPER.name
    name = value.strip().lower() if isinstance(value, str) else ""
    found = next((each for each in themes if each.lower() == name), None)
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
    title = _needed(given, "title", MOST_TITLE)
    sources = _sources(given.get("sources"))
    return Slide(
        layout=layout,
        title=title,
        points=_points(given.get("points"), layout),
        table=_table(given.get("table")) if layout is Layout.TABLE else None,
        chart=_chart(given, title, language, sources) if layout is _CHART else None,
        picture=_picture(given, layout),
        notes=_notes(given.get("notes")),
        sources=sources,
    )


_CHART: Final = Layout.CHART


def _layout(value: object) -> Layout:
    try:
        return Layout(str(value))
    except ValueError:
        raise WrongOutline(f"`layout` is one of {', '.join(Layout)}") from None


def _text(given: Given, name: str, most: int) -> str:
    value = given.get(name)
    if value is not None and not isinstance(value, str):
        raise WrongOutline(f"`{name}` is no text")
    return _bounded(value or "", f"`{name}`", most)


def _needed(given: Given, name: str, most: int) -> str:
    if found := _text(given, name, most):
        return found
    raise WrongOutline(f"`{name}` is empty")


def _bounded(text: str, what: str, most: int) -> str:
    """The text in one line, without what cannot be seen."""
    line = fitting(text, _ENDLESS)
    if len(line) > most:
        raise WrongOutline(f"{what} has {len(line)} letters; at most {most} fit")
    return line


def _picture(given: Given, layout: Layout) -> str:
    """What is wished for; nothing is drawn that its layout does not show."""
    wish = _text(given, "picture", MOST_WISH)
    return wish if layout in (*WITH_PICTURE, *COVERS) else ""


def _notes(value: object) -> str:
    if value is not None and not isinstance(value, str):
        raise WrongOutline("`notes` is no text")
    lines = [fitting(line, _ENDLESS) for line in (value or "").splitlines()]
    text = "\n".join(lines).strip()
    if len(text) > MOST_NOTES:
        raise WrongOutline(f"`notes` has {len(text)} letters; at most {MOST_NOTES} fit")
    return text


def _points(value: object, layout: Layout) -> tuple[str, ...]:
    each = _list(value, "points")
    if len(each) > MOST_POINTS:
        raise WrongOutline(f"there are {len(each)} points; at most {MOST_POINTS} fit")
    found = tuple(
        _bounded(one if isinstance(one, str) else str(one), f"point {n}", MOST_POINT)
        for n, one in enumerate(each, 1)
    )
    if layout is Layout.COMPARISON:
        return found
    return tuple(point for point in found if point)


def _table(value: object) -> DeckTable | None:
    if not isinstance(value, Mapping):
        return None
    header = _cells(value.get("header"), "header")
    rows = _list(value.get("rows"), "rows")
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
    return DeckTable(header, read)


def _cells(value: object, what: str) -> tuple[str, ...]:
    each = _list(value, what)
    return tuple(_bounded(str(one), f"a cell of `{what}`", MOST_CELL) for one in each)


def _list(value: object, name: str) -> Sequence[object]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise WrongOutline(f"`{name}` is no list")
    return value


def _chart(
    given: Given, title: str, language: str, sources: Sequence[DeckSource]
) -> Chart | None:
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


def _sources(value: object) -> tuple[DeckSource, ...]:
    each = _list(value, "sources")
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
