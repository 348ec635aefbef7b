"""Authorization servers are asked within limits, whatever they answer."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import pytest
from aiohttp import web

from bot.adapters.mcp.addresses import PublicResolver
from bot.adapters.signing_in import HttpAuthorizationServers
from bot.adapters.signing_in.http import Http, Post
from bot.core.errors import SignInFailed, SignInOver
from bot.core.identity.secret import Secret
from bot.core.servers.connections import (
    AuthorizationServer,
    Enrolment,
    Grant,
    RegisteredClient,
    Registration,
)
from tests.adapters.test_mcp import Answering
from tests.mcp_servers import hostile
from tests.sign_in_server import SCOPE, bank

HTTP = Http(local=True, patience=0.5)
SERVERS = HttpAuthorizationServers(HTTP, lambda: 1_000.0)
GRANT = Grant(Secret("old_access"), Secret("old_refresh"))
WHOLE = {"access_token": "new", "token_type": "bearer", "expires_in": "60"}


def enrolled(url: str, method: str = "none") -> Enrolment:
    server = AuthorizationServer(url, url, url, url, url)
    client = RegisteredClient("us:1", Secret("s/3"), method)
    return Enrolment(server, client, url)


async def renewed(answer: object, status: int = 200) -> Grant:
    async def answering(_: web.Request) -> web.Response:
        return web.json_response(answer, status=status)

    async with hostile(answering) as url:
        return await SERVERS.renewed(enrolled(url), GRANT)


async def test_where_to_sign_in_is_found_and_we_are_registered() -> None:
    async with bank() as there:
        server, resource, scope = await SERVERS.found(there.url)
        origin = there.url.removesuffix("/mcp")
        client = await SERVERS.registered(
            server, Registration(origin, "https://us.example/back", scope)
        )
        [known] = there.provider.clients.values()
    assert (server.issuer, resource, scope) == (origin, there.url, SCOPE)
    assert known.client_name == "Darkroom"
    assert known.application_type == "web"
    assert client.id == known.client_id
    assert client.method == "client_secret_post"
    assert client.secret.reveal() == known.client_secret


async def test_a_server_that_asks_nobody_to_sign_in_is_told() -> None:
    async def open_door(_: web.Request) -> web.Response:
        return web.json_response({})

    async with hostile(open_door) as url:
        with pytest.raises(SignInFailed, match="asks nobody"):
            await SERVERS.found(url)


async def test_a_renewed_grant_may_keep_what_it_is_renewed_with() -> None:
    grant = await renewed(WHOLE)
    assert grant == Grant(Secret("new"), GRANT.refresh, 1_060.0, 60.0)
    grant = await renewed({**WHOLE, "refresh_token": "newer"})
    assert grant.refresh == Secret("newer")


@pytest.mark.parametrize(
    ("answer", "status", "error"),
    [
        ({"error": "invalid_grant"}, 400, SignInOver),
        ({"error": "invalid_client"}, 401, SignInOver),
        ({"error": "temporarily_unavailable"}, 400, SignInFailed),
        ({}, 503, SignInFailed),
        ([], 200, SignInFailed),
        ({**WHOLE, "token_type": "mac"}, 200, SignInFailed),
        ({**WHOLE, "access_token": "a\r\nb"}, 200, SignInFailed),
        ({**WHOLE, "access_token": "x" * 20_000}, 200, SignInFailed),
        ({**WHOLE, "access_token": 7}, 200, SignInFailed),
    ],
)
async def test_what_is_no_grant_is_refused(
    answer: object, status: int, error: type[SignInFailed]
) -> None:
    with pytest.raises(SignInFailed) as caught:
        await renewed(answer, status)
    assert type(caught.value) is error
    assert "old_refresh" not in str(caught.value)


@pytest.mark.parametrize("lasts", [0, -1, True, "soon", None, 1e300])
async def test_an_odd_time_counts_as_none_or_as_long(lasts: object) -> None:
    grant = await renewed({**WHOLE, "expires_in": lasts})
    assert grant.expires == 0 or grant.expires > 1e8


@pytest.mark.parametrize(
    ("method", "sent"),
    [
        ("none", {}),
        ("client_secret_post", {"client_secret": "s/3"}),
        ("client_secret_basic", {"Authorization": "Basic dXMlM0ExOnMlMkYz"}),
    ],
)
async def test_who_we_are_is_proven_as_registered(
    method: str, sent: Mapping[str, str]
) -> None:
    heard: dict[str, Any] = {}

    async def answering(request: web.Request) -> web.Response:
        heard.update(await request.post())
        heard.update(request.headers)
        return web.json_response(WHOLE)

    async with hostile(answering) as url:
        await SERVERS.renewed(enrolled(url, method), GRANT)
    assert heard["resource"] == url
    names = ("client_secret", "Authorization")
    assert {name: heard[name] for name in names if name in heard} == sent


async def test_a_secret_is_not_sent_on() -> None:
    async with hostile(_moved) as url:
        with pytest.raises(SignInFailed, match="must not be sent on"):
            await SERVERS.renewed(enrolled(url), GRANT)


async def _moved(request: web.Request) -> web.Response:
    return web.Response(status=307, headers={"Location": str(request.url)})


async def test_descriptions_do_not_lead_elsewhere_or_in_circles() -> None:
    async def elsewhere(_: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": "http://[::1]:9/"})

    for answer, told in ((elsewhere, "another host"), (_moved, "too often")):
        async with hostile(answer) as url:
            with pytest.raises(SignInFailed, match=told):
                await HTTP.get(url)


async def test_too_much_is_not_read() -> None:
    async def much(_: web.Request) -> web.Response:
        return web.Response(body=b"[" * 200_000)

    async with hostile(much) as url:
        with pytest.raises(SignInFailed, match="too much"):
            await HTTP.get(url)


async def test_whoever_drips_is_not_waited_for() -> None:
    async def drips(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b" ")
            await asyncio.sleep(0.05)

    async with hostile(drips) as url:
        with pytest.raises(SignInFailed, match="in time"):
            await HTTP.get(url)


async def test_what_is_no_json_is_nothing() -> None:
    async def nested(_: web.Request) -> web.Response:
        return web.Response(body=b"[" * 90_000)

    async with hostile(nested) as url:
        assert (await HTTP.get(url)).body is None


async def test_nobody_is_led_into_a_private_network() -> None:
    resolver = PublicResolver(Answering("1.1.1.1", "10.0.0.7"))
    http = Http(patience=0.5, resolver=resolver)
    with pytest.raises(SignInFailed, match="cannot be reached"):
        await http.post("https://sign.example/token", Post({"a": "b"}))
    with pytest.raises(SignInFailed, match="must not lead into a private network"):
        await http.get("https://169.254.169.254/latest")
    with pytest.raises(SignInFailed, match="must start with https"):
        await http.get("http://sign.example/")


async def test_a_server_that_revokes_nothing_is_not_believed_to_have() -> None:
    async def refuses(_: web.Request) -> web.Response:
        return web.json_response({}, status=400)

    async with hostile(refuses) as url:
        assert not await SERVERS.revoked(enrolled(url), GRANT)
    assert not await SERVERS.revoked(enrolled("http://127.0.0.1:9/"), GRANT)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"client_id": ""},
        {"client_id": "a\nb"},
        {"client_id": "a", "token_endpoint_auth_method": "private_key_jwt"},
    ],
)
async def test_a_registration_that_cannot_be_used_is_refused(answer: object) -> None:
    async def answering(_: web.Request) -> web.Response:
        return web.Response(
            text=json.dumps(answer), status=201, content_type="application/json"
        )

    async with hostile(answering) as url:
        of = Registration(url, "https://us.example/back")
        with pytest.raises(SignInFailed):
            await SERVERS.registered(enrolled(url).server, of)
