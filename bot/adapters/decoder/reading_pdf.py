"""Reads the words of a PDF, page by page."""

import io
import struct
import zlib
from collections.abc import Iterator
from time import process_time
from typing import Final

from bot.adapters.decoder.wire import Outcome, UnreadableError

MOST_PAGES: Final = 200
SECONDS: Final = 2.0
"""Of processor time. If the pages take longer, the rest of them are not read."""
_SPOILT: Final = (
    *(ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError),
    *(RuntimeError, TypeError, ValueError, struct.error, zlib.error),
)
"""What pypdf may raise besides its own errors where a file is broken."""


def lines_of_pdf(data: bytes) -> Iterator[str | None]:
    """Its lines, then None if there are more that are not read. Raises
    UnreadableError."""
    try:
        from pypdf import PdfReader  # noqa: PLC0415 -- rarely needed
        from pypdf.errors import (  # noqa: PLC0415 -- rarely needed
            FileNotDecryptedError,
            PyPdfError,
        )
    except ImportError as error:
        raise UnreadableError(Outcome.ABSENT) from error
    began, read = process_time(), 0
    try:
        for page in PdfReader(io.BytesIO(data)).pages:
            late = read and process_time() - began > SECONDS
            if late or read == MOST_PAGES:
                yield None
                return
            yield from page.extract_text().splitlines()
            read += 1
    except FileNotDecryptedError as error:
        raise UnreadableError(Outcome.LOCKED) from error
    except (PyPdfError, *_SPOILT) as error:
        if not read:
            raise UnreadableError(Outcome.DAMAGED) from error
        yield None
