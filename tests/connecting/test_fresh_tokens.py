"""Tokens are renewed before they end, once, and stored before they are used."""

import asyncio
from dataclasses import replace

import pytest

from bot.core.errors import SignInFailed
from bot.core.servers.signed_in import works
from tests.connecting.conftest import Flow


async def test_a_token_that_lasts_is_used_as_it_is(flow: Flow) -> None:
    made = await flow.connected()
    assert await flow.process().tokens.of(flow.key) == made
    assert flow.there.provider.renewed == 0


async def test_a_token_is_renewed_before_it_ends(flow: Flow) -> None:
    made = await flow.connected()
    flow.clock.now += 3_400
    found = await flow.process().tokens.of(flow.key)
    assert found is not None
    assert found.grant.access.reveal() in flow.there.provider.access
    assert found.grant.access != made.grant.access
    assert found.grant.refresh != made.grant.refresh
    assert await flow.connections.of(flow.key) == found


async def test_of_many_only_one_renews(flow: Flow) -> None:
    """The second time, the old token to renew with would be refused."""
    await flow.connected()
    flow.clock.now += 3_400
    processes = [flow.process() for _ in range(3)]
    asked = [each.tokens.of(flow.key) for each in processes for _ in range(2)]
    found = await asyncio.gather(*asked)
    assert flow.there.provider.renewed == 1
    assert len({each.grant.access for each in found if each}) == 1


async def test_a_refused_token_is_renewed_before_its_time(flow: Flow) -> None:
    made = await flow.connected()
    tokens = flow.process().tokens
    first = await tokens.of(flow.key, made.generation)
    again = await tokens.of(flow.key, made.generation)
    assert first == again
    assert flow.there.provider.renewed == 1


async def test_who_cannot_renew_has_to_sign_in_again(flow: Flow) -> None:
    await flow.connected()
    flow.there.provider.refresh.clear()
    flow.clock.now += 3_400
    found = await flow.process().tokens.of(flow.key)
    assert found is not None
    assert found.over
    assert not found.grant.access
    again = await flow.connected()
    assert not again.over


async def test_a_kill_while_a_token_is_renewed_asks_for_a_new_sign_in(
    flow: Flow,
) -> None:
    """The server has given the new token, and nobody has it."""
    await flow.connected()
    provider = flow.there.provider
    flow.clock.now += 3_400
    provider.waiting.clear()
    provider.held.clear()
    one = flow.process()
    wanted = asyncio.create_task(one.tokens.of(flow.key))
    await provider.waiting.wait()
    await one.errands.close()
    await asyncio.gather(wanted, return_exceptions=True)
    provider.held.set()
    flow.clock.now += 60
    found = await flow.process().tokens.of(flow.key)
    assert found is not None
    assert found.over
    await flow.connected()


async def test_whoever_stops_waiting_does_not_lose_the_token(flow: Flow) -> None:
    await flow.connected()
    provider = flow.there.provider
    flow.clock.now += 3_400
    provider.waiting.clear()
    provider.held.clear()
    one = flow.process()
    wanted = asyncio.create_task(one.tokens.of(flow.key))
    await provider.waiting.wait()
    wanted.cancel()
    provider.held.set()
    await one.idle()
    found = await flow.process().tokens.of(flow.key)
    assert found is not None
    assert found.grant.access.reveal() in provider.access
    assert provider.renewed == 1


async def test_what_is_renewed_after_a_disconnection_is_ended(flow: Flow) -> None:
    await flow.connected()
    provider = flow.there.provider
    flow.clock.now += 3_400
    provider.waiting.clear()
    provider.held.clear()
    one, other = flow.process(), flow.process()
    wanted = asyncio.create_task(one.tokens.of(flow.key))
    await provider.waiting.wait()
    await flow.connections.remove(flow.key)
    provider.held.set()
    assert await wanted is None
    assert provider.access.keys().isdisjoint(provider.given[-2:])
    assert await other.tokens.of(flow.key) is None


async def test_a_server_that_is_away_costs_nothing_while_the_token_is_good(
    flow: Flow,
) -> None:
    made = await flow.connected()
    flow.clock.now += 3_400
    stopped = flow.process()
    flow.there.away = True
    assert await stopped.tokens.of(flow.key) == made
    flow.clock.now += 1_000
    with pytest.raises(SignInFailed):
        await stopped.tokens.of(flow.key)
    flow.there.away = False
    found = await stopped.tokens.of(flow.key)
    assert found is not None
    assert not found.over


async def test_anybodys_connection_will_do_to_list_tools(flow: Flow) -> None:
    tokens = flow.process().tokens
    assert await tokens.some("bank") is None
    made = await flow.connected()
    assert await tokens.some("bank") == made


@pytest.mark.parametrize(
    ("url", "works_there"),
    [
        ("{origin}/mcp", True),
        ("{origin}/mcp/", True),
        ("https://bank.example/mcp", False),
    ],
)
async def test_a_token_goes_to_no_other_address_than_it_was_given_for(
    flow: Flow, url: str, works_there: bool
) -> None:
    """The owner may change the address of a server."""
    made = await flow.connected()
    origin = flow.there.url.removesuffix("/mcp")
    server = replace(flow.server, url=url.format(origin=origin))
    assert works(made, server) is works_there
    assert not works(replace(made, over=True), server)
