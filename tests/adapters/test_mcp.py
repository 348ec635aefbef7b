"""Servers are asked for their tools: real ones of both eras, and hostile ones."""

import asyncio
import socket

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.adapters.mcp import HttpLister
from bot.adapters.mcp.addresses import PrivateAddress, PublicResolver
from bot.core.servers.tools import Listing, ListingTrouble
from tests.mcp_servers import TOKEN, Era, hostile, listed, shop

LISTER = HttpLister(local=True)
ERAS: list[Era] = ["newer", "older", "older-json"]


async def answer_of(answer: object, lister: HttpLister = LISTER) -> Listing:
    async with hostile(answer) as url:  # type: ignore[arg-type] # a test's own
        return await lister.tools(url, TOKEN)


@pytest.mark.parametrize("era", ERAS)
async def test_tools_are_listed_in_every_era(era: Era) -> None:
    async with shop(era) as there:
        listing = await LISTER.tools(there.url, "")
    assert listing.why == ""
    assert {each.name: each.read_only for each in listing.tools} == {
        "list_payments": True,
        "refund": False,
    }
    assert listing.tools[1].description == "Gives a payment back."
    assert "payment" in listing.tools[1].schema["properties"]


async def test_a_newer_server_is_asked_once() -> None:
    async with shop() as there:
        await LISTER.tools(there.url, "")
        assert there.methods == ["tools/list"]


async def test_a_session_of_an_older_server_is_ended() -> None:
    async with shop("older") as there:
        await LISTER.tools(there.url, "")
        assert there.methods[-1] == "DELETE"


async def test_a_tool_has_the_same_digest_in_every_era() -> None:
    found = set()
    for era in ERAS:
        async with shop(era) as there:
            listing = await LISTER.tools(there.url, "")
            found.add(tuple(each.digest for each in listing.tools))
    assert len(found) == 1


async def test_the_token_opens_the_door_and_a_wrong_one_does_not() -> None:
    async with shop(token=TOKEN) as there:
        assert (await LISTER.tools(there.url, TOKEN)).trouble is None
        refused = await LISTER.tools(there.url, "rk_wrong")
    assert refused.trouble is ListingTrouble.REFUSED
    assert "rk_wrong" not in repr(refused)


async def test_nobody_there_is_away() -> None:
    listing = await LISTER.tools("http://127.0.0.1:9/mcp", TOKEN)
    assert listing.trouble is ListingTrouble.AWAY


async def test_a_list_of_two_megabytes_is_not_read() -> None:
    async def long(_: web.Request) -> web.StreamResponse:
        return listed({"name": "a", "description": "x" * 2_000_000})

    assert (await answer_of(long)).why == "it sends too much"


async def test_a_stream_of_two_megabytes_is_not_read() -> None:
    async def long(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        for _ in range(200):
            await response.write(b"data: " + b"x" * 10_000 + b"\n")
        return response

    assert (await answer_of(long)).why == "it sends too much"


async def test_a_slow_drip_is_ended() -> None:
    async def drip(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        while True:
            await response.write(b": still there\n\n")
            await asyncio.sleep(0.01)

    lister = HttpLister(local=True, patience=0.3)
    assert (await answer_of(drip, lister)).why == "it does not answer in time"


async def test_pages_without_an_end_are_ended() -> None:
    count = 0

    async def more(request: web.Request) -> web.StreamResponse:
        nonlocal count
        count += 1
        number = (await request.json())["id"]
        result = {"tools": [{"name": f"t{count}"}], "nextCursor": "on"}
        return web.json_response({"jsonrpc": "2.0", "id": number, "result": result})

    assert (await answer_of(more)).why == "its list has no end"
    assert count == 20


async def test_all_pages_are_read() -> None:
    async def pages(request: web.Request) -> web.StreamResponse:
        asked = await request.json()
        last = asked["params"].get("cursor") == "on"
        more = {} if last else {"nextCursor": "on"}
        result = {"tools": [{"name": "b" if last else "a"}], **more}
        return web.json_response({"id": asked["id"], "result": result})

    assert [each.name for each in (await answer_of(pages)).tools] == ["a", "b"]


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b"[" * 100_000, b'{"id": 1}', b'{"id": 2, "result": {}}']
)
async def test_garbage_is_no_list(body: bytes) -> None:
    async def garbage(_: web.Request) -> web.StreamResponse:
        return web.Response(body=body, content_type="application/json")

    assert (await answer_of(garbage)).trouble is ListingTrouble.AWAY


async def test_tools_without_a_usable_name_are_left_out() -> None:
    async def odd(_: web.Request) -> web.StreamResponse:
        return listed({"name": "ok"}, {"name": "<!channel>"}, {"name": 7}, {})

    assert [each.name for each in (await answer_of(odd)).tools] == ["ok"]


async def test_a_tool_that_is_listed_twice_is_no_tool() -> None:
    async def twice(_: web.Request) -> web.StreamResponse:
        return listed({"name": "a"}, {"name": "a", "description": "other"})

    assert (await answer_of(twice)).why == "it lists a tool twice"


async def test_a_redirect_on_the_same_host_is_followed() -> None:
    async def moved(request: web.Request) -> web.StreamResponse:
        if request.path == "/mcp":
            raise web.HTTPPermanentRedirect("/v2")
        return listed({"name": request.path.strip("/")})

    assert [each.name for each in (await answer_of(moved)).tools] == ["v2"]


async def test_a_redirect_to_another_host_gets_no_token() -> None:
    told: list[str] = []

    async def other(request: web.Request) -> web.StreamResponse:
        told.append(request.headers["Authorization"])
        return listed({"name": "a"})

    async with hostile(other) as there:

        async def moved(_: web.Request) -> web.StreamResponse:
            raise web.HTTPTemporaryRedirect(there)

        listing = await answer_of(moved)
    assert listing.why == "it redirects to another host"
    assert told == []


async def test_redirects_without_an_end_are_ended() -> None:
    async def round_again(_: web.Request) -> web.StreamResponse:
        raise web.HTTPTemporaryRedirect("/mcp")

    assert (await answer_of(round_again)).why == "it redirects too often"


@pytest.mark.parametrize(
    "url",
    [
        "http://mcp.example.com/mcp",
        "https://127.0.0.1/mcp",
        "https://localhost/mcp",
        "https://169.254.169.254/latest",
        "https://[::1]/mcp",
        "https://[::ffff:10.0.0.1]/mcp",
        "https://[64:ff9b::a00:1]/mcp",
        "https://2130706433/mcp",
        "https://router/mcp",
    ],
)
async def test_private_addresses_are_not_asked(url: str) -> None:
    assert "its address must" in (await HttpLister().tools(url, TOKEN)).why


class Answering(AbstractResolver):
    """Says that every name is at these addresses."""

    def __init__(self, *hosts: str) -> None:
        self._hosts = hosts

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host, host=each, port=port, family=family, proto=0, flags=0
            )
            for each in self._hosts
        ]

    async def close(self) -> None:
        return


async def test_a_name_that_leads_to_a_private_address_is_not_asked() -> None:
    """Not even where a public one stands beside it."""
    public = PublicResolver(Answering("1.1.1.1"))
    assert [each["host"] for each in await public.resolve("a.example", 443)] == [
        "1.1.1.1"
    ]
    rebound = PublicResolver(Answering("1.1.1.1", "169.254.169.254"))
    with pytest.raises(PrivateAddress):
        await rebound.resolve("a.example", 443)


async def test_a_private_name_is_told_without_its_address() -> None:
    resolver = PublicResolver(Answering("10.0.0.1"))
    lister = HttpLister(resolver=resolver)
    listing = await lister.tools("https://mcp.example.com/s/secret", TOKEN)
    assert listing.why == "its name leads into a private network"
