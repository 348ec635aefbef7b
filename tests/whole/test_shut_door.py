"""A model that is shut for long stops nobody for longer than people wait.

Patience is as long here as an answer may take.
"""

from contextlib import AsyncExitStack
from itertools import pairwise
from pathlib import Path

import pytest

from bot.app import open_app
from bot.settings import Settings
from playground.slack.messages import Message
from tests.postgres_server import new_database
from tests.whole.conftest import Room, pictures, settings_for

TOLD = "The model is too busy right now. Press *Redo* in about 10 minutes."
HASTY = {"answer_seconds": "2", "turns_per_user": "20", "turns_at_once": "4"}
CALM = {"answer_seconds": "12"}
"""An answer ends in time, however busy the machine is; the gate is tried after
three."""
APART = 0.4
"""Whoever tries while the model is shut comes half a second after the last answer."""


@pytest.fixture(params=["sqlite", "postgres"])
async def base(request: pytest.FixtureRequest) -> dict[str, str]:
    """Once on each engine."""
    if request.param == "sqlite":
        return {}
    return {"database_url": await new_database()}


@pytest.fixture
def hasty(room: Room, tmp_path: Path, base: dict[str, str]) -> Settings:
    """Settings under which nobody waits for more than two seconds."""
    return settings_for(room.slack, room.model, tmp_path, **(base | HASTY))


@pytest.fixture
def calm(room: Room, tmp_path: Path, base: dict[str, str]) -> Settings:
    """Settings under which pictures are drawn."""
    return settings_for(room.slack, room.model, tmp_path, **(base | CALM))


async def asks(room: Room, count: int) -> list[Message]:
    """So many people ask at once."""
    return [await room.ann.says("#general", "@Darkroom a fox") for _ in range(count)]


def at_once(room: Room) -> int:
    """How many requests did not wait after the one before."""
    pairs = pairwise(request.at for request in room.model.requests)
    return sum(later - sooner < APART for sooner, later in pairs)


async def test_everybody_is_soon_told_what_the_first_person_was_told(
    room: Room, hasty: Settings
) -> None:
    """Those without a seat, too; and one at a time has tried meanwhile."""
    room.model.play("slow_down", times=99)
    async with open_app(hasty):
        assert TOLD in str((await room.ask("@Darkroom a cat")).blocks)
        for each in await asks(room, 10):
            assert TOLD in str((await room.ended(each)).blocks)
    assert len(room.model.requests) >= 2
    assert at_once(room) == 0


async def test_the_next_ask_is_answered_if_the_model_is_back_early(
    room: Room, calm: Settings
) -> None:
    """One tries the gate, and all who wait go through."""
    room.model.play("slow_down")
    async with open_app(calm):
        assert TOLD in str((await room.ask("@Darkroom a cat")).blocks)
        for each in await asks(room, 2):
            assert len(pictures(await room.ended(each))) == 1


async def test_a_restart_tries_the_model_again(room: Room, calm: Settings) -> None:
    room.model.play("slow_down")
    async with open_app(calm):
        assert TOLD in str((await room.ask("@Darkroom a cat")).blocks)
    async with open_app(calm):
        assert len(pictures(await room.ask("@Darkroom a fox"))) == 1


async def test_processes_share_a_gate(room: Room, tmp_path: Path) -> None:
    """What one process finds counts for the other; together they try one at a time."""
    shared = {"database_url": await new_database()}
    settings = settings_for(room.slack, room.model, tmp_path, **(shared | HASTY))
    room.model.play("slow_down", times=99)
    async with AsyncExitStack() as stack:
        for receiving in (True, False):
            app = open_app(settings, receiving=receiving)
            await stack.enter_async_context(app)
        for each in await asks(room, 12):
            assert TOLD in str((await room.ended(each)).blocks)
    assert at_once(room) < 8  # so many seats may go before the first answer
