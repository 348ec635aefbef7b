"""The marks by which one living thing is told from another of its kind."""

from collections.abc import Callable
from random import Random
from typing import Final

from playground.artist.pen import Pen

_COLOURS: Final = (
    "#d9483b",
    "#2f7fd1",
    "#35a05f",
    "#f2b544",
    "#8a55c0",
    "#e8719a",
    "#1fa3a3",
    "#f4f1fb",
)


def _scarf(pen: Pen, hue: str) -> None:
    _band(pen, 0.54, 0.63, hue)


def _belt(pen: Pen, hue: str) -> None:
    _band(pen, 0.76, 0.82, hue)


def _stripes(pen: Pen, hue: str) -> None:
    for top in (0.54, 0.66, 0.78):
        _band(pen, top, top + 0.045, hue)


def _sash(pen: Pen, hue: str) -> None:
    wide, tall = pen.width, pen.height
    pen.over(
        [(0, tall * 0.5), (wide * 0.16, tall * 0.5), (wide, tall * 0.98),
         (wide * 0.84, tall * 0.98)],
        hue,
    )  # fmt: skip


def _band(pen: Pen, top: float, low: float, hue: str) -> None:
    corners = [(0, top), (1, top), (1, low), (0, low)]
    pen.over([(x * pen.width, y * pen.height) for x, y in corners], hue)


_MARKS: Final[tuple[Callable[[Pen, str], None], ...]] = (_scarf, _belt, _stripes, _sash)


def mark(pen: Pen, kind: str, seed: int) -> None:
    """Draw the mark of the one with this seed: the same one always bears it."""
    dice = Random(f"{kind}/{seed}")
    dice.choice(_MARKS)(pen, dice.choice(_COLOURS))
