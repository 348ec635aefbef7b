"""Who may talk to the page's routes, and what its pages may do.

The playground listens on this machine only; a web page from elsewhere, open in
the same browser, must neither read nor drive it.
"""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' blob: data:",
        "connect-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def guarded(handler: Handler) -> Handler:
    """Answer only to this machine by its own names, and to our own origin."""

    async def answer(request: web.Request) -> web.StreamResponse:
        if not is_ours(request):
            raise web.HTTPForbidden(text="Only for pages of this playground.\n")
        response = await handler(request)
        response.headers.update(HEADERS)
        return response

    return answer


def is_ours(request: web.Request) -> bool:
    """Whether the host is a loopback name and the origin, if any, the same."""
    if urlsplit(f"//{request.host}").hostname not in LOOPBACK:
        return False
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        return False
    return request.headers.get("Sec-Fetch-Site", "none") in {"none", "same-origin"}
