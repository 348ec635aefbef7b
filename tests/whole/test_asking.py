"""Before something is done outside, a person is asked, whatever happens meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from playground.slack.messages import Message
from tests.mcp_servers import TOKEN, shop
from tests.postgres_server import new_database
from tests.whole.conftest import Room, pictures
from tests.whole.test_recovery import ROOT, Process

pytestmark = pytest.mark.slow
WORDS = "@Darkroom ask stripe what came in, as a poster"


@pytest.fixture(params=["sqlite", "postgres"])
async def process(
    request: pytest.FixtureRequest, room: Room, tmp_path: Path
) -> AsyncIterator[Process]:
    """The bot with tools of tests, not started yet."""
    async with shop(token=TOKEN) as there:
        given = {"PYTHONPATH": str(ROOT), "STRIPE_URL": there.url}
        async with Process(room, tmp_path, "tests.tooled", **given) as bot:
            if request.param == "postgres":
                bot.told(DATABASE_URL=await new_database())
            yield bot


async def question(room: Room) -> tuple[Message, Message]:
    """An ask, and its message once it asks back."""
    asked = await room.ann.says("#general", WORDS)
    answer = await room.answer(asked)
    await room.slack.until(lambda: "allow_once" in str(answer.blocks))
    return asked, answer


def button(answer: Message, action: str) -> str:
    """The value of a button that a message has."""
    rows: list[dict[str, Any]] = [b for b in answer.blocks if b["type"] == "actions"]
    buttons = [each for row in rows for each in row["elements"]]
    return str(next(b["value"] for b in buttons if b["action_id"] == action))


def used(room: Room) -> list[dict[str, Any]]:
    """The uses of other servers' tools."""
    items = (item for r in room.model.responses.values() for item in r.items)
    return [item for item in items if item["type"] == "mcp_call"]


async def test_what_is_asked_before_a_kill_is_allowed_after_it(
    room: Room, process: Process
) -> None:
    """In one message, and done once."""
    await process.start()
    asked, answer = await question(room)
    assert "list_payments" in str(answer.blocks)
    assert not used(room)
    await process.end()
    await process.start()
    await room.ann.clicks(answer, "allow_once", button(answer, "allow_once"))
    assert (await room.ended(asked)).ts == answer.ts
    assert len(pictures(answer)) == 1
    assert f"Allowed by <@{room.ann.user.id}>: stripe" in str(answer.blocks)
    [call] = used(room)
    assert (call["error"], len(room.model.responses)) == (None, 2)


async def test_what_is_not_allowed_is_not_done(room: Room, process: Process) -> None:
    await process.start()
    asked, answer = await question(room)
    await room.ann.clicks(answer, "dont_allow", button(answer, "dont_allow"))
    await room.ended(asked)
    assert "Not allowed by" in str(answer.blocks)
    assert not used(room)


async def test_a_reply_instead_of_a_decision_declines(
    room: Room, process: Process
) -> None:
    """The next request says so first; otherwise it would be refused."""
    await process.start()
    asked, answer = await question(room)
    said = await room.ann.says("#general", "@Darkroom just a fox", thread=asked)
    await room.slack.until(lambda: "redo" in str(answer.blocks))
    below = await room.ended(said)
    assert "a newer message came first" in str(answer.blocks)
    assert len(pictures(below)) == 1
    assert not used(room)


async def test_a_tool_of_the_bot_is_used_on_the_way(
    room: Room, process: Process
) -> None:
    await process.start()
    asked = await room.ann.says("#general", "@Darkroom measure a fox, and draw it")
    answer = await room.ended(asked)
    assert len(pictures(answer)) == 1
    assert len(room.model.responses) == 2


async def test_what_is_allowed_in_a_thread_is_asked_for_once(
    room: Room, process: Process
) -> None:
    await process.start()
    asked, answer = await question(room)
    await room.ann.clicks(answer, "allow_thread", button(answer, "allow_thread"))
    await room.ended(asked)
    said = await room.ann.says("#general", WORDS, thread=asked)
    below = await room.ended(said)
    assert "Used: stripe · list_payments" in str(below.blocks)
    assert [call["error"] for call in used(room)] == [None, None]
    elsewhere, answer = await question(room)
    assert elsewhere.ts != asked.ts
    assert len(used(room)) == 2


async def test_nobody_but_the_asker_and_admins_can_decide(
    room: Room, process: Process
) -> None:
    await process.start()
    asked, answer = await question(room)
    value = button(answer, "allow_once")
    ben = room.slack.person("ben")
    await ben.clicks(answer, "allow_once", value)
    await room.slack.until(lambda: "or an admin" in str(room.slack.ephemerals("ben")))
    assert not used(room)
    admin = next(each for each in room.slack.team().users.values() if each.is_admin)
    await room.slack.person(admin.name).clicks(answer, "allow_once", value)
    await room.ended(asked)
    assert f"Allowed by <@{admin.id}>" in str(answer.blocks)
    assert len(used(room)) == 1


async def test_two_clicks_at_once_use_the_tool_once(
    room: Room, process: Process
) -> None:
    await process.start()
    asked, answer = await question(room)
    value = button(answer, "allow_once")
    clicks = (room.ann.clicks(answer, "allow_once", value) for _ in range(2))
    await asyncio.gather(*clicks)
    await room.ended(asked)
    assert len(used(room)) == 1
