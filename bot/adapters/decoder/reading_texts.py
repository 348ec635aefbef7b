"""Reads the words of a file that somebody has attached: a text, a PDF, or a DOCX.

As with pictures, the bytes say what it is. What is not read is left out, and the answer
says whether that was everything.
"""

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from defusedxml import ElementTree as Xml
from defusedxml.common import DefusedXmlException

from bot.adapters.decoder.coding import Coded
from bot.adapters.decoder.wire import Outcome, UnreadableError

MOST_LETTERS: Final = 40_000
MOST_PAGES: Final = 200
MOST_XML: Final = 20_000_000
"""The most bytes of a document within a DOCX, unpacked."""
_WORDS: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT: Final = "word/document.xml"
_ENCRYPTED: Final = 1
"""The flag of a part of a zip that only a password opens."""
_BROKEN: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError),
    *(Xml.ParseError, ValueError, OSError),
)
_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e]")
_PAGE_OF_THE_WEB: Final = re.compile(rb"\s*<(?:!doctype|html)\b", re.IGNORECASE)


def words_of(data: bytes, most: int) -> Coded:
    """The words as JSON: the first of them, and whether these are all. Raises
    UnreadableError."""
    text, whole = _cut(_paragraphs(data))
    if not text:
        raise UnreadableError(Outcome.EMPTY)
    made = json.dumps({"text": text, "whole": whole}).encode()
    if len(made) > most:
        raise UnreadableError(Outcome.LARGE)
    return Coded(Outcome.MADE, made)


def _cut(paragraphs: Iterator[str]) -> tuple[str, bool]:
    kept: list[str] = []
    room = MOST_LETTERS
    for each in paragraphs:
        line = _UNSEEN.sub("", each).strip()
        if len(line) > room:
            return "\n".join((*kept, line[:room])), False
        kept.append(line)
        room -= len(line) + 1
    return "\n".join(kept).strip(), True


def _paragraphs(data: bytes) -> Iterator[str]:
    if data.startswith(b"%PDF-"):
        return _of_pdf(data)
    if data.startswith(b"PK\x03\x04"):
        return _of_docx(data)
    return iter(_plain(data).splitlines())


def _plain(data: bytes) -> str:
    """A text. A web page does not count: Slack sends one if it refuses a file."""
    if b"\0" in data or _PAGE_OF_THE_WEB.match(data):
        raise UnreadableError(Outcome.WORDLESS)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(Outcome.WORDLESS) from error


def _of_docx(data: bytes) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            found = packed.getinfo(_DOCUMENT)
            if found.file_size > MOST_XML:
                raise UnreadableError(Outcome.LARGE)
            if found.flag_bits & _ENCRYPTED:
                raise UnreadableError(Outcome.LOCKED)
            with packed.open(_DOCUMENT) as document:
                root = Xml.fromstring(document.read(MOST_XML + 1), forbid_dtd=True)
    except KeyError as error:
        raise UnreadableError(Outcome.WORDLESS) from error
    except DefusedXmlException as error:
        raise UnreadableError(Outcome.UNSAFE) from error
    except _BROKEN as error:
        raise UnreadableError(Outcome.DAMAGED) from error
    for paragraph in root.iter(f"{_WORDS}p"):
        yield "".join(each.text or "" for each in paragraph.iter(f"{_WORDS}t"))


def _of_pdf(data: bytes) -> Iterator[str]:
    """Its pages, one after the other. What goes wrong in the reader ends this process,
    and the file counts as damaged."""
    try:
        from pypdf import PdfReader  # noqa: PLC0415 -- rarely needed
        from pypdf.errors import (  # noqa: PLC0415 -- rarely needed
            FileNotDecryptedError,
            PyPdfError,
        )
    except ImportError as error:
        raise UnreadableError(Outcome.ABSENT) from error
    try:
        pages = PdfReader(io.BytesIO(data)).pages
        for page in pages[:MOST_PAGES]:
            yield from page.extract_text().splitlines()
        if len(pages) > MOST_PAGES:
            yield "…" * MOST_LETTERS  # there is more
    except FileNotDecryptedError as error:
        raise UnreadableError(Outcome.LOCKED) from error
    except PyPdfError as error:
        raise UnreadableError(Outcome.DAMAGED) from error
