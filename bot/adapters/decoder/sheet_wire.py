"""A sheet on its way to the process that draws it; no drawing here.

The bot packs it and the process reads it; both check that it is complete.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from bot.adapters.decoder.grid import MOST_CELLS
from bot.adapters.decoder.wire import Outcome, UnreadableError

DEVELOPING_PIXELS: Final = 1_000_000
LASTING_PIXELS: Final = 4_000_000
"""About how many pixels a sheet has while it develops, and at its end."""
MOST_WHY: Final = 200
_HEAD: Final = struct.Struct("<BBBf")
_CELL: Final = struct.Struct("<HBBHI")
_EDGE: Final = struct.Struct("<HB")


class Look(IntEnum):
    """How a cell looks."""

    WAITING = 0
    BEGUN = 1
    DEVELOPING = 2
    FINISHED = 3
    FAILED = 4


@dataclass(frozen=True, slots=True)
class Tile:
    """A cell as it is drawn: its number, and a small picture or a reason.

    `phase` counts the previews of a picture that develops.
    """

    number: int
    look: Look
    phase: int = 0
    why: str = ""
    data: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class TiledSheet:
    """A sheet as it is drawn. `shape` is width to height of its pictures, where it is
    known beforehand. `of_slides`: they have words, which no number may cover."""

    tiles: tuple[Tile, ...]
    lasting: bool = False
    shape: float = 0.0
    of_slides: bool = False


def packed(sheet: TiledSheet) -> bytes:
    """The sheet as bytes."""
    flags = (sheet.lasting, sheet.of_slides)
    head = _HEAD.pack(len(sheet.tiles), *flags, sheet.shape)
    return b"".join((head, *(part for tile in sheet.tiles for part in _parts(tile))))


def unpacked(data: bytes) -> TiledSheet:
    """The sheet that was packed. Raises UnreadableError."""
    try:
        count, lasting, of_slides, shape = _HEAD.unpack_from(data)
        tiles = _tiles(data, min(count, MOST_CELLS))
    except (struct.error, ValueError) as error:
        raise UnreadableError(Outcome.DAMAGED) from error
    return TiledSheet(tuple(tiles), bool(lasting), shape, bool(of_slides))


def packed_picture(data: bytes, edge: int, quality: int) -> bytes:
    """A picture that should become a tile, its longer side being `edge`."""
    return _EDGE.pack(edge, quality) + data


def unpacked_picture(data: bytes) -> tuple[bytes, int, int]:
    """The picture, its edge and its quality. Raises UnreadableError."""
    try:
        edge, quality = _EDGE.unpack_from(data)
    except struct.error as error:
        raise UnreadableError(Outcome.DAMAGED) from error
    return data[_EDGE.size :], edge, quality


def _parts(tile: Tile) -> Sequence[bytes]:
    why = tile.why[:MOST_WHY].encode()
    sizes = (len(why), len(tile.data))
    return _CELL.pack(tile.number, tile.look, tile.phase, *sizes), why, tile.data


def _tiles(data: bytes, count: int) -> list[Tile]:
    tiles, at = [], _HEAD.size
    for _ in range(count):
        number, look, phase, letters, length = _CELL.unpack_from(data, at)
        at += _CELL.size
        why = data[at : at + letters].decode()
        at += letters
        tiles.append(Tile(number, Look(look), phase, why, data[at : at + length]))
        at += length
    return tiles
