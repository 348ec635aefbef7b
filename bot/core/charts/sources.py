"""Says which numbers of a chart occur in the texts that they should come from. Pure.

Numbers are compared as values, however they are written: with separators of any
language, with percent signs, with words such as "million", or rounded.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from bot.core.charts.chart import Chart
from bot.core.charts.drawing import number

MOST_NUMBERS: Final = 5_000
"""The most numbers of one thread that are kept to compare with."""
_SPACES: Final = "\u00a0\u2009\u202f "
_NUMBER: Final = re.compile(
    rf"(?<![\w.,])[-−–+]?\d{{1,3}}(?:[{_SPACES}’'.,]\d{{2,3}})*(?:[.,]\d+)?"
    r"(?![.,]?\d)|\d+(?:[.,]\d+)?"
)
_SCALES: Final[Mapping[str, float]] = {
    **dict.fromkeys(("k", "thousand", "tsd", "tausend", "mil", "mille", "тыс"), 1e3),
    **dict.fromkeys(("m", "mn", "mio", "mln", "million", "millions", "millionen",
                     "millones", "milioni", "milhões", "млн"), 1e6),
    **dict.fromkeys(("b", "bn", "mrd", "md", "billion", "billions", "milliarden",
                     "milliarde", "milliards", "miliardi", "млрд"), 1e9),
    "万": 1e4,
    "億": 1e8,
    "亿": 1e8,
    "만": 1e4,
    "억": 1e8,
}  # fmt: skip
_SCALE: Final = re.compile(
    rf"[{_SPACES}]?(?:([万億亿만억])|"
    rf"({'|'.join(sorted(filter(str.isalpha, _SCALES), key=len, reverse=True))})\b)",
    re.IGNORECASE,
)


def numbers_in(texts: Iterable[str]) -> frozenset[float]:
    """All numbers of the texts, in every way in which each could be meant."""
    found: set[float] = set()
    seen: set[tuple[str, str]] = set()
    for text in texts:
        for each in _numbers(text, seen):
            found.add(each)
            if len(found) >= MOST_NUMBERS:
                return frozenset(found)
    return frozenset(found)


def unfound(chart: Chart, known: frozenset[float]) -> tuple[str, ...]:
    """The chart's numbers that are none of these, as they are written on it."""
    scale = _scale_of(chart.unit)
    missing = [v for v in chart.values if not _known(v, scale, chart.unit, known)]
    return tuple(number(value, chart) for value in dict.fromkeys(missing))


def _known(value: float, scale: float, unit: str, known: frozenset[float]) -> bool:
    wanted = {abs(value), abs(value) * scale}
    if unit == "%":
        wanted.add(abs(value) / 100)
    if any(_same(one, other) for one in wanted for other in known):
        return True
    places = _places(value)
    return _digits(value) >= 2 and any(_rounds(value, places, n, scale) for n in known)


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-9 * max(1.0, abs(one), abs(other))


def _rounds(value: float, places: int, exact: float, scale: float) -> bool:
    """Whether the value is what is left of an exact number, rounded."""
    return any(
        _same(round(exact / by, places), abs(value)) for by in {1.0, scale} if by
    )


def _places(value: float) -> int:
    _, _, rest = f"{value:.9f}".rstrip("0").partition(".")
    return len(rest)


def _digits(value: float) -> int:
    return len(f"{abs(value):.9f}".rstrip("0").replace(".", "").strip("0"))


def _scale_of(unit: str) -> float:
    words = re.findall(r"[^\W\d_]+", unit.lower())
    return next((_SCALES[word] for word in words if word in _SCALES), 1.0)


def _numbers(text: str, seen: set[tuple[str, str]]) -> Iterator[float]:
    """The numbers that were not seen before: a long text repeats many of them."""
    for found in _NUMBER.finditer(text):
        scale = _SCALE.match(text, found.end())
        name = (scale[1] or scale[2].lower()) if scale else ""
        if (written := (found[0], name)) in seen:
            continue
        seen.add(written)
        by = _SCALES.get(name, 1.0)
        for value in _meanings(found[0]):
            yield value
            if by != 1.0:
                yield value * by


def _meanings(written: str) -> Iterator[float]:
    """A lone separator with three digits after it may be either kind."""
    bare = re.sub(rf"[-−–+{_SPACES}’']", "", written)
    for mark, between in ((".", ","), (",", ".")):
        whole = bare.replace(between, "")
        if whole.count(mark) <= 1 and _grouped(bare, mark, between):
            yield float(whole.replace(mark, "."))


def _grouped(bare: str, mark: str, between: str) -> bool:
    """Whether the separators of thousands stand where they may."""
    whole, _, rest = bare.partition(mark)
    head, *others = whole.split(between)
    return bool(head) and between not in rest and all(len(o) in (2, 3) for o in others)
