"""A picture of a set that is finished is noted, whoever stops the drawing."""

import asyncio
from collections.abc import Sequence
from typing import Any, cast

import pytest

from bot.core.answering.pictures_of_names import PicturesOfNames
from bot.core.answering.reading import unless_stopped
from bot.core.answering.set_drawing import SetDrawing, SetRequest
from bot.core.answering.sources import Sources
from bot.core.answering.using_names import UsingNames
from bot.core.caller import Caller
from bot.core.showing.context import plenty
from bot.core.showing.sheet_frames import SheetFrames
from bot.core.turn.events import Finished, Picture, TurnEvent, Usage
from bot.core.turn.pictures import measured
from bot.core.turn.sets import SetPicture
from bot.core.turn.stop import Stop
from bot.core.turn.turns import KeptPicture
from tests.fakes import (
    TERMS,
    FakeFiles,
    MemoryShelf,
    ScriptedModel,
    turns_of_the_loop,
)
from tests.memory_taught import MemoryTaughtNames
from tests.memory_turns import MemoryTurns
from tests.studio import DRAWN

COST = Usage(input_tokens=3, output_tokens=5)


class SlowShelf(MemoryShelf):
    """Keeps a picture when a test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.go = asyncio.Event(), asyncio.Event()

    async def keep(self, data: bytes) -> str:
        self.asked.set()
        await self.go.wait()
        return await super().keep(data)


class NoFrames:
    """Shows nothing."""

    def tell(self, event: TurnEvent) -> None: ...

    def failed(self, key: str, why: str) -> None: ...


class Rig:
    """A set of one picture, which is drawn and waits for its place on the shelf."""

    def __init__(self) -> None:
        self.shelf, self.stop = SlowShelf(), Stop()
        self.noted: list[SetPicture] = []
        self.model = ScriptedModel([*DRAWN[:-1], Finished(COST)])

    async def note(self, picture: SetPicture, kept: Sequence[KeptPicture]) -> None:
        self.noted.append(picture)

    async def keep(self, picture: Picture) -> Sequence[KeptPicture]:
        return [measured(picture, await self.shelf.keep(picture.data))]

    async def draw(self) -> None:
        drawing = SetDrawing(self.model, self.shelf, 4)
        pictures = [SetPicture(1, "Fox", "a fox")]
        frames = cast(SheetFrames, NoFrames())
        wanted = SetRequest(
            *(pictures, TERMS, "p", frames, self.note, Caller),
            keep=self.keep,
            room=plenty,
        )
        turns, files = MemoryTurns(), FakeFiles()
        pictures_of = PicturesOfNames(files, self.shelf)
        names = UsingNames(turns, MemoryTaughtNames(), pictures_of)
        await drawing.draw(wanted, Sources(turns, files, self.shelf, names))


async def cancelled_twice(task: asyncio.Task[Any]) -> None:
    """As a stop, and a second later once more."""
    for _ in range(2):
        task.cancel()
        await turns_of_the_loop()


async def test_a_second_cancel_waits_for_the_picture_that_is_being_noted() -> None:
    rig = Rig()
    drawing = asyncio.create_task(rig.draw())
    await rig.shelf.asked.wait()
    await cancelled_twice(drawing)
    assert not drawing.done()
    rig.shelf.go.set()
    with pytest.raises(asyncio.CancelledError):
        await drawing
    [picture] = rig.noted
    assert picture.finished
    assert picture.usage == COST


async def test_a_shutdown_after_a_stop_waits_for_it_too() -> None:
    rig = Rig()
    doing = asyncio.create_task(unless_stopped(rig.draw(), rig.stop))
    await rig.shelf.asked.wait()
    rig.stop.asked.set()
    await turns_of_the_loop()
    await cancelled_twice(doing)
    assert not doing.done()
    rig.shelf.go.set()
    with pytest.raises(asyncio.CancelledError):
        await doing
    assert len(rig.noted) == 1
