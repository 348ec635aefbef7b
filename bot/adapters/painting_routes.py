"""Serves the page on which people paint, and the pictures that a link opens.

The page itself is the same for everybody. The secret of a link is in the address's
fragment, which browsers keep to themselves; the page sends it in a header that no
other site can make a browser send. What the link opens also needs the cookie that the
first browser got.
"""

import secrets
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from aiohttp import web

from bot.adapters.imaging import Imaging
from bot.adapters.page_files import HEADERS, PAINT, page_routes
from bot.adapters.painting_wire import painted_in
from bot.core.accepting.page_secrets import digest
from bot.core.accepting.painting import OpenPage, Painting
from bot.core.errors import AskError, HangError
from bot.core.turn.painting import LASTS, Version
from bot.core.turn.sizes import LEAST_PIXELS, LONGEST, MOST_PIXELS, STEP

PATH: Final = "/paint"
HEADER: Final = "X-Painting"
_MOST_SECRET: Final = 100
_OVER: Final = "This link opens nothing."
_LATER: Final = "Slack does not give the picture to Darkroom now."
_SIZES: Final = {
    "step": STEP,
    "longest": LONGEST,
    "least": LEAST_PIXELS,
    "most": MOST_PIXELS,
}


class PaintingRoutes:
    """The routes of the page. `address` is where people's browsers reach it."""

    def __init__(self, painting: Painting, imaging: Imaging, address: str) -> None:
        self.painting, self._imaging = painting, imaging
        found = urlsplit(address)
        self._origin = origin_of(address)
        self._secure = found.scheme == "https"
        self._path = f"{found.path.rstrip('/')}{PATH}"

    def routes(self) -> Iterator[web.RouteDef]:
        yield from page_routes(PAINT, PATH)
        yield web.post(f"{PATH}/open", self.open)
        yield web.post(f"{PATH}/send", self.send)
        yield web.get(PATH + r"/picture/{turn:\d{1,18}}", self.picture)
        yield web.get(PATH + r"/thumb/{turn:\d{1,18}}", self.thumb)

    async def open(self, request: web.Request) -> web.StreamResponse:
        """What the link opens, for the browser that opens it first."""
        self._ours(request)
        secret = _secret(request)
        browser = request.cookies.get(_cookie(secret)) or secrets.token_urlsafe(24)
        page = await self.painting.opened(secret, browser)
        if page is None:
            raise web.HTTPNotFound(text=_OVER, headers=HEADERS)
        if _shows(page):
            response = web.json_response(_told(page), headers=HEADERS)
        else:  # the link belongs to this browser all the same
            response = web.Response(status=503, text=_LATER, headers=HEADERS)
        response.set_cookie(
            _cookie(secret),
            browser,
            max_age=int(LASTS),
            path=self._path,
            secure=self._secure,
            httponly=True,
            samesite="Strict",
        )
        return response

    async def picture(self, request: web.Request) -> web.StreamResponse:
        """One of the thread's pictures, as it is stored."""
        kind, data = await self._found(request)
        return web.Response(body=data, content_type=f"image/{kind}", headers=HEADERS)

    async def thumb(self, request: web.Request) -> web.StreamResponse:
        """The same, small."""
        _, data = await self._found(request)
        try:
            small = await self._imaging.preview(data)
        except HangError as error:
            raise web.HTTPNotFound(text=_OVER, headers=HEADERS) from error
        return web.Response(body=small, content_type="image/jpeg", headers=HEADERS)

    async def send(self, request: web.Request) -> web.StreamResponse:
        """Take what was painted, and say what happens now."""
        page = await self.opened(request)
        try:
            painted = await painted_in(request)
            told = await self.painting.send(page, painted)
        except AskError as error:
            raise web.HTTPUnprocessableEntity(
                text=error.sentence, headers=HEADERS
            ) from error
        return web.json_response({"told": told}, headers=HEADERS)

    async def _found(self, request: web.Request) -> tuple[str, bytes]:
        page = await self.opened(request)
        found = await self.painting.picture(page, int(request.match_info["turn"]))
        if found is None:
            raise web.HTTPNotFound(text=_OVER, headers=HEADERS)
        return found

    async def opened(self, request: web.Request) -> OpenPage:
        """The page behind a request of the browser that has opened it."""
        self._ours(request)
        secret = _secret(request)
        browser = request.cookies.get(_cookie(secret), "")
        page = await self.painting.opened(secret, browser) if browser else None
        if page is None:
            raise web.HTTPNotFound(text=_OVER, headers=HEADERS)
        if not _shows(page):
            raise web.HTTPServiceUnavailable(text=_LATER, headers=HEADERS)
        return page

    def _ours(self, request: web.Request) -> None:
        """Refuse what another site's page has made a browser send."""
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        origin = request.headers.get("Origin", self._origin).lower()
        if site != "same-origin" or origin != self._origin:
            raise web.HTTPForbidden(text=_OVER, headers=HEADERS)


def origin_of(address: str) -> str:
    """What a browser calls the origin of pages at this address."""
    found = urlsplit(address.lower())
    usual = {"http": 80, "https": 443}.get(found.scheme)
    port = "" if found.port in (None, usual) else f":{found.port}"
    host = f"[{found.hostname}]" if ":" in (found.hostname or "") else found.hostname
    return f"{found.scheme}://{host}{port}"


def _shows(page: OpenPage) -> bool:
    """Whether there is something to paint on, or to say that it was sent."""
    return bool(page.versions or page.sent)


def _secret(request: web.Request) -> str:
    """The link's secret; an empty or overlong one opens nothing."""
    return request.headers.get(HEADER, "")[:_MOST_SECRET]


def _cookie(secret: str) -> str:
    return f"painting-{digest(secret)[:16]}"


def _told(page: OpenPage) -> dict[str, Any]:
    """What the page has to know."""
    return {
        "turn": page.link.turn,
        "about": page.about,
        "seconds": int(page.seconds),
        "sent": page.sent,
        "versions": [_version(each) for each in page.versions],
        "sizes": _SIZES,
    }


def _version(version: Version) -> dict[str, Any]:
    return {
        "turn": version.turn,
        "words": version.words,
        "width": version.picture.width,
        "height": version.picture.height,
        "before": version.before,
    }
