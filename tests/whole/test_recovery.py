"""Killed or stopped in the middle, the bot goes on where it was."""

import os
import signal
import sqlite3
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Self

import pytest

from bot.app import open_app
from tests.forkserver import Forked, forked
from tests.programs import killed
from tests.whole.conftest import Room, Start, drawing, has_ended, pictures, settings_for
from tests.whole.test_several_pictures import (
    develops_below,
    images,
    left_over,
    second_develops,
)

ROOT = Path(__file__).parents[2]


class Process:
    """The bot as a process of its own, that can be killed."""

    def __init__(
        self, room: Room, folder: Path, program: str = "bot", **more: str
    ) -> None:
        self._program = (program, "run") if program == "bot" else (program,)
        self._environment = {
            **os.environ,
            "SLACK_BOT_TOKEN": room.slack.bot_token,
            "SLACK_APP_TOKEN": room.slack.app_token,
            "SLACK_API_URL": room.slack.api_url,
            "OPENAI_API_KEY": room.model.api_key,
            "OPENAI_BASE_URL": room.model.base_url,
            "DATABASE_URL": f"sqlite:///{folder}/darkroom.db",
            "EDIT_SECONDS": "0",
            "SETTLE_SECONDS": "0",
            "GRACE_SECONDS": "0.2",
            **more,
        }
        self._folder, self._room = folder, room
        self.process: Forked | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await killed(self.process)

    def told(self, **more: str) -> None:
        """Settings for all starts to come."""
        self._environment |= more

    async def start(self, **more: str) -> None:
        """Start it, and wait until it is connected."""
        environment = self._environment | more
        self.process = await forked(*self._program, cwd=self._folder, env=environment)
        await self._room.slack.until(lambda: self._room.slack.sockets)

    async def end(self, number: int = signal.SIGKILL) -> None:
        """Send it a signal, and wait until it has ended."""
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(number)
            await self.process.wait()
            await self._room.slack.until(lambda: not self._room.slack.sockets)


@pytest.fixture
async def process(room: Room, tmp_path: Path) -> AsyncIterator[Process]:
    """The bot, not started yet."""
    async with Process(room, tmp_path) as bot:
        yield bot


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM], ids=["9", "15"])
async def test_a_process_that_ends_while_it_draws_leaves_no_orphan(
    number: int, room: Room, process: Process
) -> None:
    """The next one finishes the same message."""
    await process.start()
    asked, answer = await drawing(room)
    await process.end(number)
    room.model.release()
    assert not has_ended(answer)
    await process.start()
    await room.ended(asked)
    assert len(pictures(answer)) == 1
    assert len(room.slack.messages("#general", asked)) == 2


@pytest.mark.slow
async def test_with_background_on_the_running_response_is_taken_up(
    room: Room, process: Process
) -> None:
    """It is not paid for twice."""
    await process.start(OPENAI_BACKGROUND="on")
    asked, answer = await drawing(room)
    await process.end()
    await process.start(OPENAI_BACKGROUND="on")
    room.model.release()
    await room.ended(asked)
    assert len(room.model.responses) == 1
    assert len(pictures(answer)) == 1


async def test_an_orderly_stop_says_that_it_goes_on(room: Room, tmp_path: Path) -> None:
    """And the next start does."""
    settings = settings_for(room.slack, room.model, tmp_path)
    async with open_app(settings):
        asked, answer = await drawing(room)
    assert "Paused for a restart" in str(answer.blocks)
    room.model.release()
    async with open_app(settings):
        await room.ended(asked)
    assert len(pictures(answer)) == 1


async def test_a_message_that_was_posted_but_not_noted_is_found_again(
    room: Room, tmp_path: Path
) -> None:
    """A crash between Slack's answer and our note of it leaves no second message."""
    settings = settings_for(room.slack, room.model, tmp_path)
    async with open_app(settings):
        asked, answer = await drawing(room)
    room.model.release()
    with sqlite3.connect(tmp_path / "darkroom.db") as db:
        db.execute("update turns set message = ''")
    db.close()
    async with open_app(settings):
        await room.ended(asked)
    assert len(room.slack.messages("#general", asked)) == 2
    assert pictures(answer)


async def test_a_socket_that_is_closed_is_opened_again(
    room: Room, start: Start
) -> None:
    """And what came meanwhile is delivered then."""
    await start()
    await room.slack.disconnect_sockets("refresh_requested")
    await room.ask("@Darkroom a fox")


@pytest.mark.slow
async def test_a_turn_that_kills_its_readers_is_given_up_after_three(
    room: Room, process: Process
) -> None:
    """A message that kills its reader would kill it for ever."""
    room.model.hold(before="response.completed")
    await process.start()
    asked = await room.ann.says("#general", "@Darkroom a fox")
    for count in (1, 2, 3):
        await room.model.until(partial(_made, room, count))
        await process.end(signal.SIGKILL)
        await process.start()
    answer = await room.ended(asked)
    assert "interrupted several times" in str(answer.blocks)
    assert len(room.model.responses) == 3


async def test_restarts_in_order_are_not_held_against_a_turn(
    room: Room, tmp_path: Path
) -> None:
    """Upgrades come when they come."""
    settings = settings_for(room.slack, room.model, tmp_path)
    room.model.hold(before="response.completed")
    async with open_app(settings):
        asked = await room.ann.says("#general", "@Darkroom a fox")
        await room.model.until(lambda: len(room.model.responses) == 1)
    for count in (2, 3, 4):
        async with open_app(settings):
            await room.model.until(partial(_made, room, count))
    room.model.release()
    async with open_app(settings):
        answer = await room.ended(asked)
    assert len(pictures(answer)) == 1


def _made(room: Room, count: int) -> bool:
    return len(room.model.responses) == count


@pytest.mark.slow
async def test_a_process_that_is_killed_meanwhile_leaves_no_picture_lying(
    room: Room, process: Process
) -> None:
    """The next one asks anew, and takes away what the first had sent up."""
    await process.start()
    asked, answer = await second_develops(room)
    await room.slack.until(develops_below(answer))
    before = [each["block_id"] for each in images(answer)]
    await process.end()
    room.model.release()
    room.model.play("two_pictures")
    await process.start()
    await room.slack.until(lambda: has_ended(answer))
    assert len(pictures(answer)) == 2
    assert not {each["block_id"] for each in images(answer)} & set(before)
    await room.slack.until(lambda: len(left_over(room)) == 2)
    assert len(room.slack.messages("#general", asked)) == 2
