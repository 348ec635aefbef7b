"""Pictures that Slack does not take at the end, or not all at once: hung later."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import open_app
from bot.core.messages.final import LATER
from playground.slack import Fault
from playground.slack.messages import Message
from tests.postgres_server import new_database
from tests.whole.conftest import Room, Start, pictures, settings_for

UPLOADS = ["upload", "files.getUploadURLExternal", "files.completeUploadExternal"]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
async def base(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """Each engine; the first time it is tried again comes soon."""
    on_file = request.param == "sqlite"
    url = f"sqlite:///{tmp_path}/darkroom.db" if on_file else await new_database()
    return {"database_url": url, "hang_again_seconds": "0.2"}


def busy(room: Room, method: str = "upload", times: int = 100_000) -> None:
    """Slack takes no files for now."""
    room.slack.faults.add(Fault(method, times=times, status=500))


async def asked_in_vain(room: Room) -> tuple[Message, Message]:
    """An ask whose message has ended without its picture."""
    asked = await room.ann.says("#general", "@Darkroom a lighthouse at night")
    return asked, await room.ended(asked)


def said_to_edits(room: Room) -> list[str]:
    """What Slack had against each edit."""
    return [call.error for call in room.slack.calls.of("chat.update")]


async def hung(room: Room, answer: Message) -> None:
    await room.slack.until(lambda: pictures(answer))


@pytest.mark.parametrize("method", UPLOADS)
async def test_an_upload_that_fails_for_a_moment_costs_nothing(
    method: str, room: Room, start: Start
) -> None:
    busy(room, method, times=1)
    await start(hang="file")
    answer = await room.ask("@Darkroom a lighthouse at night")
    assert len(pictures(answer)) == 1
    assert not [v for v in answer.versions if LATER in str(v.blocks)]


@pytest.mark.slow
@pytest.mark.parametrize("method", UPLOADS[::2])
async def test_a_picture_that_slack_refused_comes_later_into_the_same_message(
    method: str, room: Room, start: Start
) -> None:
    """Which says so until then, and no more after."""
    busy(room, method, times=5)
    await start(hang="file")
    asked, answer = await asked_in_vain(room)
    await hung(room, answer)
    assert [v for v in answer.versions if LATER in str(v.blocks)]
    assert LATER not in str(answer.blocks)
    assert len(room.slack.messages("#general", asked)) == 2
    assert len(room.model.responses) == 1


async def test_nobody_waits_for_a_picture_that_is_hung_later(
    room: Room, start: Start
) -> None:
    """Its thread goes on, its buttons work, and what they draw keeps the note."""
    busy(room)
    await start(hang="file", turns_at_once="1")
    asked, answer = await asked_in_vain(room)
    assert LATER in str(answer.blocks)
    await room.ann.says("#general", "@Darkroom make it red", thread=asked)
    second = await room.ended(asked, 1)
    await room.ann.clicks(second, "go_back")
    await room.slack.until(lambda: "Set aside" in str(second.blocks))
    assert LATER in str(second.blocks)
    room.slack.faults.clear()
    await hung(room, answer)
    await hung(room, second)
    assert "Set aside" in str(second.blocks)


async def test_pictures_that_still_have_to_be_hung_survive_a_restart(
    room: Room, tmp_path: Path, base: dict[str, str]
) -> None:
    busy(room)
    given = base | {"hang": "file"}
    async with open_app(settings_for(room.slack, room.model, tmp_path, **given)):
        asked, answer = await asked_in_vain(room)
    room.slack.faults.clear()
    async with open_app(settings_for(room.slack, room.model, tmp_path, **given)):
        await hung(room, answer)
    assert len(room.slack.messages("#general", asked)) == 2
    assert len(room.model.responses) == 1


async def test_a_message_that_was_deleted_gets_no_picture_later(
    room: Room, start: Start
) -> None:
    """And no file is left of it."""
    busy(room)
    await start(hang="file")
    asked, answer = await asked_in_vain(room)
    await room.slack.person("cleo").deletes(answer)
    await room.slack.until(lambda: "message_not_found" in said_to_edits(room))
    room.slack.faults.clear()
    await room.ask("@Darkroom a fox")
    assert len(room.slack.messages("#general", asked)) == 1
    files = room.slack.team().files.values()
    assert not [f for f in files if f.name.startswith("darkroom-1") and f.processed]


@pytest.fixture
async def two(
    room: Room, tmp_path: Path, base: dict[str, str]
) -> AsyncIterator[list[str]]:
    """Two processes on one PostgreSQL."""
    given = base | {"database_url": await new_database(), "hang": "file"}
    settings = settings_for(room.slack, room.model, tmp_path, **given)
    async with open_app(settings), open_app(settings):
        yield []


@pytest.mark.slow
@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("base", ["postgres"], indirect=True)
async def test_only_one_of_two_processes_hangs_the_picture(room: Room) -> None:
    """Whichever accepted the ask, the file is uploaded once."""
    busy(room)
    asked, answer = await asked_in_vain(room)
    room.slack.faults.clear()
    await hung(room, answer)
    await room.ask("@Darkroom a fox")
    assert len(room.slack.messages("#general", asked)) == 2

    def standing() -> list[str]:
        files = room.slack.team().files.values()
        ours = [f for f in files if f.name.startswith("darkroom-1-") and f.processed]
        return [f.id for f in ours if not f.deleted]

    await room.slack.until(lambda: standing() == pictures(answer))


def script(folder: Path, count: int) -> str:
    """An answer with so many pictures."""
    path = folder / "many.toml"
    draws = "\n".join(
        '  { draw = "a kite", previews = 0, seed = 7 },' for _ in range(count)
    )
    path.write_text(f'shows = "many"\nsteps = [\n{draws}\n  {{ say = "Kites." }},\n]\n')
    return str(path)


@pytest.mark.slow
async def test_ten_of_sixty_pictures_are_in_the_message_and_the_others_below(
    room: Room, start: Start, tmp_path: Path
) -> None:
    """Nothing is refused, nothing is sent up twice, *Details* opens."""
    room.model.play(script(tmp_path, 60))
    await start(hang="file", answer_calls="100")
    asked = await room.ann.says("#general", "@Darkroom sixty kites")
    await room.slack.until(lambda: room.slack.calls.of("chat.update"))
    answer = await room.answer(asked)
    await room.slack.until(lambda: len(pictures(answer)) == 10)

    def shown() -> list[str]:
        return [
            file
            for message in room.slack.messages("#general", asked)[1:]
            for file in pictures(message)
        ]

    await room.slack.until(lambda: len(shown()) == 60)
    assert len(set(shown())) == 60
    assert len(room.slack.messages("#general", asked)) == 7
    assert not [call for call in room.slack.calls if "blocks" in call.error]
    assert len(room.slack.calls.of("upload")) == 60
    await room.ann.clicks(answer, "details")
    await room.slack.until(lambda: room.slack.calls.of("views.open"))
    assert [call.error for call in room.slack.calls.of("views.open")] == [""]


@pytest.mark.slow
async def test_an_answer_with_many_pictures_delays_nobody_else(
    room: Room, start: Start, tmp_path: Path
) -> None:
    """Two such answers in a row, at Slack's true pace, and another person's picture."""
    room.model.play(script(tmp_path, 48), times=2)
    await start(slack_rate="1", answer_calls="100")
    for _ in range(2):
        await room.ann.says("#general", "@Darkroom kites")
    await room.slack.until(lambda: len(room.slack.calls.of("upload")) > 15)
    ben = Room(room.slack, room.model, room.slack.person("ben"))
    answer = await ben.ask("@Darkroom a fox", "#design")
    assert len(pictures(answer)) == 1
    assert len(room.slack.calls.of("upload")) < 2 * 48
    assert not [call for call in room.slack.calls if "blocks" in call.error]
