"""Who may drive this Slack: programs of this machine and its own page.

A web page from elsewhere could reach 127.0.0.1 too, also under a name of its
own (DNS rebinding): so the Host must be loopback and the Origin our own.
"""

from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
BODIES = {"application/json", "multipart/form-data"}


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    if not request.path.startswith(("/control/", "/inside/")):
        return await handler(request)
    why_not = refusal(request)
    if why_not:
        return web.json_response({"error": why_not}, status=403)
    response = await handler(request)
    if not response.prepared:
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def hostname(request: web.Request) -> str | None:
    try:
        return urlsplit(f"//{request.host}").hostname
    except ValueError:
        return None


def refusal(request: web.Request) -> str:
    if hostname(request) not in LOOPBACK:
        return "the Host header is not this machine"
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{request.host}":
        return "another origin"
    site = request.headers.get("Sec-Fetch-Site", "none")
    if site not in {"none", "same-origin"}:
        return "another site"
    if request.can_read_body and request.content_type not in BODIES:
        return "the body is neither JSON nor a form with files"
    return ""
