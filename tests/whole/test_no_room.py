"""A disk or a database that takes nothing: nothing that was paid for is lost."""

import asyncio
import resource
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from playground.slack import Fault
from playground.slack.messages import Message
from tests.figures import told
from tests.postgres_server import new_database, start_server, stop_server
from tests.whole.conftest import Room, Start, has_ended, pictures
from tests.whole.test_recovery import Process

HERE = "127.0.0.1:0"


async def finishing(room: Room) -> tuple[Message, Message]:
    """An ask whose picture has come, and its message; the answer has not ended yet."""
    room.model.hold(before="response.completed")
    asked = await room.ann.says("#general", "@Darkroom a lighthouse at night")
    answer = await room.answer(asked)
    await room.slack.until(lambda: "Finishing" in str(answer.blocks))
    return asked, answer


async def test_a_picture_that_the_disk_does_not_take_is_shown_and_stored_later(
    room: Room, start: Start, tmp_path: Path
) -> None:
    """Meanwhile nothing new is paid for, and its owner is told."""
    bot = await start(status_address=HERE)
    asked, answer = await finishing(room)
    folder = tmp_path / "darkroom-pictures"
    shutil.rmtree(folder, ignore_errors=True)
    folder.write_text("in the way")
    room.model.release()
    await room.ended(asked)
    assert len(pictures(answer)) == 1
    status, said = await told(bot.status_url, "/readyz")
    assert (status, "1 will be stored" in said) == (503, True)
    await room.ann.clicks(answer, "redo")
    refused = await room.ended(asked, 1)
    assert "no space to store a picture" in str(refused.blocks)
    assert len(room.model.responses) == 1
    folder.unlink()
    await room.slack.until(lambda: [*whole_files(folder)])
    assert not list(folder.glob("??/*.half"))
    await until_ready(bot.status_url)
    await room.ann.clicks(answer, "redo")
    assert len(pictures(await room.ended(asked, 2))) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("a logo for a bakery --count 3", "*2, 3:* I have no space to store more"),
        ("three logos for a bakery", "I have stopped here, because I have no space"),
    ],
)
async def test_a_set_without_room_for_its_next_picture_ends_with_what_it_has(
    room: Room,
    start: Start,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    told: str,
) -> None:
    """And says so. What it has is not paid for again when there is room."""
    monkeypatch.setattr("bot.core.answering.bounds.PATIENCE", 0.0)
    room.model.hold(before="image_generation.completed")
    await start(set_at_once="1")
    asked = await room.ann.says("#general", f"@Darkroom {words}")
    answer = await room.answer(asked)
    await room.model.until(lambda: len(room.model.held) == 1)
    folder = tmp_path / "darkroom-pictures"
    shutil.rmtree(folder, ignore_errors=True)
    folder.write_text("in the way")
    room.model.release()
    await room.ended(asked)
    assert told in str(answer.blocks)
    assert "pick_1" in str(answer.blocks)
    assert len(room.model.images) == 1
    responses = len(room.model.responses)
    folder.unlink()
    await room.slack.until(lambda: [*whole_files(folder)], timeout=10)
    await room.slack.until(lambda: len([*whole_files(folder)]) == 2, timeout=10)
    await room.ann.clicks(answer, "more", "draw_missing:1")
    whole = await room.ended(asked, 1)
    assert "pick_3" in str(whole.blocks)
    assert len(room.model.images) == 3
    assert len(room.model.responses) == responses


def whole_files(folder: Path) -> Iterator[Path]:
    """The pictures that lie there, but for one that is just being written."""
    return (each for each in folder.glob("??/*") if each.suffix != ".half")


async def until_ready(url: str) -> None:
    async with asyncio.timeout(60):
        while (await told(url, "/readyz"))[0] != 200:  # noqa: ASYNC110 -- as a balancer asks
            await asyncio.sleep(0.1)


@pytest.fixture
async def process(room: Room, tmp_path: Path) -> AsyncIterator[Process]:
    """The bot in a process of its own, whose files can be kept from growing."""
    async with Process(room, tmp_path) as bot:
        await bot.start()
        yield bot


def let_grow(bot: Process, most: int) -> None:
    """From now on no file that it writes to may become larger: a disk that is full."""
    assert bot.process is not None
    _, hard = resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (most, hard))


def in_journal(folder: Path, column: str) -> object:
    """The first turn in the database file, read from outside of the bot."""
    with closing(sqlite3.connect(folder / "darkroom.db")) as db:
        return db.execute(f"select {column} from turns order by id").fetchone()[0]


@pytest.mark.slow
async def test_with_a_full_disk_a_turn_ends_and_is_stored_when_there_is_room(
    room: Room, process: Process, tmp_path: Path
) -> None:
    """Not even the database takes anything, and who asks anew is told so."""
    asked, answer = await finishing(room)
    let_grow(process, 0)
    room.model.release()
    await room.ended(asked)
    assert len(pictures(answer)) == 1
    assert in_journal(tmp_path, "status") == "running"
    await room.ann.clicks(answer, "redo")
    await room.slack.until(lambda: room.slack.ephemerals("ann"))
    assert "no space to store" in room.slack.ephemerals("ann")[-1].text
    let_grow(process, resource.RLIM_INFINITY)
    await until_in(tmp_path, "settled", 1)
    assert any((tmp_path / "darkroom-pictures").glob("??/*"))
    await process.end()
    await process.start()
    second = await room.ask("make it sunrise", thread=answer)
    assert len(pictures(second)) == 1
    assert len(room.model.responses) == 2
    assert len(pictures(answer)) == 1


@pytest.mark.slow
async def test_an_ask_that_has_no_room_is_not_lost_before_its_person_is_told(
    room: Room, process: Process
) -> None:
    """The process is killed in between, so Slack sends it again."""
    silence = Fault("chat.postEphemeral", times=1000, status=500)
    room.slack.faults.add(silence)
    let_grow(process, 0)
    asked = await room.ann.says("#general", "@Darkroom a lighthouse at night")
    await room.slack.until(
        lambda: any(c.method == silence.method for c in room.slack.calls)
    )
    await process.end()
    room.slack.faults.armed.remove(silence)
    await process.start()
    assert len(pictures(await room.ended(asked))) == 1


async def until_in(folder: Path, column: str, value: object) -> None:
    async with asyncio.timeout(60):
        while in_journal(folder, column) != value:  # noqa: ASYNC110 -- another process
            await asyncio.sleep(0.1)


@pytest.mark.slow
async def test_a_database_server_that_is_long_away_costs_no_picture(
    room: Room,
    start: Start,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Longer than anything waits for it; the answer is held until it is back."""
    for name in ("bot.stores.shared", "bot.adapters.queue.connector"):
        monkeypatch.setattr(f"{name}.PATIENCE", 0.2)
    url = await new_database()
    await start(database_url=url)
    asked, answer = await finishing(room)
    await asyncio.to_thread(stop_server)
    try:
        room.model.release()
        async with asyncio.timeout(60):
            while "the end of turn 1 is kept in memory" not in caplog.text:  # noqa: ASYNC110 -- the log has no event
                await asyncio.sleep(0.05)
    finally:
        await asyncio.to_thread(start_server)
    await room.slack.until(lambda: has_ended(answer))
    assert len(pictures(answer)) == 1
    assert len(room.model.responses) == 1
    second = await room.ask("make it sunrise", thread=answer)
    assert len(pictures(second)) == 1
    assert len(room.slack.messages("#general", asked)) == 4
