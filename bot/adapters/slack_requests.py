"""Takes Slack's requests over HTTP. The signature is checked before anything is
parsed."""

import asyncio
import hashlib
import hmac
import re
import time
from collections.abc import Awaitable, Callable
from typing import Final, NoReturn

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.request.internals import parse_body
from slack_bolt.response import BoltResponse

from bot.adapters.places import Place, Places
from bot.adapters.refusals import UNREAD, UNSIGNED
from bot.adapters.web import KEPT, MOST_BODY

READ_SECONDS: Final = 10.0
LARGE: Final = 65536
LARGE_AT_ONCE: Final = 16
MOST_AGE: Final = 300
UNREADABLE: Final = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""Errors of a body that is not what its headers or its beginning promise."""

Take = Callable[[object], Awaitable[BoltResponse]]
_STAMP: Final = "X-Slack-Request-Timestamp"
_SIGNATURE: Final = "X-Slack-Signature"
_FORMS: Final = {
    _STAMP: re.compile(r"[0-9]{1,12}"),
    _SIGNATURE: re.compile(r"v0=[0-9a-f]{64}"),
}


class SlackSeal:
    """Recognises what Slack signed, by the secret that only Slack and we know."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def promised(self, request: web.Request) -> bool:
        """Whether the headers have a signature to check, and one that is recent."""
        good = all(
            form.fullmatch(value)
            for name, form in _FORMS.items()
            for value in request.headers.getall(name, [""])
        )
        return good and abs(time.time() - int(request.headers[_STAMP])) <= MOST_AGE

    async def holds(self, request: web.Request, body: bytes) -> bool:
        """Whether the signature is right, for the bytes as they came:
        https://docs.slack.dev/authentication."""
        start = f"v0:{request.headers[_STAMP]}:".encode()
        if len(body) > LARGE:
            seal = await asyncio.to_thread(self._seal, start, body)
        else:
            seal = self._seal(start, body)
        return hmac.compare_digest(f"v0={seal}", request.headers[_SIGNATURE])

    def _seal(self, start: bytes, body: bytes) -> str:
        sealing = hmac.new(self._secret, start, hashlib.sha256)
        sealing.update(body)
        return sealing.hexdigest()


class SlackRequests:
    """Takes what Slack signed; refuses everything else at little cost."""

    def __init__(
        self,
        take: Take,
        seal: SlackSeal,
        refused: Callable[[str], None],
        read_seconds: float = READ_SECONDS,
    ) -> None:
        self._take, self._seal, self._refused = take, seal, refused
        self._small = read_seconds
        self._large = Places(LARGE_AT_ONCE, read_seconds)

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/slack/events", self.take)]

    async def take(self, request: web.Request) -> web.StreamResponse:
        """Handle a request. Nothing is parsed before it is known to come from Slack."""
        if not self._seal.promised(request):
            self._refuse(UNSIGNED, web.HTTPUnauthorized())
        body = await self._body(request)
        if not await self._seal.holds(request, body):
            self._refuse(UNSIGNED, web.HTTPUnauthorized())
        request[KEPT] = True
        response = await self._take(self._payload(request, body))
        return await to_aiohttp_response(response)

    async def _body(self, request: web.Request) -> bytes:
        """The request's body. Only a few large ones are read at a time: strangers may
        send many."""
        length = request.content_length
        if length is not None and length > MOST_BODY:
            raise web.HTTPRequestEntityTooLarge(MOST_BODY, length)
        try:
            if length is not None and length <= LARGE:
                return await Place(self._small).wait(request.read())
            async with self._large.one() as place:
                return await place.wait(request.read())
        except TimeoutError as error:
            raise web.HTTPRequestTimeout from error
        except web.RequestPayloadError:
            self._refuse(UNREAD, web.HTTPBadRequest())
        except RuntimeError as error:  # raised by aiohttp when the client has gone
            raise ConnectionResetError from error

    def _payload(self, request: web.Request, body: bytes) -> object:
        """The payload: JSON, or a form. If a person clicked, the form contains JSON."""
        try:
            return parse_body(body.decode(), request.content_type)
        except UNREADABLE:
            self._refuse(UNREAD, web.HTTPBadRequest())

    def _refuse(self, why: str, answer: web.HTTPException) -> NoReturn:
        self._refused(why)
        raise answer
