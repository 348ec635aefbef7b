"""A JPEG without its Exif, thumbnails, comments, and whatever follows its end."""

import re
from typing import Final

from bot.adapters.decoder.exif import UPRIGHT, orientation
from bot.adapters.decoder.parts import MOST_COLOURS, Bare, counted
from bot.adapters.decoder.wire import Outcome, UnreadableError

MOST_SCANS: Final = 100
"""Every scan of a progressive JPEG repaints the picture: a few bytes can mean a lot of
work."""
_MARKER: Final = re.compile(rb"\xff([\x02-\xcf\xd9-\xfe])")
"""Within encoded data, 0xFF is followed by 0 or by a restart marker."""
_SCAN, _END, _EXIF, _COLOURS = 0xDA, 0xD9, 0xE1, 0xE2
_CODING: Final = frozenset({*range(0xC0, 0xD0), _SCAN, 0xDB, 0xDD})
_NAMED: Final = {0xE0: b"JFIF\0", _COLOURS: b"ICC_PROFILE\0", 0xEE: b"Adobe"}


class _Walk:
    """One pass through the segments of a file."""

    def __init__(self, data: bytes) -> None:
        self.kept = [data[:2]]
        self.turned = UPRIGHT
        self._data, self._at = data, 2
        self._scans = self._colours = 0

    def run(self) -> None:
        """Walk until the end of the picture, or of the file."""
        part = 0
        while found := _MARKER.search(self._data, self._at):
            counted(part)
            part += 1
            if found[1][0] == _END:
                self.kept.append(b"\xff\xd9")
                return
            self._segment(found.start(), found[1][0])

    def _segment(self, start: int, marker: int) -> None:
        length = int.from_bytes(self._data[start + 2 : start + 4], "big")
        self._at = start + 2 + max(2, length)
        named = _NAMED.get(marker)
        if marker == _SCAN:
            self._scan()
        elif marker == _EXIF:
            self._exif(start)
            return
        elif named and not self._data.startswith(named, start + 4):
            return
        elif marker == _COLOURS:
            self._colours += length
        if marker in _CODING or (named and self._colours <= MOST_COLOURS):
            self.kept.append(self._data[start : self._at])

    def _scan(self) -> None:
        """Everything encoded up to the next marker belongs to the scan."""
        self._scans += 1
        if self._scans > MOST_SCANS:
            raise UnreadableError(Outcome.LAYERS)
        following = _MARKER.search(self._data, self._at)
        self._at = following.start() if following else len(self._data)

    def _exif(self, start: int) -> None:
        if self.turned == UPRIGHT and self._data.startswith(b"Exif\0\0", start + 4):
            self.turned = orientation(self._data[start + 4 : self._at])


def bare_jpeg(data: bytes) -> Bare:
    """Its tables and scans, its colours, and its orientation."""
    walk = _Walk(data)
    walk.run()
    return Bare(b"".join(walk.kept), walk.turned)
