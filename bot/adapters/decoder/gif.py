"""A GIF's first frame."""

from typing import Final

from bot.adapters.decoder.parts import Bare, counted

_EXTENSION, _FRAME, _HOW = 0x21, 0x2C, 0xF9
_END: Final = b";"


def bare_gif(data: bytes) -> Bare:
    """Header, colours and the first frame; of a truncated file, as much as there is."""
    try:
        return Bare(_first_frame(data))
    except IndexError:
        return Bare(data[:13])


def _first_frame(data: bytes) -> bytes:
    start = at = 13 + _colours(data[10])
    how = b""
    for part in range(len(data)):
        counted(part)
        if data[at] == _FRAME:
            end = _after_blocks(data, at + 11 + _colours(data[at + 9]))
            return b"".join((data[:start], how, data[at:end], _END))
        if data[at] != _EXTENSION:
            break
        end = _after_blocks(data, at + 2)
        if data[at + 1] == _HOW:
            how = data[at:end]
        at = end
    return data[:start]


def _colours(flags: int) -> int:
    """The number of bytes in a table of colours."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(data: bytes, at: int) -> int:
    part = 0
    while data[at]:
        counted(part)
        part += 1
        at += 1 + data[at]
    return at + 1
