"""A chart as the model asks for it, read and checked. Pure values.

What does not fit together is refused with a sentence that the model can act on.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from typing import Any, Final

from bot.core.charts.words import fitting

MOST_TITLE: Final = 120
MOST_LABEL: Final = 80
MOST_NAME: Final = 60
MOST_UNIT: Final = 30
MOST_ADDRESS: Final = 2_000
MOST_SERIES: Final = 6
"""More colours than these cannot be told apart by everybody."""
MOST_COLUMNS: Final = 8
LARGEST: Final = 1e15


class Kind(StrEnum):
    """How the numbers are shown."""

    BAR = "bar"
    LINE = "line"
    AREA = "area"
    SCATTER = "scatter"
    PIE = "pie"
    TABLE = "table"


MOST_LABELS: Final[Mapping[Kind, int]] = {
    Kind.BAR: 40,
    Kind.LINE: 120,
    Kind.AREA: 120,
    Kind.SCATTER: 200,
    Kind.PIE: 8,
    Kind.TABLE: 60,
}
LEAST_LABELS: Final[Mapping[Kind, int]] = {Kind.LINE: 2, Kind.AREA: 2, Kind.SCATTER: 2}
Value = float | None


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers, each for the label at the same place; None is a gap."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that a chart shows.

    `language` decides how its numbers are written. A scatter chart's labels are the
    numbers of its lower axis.
    """

    title: str
    kind: Kind
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    x_label: str = ""
    y_label: str = ""
    unit: str = ""
    source: str = ""
    url: str = ""
    language: str = "en"

    @property
    def values(self) -> tuple[float, ...]:
        """All its numbers, in their order."""
        each = (value for one in self.series for value in one.values)
        return tuple(value for value in each if value is not None)

    @property
    def across(self) -> tuple[float, ...]:
        """The numbers of a scatter chart's lower axis."""
        return tuple(float(label) for label in self.labels)


@dataclass(frozen=True, slots=True)
class KeptChart:
    """A chart that was drawn: for which call, from when, and where its picture is.

    `unfound` are its numbers, as they are written, that were in no source. `sha256`
    names its picture, or the picture that it was laid on.
    """

    call: str
    chart: Chart
    sha256: str
    on: str = ""
    unfound: tuple[str, ...] = ()
    laid: bool = False


class WrongChart(ValueError):
    """The call does not describe a chart; the text tells the model why, so that it can
    correct it."""


def read_chart(arguments: Mapping[str, Any]) -> Chart:
    """The chart that a call asks for. Raises WrongChart."""
    source = arguments.get("source")
    source = source if isinstance(source, Mapping) else {}
    chart = Chart(
        title=_needed(arguments, "title", MOST_TITLE),
        kind=_kind(arguments.get("kind")),
        labels=_labels(arguments.get("labels")),
        series=_all_series(arguments.get("series")),
        x_label=_text(arguments, "x_label", MOST_LABEL),
        y_label=_text(arguments, "y_label", MOST_LABEL),
        unit=_text(arguments, "unit", MOST_UNIT),
        source=_text(source, "name", MOST_LABEL),
        url=_address(source.get("url")),
        language=_language(arguments.get("language")),
    )
    _check_lengths(chart)
    _check_kind(chart)
    return chart


def _text(given: Mapping[str, Any], name: str, most: int) -> str:
    value = given.get(name)
    return fitting(value, most) if isinstance(value, str) else ""


def _needed(given: Mapping[str, Any], name: str, most: int) -> str:
    if found := _text(given, name, most):
        return found
    raise WrongChart(f"`{name}` is empty")


def _kind(value: object) -> Kind:
    try:
        return Kind(str(value))
    except ValueError:
        raise WrongChart(f"`kind` is one of {', '.join(Kind)}") from None


def _labels(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise WrongChart("`labels` is empty")
    found = tuple(fitting(str(each), MOST_LABEL) for each in value)
    for number, label in enumerate(found, 1):
        if not label:
            raise WrongChart(f"label {number} is empty")
    return found


def _all_series(value: object) -> tuple[Series, ...]:
    if not isinstance(value, list) or not value:
        raise WrongChart("`series` is empty")
    found = tuple(_series(each, number) for number, each in enumerate(value, 1))
    names = Counter(each.name for each in found)
    twice = next((name for name, count in names.items() if count > 1), None)
    if twice is not None and len(found) > 1:
        raise WrongChart(f"two series have the name {twice!r}")
    return found


def _series(value: object, number: int) -> Series:
    if not isinstance(value, Mapping) or not isinstance(value.get("values"), list):
        raise WrongChart(f"series {number} has no `values`")
    values = tuple(_value(each, number) for each in value["values"])
    if all(each is None for each in values):
        raise WrongChart(f"series {number} has no number at all")
    return Series(_text(value, "name", MOST_NAME), values)


def _value(value: object, number: int) -> Value:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise WrongChart(f"a value of series {number} is no number")
    if not isfinite(value) or abs(value) > LARGEST:
        raise WrongChart(f"a value of series {number} is too large")
    return float(value)


def _address(value: object) -> str:
    found = value.strip() if isinstance(value, str) else ""
    fits = found.startswith(("https://", "http://")) and len(found) <= MOST_ADDRESS
    return found if fits and not set(found) & set(" <>|\n\t") else ""


def _language(value: object) -> str:
    found = value.strip() if isinstance(value, str) else ""
    return found[:20] if found.replace("-", "").isalnum() and found.isascii() else "en"


def _check_lengths(chart: Chart) -> None:
    for each in chart.series:
        if len(each.values) != len(chart.labels):
            raise WrongChart(
                f"there are {len(chart.labels)} labels, but the series {each.name!r} "
                f"has {len(each.values)} values; each label takes one value, or null"
            )
    _at_most("labels", len(chart.labels), MOST_LABELS[chart.kind], chart.kind)
    columns = MOST_COLUMNS if chart.kind is Kind.TABLE else MOST_SERIES
    _at_most("series", len(chart.series), columns, chart.kind)
    least = LEAST_LABELS.get(chart.kind, 1)
    if len(chart.labels) < least:
        raise WrongChart(f"a {chart.kind} chart takes at least {least} labels")


def _at_most(what: str, count: int, most: int, kind: Kind) -> None:
    if count > most:
        raise WrongChart(f"a {kind} chart takes at most {most} {what}, not {count}")


def _check_kind(chart: Chart) -> None:
    match chart.kind:
        case Kind.PIE:
            _check_pie(chart)
        case Kind.SCATTER if not all(map(_is_number, chart.labels)):
            raise WrongChart("the labels of a scatter chart are the numbers across")
        case Kind.AREA if any(value < 0 for value in chart.values):
            raise WrongChart("an area takes no negative values; use line or bar")


def _check_pie(chart: Chart) -> None:
    [values, *others] = _values_of(chart.series)
    if others:
        raise WrongChart("a pie takes one series; use bar for several")
    if any(value is None or value <= 0 for value in values):
        raise WrongChart("a pie takes values above zero only; use bar")


def _values_of(series: Sequence[Series]) -> list[tuple[Value, ...]]:
    return [each.values for each in series]


def _is_number(label: str) -> bool:
    try:
        return isfinite(float(label)) and abs(float(label)) <= LARGEST
    except ValueError:
        return False
