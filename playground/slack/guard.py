"""Guards every path of this Slack: nothing from elsewhere, and nothing unasked.

The paths that act for people are stricter than Slack's own: their bodies must be of a
kind that a form of another site cannot send.
"""

from aiohttp import web
from aiohttp.typedefs import Handler

from playground.callers import foreign

PEOPLE = ("/control/", "/inside/")
BODIES = {"application/json", "multipart/form-data"}


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    if why_not := foreign(request) or _unasked(request):
        return web.json_response({"error": why_not}, status=403)
    response = await handler(request)
    if request.path.startswith(PEOPLE) and not response.prepared:
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _unasked(request: web.Request) -> str:
    if not request.path.startswith(PEOPLE) or not request.can_read_body:
        return ""
    known = request.content_type in BODIES
    return "" if known else "the body is neither JSON nor a form with files"
