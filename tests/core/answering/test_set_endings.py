"""What is left of a set when its turn ends in a way that nobody wanted."""

import asyncio
import json
from dataclasses import replace

import pytest

from bot.core.answering.bot_tools import BotTools
from bot.core.answering.draw_set import DrawSet
from bot.core.answering.set_drawing import SetDrawing
from bot.core.turn.asks import DELETED
from bot.core.turn.events import (
    Finished,
    FunctionCalled,
    Picture,
    PictureDrawn,
    Started,
    TextAdded,
    Usage,
)
from bot.core.turn.stop import Stop
from bot.core.turn.turns import Answer, Outcome, Turn
from tests.fakes import Script, ask
from tests.studio import PNG, Studio, shown, studio

TWO = json.dumps(
    {
        "pictures": [
            {"title": title, "prompt": title.lower(), "uses": []}
            for title in ("Fox", "Hen")
        ]
    }
)
CALLING: Script = [
    Started("resp_1", "gpt-6.1-sol"),
    FunctionCalled("call_1", "draw_set", TWO),
    Finished(Usage(output_tokens=7)),
]
COST = Usage(image_output_tokens=100)


def drawn(name: str) -> Script:
    """One picture of a set."""
    picture = Picture("direct", PNG + name.encode(), "png")
    return [PictureDrawn(picture), Finished(COST)]


DAMAGED: Script = [
    PictureDrawn(Picture("direct", b"broken", "webp")),
    Finished(COST),
]


def drawing(*scripts: Script) -> Studio:
    """A studio with sets, whose pictures are drawn one after the other."""
    one = studio(*scripts)
    drawing = SetDrawing(one.model, one.shelf, 1)
    tool = DrawSet(drawing, b"key").tool
    one.asking.tools = BotTools(tool)
    return one


def answer_of(turn: Turn) -> Answer:
    assert turn.answer is not None
    return turn.answer


async def test_after_a_bug_the_pictures_of_a_set_are_shown() -> None:
    """The model has no second leg: that is the bug."""
    one = drawing(CALLING, drawn("fox"), drawn("hen"))
    turn = await one.accepted()
    with pytest.raises(IndexError):
        await one.answering.run(turn, Stop())
    await one.idle()
    message = await shown(one, turn)
    assert "on my side" in message
    assert message.count("'slack_file'") == 1
    assert "'pick_2'" in message


async def test_a_bug_with_the_sheet_still_shows_the_pictures() -> None:
    one = drawing(CALLING, drawn("fox"), drawn("hen"))

    async def broken(*_: object) -> None:
        raise ZeroDivisionError

    one.context.sheets.kept = broken  # type: ignore[method-assign,assignment] # the bug
    turn = await one.accepted()
    with pytest.raises(IndexError):
        await one.answering.run(turn, Stop())
    await one.idle()
    message = await shown(one, turn)
    assert message.count("'slack_file'") == 2


async def test_a_message_that_is_deleted_in_a_later_leg_keeps_the_books() -> None:
    """Everything that the earlier leg and its set cost, and the pictures that came."""
    goes_on = asyncio.Event()
    later: Script = [
        Started("resp_2", "gpt-6.1-sol"),
        goes_on,
        TextAdded("p", "Here"),
        asyncio.Event(),
    ]
    one = drawing(CALLING, drawn("fox"), drawn("hen"), later)
    turn = await one.accepted()
    running = asyncio.ensure_future(one.answering.run(turn, Stop()))
    async with asyncio.timeout(10):
        while len(one.model.requests) < 4:  # noqa: ASYNC110 -- the model has no event
            await asyncio.sleep(0)
    one.chat.gone.add("1.0")
    goes_on.set()
    await asyncio.wait_for(running, 10)
    await one.idle()
    answer = answer_of(await one.again(turn))
    assert (answer.told, answer.why) == (DELETED, "deleted")
    assert answer.usage == Usage(output_tokens=7, image_output_tokens=200)
    assert len(answer.own_pictures) == 2
    assert not await one.turns.unfinished()


async def test_a_message_that_is_deleted_while_its_set_is_drawn_keeps_the_books() -> (
    None
):
    second = asyncio.Event()
    one = drawing(drawn("fox"), [second, *drawn("hen")])
    turn = await one.accepted(replace(ask("a fox --count 2"), wish="a fox --count 2"))
    running = asyncio.ensure_future(one.answering.run(turn, Stop()))
    async with asyncio.timeout(10):
        while "1 done" not in str(one.chat.versions):  # noqa: ASYNC110 -- any version
            await asyncio.sleep(0)
    one.chat.gone.add("1.0")
    await asyncio.wait_for(running, 10)
    await one.idle()
    answer = answer_of(await one.again(turn))
    assert (answer.outcome, answer.told) == (Outcome.DONE, DELETED)
    assert answer.usage == COST
    assert len(answer.own_pictures) == 1


async def test_a_damaged_picture_of_a_set_is_left_out_and_paid_for() -> None:
    one = drawing(drawn("fox"), DAMAGED)
    turn = await one.answer(replace(ask("a fox --count 2"), wish="a fox --count 2"))
    answer = answer_of(turn)
    assert [each.why for each in answer.set_pictures] == ["", "damaged"]
    assert answer.usage == Usage(image_output_tokens=200)
    assert "The finished picture is damaged" in await shown(one, turn)
