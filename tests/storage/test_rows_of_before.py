"""Rows that an earlier version wrote are read, and those of a later one as well.

The texts below are as they were written before asks had options. They must not be
changed: they show that a new field of `Ask` or `Answer` breaks no row.
"""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest

from bot.core.ports import Turns
from bot.core.turn.asks import Ask, Attached
from bot.core.turn.events import Citation, Usage
from bot.core.turn.life import Status
from bot.core.turn.options import Options
from bot.core.turn.progress import Part
from bot.core.turn.turns import Answer, KeptPicture, Outcome, Turn
from storage.postgres.database import opened
from storage.postgres.turns import PostgresTurns
from storage.turns import SqliteTurns
from storage.worker import SqliteWorker
from tests.fakes import THREAD
from tests.postgres_server import new_database

ASK: Final = (
    '{"words": "ein Fuchs --size 16:9", "attached": [{"id": "F1", "name": "a.png", '
    '"mimetype": "image/png", "size": 3, "url": "https://files.slack.com/F1"}], '
    '"onto": 0, "opens_thread": true, "look_at_root": true}'
)
ANSWER: Final = (
    '{"outcome": "done", "told": "t", "parts": [{"id": "p1", "text": "Here.", '
    '"citations": [{"start": 0, "end": 4, "url": "https://e.org", "title": "E"}]}], '
    '"notes": ["n"], "response": "resp_1", "model": "m", "image_model": "i", '
    '"usage": {"input_tokens": 1, "cached_tokens": 2, "output_tokens": 3, '
    '"image_input_tokens": 4, "image_text_tokens": 5, "image_output_tokens": 6, '
    '"searches": 7}, "seconds": 1.5, "unfinished_file": "F2", '
    '"unfinished_url": "https://u", "why": "w"}'
)
TURN: Final = Turn(
    id=1,
    ask=Ask(
        claim="T1/C1/1",
        thread=THREAD,
        user="U1",
        words="ein Fuchs --size 16:9",
        ts="1.5",
        attached=(
            Attached("F1", "a.png", "image/png", 3, "https://files.slack.com/F1"),
        ),
        onto=0,
        opens_thread=True,
        look_at_root=True,
    ),
    status=Status.SHOWN,
    message="2.5",
    response="resp_1",
    sequence=9,
    attempt=1,
    answer=Answer(
        outcome=Outcome.DONE,
        told="t",
        parts=(Part("p1", "Here.", (Citation(0, 4, "https://e.org", "E"),)),),
        pictures=(KeptPicture("a" * 64, "png", 1, 2, 3, "high", "a fox", "F3"),),
        notes=("n",),
        response="resp_1",
        model="m",
        image_model="i",
        usage=Usage(1, 2, 3, 4, 5, 6, 7),
        seconds=1.5,
        unfinished_file="F2",
        unfinished_url="https://u",
        why="w",
    ),
)
PICTURE: Final = (
    "insert into pictures (turn, number, sha256, format, width, height, bytes, "
    f"quality, revised_prompt, file_id) values (1, 1, '{'a' * 64}', 'png', 1, 2, 3, "
    "'high', 'a fox', 'F3')"
)


def row(ask: str, answer: str) -> str:
    """The statement that writes such a turn, which both databases take."""
    return (
        'insert into turns (id, claim, team, channel, thread, "user", ask_ts, ask, '
        "status, message, response, sequence, attempt, answer) values (1, 'T1/C1/1', "
        f"'{THREAD.team}', '{THREAD.channel}', '{THREAD.ts}', 'U1', '1.5', '{ask}', "
        f"'shown', '2.5', 'resp_1', 9, 1, '{answer}')"
    )


Write = Callable[[str, str], Awaitable[Turns]]


@pytest.fixture(params=["sqlite", "postgres"])
async def write(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Write]:
    """Writes a turn with these texts for its ask and answer, and opens the journal."""
    if request.param == "postgres":
        async with opened(await new_database()) as database:

            async def shared(ask: str, answer: str) -> Turns:
                await database.execute(row(ask, answer))
                await database.execute(PICTURE)
                return PostgresTurns(database)

            yield shared
        return
    with closing(SqliteWorker(tmp_path / "journal.db")) as worker:

        async def alone(ask: str, answer: str) -> Turns:
            await worker.run(lambda db: db.execute(row(ask, answer)))
            await worker.run(lambda db: db.execute(PICTURE))
            return SqliteTurns(worker)

        yield alone


async def test_a_row_of_before_is_the_turn_that_it_was(write: Write) -> None:
    turns = await write(ASK, ANSWER)
    assert await turns.get(1) == TURN


async def test_what_a_later_version_keeps_as_well_is_left_out(write: Write) -> None:
    """Two versions share a database while their processes are being replaced."""
    ask, answer = json.loads(ASK), json.loads(ANSWER)
    kept: tuple[dict[str, Any], ...] = (
        *(ask, *ask["attached"], answer, answer["usage"]),
        *answer["parts"][0]["citations"],
    )
    for each in kept:
        each["of_tomorrow"] = 1
    ask |= {"options": {"quality": "high", "of_tomorrow": 1}, "wish": "ein Fuchs"}
    turns = await write(json.dumps(ask), json.dumps(answer))
    found = await turns.get(1)
    assert found is not None
    assert found.answer == TURN.answer
    assert (found.ask.options, found.ask.wish) == (Options(quality="high"), "ein Fuchs")
