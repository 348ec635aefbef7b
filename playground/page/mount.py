"""Puts the page on a server: its files, and the routes to the model's side."""

from collections.abc import Callable
from pathlib import Path

from aiohttp import web

from playground.page.guard import Handler, guarded
from playground.page.inside import Inside
from playground.page.inside_routes import inside_routes

STATIC = Path(__file__).parent / "static"
TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
}


def mount(app: web.Application, inside: Inside | None = None) -> None:
    """Add the page at `/`, its files below `/page/`, and `/inside/*`."""
    app.router.add_get("/", guarded(file_at(STATIC / "index.html")))
    for path in sorted(STATIC.rglob("*")):
        if path.suffix in TYPES and path.name != "index.html":
            at = f"/page/{path.relative_to(STATIC).as_posix()}"
            app.router.add_get(at, guarded(file_at(path)))
    app.add_routes(inside_routes(inside))


def mounting(inside: Inside | None = None) -> Callable[[web.Application], None]:
    """The page for a server's `mount=` door."""
    return lambda app: mount(app, inside)


def file_at(path: Path) -> Handler:
    """Serve one file, read anew each time: whoever edits it reloads and sees it."""
    kind = TYPES[path.suffix]
    words = "" if kind.startswith("font") else "; charset=utf-8"

    async def answer(_request: web.Request) -> web.StreamResponse:
        return web.FileResponse(path, headers={"Content-Type": kind + words})

    return answer
