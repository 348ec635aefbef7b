"""Reads the words of a DOCX, paragraph by paragraph.

None of its XML is kept, so a table of ten thousand rows needs no more memory than a
letter.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from time import process_time
from typing import IO, Final

from defusedxml import ElementTree as Xml
from defusedxml.common import DefusedXmlException

from bot.adapters.decoder.wire import Outcome, UnreadableError

MOST_XML: Final = 20_000_000
"""The most bytes of a document within a DOCX, unpacked."""
SECONDS: Final = 2.0
"""Of processor time. What takes longer is not read."""
_PIECE: Final = 65_536
_DOCUMENT: Final = "word/document.xml"
_ENCRYPTED: Final = 1
"""The flag of a part of a zip that only a password opens."""
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _TEXT = f"{_W}p", f"{_W}t"
_SPACES: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n"}
_FALLBACK: Final = (
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
)
"""What it says was said before it, for newer programs."""
_BROKEN: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError),
    *(Xml.ParseError, ValueError, OSError),
)
"""What the libraries raise where a file is broken. NotImplementedError is zipfile's: it
stands for a compression that Python does not have."""


class _Paragraphs:
    """Takes the XML piece by piece, and collects the paragraphs that have ended."""

    def __init__(self) -> None:
        self.ended: list[str] = []
        self._open: list[list[str]] = []
        self._is_text, self._aside = False, 0

    def start(self, tag: str, _: object) -> None:
        if tag == _PARAGRAPH:
            self._open.append([])
        elif tag in _SPACES:
            self._say(_SPACES[tag])
        elif tag == _FALLBACK:
            self._aside += 1
        self._is_text = tag == _TEXT

    def data(self, text: str) -> None:
        if self._is_text:
            self._say(text)

    def end(self, tag: str) -> None:
        self._is_text = False
        if tag == _FALLBACK:
            self._aside -= 1
        elif tag == _PARAGRAPH:
            words = "".join(self._open.pop())
            if not self._aside:
                self.ended += words.splitlines() or [""]

    @property
    def unfinished(self) -> str:
        """What has come of the paragraphs that have not ended."""
        return "".join(piece for each in self._open for piece in each)

    def close(self) -> None:
        """Nothing is left to do: everything was said before."""

    def _say(self, words: str) -> None:
        if self._open and not self._aside:
            self._open[-1].append(words)


def paragraphs_of_docx(data: bytes) -> Iterator[str | None]:
    """Its paragraphs, then None if there are more that are not read. Raises
    UnreadableError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            found = packed.getinfo(_DOCUMENT)
            if found.flag_bits & _ENCRYPTED:
                raise UnreadableError(Outcome.LOCKED)
            with packed.open(_DOCUMENT) as document:
                yield from _read(document)
    except KeyError as error:
        raise UnreadableError(Outcome.WORDLESS) from error
    except DefusedXmlException as error:
        raise UnreadableError(Outcome.UNSAFE) from error
    except _BROKEN as error:
        raise UnreadableError(Outcome.DAMAGED) from error


def _read(document: IO[bytes]) -> Iterator[str | None]:
    found, left, began = _Paragraphs(), MOST_XML, process_time()
    parser = Xml.XMLParser(target=found, forbid_dtd=True)
    while piece := document.read(_PIECE):
        parser.feed(piece)
        yield from found.ended
        found.ended.clear()
        left -= len(piece)
        if left <= 0 or process_time() - began > SECONDS:
            yield found.unfinished
            yield None
            return
    parser.close()
    yield from found.ended
