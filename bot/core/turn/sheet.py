"""One picture that shows all pictures of a set, numbered, in a grid. Pure values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from bot.core.turn.events import (
    PictureDrawn,
    PictureRefused,
    PreviewDrawn,
    StepKind,
    StepStarted,
    TurnEvent,
)
from bot.core.turn.slots import Slot, Stage

MOST_ALT: Final = 2_000
"""The most characters of alternative text that Slack accepts."""
MOST_TITLE: Final = 150
_ENDED: Final = (Stage.FINISHED, Stage.FAILED)


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of one picture on a sheet: its number and title, and what is there.

    `key` is the picture's id. `picture` is the finished one or its newest preview, made
    small; `phase` counts its previews. `sha256` names a finished one on the shelf.
    `why` says briefly why there is none. A `plain` cell is a slide without a picture:
    nothing is drawn for it.
    """

    key: str
    number: int
    title: str = ""
    stage: Stage = Stage.WAITING
    picture: bytes = field(default=b"", repr=False)
    phase: int = 0
    why: str = ""
    sha256: str = ""
    plain: bool = False

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self.stage in _ENDED

    @property
    def slot(self) -> Slot:
        """Its place in the message, which is on the sheet."""
        return Slot(self.key, self.stage, place=self.number, why=self.why)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells in their order.

    `shape` is width to height of the pictures, where that is known before the first.
    `of_slides`: its cells show the slides of a deck.
    """

    cells: tuple[Cell, ...] = ()
    shape: float = 0.0
    of_slides: bool = False

    @property
    def finished(self) -> int:
        """How many of its pictures are finished."""
        return sum(each.stage is Stage.FINISHED for each in self.cells)

    @property
    def ended(self) -> bool:
        """Whether it will not change any more."""
        return all(each.ended for each in self.cells)

    @property
    def begun(self) -> bool:
        """Whether there is anything to see on it."""
        return any(each.picture or each.stage is Stage.FAILED for each in self.cells)

    @property
    def alt(self) -> str:
        """Each number with its title, for those who cannot see it."""
        return alt_text(self.cells)

    def of(self, key: str) -> Cell | None:
        """The cell of a picture."""
        return next((each for each in self.cells if each.key == key), None)

    def put(self, *cells: Cell) -> "Sheet":
        """The sheet with these cells, and not those that had their keys."""
        known = {each.key: each for each in self.cells}
        known |= {each.key: each for each in cells}
        in_order = sorted(known.values(), key=lambda each: each.number)
        return replace(self, cells=tuple(in_order))

    def given_up(self, why: str) -> "Sheet":
        """The sheet after drawing was given up: pictures that were still open have
        failed."""
        return self.put(
            *(
                replace(each, stage=Stage.FAILED, picture=b"", why=why)
                for each in self.cells
                if not each.ended
            )
        )


def told(sheet: Sheet, event: TurnEvent) -> Sheet:
    """The sheet after one more event, whose picture is put there when it is small."""
    match event:
        case StepStarted(id=key, kind=StepKind.DRAW) | PreviewDrawn(id=key):
            return become(sheet, key, Stage.DEVELOPING)
        case PictureDrawn(picture):
            return become(sheet, picture.id, Stage.FINISHED)
        case PictureRefused(id=key, moderated=moderated):
            why = "declined" if moderated else "not drawn"
            return become(sheet, key, Stage.FAILED, why)
    return sheet


def become(sheet: Sheet, key: str, stage: Stage, why: str = "") -> Sheet:
    """The sheet with a picture's newest state. A finished picture stays finished."""
    cell = sheet.of(key)
    if cell is None or cell.stage is Stage.FINISHED:
        return sheet
    picture = b"" if stage is Stage.FAILED else cell.picture
    return sheet.put(replace(cell, stage=stage, why=why, picture=picture))


def shape_of(size: str | None) -> float:
    """Width to height of a size like 1536x1024; 0 for anything else."""
    width, _, height = (size or "").partition("x")
    known = width.isdecimal() and height.isdecimal() and int(height) > 0
    return int(width) / int(height) if known else 0.0


def alt_text(cells: Iterable[Cell]) -> str:
    """Each number with its title; long titles are cut so that all numbers are named."""
    cells = tuple(cells)
    room = MOST_ALT // max(1, len(cells)) - len("00:  (); ") - 40
    return "; ".join(_named(cells, min(MOST_TITLE, max(1, room))))[:MOST_ALT]


def _named(cells: Iterable[Cell], most: int) -> Iterator[str]:
    for each in cells:
        title = " ".join(each.title.split())
        title = title if len(title) <= most else f"{title[: most - 1]}…"
        state = _state(each)
        yield f"{each.number}: {title}{f' ({state})' if state else ''}"


def _state(cell: Cell) -> str:
    match cell.stage:
        case Stage.FINISHED:
            return ""
        case Stage.FAILED:
            return cell.why[:40] or "not drawn"
        case Stage.DEVELOPING:
            return "half-drawn"
        case Stage.WAITING:
            return "not yet drawn"
