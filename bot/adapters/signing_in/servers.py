"""Finds where one signs in to a server, registers there, and fetches and ends tokens.

Implements the port `AuthorizationServers`.
"""

import base64
import re
from collections.abc import Callable, Mapping
from time import time
from typing import Any, Final
from urllib.parse import quote

from bot.adapters.mcp.asking import listing_headers, listing_question
from bot.adapters.signing_in.http import Answer, Http, Post
from bot.core.errors import SignInFailed, SignInOver
from bot.core.identity.secret import Secret
from bot.core.servers.connections import (
    AuthorizationServer,
    Enrolment,
    Grant,
    RegisteredClient,
    Registration,
)
from bot.core.servers.metadata import (
    METHODS,
    challenged,
    origin_of,
    places_of_issuer,
    places_of_resource,
    resource_in,
    scope_in,
    server_in,
    wished_method,
)

NAME: Final = "Darkroom"
LONGEST: Final = 10 * 365 * 86_400
"""The most seconds that a token is taken to last."""
_TOKEN: Final = re.compile(r"[\x21-\x7e]{1,16384}")
_ID: Final = re.compile(r"[\x20-\x7e]{1,2000}")
_OVER: Final = {"invalid_grant", "invalid_client", "unauthorized_client"}
Json = Mapping[str, Any]


class HttpAuthorizationServers:
    """Asks them over HTTP."""

    def __init__(self, http: Http, clock: Callable[[], float] = time) -> None:
        self._http, self._clock = http, clock

    async def found(self, url: str) -> tuple[AuthorizationServer, str, str]:
        """Where to sign in, for which resource, and the scope to ask for."""
        post = Post(json=listing_question(), headers=listing_headers())
        refusal = await self._http.post(url, post)
        if refusal.status == 200:
            raise SignInFailed("it asks nobody to sign in")
        named = challenged(refusal.challenge, "resource_metadata")
        told = await self._first(places_of_resource(url, named))
        # Servers of the first revisions describe nothing: people sign in at them.
        resource, issuer = resource_in(told, url) if told else (url, origin_of(url))
        described = await self._first(places_of_issuer(issuer))
        if described is None:
            raise SignInFailed("it does not say where one signs in")
        server = server_in(described, issuer, local=self._http.local)
        scope = challenged(refusal.challenge, "scope")
        return server, resource, scope_in(told or {}, scope, described)

    async def _first(self, places: tuple[str, ...]) -> Json | None:
        """What the first of these places says. Raises SignInFailed if one of them does
        not answer."""
        for each in places:
            answer = await self._http.get(each)
            if answer.status == 200 and answer.body:
                return answer.body
            if answer.status >= 500:
                raise SignInFailed(f"it answers with {answer.status}")
        return None

    async def registered(
        self, server: AuthorizationServer, of: Registration
    ) -> RegisteredClient:
        """Register us there."""
        if not server.register:
            raise SignInFailed("it takes no new clients: `client_id` is needed")
        asked: dict[str, Any] = {
            "client_name": NAME,
            "application_type": "web",
            "redirect_uris": [of.redirect],
            "grant_types": ["authorization_code", "refresh_token"],
            "response_types": ["code"],
            "token_endpoint_auth_method": wished_method(server),
        }
        if of.scope:
            asked["scope"] = of.scope
        answer = await self._http.post(server.register, Post(json=asked))
        if answer.status not in (200, 201) or not answer.body:
            raise SignInFailed(f"it does not take us as a client ({answer.status})")
        return _client(answer.body, wished_method(server))

    async def exchanged(
        self, enrolment: Enrolment, code: str, verifier: Secret, redirect: str
    ) -> Grant:
        """What the server gives for the code of a callback."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "code_verifier": verifier.reveal(),
            "redirect_uri": redirect,
            "resource": enrolment.resource,
        }
        return self._grant(
            await self._sent(enrolment, enrolment.server.token, form), Grant()
        )

    async def renewed(self, enrolment: Enrolment, grant: Grant) -> Grant:
        """What the server gives in place of a grant."""
        form = {
            "grant_type": "refresh_token",
            "refresh_token": grant.refresh.reveal(),
            "resource": enrolment.resource,
        }
        return self._grant(
            await self._sent(enrolment, enrolment.server.token, form), grant
        )

    async def revoked(self, enrolment: Enrolment, grant: Grant) -> bool:
        """End a grant there; whether the server says that it has. Never raises."""
        if not enrolment.server.revoke:
            return False
        wanted = {"refresh_token": grant.refresh, "access_token": grant.access}
        done = [
            await self._revoked(
                enrolment, {"token": token.reveal(), "token_type_hint": kind}
            )
            for kind, token in wanted.items()
            if token
        ]
        return all(done)

    async def _revoked(self, enrolment: Enrolment, form: dict[str, str]) -> bool:
        try:
            return (
                await self._sent(enrolment, enrolment.server.revoke, form)
            ).status == 200
        except SignInFailed:
            return False

    async def _sent(
        self, enrolment: Enrolment, url: str, form: dict[str, str]
    ) -> Answer:
        """Send a form, with proof of who we are."""
        client, headers = enrolment.client, {}
        form["client_id"] = client.id
        if client.method == "client_secret_post":
            form["client_secret"] = client.secret.reveal()
        if client.method == "client_secret_basic":
            pair = (
                f"{quote(client.id, safe='')}:{quote(client.secret.reveal(), safe='')}"
            )
            coded = base64.b64encode(pair.encode()).decode()
            headers["Authorization"] = f"Basic {coded}"
        return await self._http.post(url, Post(form, headers=headers))

    def _grant(self, answer: Answer, before: Grant) -> Grant:
        """The grant in an answer. A server that renews may keep the token to renew
        with."""
        told = answer.body or {}
        if answer.status != 200:
            _raise(answer.status, told.get("error"))
        access, refresh = told.get("access_token"), told.get("refresh_token")
        kind = str(told.get("token_type", "")).lower()
        if not isinstance(access, str) or not _TOKEN.fullmatch(access):
            raise SignInFailed("it gives no token that can be used")
        if kind != "bearer":
            raise SignInFailed("it gives a token of another kind")
        lasts = min(_seconds(told.get("expires_in")), LONGEST)
        usable = isinstance(refresh, str) and _TOKEN.fullmatch(refresh)
        return Grant(
            Secret(access),
            Secret(str(refresh)) if usable else before.refresh,
            self._clock() + lasts if lasts else 0.0,
            lasts,
        )


def _raise(status: int, error: object) -> None:
    if error in _OVER or status == 401:
        raise SignInOver("it no longer accepts the sign-in")
    raise SignInFailed(f"it answers with {status}")


def _seconds(told: object) -> float:
    """Some servers write the number as a text."""
    if isinstance(told, str) and told.isascii() and told.isdigit():
        told = int(told[:12])
    if isinstance(told, bool) or not isinstance(told, int | float) or not told > 0:
        return 0.0
    return float(told)


def _client(told: Json, wished: str) -> RegisteredClient:
    """Who we are, as the server has registered us."""
    name, secret = told.get("client_id"), told.get("client_secret")
    if not isinstance(name, str) or not _ID.fullmatch(name):
        raise SignInFailed("it does not say which client we are")
    method = told.get("token_endpoint_auth_method") or wished
    if method not in METHODS:
        raise SignInFailed("it wants a proof of who we are that we do not have")
    if not isinstance(secret, str) or not _ID.fullmatch(secret):
        secret = ""
    if not secret:
        method = "none"
    until = _seconds(told.get("client_secret_expires_at"))
    return RegisteredClient(name, Secret(secret), str(method), until)
