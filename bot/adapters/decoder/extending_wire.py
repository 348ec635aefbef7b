"""A picture that gets room around it, on its way to the process that does it and back;
no drawing here."""

import struct
from dataclasses import dataclass
from typing import Final

from bot.adapters.decoder.wire import Outcome, UnreadableError

_SIZES: Final = struct.Struct("<6H")
_LENGTH: Final = struct.Struct("<I")


@dataclass(frozen=True, slots=True)
class Room:
    """The whole size, and the size and place of the picture in it."""

    whole: tuple[int, int]
    inner: tuple[int, int]
    at: tuple[int, int]


def packed_room(data: bytes, room: Room) -> bytes:
    """The picture and its room as bytes."""
    return _SIZES.pack(*room.whole, *room.inner, *room.at) + data


def unpacked_room(data: bytes) -> tuple[bytes, Room]:
    """What was packed. Raises UnreadableError."""
    try:
        width, height, across, down, left, top = _SIZES.unpack_from(data)
    except struct.error as error:
        raise UnreadableError(Outcome.DAMAGED) from error
    return data[_SIZES.size :], Room((width, height), (across, down), (left, top))


def packed_layers(picture: bytes, mask: bytes) -> bytes:
    """The picture with its room, and the mask that belongs to it."""
    return _LENGTH.pack(len(picture)) + picture + mask


def unpacked_layers(data: bytes) -> tuple[bytes, bytes]:
    """The picture and the mask. Raises UnreadableError."""
    try:
        [length] = _LENGTH.unpack_from(data)
    except struct.error as error:
        raise UnreadableError(Outcome.DAMAGED) from error
    return data[_LENGTH.size :][:length], data[_LENGTH.size + length :]
