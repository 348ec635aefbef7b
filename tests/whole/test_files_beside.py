"""Files beside a picture come once, however the program ends; on either base."""

from pathlib import Path

import pytest

from bot.app import open_app
from playground.slack import Fault
from tests.postgres_server import new_database
from tests.whole.conftest import Room, has_ended, pictures, settings_for
from tests.whole.test_directly import drawn, forget_answer, told
from tests.whole.test_recovery import Process

BEGIN, COMPLETE = "files.getUploadURLExternal", "files.completeUploadExternal"
SETTLED = "select 1 from turns where settled"
WORDS = "@Darkroom a fox as a custom emoji --sticker --format webp --direct"


@pytest.fixture(params=["sqlite", "postgres"])
async def base(request: pytest.FixtureRequest) -> dict[str, str]:
    """On either database."""
    return {"database_url": await new_database()} if request.param == "postgres" else {}


def shared(room: Room) -> list[str]:
    """The names of the files that are shared in #general, each as often as it is."""
    files = room.slack.team().files
    messages = {m.ts: m for m in room.slack.messages("#general")}
    asked = next(iter(messages.values()))
    messages |= {m.ts: m for m in room.slack.messages("#general", asked)}
    ids = [each for message in messages.values() for each in message.file_ids]
    return sorted(files[each].name for each in ids if not files[each].deleted)


async def test_files_that_are_due_at_the_end_come_after_the_next_start(
    room: Room, tmp_path: Path, base: dict[str, str]
) -> None:
    """The original and the emoji, each once."""
    settings = settings_for(
        room.slack, room.model, tmp_path, **base, settle_seconds="60"
    )
    async with open_app(settings):
        answer = await room.ask(WORDS)
        assert not shared(room)
    async with open_app(settings_for(room.slack, room.model, tmp_path, **base)):
        await room.slack.until(lambda: shared(room))
    async with open_app(settings_for(room.slack, room.model, tmp_path, **base)):
        await room.ask("make it happier --direct", thread=answer)
    assert shared(room) == ["darkroom-1-emoji.png", "darkroom-1.webp"]
    assert len(pictures(answer)) == 1


async def test_a_picture_that_was_stored_comes_with_its_files_after_a_kill(
    room: Room, tmp_path: Path, base: dict[str, str]
) -> None:
    """Killed before its answer was written, it is not drawn again."""
    settings = settings_for(
        room.slack, room.model, tmp_path, **base, settle_seconds="60"
    )
    async with open_app(settings):
        answer = await room.ask(WORDS)
    forget_answer(settings)
    async with open_app(settings_for(room.slack, room.model, tmp_path, **base)):
        await room.slack.until(lambda: has_ended(answer))
        await room.slack.until(lambda: shared(room))
    assert shared(room) == ["darkroom-1-emoji.png", "darkroom-1.webp"]
    assert len(drawn(room)) == 1


async def test_files_wait_while_slack_is_too_busy_for_them(
    room: Room, tmp_path: Path, base: dict[str, str]
) -> None:
    """The message has its picture, and the files follow when Slack takes them."""
    room.slack.faults.add(Fault(COMPLETE, after=1, times=5, status=500))
    settings = settings_for(
        room.slack, room.model, tmp_path, **base, hang_again_seconds="0.1"
    )
    async with open_app(settings):
        answer = await room.ask(WORDS)
        assert len(pictures(answer)) == 1
        await room.slack.until(lambda: shared(room))
    assert shared(room) == ["darkroom-1-emoji.png", "darkroom-1.webp"]


@pytest.mark.slow
async def test_files_that_were_shared_before_a_kill_are_not_shared_again(
    room: Room, tmp_path: Path, base: dict[str, str]
) -> None:
    """Slack carried the call out, and nobody was left to hear its answer."""
    room.slack.faults.add(Fault(COMPLETE, after=1, times=1_000, lose_answer=True))
    more = {name.upper(): value for name, value in base.items()}
    async with Process(room, tmp_path, **more) as bot:
        await bot.start()
        await room.ask(WORDS)
        await room.slack.until(lambda: shared(room))
        await bot.end()
        room.slack.faults.clear()
        begun = len(room.slack.calls.of(BEGIN))
        await bot.start()
        settings = settings_for(room.slack, room.model, tmp_path, **base)
        await room.slack.until(lambda: told(settings, SETTLED))
    assert shared(room) == ["darkroom-1-emoji.png", "darkroom-1.webp"]
    assert len(room.slack.calls.of(BEGIN)) == begun


@pytest.mark.slow
@pytest.mark.parametrize("base", ["sqlite"], indirect=True)
async def test_a_picture_beside_its_message_is_there_once_after_a_kill(
    room: Room, tmp_path: Path, base: dict[str, str]
) -> None:
    """The file that nobody could note goes, and another one stays."""
    room.slack.faults.add(Fault(COMPLETE, times=1_000, lose_answer=True))
    async with Process(room, tmp_path, HANG="text") as bot:
        await bot.start()
        asked = await room.ann.says("#general", "@Darkroom a fox")
        await room.slack.until(lambda: shared(room))
        await bot.end()
        room.slack.faults.clear()
        await bot.start()
        settings = settings_for(room.slack, room.model, tmp_path, **base)
        await room.slack.until(lambda: told(settings, SETTLED))
        await room.ended(asked)
    assert shared(room) == ["darkroom-1-1.jpg"]
