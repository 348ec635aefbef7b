"""The files of the bot's own pages, and the headers that every answer to them has."""

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Final

from aiohttp import web

PAINT: Final = Path(__file__).parents[1] / "pages" / "paint"
POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "connect-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
}
_TYPES: Final = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}


def page_routes(folder: Path, path: str) -> Iterator[web.RouteDef]:
    """The page at this path, and its files below it. They are the same for everybody
    and say nothing about anybody."""
    for file in sorted(folder.rglob("*")):
        if file.suffix not in _TYPES:
            continue
        at = f"{path}/{file.relative_to(folder).as_posix()}"
        yield web.get(path if file.name == "index.html" else at, _file(file))


def _file(path: Path) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Serve one file, read anew each time."""
    headers = {
        **HEADERS,
        "Content-Type": f"{_TYPES[path.suffix]}; charset=utf-8",
        "Cache-Control": "no-cache",  # asked for again, but only sent if it has changed
    }

    async def give(_: web.Request) -> web.StreamResponse:
        return web.FileResponse(path, headers=headers)

    return give
