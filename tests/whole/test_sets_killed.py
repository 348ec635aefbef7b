"""A set whose process is killed: what was finished is not paid for again."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from playground.slack.messages import Message
from tests.postgres_server import new_database
from tests.whole.conftest import Room, has_ended, pictures
from tests.whole.test_photo_booth import filled, form_of, looks_like, photo, sent
from tests.whole.test_recovery import Process
from tests.whole.test_several import Fleet

FOUR = "@Darkroom a logo for a bakery --count 4"
CRUMB = "@Darkroom four logos for a bakery called Crumb"
Kill = Callable[[], Awaitable[None]]
pytestmark = pytest.mark.slow


@pytest.fixture(params=["sqlite", "postgres"])
async def killed(
    request: pytest.FixtureRequest, room: Room, tmp_path: Path
) -> AsyncIterator[Kill]:
    """The bot runs; this kills it, and another one goes on."""
    if request.param == "sqlite":
        async with Process(room, tmp_path) as bot:
            await bot.start()

            async def again() -> None:
                await bot.end()
                await bot.start()

            yield again
        return
    async with Fleet(room, tmp_path, await new_database()) as fleet:
        first = await fleet.start()

        async def other() -> None:
            await fleet.start()
            first.kill()

        yield other


async def half_drawn(room: Room, words: str) -> tuple[Message, Message]:
    """An ask for four pictures, two of which are there; the others never come."""
    room.model.play("images_silence", times=2)
    asked = await room.ann.says("#general", words)
    answer = await room.answer(asked)
    await room.slack.until(lambda: "2 done" in str(answer.blocks))
    return asked, answer


@pytest.mark.parametrize("words", [FOUR, CRUMB])
async def test_only_the_missing_pictures_are_drawn_anew(
    room: Room, killed: Kill, words: str
) -> None:
    """In the same message, which ends."""
    asked, answer = await half_drawn(room, words)
    await killed()
    await room.slack.until(lambda: has_ended(answer))
    assert len(room.model.images) == 4 + 2
    assert len(pictures(answer)) == 1
    assert len(room.slack.messages("#general", asked)) == 2
    assert "'pick_4'" in str(answer.blocks)


async def test_a_photo_that_only_a_form_had_is_found_again(
    room: Room, killed: Kill
) -> None:
    """The looks that are missing are drawn from it, and no other is paid for again."""
    await room.ann.runs("/imagine", "photo booth", channel="#general")
    form = await form_of(room)
    room.model.play("images_silence", times=2)
    looks = filled("Claymation", "Comic cover", "Knitted", "Pixel art")
    assert not await sent(room.ann, form, looks | {"photo": {"file": [photo()]}})
    await room.slack.until(lambda: room.slack.messages("#general"))
    [sheet] = room.slack.messages("#general")
    await room.slack.until(lambda: "2 done" in str(sheet.blocks))
    await killed()
    await room.slack.until(lambda: has_ended(sheet))
    made = list(room.model.images.values())
    assert len(made) == 4 + 2
    assert all(looks_like(each.attached[0], "teal") for each in made)
    assert "*1* Claymation" in str(sheet.blocks)


async def test_what_is_picked_while_the_bot_dies_is_shown_once(
    room: Room, killed: Kill
) -> None:
    answer = await room.ask(FOUR)
    await room.ann.clicks(answer, "pick_2")
    await killed()
    picked = await room.ended(answer)
    assert len(pictures(picked)) == 1
    assert len(room.beside(answer)) == 3
    assert len(room.model.images) == 4
