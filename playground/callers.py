"""Decides who may talk to the playground's servers: programs on this machine, and its
own page.

They only listen on this machine. But a web page from elsewhere, open in a browser here,
can reach them as well, even under its own host name (DNS rebinding). The official
clients send neither Origin nor Sec-Fetch-Site; browsers say where a page comes from.
"""

from urllib.parse import urlsplit

from aiohttp import web

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def foreign(request: web.Request) -> str:
    """Why this request counts as foreign; empty if it does not."""
    if _hostname(request.host) not in LOOPBACK:
        return "the Host header is not this machine"
    ours = f"http://{request.host}"
    if request.headers.get("Origin", ours) != ours:
        return "another origin"
    if request.headers.get("Sec-Fetch-Site", "none") not in {"none", "same-origin"}:
        return "another site"
    return ""


def _hostname(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None
