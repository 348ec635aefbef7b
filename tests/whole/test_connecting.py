"""Signing in to a server by a link, from the command in Slack to the token in a
request."""

import json
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.commands.belongings import forget_all, give_out
from bot.core.belongings import Owner
from playground.openai import Script
from playground.openai.steps import Say
from tests.postgres_server import new_database
from tests.sign_in_server import Bank, Browser, bank
from tests.whole.conftest import Heard, Room
from tests.whole.signing_in import WORDS, Place


@pytest.fixture
async def there() -> AsyncIterator[Bank]:
    async with bank() as found:
        yield found


@pytest.fixture
async def alone(room: Room, there: Bank, tmp_path: Path) -> Place:
    """On SQLite, where the engine does not matter."""
    return Place(room, there, tmp_path)


@pytest.fixture(params=["sqlite", "postgres"])
async def place(
    request: pytest.FixtureRequest, room: Room, there: Bank, tmp_path: Path
) -> Place:
    """Once on each engine."""
    found = Place(room, there, tmp_path)
    if request.param == "postgres":
        found.more = {"database_url": await new_database()}
    return found


async def test_who_signs_in_by_the_link_connects_the_workspace(place: Place) -> None:
    async with place.running():
        await place.room.ask(WORDS)
        assert place.offered() == []
        await place.connect()
        await place.room.ask(WORDS)
    [server] = place.offered()
    assert server["authorization"] in place.there.provider.access
    assert server["allowed_tools"] == ["list_payments"]


async def test_what_somebody_connected_is_forgotten_with_them(
    place: Place, tmp_path: Path
) -> None:
    async with place.running():
        await place.connect()
    settings, ann = place.settings(), Owner(user=place.room.ann.user.id)
    assert await give_out(settings, ann, tmp_path / "all") is None
    told = (tmp_path / "all" / "connections.jsonl").read_text("utf-8")
    assert json.loads(told)["server"] == "bank"
    assert not [each for each in place.there.secrets if each in told]
    assert await forget_all(settings, ann) is None
    assert not place.there.provider.access
    assert await give_out(settings, ann, tmp_path / "rest") is None
    assert not (tmp_path / "rest" / "connections.jsonl").exists()
    async with place.running():
        await place.room.ask(WORDS)
        assert place.offered() == []


async def test_two_processes_are_one_bot_to_who_signs_in(
    room: Room, there: Bank, tmp_path: Path
) -> None:
    place = Place(room, there, tmp_path, {"database_url": await new_database()})
    async with place.running(), place.running(port="0") as other:
        browser = Browser()
        link = await place.link()
        back = await browser.allowed(await browser.press(link))
        status, page = await browser.get(
            f"{other.url}/connect/back?{back.partition('?')[2]}"
        )
        assert (status, "bank is connected" in page) == (200, True)
        await place.told("bank is connected")
        for _ in range(2):
            await place.room.ask(WORDS)
            assert place.offered()[0]["authorization"] in there.provider.access


async def test_the_pages_show_little_and_load_nothing(alone: Place) -> None:
    async with alone.running():
        link, browser = await alone.link(), Browser()
        assert (await browser.get(link))[0] == 200
        assert "Sign in to bank" in browser.pages[-1]
        assert "That whole workspace will use it" in browser.pages[-1]
        for headers in ({"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"}):
            assert await browser.press(link, **headers) == ""
        ours = {
            "Origin": link.partition("/connect")[0],
            "Sec_Fetch_Site": "same-origin",
        }
        back = await browser.allowed(await browser.press(link, **ours))
        assert (await browser.get(back))[0] == 200
        assert (await browser.get(back))[0] == 400
        assert (await browser.get(link))[0] == 410
        shown = [e for e in browser.headers if "Content-Security-Policy" in e]
    assert len(shown) == 7
    for each in shown:
        assert each["Content-Security-Policy"].startswith("default-src 'none'; style-")
        assert each["Referrer-Policy"] == "same-origin"
        assert each["Cache-Control"] == "no-store"
    cookie = next(each["Set-Cookie"] for each in shown if "Set-Cookie" in each)
    assert {"HttpOnly", "SameSite=Lax", "Path=/connect"} <= {*cookie.split("; ")}
    assert not any("<script" in page or "src=" in page for page in browser.pages)


async def test_no_token_is_in_a_log_a_row_or_a_message(
    alone: Place, log: Heard
) -> None:
    async with alone.running():
        await alone.connect()
        answer = await alone.room.ask(WORDS)
        said = [m.text for m in alone.room.slack.ephemerals("ann")]
        assert alone.offered()[0]["authorization"] in alone.there.secrets
    file = alone.settings().sqlite_file
    assert file is not None
    with sqlite3.connect(file) as db:
        rows = "".join(db.iterdump())
    db.close()
    told = "".join([*log.lines, *said, rows, str(answer.blocks)])
    assert not [each for each in alone.there.secrets if each and each in told]
    assert alone.settings().secrets_key[0].reveal() not in told


async def test_a_token_that_ends_is_renewed_for_a_request(alone: Place) -> None:
    alone.there.provider.lasts = 1
    async with alone.running():
        await alone.connect()
        first = [*alone.there.provider.access]
        alone.there.provider.access.clear()  # as it is when a second has passed
        await alone.room.ask(WORDS)
    assert alone.there.provider.renewed > 0
    assert alone.offered()[0]["authorization"] not in first


async def test_a_sign_in_that_has_ended_there_costs_a_sentence(
    alone: Place, log: Heard
) -> None:
    async with alone.running():
        await alone.connect()
        await log.until("bank answers")
        alone.there.provider.access.clear()
        alone.there.provider.refresh.clear()
        says = Say("Nothing.")
        alone.room.model.play(Script("ended", "OpenAI is not let in.", ((says,),)))
        answer = await alone.room.ask(WORDS)
        assert "OpenAI could not reach bank" in str(answer.blocks)
        answer = await alone.room.ask(WORDS)
        assert "bank no longer accepts the sign-in" in str(answer.blocks)
        assert "/darkroom connect bank" in str(answer.blocks)
        await alone.connect()
        await alone.room.ask(WORDS)
        assert alone.offered() != []


async def test_a_token_that_was_ended_there_is_renewed_and_tried_once_more(
    alone: Place, log: Heard
) -> None:
    async with alone.running():
        await alone.connect()
        await log.until("bank answers")
        alone.there.provider.access.clear()
        says = Say("Three came in.")
        alone.room.model.play(Script("ended", "OpenAI is not let in.", ((says,),)))
        answer = await alone.room.ask(WORDS)
    assert "Three came in." in str(answer.blocks)
    assert 424 in [each.status for each in alone.room.model.requests]
    assert "could not reach" not in str(answer.blocks)
    assert alone.offered()[0]["authorization"] in alone.there.provider.access


async def test_a_workspace_that_removes_the_app_ends_its_sign_ins(alone: Place) -> None:
    provider = alone.there.provider
    async with alone.running():
        await alone.connect()
        alone.room.slack.uninstall()
        await alone.room.slack.until(lambda: not provider.access)
    assert len(provider.revoked) == 2


async def test_without_an_address_it_says_what_is_missing(alone: Place) -> None:
    async with alone.running(public_url=""):
        await alone.room.ann.runs("/darkroom", "connect bank")
        assert "has to set PUBLIC_URL" in await alone.told("an address of mine")


async def test_who_is_no_admin_cannot_connect_a_workspace(alone: Place) -> None:
    async with alone.running(mcp_admins=""):
        await alone.room.slack.person("ben").runs("/darkroom", "connect bank")
        await alone.told("only an admin of the workspace", "ben")
