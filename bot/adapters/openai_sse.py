"""Cuts a stream of bytes into server-sent events, and reads their JSON.

The client's own decoder looks at every byte with a regular expression. With pictures of
megabytes, that would be the largest single piece of work on the event loop. Here the
bytes are searched and split once, by functions written in C. The result is the same but
for two rules of the standard: a byte order mark is skipped, and an event without data
does not count.
"""

import json
from collections.abc import Iterator
from typing import Final

import jiter

from bot.core.errors import ModelCut

_LARGEST: Final = 64 * 1024 * 1024
_BYTE_ORDER: Final = b"\xef\xbb\xbf"
_OVERHEAD: Final = 64
"""About the memory that a bytes object takes besides its content: many small pieces add
up, too."""


class Cutter:
    """Collects one stream's bytes until they make an event."""

    def __init__(self, largest: int = _LARGEST) -> None:
        self._largest = largest
        self._line: list[bytes] = []
        self._data: list[bytes] = []
        self._size = self._waiting = 0  # with the current line, and without it
        self._begun = False
        self._after_return = False

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """Yield the data of every event that this chunk completes.

        According to the standard, what follows the last blank line is never an event.
        """
        first, *others = _split(self._even(chunk))
        self._keep(first)
        for each in others:
            parts, self._line = self._line, []
            yield from self._line_done(parts)
            self._keep(each)

    def _even(self, chunk: bytes) -> bytes:
        """The chunk with one kind of line ending instead of three."""
        if self._after_return and chunk.startswith(b"\n"):
            self._after_return, chunk = False, chunk[1:]
        if b"\r" in chunk:
            self._after_return = chunk.endswith(b"\r")
            return chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        self._after_return = self._after_return and not chunk
        return chunk

    def _keep(self, part: bytes) -> None:
        if not part:
            return
        self._line.append(part)
        self._size += len(part) + _OVERHEAD
        if self._size > self._largest:
            raise ModelCut(f"an event that takes more than {self._largest} bytes")

    def _line_done(self, parts: list[bytes]) -> Iterator[bytes]:
        if not self._begun:
            self._begun = True
            parts = [b"".join(parts).removeprefix(_BYTE_ORDER)]
        if (value := _data(parts)) is not None:
            self._data.append(value)
            self._waiting += len(value) + _OVERHEAD
        elif not any(parts):
            if data := b"\n".join(self._data):
                yield data
            self._data, self._waiting = [], 0
        self._size = self._waiting


def _split(chunk: bytes) -> list[bytes]:
    # Most chunks of a picture have no line ending, and checking costs a tenth of
    # splitting.
    return chunk.split(b"\n") if b"\n" in chunk else [chunk]


def _data(parts: list[bytes]) -> bytes | None:
    """The data in this line, if it is a line of data; the other fields only repeat
    it."""
    if parts and parts[0].startswith(b"data: "):
        # The usual case: the megabytes are joined once, without the field's name.
        return b"".join((parts[0][6:], *parts[1:]))
    name, _, value = b"".join(parts).partition(b":")
    return value.removeprefix(b" ") if name == b"data" else None


def parsed(data: bytes) -> object:
    """The parsed data; raises ValueError.

    Python's parser accepts some data that the fast one declines, such as half a
    surrogate pair.
    """
    try:
        return jiter.from_json(data)
    except ValueError:
        return _slowly(data)


def _slowly(data: bytes) -> object:
    try:
        value: object = json.loads(data.decode())
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return value
