"""The terms of a turn: the owner's settings, and the wishes of the ask, also in old
rows."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bot.app import open_app
from bot.settings import Settings
from playground.slack.messages import Message
from tests.postgres_server import new_database
from tests.whole.conftest import Room, pictures, settings_for

WORDS = "a fox --size 16:9 --quality high --no-search"


@pytest.fixture(params=["sqlite", "postgres"])
async def settings(
    request: pytest.FixtureRequest, room: Room, tmp_path: Path
) -> Settings:
    """On either database."""
    more = {"database_url": await new_database()} if request.param == "postgres" else {}
    return settings_for(room.slack, room.model, tmp_path, **more)


def write_row_of_before(room: Room, settings: Settings, asked: Message) -> None:
    """A turn that waits, as it was written before asks had options."""
    kept: dict[str, Any] = {
        "words": WORDS,
        "attached": [],
        "onto": None,
        "opens_thread": False,
        "look_at_root": False,
    }
    team, channel, ts = room.slack.team().id, asked.channel, asked.ts
    turn = (
        'insert into turns (claim, team, channel, thread, "user", ask_ts, ask, status) '
        f"values ('{team}/{channel}/{ts}', '{team}', '{channel}', '{ts}', "
        f"'{asked.user}', '{ts}', '{json.dumps(kept)}', 'waiting')"
    )
    thread = (
        "insert into threads (team, channel, ts) "
        f"values ('{team}', '{channel}', '{ts}')"
    )
    if file := settings.sqlite_file:
        with sqlite3.connect(file) as db:
            db.execute(turn)
            db.execute(thread)
        db.close()
        return
    with psycopg.connect(settings.database_url) as connection:
        connection.execute(turn)
        connection.execute(thread)


def drawn_as(room: Room) -> list[tuple[str, str, bool]]:
    """Size, quality and whether it may search, of every request, in order."""
    every = [each.request["tools"] for each in room.model.responses.values()]
    return [
        (
            tools[0]["size"],
            tools[0]["quality"],
            any(tool["type"] == "web_search" for tool in tools),
        )
        for tools in every
    ]


async def test_flags_stored_by_an_earlier_version_hold_and_redo_keeps_them(
    room: Room, settings: Settings
) -> None:
    async with open_app(settings):
        pass
    asked = await room.ann.says("#general", "the bot is off when this is said")
    write_row_of_before(room, settings, asked)
    async with open_app(settings):
        answer = await room.ended(asked)
        assert pictures(answer)
        await room.ann.clicks(answer, "redo")
        await room.ended(asked, 1)
    assert drawn_as(room) == [("1536x864", "high", False)] * 2
