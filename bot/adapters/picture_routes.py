"""Serves pictures over HTTP: in pieces, to so many readers at once, and to no idle
ones."""

from typing import Final

from aiohttp import web

from bot.adapters.hanging import AddressWay
from bot.adapters.hanging.address import content_type
from bot.adapters.parts import OUT_OF_RANGE, PARTIAL, UNCHANGED, Part, part_for
from bot.adapters.places import Place, Places
from bot.core.pieces import Kept

PIECE: Final = 131_072
AT_ONCE: Final = 64
STILL_SECONDS: Final = 10.0
_HEADERS: Final = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
    "Accept-Ranges": "bytes",
}


class PictureRoutes:
    """Serves the pictures whose address we made.

    At most two pieces per reader are in memory. A reader has `still_seconds` to take a
    piece, and less time if others are waiting.
    """

    def __init__(
        self,
        way: AddressWay,
        at_once: int = AT_ONCE,
        still_seconds: float = STILL_SECONDS,
    ) -> None:
        self._way = way
        self._places = Places(at_once, still_seconds)

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/p/{path}", self.give)]

    async def give(self, request: web.Request) -> web.StreamResponse:
        name = self._way.named(request.match_info["path"])
        kept = await self._way.find(name) if name else None
        if name is None or kept is None:
            raise web.HTTPNotFound
        part = part_for(request, name, kept)
        response = await self._opened(name, kept, part)
        if request.method == "HEAD" or not part.count:
            await response.prepare(request)
            return response
        try:
            async with self._places.one() as place:
                await place.wait(_prepared(response, request))
                await self._send(response, place, name, part)
        except TimeoutError as error:
            if not response.prepared:
                later = {"Retry-After": "1"}
                raise web.HTTPServiceUnavailable(headers=later) from error
            _hang_up(request)
        except ConnectionError:
            pass  # the reader has gone: the server finds out when it ends the response
        return response

    async def _opened(self, name: str, kept: Kept, part: Part) -> web.StreamResponse:
        response = web.StreamResponse(status=part.status, headers=_HEADERS)
        response.force_close()
        response.etag = name
        response.last_modified = int(kept.made)
        if part.status != UNCHANGED:
            response.content_length = part.count
            response.content_type = content_type(await self._way.piece(name, 0, 16))
        if part.status == PARTIAL:
            last = part.start + part.count - 1
            response.headers["Content-Range"] = f"bytes {part.start}-{last}/{kept.size}"
        if part.status == OUT_OF_RANGE:
            response.headers["Content-Range"] = f"bytes */{kept.size}"
        return response

    async def _send(
        self, response: web.StreamResponse, place: Place, name: str, part: Part
    ) -> None:
        at, end = part.start, part.start + part.count
        while at < end:
            piece = await self._way.piece(name, at, min(PIECE, end - at))
            if not piece:  # it was removed from the shelf meanwhile
                raise TimeoutError
            await place.wait(response.write(piece))
            at += len(piece)


async def _prepared(response: web.StreamResponse, request: web.Request) -> None:
    await response.prepare(request)


def _hang_up(request: web.Request) -> None:
    """Drop what was not read, together with the connection."""
    if request.transport is not None:
        request.transport.abort()
