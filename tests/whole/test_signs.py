"""Many ask at once where Slack takes a post a second: each sees that it was seen."""

from pathlib import Path

import pytest

from bot.core.showing.signs import SOON
from playground.slack.faults import Fault
from playground.slack.messages import Message
from tests.postgres_server import new_database
from tests.whole.conftest import Room, Start
from tests.whole.test_recovery import Process

MANY = 6
FASTER = 2
"""Slack's seconds are so much shorter here: half a second is enough to be late in."""
STATUS = "assistant.threads.setStatus"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
async def base(request: pytest.FixtureRequest) -> dict[str, str]:
    """One process on either database."""
    on_postgres = request.param == "postgres"
    return {"database_url": await new_database()} if on_postgres else {}


def message(room: Room, asked: Message) -> Message | None:
    """The bot's message below an ask, if it stands."""
    here = room.slack.messages("#general", asked)
    return next((each for each in here if each.by_app), None)


def sign(room: Room, asked: Message) -> str:
    return room.slack.status_of("#general", asked)


def busy(room: Room) -> None:
    """Slack counts, in a minute of a half."""
    room.slack.settings.rate_limits = True
    room.slack.settings.rate_window_seconds = 60 / FASTER


def signs_seen(room: Room) -> list[str]:
    """Below which messages a sign was put up, whether or not it still stands."""
    calls = room.slack.calls.of(STATUS)
    return [call.args["thread_ts"] for call in calls if call.args["status"]]


async def all_ask(room: Room, many: int = MANY) -> list[Message]:
    return [await room.ann.says("#general", "@Darkroom a fox") for _ in range(many)]


async def all_seen(room: Room, asked: list[Message]) -> list[Message]:
    """Wait until something stands below every ask; return those with a sign alone."""
    seen: set[str] = set()

    def each() -> bool:
        seen.update(a.ts for a in asked if message(room, a) or sign(room, a))
        return len(seen) == len(asked)

    await room.slack.until(each)
    return [each for each in asked if not message(room, each)]


async def all_posted(room: Room, asked: list[Message]) -> None:
    await room.slack.until(lambda: all(message(room, each) for each in asked))


async def test_many_asks_at_once_are_seen_before_all_have_their_messages(
    room: Room, start: Start
) -> None:
    """And no sign is left; and Slack had to refuse nothing."""
    busy(room)
    await start(slack_rate=str(FASTER), turns_per_user=str(MANY))
    asked = await all_ask(room)
    waiting = await all_seen(room, asked)
    assert "seen this" in sign(room, waiting[-1])
    await all_posted(room, asked)
    await room.slack.until(lambda: not any(sign(room, each) for each in asked))
    assert [call.method for call in room.slack.calls if call.status == 429] == []
    assert len(room.slack.calls.of(STATUS)) <= 2 * MANY


async def test_an_ask_that_is_answered_at_once_needs_no_sign(
    room: Room, start: Start
) -> None:
    """Unless the machine itself takes its time."""
    await start()
    answer = await room.ask("@Darkroom a fox")
    [post] = room.slack.calls.of("chat.postMessage")
    [asked, _] = room.slack.messages("#general", answer)
    at_once = post.at - float(asked.ts) < SOON
    assert not (at_once and room.slack.calls.of(STATUS))


async def test_if_slack_takes_fewer_posts_at_once_they_follow_one_by_one(
    room: Room, start: Start
) -> None:
    """It refuses once; whoever waits sees a sign meanwhile."""
    busy(room)
    room.slack.settings.post_burst = 2
    await start(slack_rate=str(FASTER), turns_per_user=str(MANY))
    asked = await all_ask(room)
    await all_posted(room, asked)
    posts = room.slack.calls.of("chat.postMessage")
    refused = [call for call in posts if call.status == 429]
    first, _, third = (call.at for call in posts[:3])
    together = third - first < 0.5 / FASTER  # unless the machine keeps them apart
    assert together <= len(refused) <= 2
    await room.slack.until(lambda: not any(sign(room, each) for each in asked))


async def test_a_status_that_slack_refuses_changes_nothing(
    room: Room, start: Start
) -> None:
    room.slack.faults.add(Fault("chat.postMessage", retry_after=1))
    room.slack.faults.add(Fault(STATUS, times=100, error="no_permission"))
    await start()
    await room.ask("@Darkroom a fox")
    assert room.slack.calls.of(STATUS)


@pytest.mark.slow
async def test_a_kill_while_many_wait_leaves_no_sign_behind(
    room: Room, tmp_path: Path, base: dict[str, str]
) -> None:
    """The next start posts what was not posted."""
    busy(room)
    more = {name.upper(): value for name, value in base.items()}
    async with Process(room, tmp_path) as process:
        await process.start(SLACK_RATE=str(FASTER), TURNS_PER_USER="99", **more)
        asked = await all_ask(room, 5)
        assert await all_seen(room, asked)
        await process.end()
        await process.start(SLACK_RATE=str(FASTER), TURNS_PER_USER="99", **more)
        await all_posted(room, asked)
        await room.slack.until(lambda: not any(sign(room, each) for each in asked))
    assert all(len(room.slack.messages("#general", each)) == 2 for each in asked)


async def test_each_of_two_in_a_direct_message_is_seen(
    room: Room, start: Start
) -> None:
    """Their messages are in one conversation, with a sign below each.

    Both posts may be on their way before the first is told to wait: so is the second.
    """
    await start()
    room.slack.faults.add(Fault("chat.postMessage", times=2, retry_after=2))
    asked = [await room.ann.says("@Darkroom", words) for words in ("a fox", "a hen")]
    roots = {each.ts for each in asked}
    await room.slack.until(lambda: {*signs_seen(room)} == roots)
    await room.slack.until(
        lambda: not any(room.slack.status_of(each.channel, each) for each in asked)
    )
    await room.ended(asked[0], 1)
