"""How words look, and words that fit. Pure."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.core.decks.breaking import Face
from bot.core.decks.laid import Paragraph

STEP: Final = 0.945
"""Each size that is tried is this much of the one before."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """How words look, and between which sizes they may be chosen.

    `leading` and `spacing`, which is between two paragraphs, are in sizes.
    """

    face: Face
    color: str
    largest: float
    smallest: float
    leading: float = 1.25
    spacing: float = 0.5
    heading: bool = False
    bullet: bool = False
    align: str = "start"
    mark: str = ""
    balanced: bool = False
    """Its lines are about equally long."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Words that fit, how high they are, and what did not fit any more."""

    paragraphs: tuple[Paragraph, ...]
    height: float
    size: float
    leading: float
    spacing: float
    rest: tuple[str, ...] = ()
    width: float = 0.0
    """How wide its place is, if that alone makes its lines as long as they are."""


def sizes(look: Lettering) -> Iterator[float]:
    """The sizes to try, from the largest to the smallest."""
    size = look.largest
    while size > look.smallest:
        yield size
        size = round(2 * size * STEP) / 2 if size > 12 else size * STEP
    yield look.smallest


def replace_size(look: Lettering, size: float) -> Lettering:
    """The same look in one size."""
    return replace(look, largest=size, smallest=min(size, look.smallest))


def height_of(paragraphs: Sequence[Paragraph], leading: float, spacing: float) -> float:
    """How high paragraphs are, with what is between them."""
    rows = sum(len(each.lines) * each.size * leading for each in paragraphs)
    return rows + spacing * max(0, len(paragraphs) - 1)


def reads_from_right(text: str) -> bool:
    """Whether its first letter that has a direction is read from the right."""
    for char in text:
        match unicodedata.bidirectional(char):
            case "R" | "AL":
                return True
            case "L":
                return False
    return False


def fitted_as(
    made: tuple[Paragraph, ...], look: Lettering, rest: Sequence[str] = ()
) -> Fitted:
    """The paragraphs in this look, and what is left."""
    spacing = look.spacing * look.largest
    high = height_of(made, look.leading, spacing)
    return Fitted(made, high, look.largest, look.leading, spacing, tuple(rest))


def lines_of(paragraphs: Sequence[Paragraph]) -> int:
    """How many lines they have in all."""
    return sum(len(each.lines) for each in paragraphs)
