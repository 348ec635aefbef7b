"""The core's reports on turns to the log and the figures."""

import asyncio
import logging

import pytest

from bot.core.errors import ChatBusy, ModelBusy
from bot.core.messages.message import Message
from bot.core.reporting.counters import Counters
from bot.core.reporting.log_context import about, now_about
from bot.core.reporting.turn_log import End, end_of
from bot.core.showing.draft import Draft
from bot.core.turn.events import Finished, PictureDrawn, PreviewDrawn, Started
from bot.core.turn.stop import Stop
from bot.core.turn.turns import Answer, KeptPicture, Outcome, Turn
from bot.log import Lines
from tests.fakes import THREAD, FakeChat, OpenBudget, Sketched, ask, turns_of_the_loop
from tests.studio import DRAWN, FOX, Studio, studio

STARTED = Started("resp_1", "gpt-6.1-sol")
PICTURE = KeptPicture("0" * 64, "png", 1, 1, 1)


class Counted(Counters):
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.edits: list[str] = []
        self.passes: list[str] = []
        self.ends: list[str] = []
        self.previews: list[float] = []
        self.sights: list[float] = []
        self.drops = 0

    def edited(self, how: str) -> None:
        self.edits.append(how)

    def passed(self, how: str) -> None:
        self.passes.append(how)

    def answered(self, answer: Answer) -> None:
        self.ends.append(f"{end_of(answer)} {answer.why}".strip())

    def previewed(self, seconds: float) -> None:
        self.previews.append(seconds)

    def seen(self, seconds: float) -> None:
        self.sights.append(seconds)

    def dropped(self) -> None:
        self.drops += 1


def counted(*scripts: object, **more: object) -> tuple[Studio, Counted]:
    counters = Counted()
    return studio(*scripts, counters=counters, **more), counters  # type: ignore[arg-type] # scripts


@pytest.mark.parametrize(
    ("answer", "end"),
    [
        (Answer(Outcome.DONE, pictures=(PICTURE,)), End.DONE),
        (Answer(Outcome.DONE), End.TEXT),
        (Answer(Outcome.STOPPED), End.STOPPED),
        (Answer(Outcome.FAILED, why="model_busy"), End.FAILED),
        (Answer(Outcome.FAILED, why="model_refused"), End.DECLINED),
        (Answer(Outcome.FAILED), End.FAILED),
    ],
)
def test_an_end_has_one_name(answer: Answer, end: End) -> None:
    assert end_of(answer) is end


async def test_what_is_begun_about_a_turn_stays_about_it() -> None:
    turn = Turn(7, ask())
    with about(turn):
        task = asyncio.create_task(whose())
    assert now_about() == {}
    assert await task == {
        "turn": 7,
        "team": "T1",
        "channel": "C1",
        "thread": "1700.0001",
        "attempt": 0,
    }


async def whose() -> dict[str, object]:
    return dict(now_about())


async def test_every_end_is_counted_once() -> None:
    one, counters = counted(DRAWN, [ModelBusy("429")], [STARTED, Finished()])
    await one.answer()
    await one.answer(ask(claim="2"))
    await one.answer(ask(claim="3"))
    assert counters.ends == ["done", "failed model_busy", "failed nothing"]


async def test_a_turn_that_was_stopped_before_it_began_is_counted() -> None:
    one, counters = counted()
    stop = Stop()
    stop.ask("Stopped by <@U1>.")
    await one.answer(stop=stop)
    assert counters.ends == ["stopped"]


async def test_a_bug_is_an_end_and_is_logged_with_its_turn(
    caplog: pytest.LogCaptureFixture,
) -> None:
    one, counters = counted()  # a model without a script: an IndexError
    turn = await one.accepted()
    await one.lanes.submit(turn)
    await one.idle()
    assert counters.ends == ["failed bot_error"]
    [bug] = [r for r in caplog.records if r.levelno == logging.ERROR]
    assert f"turn={turn.id} team=T1 channel=C1 thread=1700.0001" in Lines().format(bug)


async def test_a_turn_that_is_taken_up_says_so_and_one_that_is_new_does_not() -> None:
    one, counters = counted(DRAWN, DRAWN)
    turn = await one.accepted()
    await one.turns.begin(turn.id)
    await one.answering.run(turn, Stop())
    await one.answer(ask(claim="2"))
    assert counters.passes == ["taken_up"]


async def test_a_turn_that_is_given_up_is_told_apart() -> None:
    one, counters = counted()
    turn = await one.accepted()
    for _ in range(3):
        await one.turns.begin(turn.id)
    await one.answering.run(turn, Stop())
    await one.idle()
    assert counters.ends == ["failed given_up"]


async def test_stops_in_order_are_not_held_against_a_turn() -> None:
    """However often the program restarts while the picture is drawn."""
    scripts = [[STARTED, asyncio.Event()] for _ in range(4)]
    one, counters = counted(*scripts, DRAWN)
    turn = await one.accepted()
    for number in range(1, 5):
        running = asyncio.create_task(one.answering.run(turn, Stop()))
        while len(one.model.requests) < number:
            await turns_of_the_loop(1)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    await one.answering.run(turn, Stop())
    await one.idle()
    assert counters.ends == ["done"]
    assert counters.passes.count("handed_over") == 4


async def test_an_edit_that_slack_does_not_take_is_counted_by_its_error() -> None:
    one, counters = counted(DRAWN)
    one.chat.refusals["edit"] = [ChatBusy("429", 0.001)]
    await one.answer()
    assert counters.edits.count("chat_busy") == 1
    assert counters.edits[-1] == "sent"


async def test_the_first_sight_is_when_the_message_stands() -> None:
    one, counters = counted(DRAWN)
    one.chat.refusals["post"] = [ChatBusy("503", 0.001)]
    await one.intake.take(ask())
    await one.idle()
    assert len(counters.sights) == 1
    assert 0 < counters.sights[0] < 5


async def test_a_preview_is_counted_once_when_an_edit_with_it_is_accepted() -> None:
    go = asyncio.Event()
    preview = PreviewDrawn("ig_1", 0, b"half")
    one, counters = counted([STARTED, preview, go, PictureDrawn(FOX), Finished()])
    turn = await one.accepted()
    running = asyncio.create_task(one.answering.run(turn, Stop()))
    await shown(one.chat, "preview-")
    await turns_of_the_loop()
    go.set()
    await running
    await one.idle()
    assert len(counters.previews) == 1


async def shown(chat: FakeChat, words: str) -> None:
    async with asyncio.timeout(60):
        while words not in str([m.blocks for m in chat.standing.values()]):
            chat.changed.clear()
            await chat.changed.wait()


async def test_views_that_were_overtaken_are_counted() -> None:
    counters = Counted()
    async with Draft(
        FakeChat(), THREAD, "1.0", OpenBudget(), counters=counters
    ) as draft:
        draft.show(Sketched(lambda: Message("one")))
        draft.show(Sketched(lambda: Message("two")))
        draft.show(Sketched(lambda: Message("three")))
        await draft.close(Message("end"))
    assert counters.drops == 3
    assert counters.edits == ["sent"]
