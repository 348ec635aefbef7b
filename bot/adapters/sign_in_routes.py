"""The pages of signing in to a server by a link: where it begins, and where it ends.

The first only shows a button, so that no program that follows links uses it up. None of
them loads anything, and none may be shown within another.
"""

import base64
import hashlib
from html import escape
from string import Template
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

from bot.core.connecting.connecting import LASTS, Connecting
from bot.core.connecting.sentences import USED
from bot.core.connecting.wishes import Callback
from bot.core.errors import StoreAway

MOST_OF_A_LINK: Final = 100
ELSEWHERE: Final = "Open the link from Slack itself, and press the button there."
STORE_AWAY: Final = "The database does not answer. Try again in a minute."
_STYLE: Final = """
body { font: 17px/1.5 system-ui, sans-serif; margin: 15vh auto; max-width: 30em;
  padding: 0 1em; color: #1d1c1d; background: #fff }
button { font: inherit; padding: .5em 1em }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #1a1d21 } }
"""
_DIGEST: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_DIGEST}'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    # Stricter, and browsers would not say where a form was sent from.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_PAGE: Final = Template("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
$head<title>Darkroom</title>
<style>$style</style>
</head>
<body>
<main>
<h1>Darkroom</h1>
$body
</main>
</body>
</html>
""")
_ASK: Final = Template("""<p>Somebody in Slack wants to connect <b>$label</b> to
Darkroom. $whose will use it through the account with which you sign in now. If you did
not ask for that in Slack, close this page.</p>
<form method="post"><button>Sign in to $label</button></form>""")
_ON: Final = Template("""<p><a href="$url">Continue to $host</a></p>""")


class SignInRoutes:
    """Serves the pages."""

    def __init__(self, connecting: Connecting) -> None:
        self._connecting = connecting
        parts = urlsplit(connecting.address)
        self._path, self._secure = f"{parts.path}/connect", parts.scheme == "https"
        self._origin = f"{parts.scheme}://{parts.netloc}".lower()

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/connect/back", self.back, allow_head=False),
            web.get("/connect/{link}", self.ask),
            web.post("/connect/{link}", self.open),
        ]

    async def ask(self, request: web.Request) -> web.Response:
        """Say what the link is for, and wait for a click."""
        try:
            found = await self._connecting.page(_link(request))
        except StoreAway:
            return _said(STORE_AWAY, 503)
        if found is None:
            return _said(USED, 410)
        whose = "That person" if found.key.person else "That whole workspace"
        return _page(_ASK.substitute(label=escape(found.key.label), whose=whose))

    async def open(self, request: web.Request) -> web.Response:
        """Use the link, and go on to the server."""
        if not self._is_ours(request):
            return _said(ELSEWHERE, 403)
        try:
            opened = await self._connecting.open(_link(request))
        except StoreAway:
            return _said(STORE_AWAY, 503)
        if opened is None:
            return _said(USED, 410)
        url, host = escape(opened.url), escape(urlsplit(opened.url).netloc)
        # A redirect would be held to what forms may lead to, at each of its steps.
        head = f'<meta http-equiv="refresh" content="0; url={url}">\n'
        response = _page(_ON.substitute(url=url, host=host), head)
        response.set_cookie(
            opened.name,
            opened.browser,
            max_age=int(LASTS),
            path=self._path,
            secure=self._secure,
            httponly=True,
            samesite="Lax",
        )
        return response

    def _is_ours(self, request: web.Request) -> bool:
        """Whether a page of ours has sent the form. From another site's, a browser
        would sign in for whoever has made that page."""
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        origin = request.headers.get("Origin", self._origin).lower()
        return site == "same-origin" and origin == self._origin

    async def back(self, request: web.Request) -> web.Response:
        """Finish what was begun."""
        try:
            callback = Callback(dict(request.query), request.cookies)
            worked, sentence = await self._connecting.finish(callback)
        except StoreAway:
            return _said(STORE_AWAY, 503)
        return _said(sentence, 200 if worked else 400)


def _link(request: web.Request) -> str:
    return request.match_info["link"][:MOST_OF_A_LINK]


def _said(sentence: str, status: int) -> web.Response:
    return _page(f"<p>{escape(sentence)}</p>", status=status)


def _page(body: str, head: str = "", status: int = 200) -> web.Response:
    text = _PAGE.substitute(body=body, head=head, style=_STYLE)
    return web.Response(
        text=text, status=status, content_type="text/html", headers=_HEADERS
    )
