"""Writes numbers as people of a language write them, and finds good steps for an axis.
Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Final

_NARROW: Final = "\u202f"
_MINUS: Final = "−"
_MOST_PLACES: Final = 2
"""More decimal places than these make a shortened number longer than the whole one."""


@dataclass(frozen=True, slots=True)
class Writing:
    """How a language writes numbers: its decimal mark, its separator, from how many
    digits on it separates, and whether a percent sign stands apart.

    `large` are its words for large numbers on an axis, the largest first.
    """

    mark: str = "."
    between: str = ","
    least: int = 4
    apart: bool = False
    large: tuple[tuple[float, str], ...] = (
        *((1e12, "tn"), (1e9, "bn")),
        *((1e6, "M"), (1e3, "k")),
    )
    pairs: bool = False


_TRILLIONS: Final = ((1e8, "億"), (1e4, "万"))
_IN: Final[Mapping[str, Writing]] = {
    "en": Writing(),
    "de": Writing(
        ",", ".", apart=True, large=((1e9, "\u00a0Mrd."), (1e6, "\u00a0Mio."))
    ),
    "de-ch": Writing(".", "’", large=((1e9, "\u00a0Mrd."), (1e6, "\u00a0Mio."))),
    "fr": Writing(
        ",", _NARROW, apart=True, large=((1e9, "\u00a0Md"), (1e6, "\u00a0M"))
    ),
    "es": Writing(",", ".", 5, apart=True, large=((1e6, "\u00a0M"),)),
    "it": Writing(",", ".", 4, large=((1e9, "\u00a0Mrd"), (1e6, "\u00a0Mln"))),
    "pt": Writing(",", ".", 4, large=((1e9, "\u00a0bi"), (1e6, "\u00a0mi"))),
    "nl": Writing(",", ".", 4, large=((1e9, "\u00a0mld."), (1e6, "\u00a0mln."))),
    "ja": Writing(large=_TRILLIONS),
    "zh": Writing(large=((1e8, "亿"), (1e4, "万"))),
    "ko": Writing(large=((1e8, "억"), (1e4, "만"))),
    "hi": Writing(pairs=True, large=()),
}
_COMMA_AND_POINT: Final = ["da", "el", "id", "ro", "tr", "sl", "hr", "sr", "vi"]
_COMMA_AND_SPACE: Final = [
    "bg",
    "cs",
    "et",
    "fi",
    "hu",
    "lt",
    "lv",
    "nb",
    "nn",
    "no",
    "pl",
    "ru",
    "sk",
    "sv",
    "uk",
]
_SIGNS: Final = {"%", "‰"}
_BEFORE: Final = {"$", "£", "¥", "₹", "₩", "US$", "A$", "C$"}
_CURRENCIES: Final = {*_BEFORE, "€", "₺", "zł", "kr", "CHF"}


def writing_in(language: str) -> Writing:
    """How numbers are written in this language; as in English if it is unknown."""
    tag = language.lower()
    base = tag.partition("-")[0]
    if base in _COMMA_AND_POINT:
        return Writing(",", ".", large=())
    if base in _COMMA_AND_SPACE:
        return Writing(",", "\u00a0", 4, apart=True, large=())
    return _IN.get(tag) or _IN.get(base) or _IN["en"]


def written(value: float, language: str, places: int | None = None) -> str:
    """The number as that language writes it, with all its digits or so many decimal
    places."""
    how = writing_in(language)
    text = _digits(abs(value)) if places is None else f"{abs(value):.{places}f}"
    whole, _, rest = text.partition(".")
    sign = _MINUS if value < 0 and any(c != "0" for c in text if c.isdigit()) else ""
    grouped = whole if len(whole) < max(4, how.least) else _grouped(whole, how)
    return f"{sign}{grouped}{how.mark}{rest}" if rest else f"{sign}{grouped}"


def with_unit(number: str, unit: str, language: str) -> str:
    """A written number with its unit, on the side where the language has it."""
    apart = writing_in(language).apart
    if not unit:
        return number
    if unit in _SIGNS:
        return f"{number}\u00a0{unit}" if apart else f"{number}{unit}"
    if unit in _CURRENCIES:
        how = writing_in(language)
        first = (how.mark, how.between) == (".", ",")
        if first and unit in _BEFORE | {"€"}:
            sign, bare = (_MINUS, number[1:]) if number[:1] == _MINUS else ("", number)
            return f"{sign}{unit}{bare}"
    return f"{number}\u00a0{unit}"


def is_sign(unit: str) -> bool:
    """Whether the unit is short enough to stand at each number."""
    return unit in _SIGNS or unit in _CURRENCIES


@dataclass(frozen=True, slots=True)
class Axis:
    """Where an axis begins and ends, and its steps."""

    low: float
    high: float
    steps: tuple[float, ...]

    def at(self, value: float) -> float:
        """How far along the axis a value is, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def axis_for(values: Sequence[float], *, from_zero: bool, wanted: int = 5) -> Axis:
    """An axis with round steps on which all values have a place."""
    low, high = min(values), max(values)
    if from_zero or (low >= 0 and low <= high / 3):
        low = min(low, 0.0)
    if from_zero or (high <= 0 and high >= low / 3):
        high = max(high, 0.0)
    if low == high:
        low, high = (low - 1, high + 1) if low else (0.0, 1.0)
    step = _step((high - low) / wanted)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    steps = tuple(_round(n * step, step) for n in range(first, last + 1))
    return Axis(steps[0], steps[-1], steps)


def axis_labels(axis: Axis, language: str, unit: str = "") -> tuple[str, ...]:
    """The axis's steps as they are written, all with as many decimal places and, if
    they are long, in thousands or millions."""
    how, most = writing_in(language), max(abs(axis.low), abs(axis.high))
    step = axis.steps[1] - axis.steps[0]
    scale, word = next(
        ((s, w) for s, w in how.large if most >= 10 * s or (most >= s > 1e5)),
        (1.0, ""),
    )
    if most < 100_000:
        scale, word = 1.0, ""
    if _places(step / scale) > _MOST_PLACES:
        scale, word = 1.0, ""
    places = _places(step / scale)
    sign = unit if is_sign(unit) else ""
    return tuple(
        with_unit(f"{written(n / scale, language, places)}{word if n else ''}", sign,
                  language)
        for n in axis.steps
    )  # fmt: skip


def _digits(value: float) -> str:
    text = f"{value:.10f}".rstrip("0").rstrip(".")
    return f"{value:.6g}" if float(text) == 0 and value else text


def _grouped(whole: str, how: Writing) -> str:
    head, tail = whole[:-3], whole[-3:]
    size = 2 if how.pairs else 3
    parts = [tail]
    while head:
        parts.insert(0, head[-size:])
        head = head[:-size]
    return how.between.join(parts)


def _step(rough: float) -> float:
    power = 10.0 ** floor(log10(rough))
    return float(
        next(n * power for n in (1, 2, 2.5, 5, 10) if rough <= n * power * 1.0001)
    )


def _places(step: float) -> int:
    for places in range(10):
        steps = step * 10**places
        if round(steps) and abs(steps - round(steps)) < 1e-6 * steps:
            return places
    return 10


def _round(value: float, step: float) -> float:
    return round(value, max(0, 2 - floor(log10(step))))
