"""What is to be typeset, on its way to the process that does it; no drawing here."""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.adapters.decoder.wire import Outcome, UnreadableError

_LAID: Final = struct.Struct("<4HI")


@dataclass(frozen=True, slots=True)
class Page:
    """A template of ours with its values, and how fine it is drawn."""

    template: str
    values: Mapping[str, Any]
    per_inch: float


@dataclass(frozen=True, slots=True)
class Laid:
    """A picture that is laid on another one, at this place and in this size."""

    box: tuple[int, int, int, int]
    upper: bytes
    under: bytes


def packed_page(page: Page) -> bytes:
    """The page as bytes; the same page, the same bytes."""
    each = [page.template, page.per_inch, page.values]
    return json.dumps(each, ensure_ascii=False, sort_keys=True).encode()


def unpacked_page(data: bytes) -> Page:
    """What was packed. Raises UnreadableError."""
    try:
        template, per_inch, values = json.loads(data)
        return Page(str(template), dict(values), float(per_inch))
    except (ValueError, TypeError) as error:
        raise UnreadableError(Outcome.DAMAGED) from error


def packed_laid(laid: Laid) -> bytes:
    """Both pictures and the place as bytes."""
    return _LAID.pack(*laid.box, len(laid.upper)) + laid.upper + laid.under


def unpacked_laid(data: bytes) -> Laid:
    """What was packed. Raises UnreadableError."""
    try:
        left, top, width, height, length = _LAID.unpack_from(data)
    except struct.error as error:
        raise UnreadableError(Outcome.DAMAGED) from error
    upper = data[_LAID.size :][:length]
    return Laid((left, top, width, height), upper, data[_LAID.size + length :])
