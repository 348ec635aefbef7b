"""Which part of a picture a request asks for: all, a range, or nothing if it has the
picture already."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from aiohttp import hdrs, web
from aiohttp.helpers import ETAG_ANY

from bot.core.pieces import Kept

OK: Final = 200
PARTIAL: Final = 206
UNCHANGED: Final = 304
OUT_OF_RANGE: Final = 416


@dataclass(frozen=True, slots=True)
class Part:
    """The answer's status, and the bytes that belong to it."""

    status: int
    start: int = 0
    count: int = 0


def part_for(request: web.Request, tag: str, kept: Kept) -> Part:
    """Decide as in RFC 9110: conditions first, then the range."""
    if _has_it(request, tag, kept):
        return Part(UNCHANGED)
    whole = Part(OK, 0, kept.size)
    if not _range_counts(request, tag, kept):
        return whole
    try:
        wanted = request.http_range
    except ValueError:  # several ranges, or an invalid one: they may be ignored
        return whole
    return _ranged(wanted, kept.size)


def _has_it(request: web.Request, tag: str, kept: Kept) -> bool:
    """Whether the client has the picture. Tags count more than times, which are in
    whole seconds."""
    if hdrs.IF_NONE_MATCH in request.headers:
        known = {each.value for each in request.if_none_match or ()}
        return bool(known & {tag, ETAG_ANY})
    since = request.if_modified_since
    return since is not None and _second(kept.made) <= since


def _range_counts(request: web.Request, tag: str, kept: Kept) -> bool:
    condition = request.headers.get(hdrs.IF_RANGE)
    if hdrs.RANGE not in request.headers or condition is None:
        return hdrs.RANGE in request.headers
    return condition == f'"{tag}"' or request.if_range == _second(kept.made)


def _ranged(wanted: slice, size: int) -> Part:
    start, end, _ = wanted.indices(size)
    if start >= size:
        return Part(OUT_OF_RANGE)
    return Part(PARTIAL, start, end - start)


def _second(made: float) -> datetime:
    return datetime.fromtimestamp(int(made), UTC)
