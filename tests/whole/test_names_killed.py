"""A turn whose process is killed uses the names again that it began with."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from tests.postgres_server import new_database
from tests.whole.conftest import Room, has_ended
from tests.whole.taught import School, images, last, school_in
from tests.whole.test_recovery import Process
from tests.whole.test_several import Fleet

pytestmark = pytest.mark.slow
Kill = Callable[[], Awaitable[None]]


@asynccontextmanager
async def alone(room: Room, folder: Path) -> AsyncIterator[tuple[School, Kill]]:
    async with Process(room, folder) as bot:
        await bot.start()

        async def again() -> None:
            await bot.end()
            await bot.start()

        async with school_in(room, folder) as school:
            yield school, again


@asynccontextmanager
async def several(room: Room, folder: Path) -> AsyncIterator[tuple[School, Kill]]:
    url = await new_database()
    async with (
        Fleet(room, folder, url) as fleet,
        school_in(room, folder, url) as school,
    ):
        first = await fleet.start()

        async def other() -> None:
            await fleet.start()
            first.kill()

        yield school, other


@pytest.mark.parametrize("way", [alone, several])
async def test_the_same_names_again(
    room: Room,
    tmp_path: Path,
    way: Callable[[Room, Path], AbstractAsyncContextManager[tuple[School, Kill]]],
) -> None:
    """Also if others were taught meanwhile, which the words name as well."""
    async with way(room, tmp_path) as (school, kill):
        pixel, hex_ = await school.draws(), await school.draws()
        await school.teach("Pixel", pixel)
        room.model.play("silence")
        asked = await room.ann.says("#general", "@Darkroom Pixel and Hex")
        await room.slack.until(lambda: images(last(room)) == [pixel])
        before = len(room.model.responses)
        await school.teach("Hex", hex_)
        await kill()
        await room.slack.until(lambda: len(room.model.responses) > before)
        assert images(last(room)) == [pixel]
        answer = await room.answer(asked)
        await room.slack.until(lambda: has_ended(answer))
        assert "with Pixel (small fox)" in str(answer.blocks)
