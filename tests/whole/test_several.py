"""Several processes on one PostgreSQL: to people they are one bot."""

import os
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Self

import pytest

from bot.app import open_app
from tests.forkserver import Forked, forked
from tests.postgres_server import new_database
from tests.programs import killed
from tests.whole.conftest import Room, drawing, has_ended, pictures, settings_for


@pytest.fixture
async def url() -> str:
    """A database of our own."""
    return await new_database()


async def test_an_ask_is_answered_from_the_shared_database(
    room: Room, tmp_path: Path, url: str
) -> None:
    settings = settings_for(room.slack, room.model, tmp_path, database_url=url)
    async with open_app(settings):
        answer = await room.ask("@Darkroom a lighthouse at night")
        assert len(pictures(answer)) == 1


class Fleet:
    """Processes of the bot that share a database and can be killed."""

    def __init__(self, room: Room, folder: Path, url: str) -> None:
        self._room, self._folder = room, folder
        self._environment = {
            **os.environ,
            "SLACK_BOT_TOKEN": room.slack.bot_token,
            "SLACK_APP_TOKEN": room.slack.app_token,
            "SLACK_API_URL": room.slack.api_url,
            "OPENAI_API_KEY": room.model.api_key,
            "OPENAI_BASE_URL": room.model.base_url,
            "DATABASE_URL": url,
            "EDIT_SECONDS": "0",
            "SETTLE_SECONDS": "0",
            "GRACE_SECONDS": "0.2",
        }
        self.ships: list[Forked] = []

    async def start(self, **more: str) -> Forked:
        """One more, when it is connected to Slack."""
        connected = len(self._room.slack.sockets)
        log = self._folder / f"log-{len(self.ships)}"
        environment = self._environment | more
        process = await forked(
            *("bot", "run"), cwd=self._folder, env=environment, log=log
        )
        self.ships.append(process)
        await self._room.slack.until(lambda: len(self._room.slack.sockets) > connected)
        return process

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        """End them all."""
        await killed(*self.ships)


@pytest.fixture
async def fleet(room: Room, tmp_path: Path, url: str) -> AsyncIterator[Fleet]:
    """No process yet."""
    async with Fleet(room, tmp_path, url) as fleet:
        yield fleet


@pytest.mark.slow
async def test_what_a_killed_process_drew_another_finishes(
    room: Room, fleet: Fleet
) -> None:
    """In the same message."""
    first = await fleet.start()
    asked, answer = await drawing(room)
    await fleet.start()
    first.kill()
    room.model.release()
    await room.slack.until(lambda: has_ended(answer))
    assert len(pictures(answer)) == 1
    assert len(room.slack.messages("#general", asked)) == 2


@pytest.mark.slow
async def test_who_wakes_too_late_neither_edits_nor_writes(
    room: Room, fleet: Fleet
) -> None:
    """A process that is stopped for long, and whose turn another has finished."""
    first = await fleet.start()
    asked, answer = await drawing(room)
    await fleet.start()
    first.send_signal(signal.SIGSTOP)
    room.model.release()
    await room.slack.until(lambda: has_ended(answer))
    versions = len(answer.versions)
    first.send_signal(signal.SIGCONT)
    later = await room.ask("@Darkroom a fox")
    first.terminate()
    await first.wait()
    assert has_ended(later)
    assert has_ended(answer)
    assert len(answer.versions) <= versions + 1  # the settling edit of the second
    assert len(room.slack.messages("#general", asked)) == 2


@pytest.mark.slow
async def test_a_turn_is_stopped_whichever_process_hears_of_it(
    room: Room, tmp_path: Path, url: str
) -> None:
    async with AsyncExitStack() as stack:
        for _ in range(2):
            settings = settings_for(room.slack, room.model, tmp_path, database_url=url)
            await stack.enter_async_context(open_app(settings))
        for _ in range(3):
            asked, answer = await drawing(room)
            await room.ann.clicks(answer, "stop")
            await room.ended(asked)
            assert "Stopped by" in str(answer.blocks)
        room.model.release()
