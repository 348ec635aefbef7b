"""Reads the words of a file that somebody has attached: a text, a PDF, or a DOCX.

As with pictures, the bytes say what it is. What is not read is left out, and the answer
says whether that was everything. A file is read from its beginning and no further than
is needed, so a long one costs no more than what is kept of it.
"""

import codecs
import json
import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from bot.adapters.decoder.coding import Coded
from bot.adapters.decoder.reading_docx import paragraphs_of_docx
from bot.adapters.decoder.reading_pdf import lines_of_pdf
from bot.adapters.decoder.wire import Outcome, UnreadableError

MOST_LETTERS: Final = 40_000
MOST_SEEN: Final = 25 * MOST_LETTERS
"""This many letters of a text are looked at, blank lines and the like included."""
MOST_FOREIGN: Final = 0.2
"""A text that is not in UTF-8 and has a larger share of bytes beyond ASCII is hardly in
the encoding of western Europe."""
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e]")
_NO_TEXT: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""Bytes that no text has."""
_PAGE_OF_THE_WEB: Final = re.compile(r"\s*<(?:!doctype|html)\b", re.IGNORECASE)
Line = str | None
"""A line, or None where the rest is not read."""


def words_of(data: bytes, most: int) -> Coded:
    """The words as JSON: the first of them, and whether these are all. Raises
    UnreadableError."""
    text, whole = _cut(_lines(data))
    if not text:
        is_pdf = data.startswith(b"%PDF-")
        raise UnreadableError(Outcome.SCANNED if is_pdf else Outcome.SILENT)
    made = json.dumps({"text": text, "whole": whole}).encode()
    if len(made) > most:
        raise UnreadableError(Outcome.LARGE)
    return Coded(Outcome.MADE, made)


def _cut(lines: Iterator[Line]) -> tuple[str, bool]:
    """Of several blank lines in a row, one is kept."""
    kept = [""]
    room, whole = MOST_LETTERS, True
    for each in lines:
        line = "" if each is None else _UNSEEN.sub("", each).strip()
        if each is None or len(line) > room:
            kept.append(line[:room])
            whole = False
            break
        if line or kept[-1]:
            kept.append(line)
            room -= len(line) + 1
    text = "\n".join(kept)
    return text.strip() if whole else text.strip("\n"), whole


def _lines(data: bytes) -> Iterator[Line]:
    if data.startswith(b"%PDF-"):
        return lines_of_pdf(data)
    if data.startswith(b"PK\x03\x04"):
        return paragraphs_of_docx(data)
    text = _plain(data)
    more: tuple[Line, ...] = (None,) if len(text) > MOST_SEEN else ()
    return chain(text[:MOST_SEEN].splitlines(), more)


def _plain(data: bytes) -> str:
    """A text. A web page does not count: Slack sends one if it refuses a file."""
    text = _decoded(data)
    if _PAGE_OF_THE_WEB.match(text):
        raise UnreadableError(Outcome.WORDLESS)
    return text


def _decoded(data: bytes) -> str:
    """Its text: in UTF-8, in UTF-16 as Windows writes it, or else in Windows-1252."""
    try:
        if data.startswith(_UTF_16):
            return _without_nul(data.decode("utf-16"))
        if _NO_TEXT.search(data):
            raise UnreadableError(Outcome.WORDLESS)
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if not data.startswith(_UTF_16) and _is_western(data):
            return data.decode("cp1252", "replace")
        raise UnreadableError(Outcome.WORDLESS) from error


def _without_nul(text: str) -> str:
    if "\0" in text:
        raise UnreadableError(Outcome.WORDLESS)
    return text


def _is_western(data: bytes) -> bool:
    """Whether it can be a text in Windows-1252, which has the letters of Latin-1."""
    foreign = len(data) - len(data.translate(None, bytes(range(0x80, 0x100))))
    return foreign <= MOST_FOREIGN * len(data)
