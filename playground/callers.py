"""Who may talk to the playground's servers: programs of this machine, and its page.

They listen on this machine only, but a web page from elsewhere, open in a browser
here, reaches them too, also under a name of its own (DNS rebinding). The official
clients send neither Origin nor Sec-Fetch-Site; browsers say where a page is from.
"""

from urllib.parse import urlsplit

from aiohttp import web

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def foreign(request: web.Request) -> str:
    """Why this request is from elsewhere; nothing when it is not."""
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
