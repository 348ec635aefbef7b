"""Slack's and OpenAI's limits are shared: ends go first, and everybody gets
something."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from playground.slack.faults import Fault
from playground.slack.messages import Message
from tests.whole.conftest import Room, Start, has_ended

MINUTE = 6.0
"""The length of Slack's minute here: all of its limits are ten times faster."""
TURNS = 60
UNCOUNTED = {"auth.test", "apps.connections.open", "upload", "download"}
"""Calls that are made once at the start, and those outside of the Web API."""


@pytest.fixture
def sketchy() -> bool:
    """Sixty asks for the same picture are one painting."""
    return False


def previews_seen(message: Message) -> int:
    """How many different previews a message has shown."""
    shown = {
        block["slack_file"]["id"]
        for version in message.versions
        for block in version.blocks
        if block["type"] == "image" and "half-drawn" in block["alt_text"]
    }
    return len(shown)


@pytest.mark.slow
async def test_slack_refuses_none_of_the_calls_of_sixty_turns_at_once(
    room: Room, start: Start
) -> None:
    """All finals are shown, and the previews are spread over the turns."""
    room.slack.settings.rate_limits = True
    room.slack.settings.rate_window_seconds = MINUTE
    room.model.set_profile("typical")
    every_limit_but_slacks = {
        "turns_at_once": str(TURNS),
        "turns_per_team": str(TURNS),
        "turns_per_user": str(TURNS),
        "model_requests_per_minute": "1000",
    }
    # A short minute bears no call that a busy machine delays: the bot stays below it.
    await start(slack_rate="8", settle_seconds="1", **every_limit_but_slacks)
    where = ("#general", "#design")
    asked = [await room.ann.says(where[n % 2], "@Darkroom a fox") for n in range(TURNS)]
    answers = [await room.answer(each) for each in asked]
    await room.slack.until(lambda: all(has_ended(each) for each in answers), 120)
    assert [call.method for call in room.slack.calls if call.status == 429] == []
    seen = sorted(previews_seen(each) for each in answers)
    assert seen[-1] - seen[0] <= 2
    assert sum(seen) >= TURNS // 6  # how many depends on the machine, too


async def test_every_call_is_counted(room: Room, start: Start, tmp_path: Path) -> None:
    """Whether a turn, a button or the home tab makes it."""
    await start()
    answer = await room.ask("@Darkroom a fox")
    await room.ann.opens_home()
    await room.slack.until(lambda: room.slack.home_of("ann"))
    await room.ann.clicks(answer, "details")
    await room.slack.until(lambda: room.slack.modal_of("ann"))
    called = {call.method for call in room.slack.calls} - UNCOUNTED
    await room.slack.until(lambda: called <= counted(tmp_path / "darkroom.db"))
    assert {"views.open", "views.publish", "files.info"} <= called


def counted(path: Path) -> set[str]:
    """The methods that have a row; it is written a moment after the call is made."""
    with closing(sqlite3.connect(path)) as db:
        return {key.split("/")[1] for (key,) in db.execute("select key from budgets")}


async def test_after_slack_refuses_a_call_everybody_waits(
    room: Room, start: Start
) -> None:
    """Nobody asks again before Slack's own time is up."""
    await start()
    room.slack.faults.add(Fault("chat.postMessage", retry_after=1))
    asked = await room.ann.says("#general", "@Darkroom a fox")
    await room.slack.until(lambda: room.slack.calls.of("chat.postMessage"))
    other = await room.slack.person("ben").says("#general", "@Darkroom a fox")
    await room.ended(asked)
    await room.ended(other)
    first, *later = room.slack.calls.of("chat.postMessage")
    assert first.status == 429
    assert all(call.at >= first.at + 1 for call in later)


async def test_waiting_people_see_how_many_are_ahead(room: Room, start: Start) -> None:
    """They see it again when one of those goes away."""
    room.model.hold()
    await start(turns_per_user="1")
    asked = [await room.ann.says("#general", "@Darkroom a fox")]
    await room.model.until(lambda: len(room.model.held) == 1)
    answers = [await room.answer(asked[0])]
    for _ in range(3):  # each when the one before is in line
        asked.append(await room.ann.says("#general", "@Darkroom a fox"))
        answers.append(await room.answer(asked[-1]))
    await room.slack.until(lambda: "2 ahead of you" in str(answers[3].blocks))
    await room.ann.clicks(answers[1], "stop")
    await room.slack.until(lambda: "1 ahead of you" in str(answers[3].blocks))
    room.model.release()
    for each in asked:
        await room.ended(each)


async def test_one_person_does_not_keep_the_others_waiting(
    room: Room, start: Start
) -> None:
    """Ben is answered while the second of Ann's asks still waits."""
    await start(turns_per_user="1")
    room.model.hold()
    asked = [await room.ann.says("#general", "@Darkroom a fox") for _ in range(2)]
    await room.model.until(lambda: len(room.model.held) == 1)
    await room.slack.person("ben").says("#general", "@Darkroom a cat")
    await room.model.until(lambda: len(room.model.held) == 2)
    assert len(room.model.requests) == 2
    room.model.release()
    for each in asked:
        await room.ended(each)
