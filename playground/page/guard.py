"""Guards the page's routes: strangers get nothing, and the page gets a security
policy."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from playground.callers import foreign

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
        if foreign(request):
            raise web.HTTPForbidden(text="Only for pages of this playground.\n")
        response = await handler(request)
        response.headers.update(HEADERS)
        return response

    return answer
