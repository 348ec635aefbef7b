"""A message with several pictures, each of which comes in its own time."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.core.caller import Priority
from bot.core.errors import HangError, PictureRefused
from bot.core.messages.message import Message
from bot.core.showing.hanging import Manner
from bot.core.turn.events import (
    Finished,
    PictureDrawn,
    PreviewDrawn,
    Started,
    StepDone,
    StepKind,
    StepStarted,
    TextAdded,
)
from bot.core.turn.slots import Spot
from bot.core.turn.stop import Stop
from bot.core.turn.thread import ThreadKey
from tests.fakes import FakeChat, FakeWay, OpenBudget, Script, turns_of_the_loop
from tests.studio import FOX, Studio, studio

OWL = replace(FOX, id="ig_2", data=FOX.data + b"more")
FIRST: Script = [
    Started("resp_1", "gpt-6.1-sol"),
    StepStarted("ig_1", StepKind.DRAW),
    PictureDrawn(FOX),
    StepDone("ig_1", StepKind.DRAW),
]
SECOND: Script = [StepStarted("ig_2", StepKind.DRAW), PreviewDrawn("ig_2", 0, b"half")]
REST: Script = [PictureDrawn(OWL), StepDone("ig_2", StepKind.DRAW), Finished()]


class ShyChat(FakeChat):
    """Refuses the first message that has a picture in it."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[Message] = []

    async def edit(self, thread: ThreadKey, ts: str, message: Message) -> None:
        if images(message) and not self.refused:
            self.refused.append(message)
            raise PictureRefused("invalid_blocks")
        await super().edit(thread, ts, message)


class Two:
    """A turn whose model has drawn one picture and half of another."""

    def __init__(self, *ways: FakeWay, **pieces: object) -> None:
        self.more = asyncio.Event()
        script = [*FIRST, *SECOND, self.more, *REST]
        self.one: Studio = studio(script, ways=ways, **pieces)

    async def until_half(self) -> None:
        self.turn = await self.one.accepted()
        running = self.one.answering.run(self.turn, Stop())
        self.running = asyncio.ensure_future(running)
        await turns_of_the_loop(200)

    async def end(self) -> None:
        self.more.set()
        await self.running
        await self.one.idle()

    async def images(self) -> list[dict[str, Any]]:
        return images(await self.one.last(self.turn))


def images(message: Message) -> list[dict[str, Any]]:
    return [dict(block) for block in message.blocks if block["type"] == "image"]


def files(shown: list[dict[str, Any]]) -> list[str]:
    return [block["slack_file"]["id"] for block in shown]


def edits(one: Studio) -> list[Message]:
    [versions] = one.chat.versions.values()
    return versions


async def test_the_first_is_shown_above_the_preview_of_the_second() -> None:
    way = FakeWay()
    two = Two(way)
    await two.until_half()
    shown = await two.images()
    assert files(shown) == ["FFILE000001", "FFILE000002"]
    await two.end()
    assert files(await two.images()) == ["FFILE000001", "FFILE000003"]
    assert [frame.lasting for frame in way.hung] == [True, False, True]
    assert way.taken_down == [Spot("FFILE000002")]
    assert not two.one.temporary_files.files


async def test_at_the_end_it_is_the_block_that_it_was() -> None:
    """Slack would load it anew, and the message would jump."""
    two = Two(FakeWay())
    await two.until_half()
    [before, _] = await two.images()
    versions = len(edits(two.one))
    await two.end()
    ended = edits(two.one)[versions:]
    assert before in [block for version in ended for block in images(version)]


async def test_it_is_shown_with_the_budget_of_a_step() -> None:
    budget = OpenBudget()
    two = Two(FakeWay(), budget=budget)
    await two.until_half()
    assert ("chat.update", Priority.STEP) in budget.admissions
    await two.end()


@pytest.mark.parametrize("manner", [Manner.AFRESH, Manner.BESIDE])
async def test_where_nothing_shows_in_place_it_waits_for_the_end(
    manner: Manner,
) -> None:
    way = FakeWay("other", manner)
    two = Two(way)
    await two.until_half()
    assert await two.images() == []
    await two.end()
    assert len(way.hung) == 2


async def test_a_way_without_uploads_shows_it_too_where_others_are_drawn() -> None:
    """An address of ours costs nothing, but only then is there anything to show."""
    way = FakeWay()
    way.uploads_ahead = False
    two = Two(way)
    await two.until_half()
    assert files(await two.images()) == ["FFILE000001", "FFILE000002"]
    await two.end()
    assert len(way.hung) == 3


async def test_what_slack_refuses_is_left_out_until_there_is_something_new() -> None:
    """The first is not lost by that, and is not sent up again."""
    chat, way = ShyChat(), FakeWay()
    two = Two(way, chat=chat)
    await two.until_half()
    assert files(images(chat.refused[0])) == ["FFILE000001"]
    assert await two.images() == []
    await two.end()
    assert files(await two.images()) == ["FFILE000001", "FFILE000003"]
    assert len(way.hung) == 3


async def test_one_that_does_not_go_up_ahead_comes_at_the_end() -> None:
    way = FakeWay(failures=[HangError("not now")])
    two = Two(way)
    await two.until_half()
    assert len(await two.images()) == 1
    await two.end()
    assert len(await two.images()) == 2


async def test_a_turn_of_one_picture_has_no_edit_more() -> None:
    """Its picture is up, and nothing else is new: the end is near."""
    more = asyncio.Event()
    one = studio([*FIRST, TextAdded("p", "Here."), more, Finished()], ways=[FakeWay()])
    turn = await one.accepted()
    running = asyncio.ensure_future(one.answering.run(turn, Stop()))
    await turns_of_the_loop(200)
    before = len(edits(one))
    assert one.temporary_files.files == {"FFILE000001": turn.id}
    assert images(edits(one)[-1]) == []
    more.set()
    await running
    assert len(edits(one)) == before + 1
    await one.idle()
