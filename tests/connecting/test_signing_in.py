"""The two halves of a sign-in: who may begin it, who may end it, and what is kept."""

import asyncio

import pytest

from bot.core.connecting.sentences import NO_ADDRESS, NONE, NOT_THIS
from bot.core.connecting.wishes import Wish
from tests.connecting.conftest import ANN, TEAM, Flow
from tests.sign_in_server import Browser, query_of

ELSEWHERE = "https://elsewhere.example"


async def test_one_process_finishes_what_another_has_begun(flow: Flow) -> None:
    first, second = flow.process(), flow.process()
    url, cookies = await flow.process().opened(await first.link())
    worked, page = await second.back(await Browser().allowed(url), cookies)
    assert worked
    assert "You can close this page" in page
    await second.idle()
    assert "bank is connected" in second.told[-1]
    found = await flow.connections.of(flow.key)
    assert found is not None
    assert found.grant.access.reveal() in flow.there.provider.access
    assert found.made_by == ANN


async def test_what_is_asked_for_is_bound_to_this_sign_in(flow: Flow) -> None:
    one = flow.process()
    url, _ = await one.opened(await one.link())
    asked = query_of(url)
    assert asked["code_challenge_method"] == "S256"
    assert asked["resource"] == flow.there.url
    assert asked["scope"] == "payments"
    assert asked["redirect_uri"] == one.connecting.redirect
    assert len(asked["state"]) > 40


async def test_a_callback_counts_once(flow: Flow) -> None:
    one = flow.process()
    url, cookies = await one.opened(await one.link())
    back = await Browser().allowed(url)
    assert (await one.back(back, cookies))[0]
    assert await one.back(back, cookies) == (False, NOT_THIS)
    assert len(flow.there.provider.given) == 2


async def test_two_callbacks_at_once_count_once(flow: Flow) -> None:
    one, two = flow.process(), flow.process()
    url, cookies = await one.opened(await one.link())
    back = await Browser().allowed(url)
    ends = await asyncio.gather(one.back(back, cookies), two.back(back, cookies))
    assert sorted(worked for worked, _ in ends) == [False, True]


async def test_a_link_is_used_once(flow: Flow) -> None:
    one = flow.process()
    link = await one.link()
    assert await one.connecting.page(link) is not None
    await one.opened(link)
    assert await one.connecting.open(link) is None
    assert await one.connecting.page(link) is None


@pytest.mark.parametrize("state", ["", "guessed", "x" * 5_000])
async def test_a_state_that_is_not_ours_changes_nothing(flow: Flow, state: str) -> None:
    one = flow.process()
    url, cookies = await one.opened(await one.link())
    back = await Browser().allowed(url)
    assert await one.back(back, cookies, state=state) == (False, NOT_THIS)
    assert (await one.back(back, cookies))[0]


async def test_only_the_browser_that_used_the_link_finishes(flow: Flow) -> None:
    """Somebody else's state, even with the code, is of no use; nor does it harm."""
    one = flow.process()
    url, cookies = await one.opened(await one.link())
    _, others = await one.opened(await one.link())
    back = await Browser().allowed(url)
    [name] = cookies
    [value] = others.values()
    for wrong in ({}, others, {name: ""}, {name: value}):
        assert await one.back(back, wrong) == (False, NOT_THIS)
    assert await flow.connections.of(flow.key) is None
    assert (await one.back(back, cookies))[0]


async def test_a_callback_needs_a_link_that_was_used(flow: Flow) -> None:
    one = flow.process()
    found = await one.connecting.page(await one.link())
    assert found is not None
    back = await Browser().allowed(found.opening.reveal())
    assert await one.back(back, {f"darkroom-{found.state[:16]}": ""}) == (
        False,
        NOT_THIS,
    )


async def test_an_answer_of_another_issuer_is_refused(flow: Flow) -> None:
    flow.there.provider.iss = ELSEWHERE
    one = flow.process()
    url, cookies = await one.opened(await one.link())
    worked, page = await one.back(await Browser().allowed(url), cookies)
    assert not worked
    assert "the answer came from somewhere else" in page
    assert flow.there.provider.given == []
    assert await flow.connections.of(flow.key) is None


async def test_an_answer_of_the_right_issuer_is_taken(flow: Flow) -> None:
    flow.there.provider.iss = flow.there.url.removesuffix("/mcp")
    await flow.connected()


@pytest.mark.parametrize("after", ["the link", "the click"])
async def test_a_sign_in_ends_in_ten_minutes(flow: Flow, after: str) -> None:
    one = flow.process()
    link = await one.link()
    if after == "the link":
        flow.clock.now += 601
        assert await one.connecting.open(link) is None
        return
    url, cookies = await one.opened(link)
    back = await Browser().allowed(url)
    flow.clock.now += 601
    assert await one.back(back, cookies) == (False, NOT_THIS)
    assert await flow.connections.of(flow.key) is None


async def test_who_says_no_at_the_server_is_told_so(flow: Flow) -> None:
    one = flow.process()
    url, cookies = await one.opened(await one.link())
    state = query_of(url)["state"]
    denied = f"{one.connecting.redirect}?error=access_denied&state={state}"
    worked, page = await one.back(denied, cookies)
    assert (worked, "it was not allowed there" in page) == (False, True)
    await one.idle()
    assert "bank could not be connected" in one.told[-1]


async def test_a_kill_before_the_token_is_stored_leaves_nothing(flow: Flow) -> None:
    provider = flow.there.provider
    provider.held.clear()
    one = flow.process()
    url, cookies = await one.opened(await one.link())
    back = await Browser().allowed(url)
    coming = asyncio.create_task(one.back(back, cookies))
    await provider.waiting.wait()
    await one.errands.close()
    await asyncio.gather(coming, return_exceptions=True)
    provider.held.set()
    assert await flow.connections.of(flow.key) is None
    assert await flow.process().back(back, cookies) == (False, NOT_THIS)
    await flow.connected()


async def test_one_client_is_registered_for_all_sign_ins(flow: Flow) -> None:
    await flow.connected()
    await flow.connected()
    assert len(flow.there.provider.clients) == 1


async def test_a_client_that_is_no_longer_known_is_registered_anew(flow: Flow) -> None:
    await flow.connected()
    one = flow.process()
    url, cookies = await one.opened(await one.link())
    back = await Browser().allowed(url)
    flow.there.provider.clients.clear()
    assert not (await one.back(back, cookies))[0]
    await flow.connected()
    assert len(flow.there.provider.clients) == 1


async def test_disconnecting_ends_it_here_and_there(flow: Flow) -> None:
    made = await flow.connected()
    one, provider = flow.process(), flow.there.provider
    one.connecting.end(Wish(TEAM, "U2", "bank"))
    await one.idle()
    assert "only an admin" in one.told[-1]
    one.connecting.end(Wish(TEAM, ANN, "bank"))
    await one.idle()
    assert "has ended there, too" in one.told[-1]
    assert await flow.connections.of(flow.key) is None
    assert not provider.access
    assert not provider.refresh
    assert made.grant.access.reveal() in provider.revoked
    one.connecting.end(Wish(TEAM, ANN, "BANK"))
    await one.idle()
    assert one.told[-1] == "bank is not connected."


async def test_a_sign_in_does_not_outlive_disconnecting(flow: Flow) -> None:
    one = flow.process()
    url, cookies = await one.opened(await one.link())
    one.connecting.end(Wish(TEAM, ANN, "bank"))
    await one.idle()
    assert not (await one.back(await Browser().allowed(url), cookies))[0]


async def test_a_workspace_that_removes_the_app_leaves_nothing(flow: Flow) -> None:
    await flow.connected()
    one = flow.process()
    link = await one.link()
    one.connecting.removed("T2")
    await one.idle()
    assert await flow.connections.of(flow.key) is not None
    one.connecting.removed(TEAM)
    await one.idle()
    assert await flow.connections.of(flow.key) is None
    assert await one.connecting.page(link) is None
    assert flow.there.provider.access == {}


async def test_everybody_connects_a_personal_server_for_himself(flow: Flow) -> None:
    flow.personal = True
    await flow.connected()
    assert "<http" in await flow.process().says(user="U2")
    assert "only an admin" not in await flow.process().says(user="U2")


async def test_who_cannot_connect_is_told_why(flow: Flow) -> None:
    one = flow.process()
    assert "only an admin" in await one.says(user="U2")
    assert await one.says("") == (
        "Name the server: `/darkroom connect NAME`. Here you can connect `bank`."
    )
    assert "I know no such server" in await one.says("<!channel>")
    assert "channel" not in one.told[-1]
    assert await flow.process(address="").says() == NO_ADDRESS
    object.__setattr__(one.connecting, "servers", ())
    assert await one.says() == NONE


async def test_nothing_that_is_stored_can_be_read(flow: Flow) -> None:
    await flow.connected()
    one = flow.process()
    link = await one.link()
    url, cookies = await one.opened(link)
    secret = [*flow.there.secrets, link, query_of(url)["state"], *cookies.values()]
    sql = "select {} from {}"
    told = ""
    for columns, table in (
        ("label, made_by, sealed", "connections"),
        ("link, state, browser, sealed", "sign_ins"),
        ("issuer, redirect, scope, sealed", "server_clients"),
    ):
        for row in await flow.rows._ask(sql.format(columns, table), []):
            told += str({name: _text(value) for name, value in dict(row).items()})
    assert told
    assert not [each for each in secret if each in told]


def _text(value: object) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)
