"""The first message does not wait for the disk; that the ask came is told after it."""

import sqlite3
from pathlib import Path

import pytest

from bot.app import open_app
from bot.core.showing import placing
from playground.slack.messages import Message
from playground.slack.outbox import Told
from storage import log
from tests.storage.slow_disk import SlowDisk
from tests.whole.conftest import Room, has_ended, settings_for


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch, room: Room) -> SlowDisk:
    """It is slow from now on, and Slack sends again soon what was not acknowledged."""
    slow = SlowDisk()
    monkeypatch.setattr(log, "FLUSH", slow)
    room.slack.settings.redeliver_after = 0.3
    room.slack.settings.retries = 100
    room.slack.settings.duplicates = 2
    return slow


def deliveries(room: Room, asked: Message) -> list[Told]:
    return [each for each in room.slack.deliveries if each.event["ts"] == asked.ts]


def acknowledged(room: Room, asked: Message) -> bool:
    return any(each.acked_at for each in deliveries(room, asked))


def answers(room: Room, asked: Message) -> list[Message]:
    return [m for m in room.slack.messages("#general", asked) if m.by_app]


async def test_a_message_is_posted_before_the_ask_is_on_the_disk(
    room: Room, tmp_path: Path, disk: SlowDisk
) -> None:
    """However often it is delivered meanwhile; and nothing is spent on it yet."""
    disk.goes_on.set()
    async with open_app(settings_for(room.slack, room.model, tmp_path)):
        disk.goes_on.clear()
        asked = await room.ann.says("#general", "@Darkroom a fox")
        answer = await room.answer(asked)
        await room.slack.until(lambda: len(deliveries(room, asked)) > 4)
        assert not acknowledged(room, asked)
        assert not room.model.requests
        disk.goes_on.set()
        await room.slack.until(lambda: has_ended(answer))
        await room.slack.until(lambda: acknowledged(room, asked))
    assert answers(room, asked) == [answer]
    assert len(room.model.requests) == 1


async def test_an_ask_whose_row_is_lost_with_the_power_finds_its_message(
    room: Room, tmp_path: Path, disk: SlowDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slack was not told that it came, so it sends it again."""
    monkeypatch.setattr(placing, "LATE", 0.0)
    disk.goes_on.set()
    settings = settings_for(room.slack, room.model, tmp_path)
    room.model.hold()
    async with open_app(settings):
        disk.goes_on.clear()
        asked = await room.ann.says("#general", "@Darkroom a fox")
        answer = await room.answer(asked)
        disk.broken = True
        disk.goes_on.set()
    disk.broken = False
    assert not acknowledged(room, asked)
    with sqlite3.connect(tmp_path / "darkroom.db") as db:
        db.execute("delete from turns")
    db.close()
    room.model.release()
    async with open_app(settings):
        await room.slack.until(lambda: has_ended(answer), 20)
    assert answers(room, asked) == [answer]


async def test_an_ask_that_the_disk_does_not_take_is_answered_anyway(
    room: Room, tmp_path: Path, disk: SlowDisk
) -> None:
    """Once; and Slack is told so when the disk works again."""
    disk.goes_on.set()
    async with open_app(settings_for(room.slack, room.model, tmp_path)):
        disk.broken = True
        asked = await room.ann.says("#general", "@Darkroom a fox")
        answer = await room.answer(asked)
        await room.slack.until(lambda: len(deliveries(room, asked)) > 4)
        assert not acknowledged(room, asked)
        disk.broken = False
        await room.slack.until(lambda: has_ended(answer), 20)
        await room.slack.until(lambda: acknowledged(room, asked))
    assert answers(room, asked) == [answer]
    assert len(room.model.requests) == 1
