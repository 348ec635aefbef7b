"""One turn from its lane to its end, with a scripted model and a Slack in memory."""

import asyncio

import pytest

from bot.core.answering.asking_model import MOST_ATTEMPTS
from bot.core.errors import (
    ChatError,
    ChatGone,
    ChatShut,
    ModelBusy,
    ModelCut,
    ModelQuota,
    ModelRefused,
    ParentGone,
)
from bot.core.messages.message import Message
from bot.core.ports import Brought
from bot.core.showing.hanging import Manner
from bot.core.turn.events import (
    Finished,
    PictureDrawn,
    PictureRefused,
    Started,
    TextAdded,
    TextDone,
)
from bot.core.turn.life import Status
from bot.core.turn.stop import Stop
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Outcome
from tests.fakes import FakeChat, FakeFiles, FakeWay, ask
from tests.memory_turns import rewritten
from tests.studio import DRAWN, FOX, PNG, outcome, reply, shown, studio

STARTED = Started("resp_1", "gpt-6.1-sol")
HALF = TextAdded("p", "Half an ans")


async def test_a_picture_stands_in_the_message_that_was_there_from_the_start() -> None:
    one = studio(DRAWN)
    turn = await one.answer()
    assert (turn.status, turn.settled) == (Status.SHOWN, True)
    assert list(one.chat.versions) == [turn.message]
    assert "FFILE000001" in await shown(one, turn)
    assert outcome(turn) is Outcome.DONE
    one.model.assert_used_up()


async def test_the_finished_picture_hangs_as_the_bytes_that_the_model_made() -> None:
    one = studio(DRAWN)
    await one.answer()
    [frame] = one.ways[0].hung  # type: ignore[attr-defined] # the fake's
    assert frame.data == PNG
    assert list(one.shelf.kept.values()) == [PNG]


async def test_a_busy_model_leaves_the_text_so_far_and_a_warning() -> None:
    one = studio([STARTED, HALF, ModelBusy("429")])
    turn = await one.answer()
    assert outcome(turn) is Outcome.FAILED
    assert "Half an ans" in await shown(one, turn)
    assert "in a minute" in await shown(one, turn)
    assert "'stop'" not in await shown(one, turn)


@pytest.mark.parametrize("error", [ModelRefused("x"), ModelQuota("x"), ModelCut("x")])
async def test_an_error_before_anything_came_is_one_sentence(error: ModelCut) -> None:
    one = studio([error])
    turn = await one.answer()
    assert error.told in (await one.last(turn)).text
    assert "x" not in (await one.last(turn)).text.split()


async def test_a_stream_that_is_cut_after_the_picture_keeps_it() -> None:
    """But nothing can be chained to a response that never ended."""
    one = studio([STARTED, PictureDrawn(FOX), ModelCut("reset")])
    turn = await one.answer()
    assert outcome(turn) is Outcome.DONE
    assert turn.answer is not None
    assert turn.answer.response == ""
    assert "FFILE000001" in await shown(one, turn)
    assert "broke after the picture" in await shown(one, turn)


async def test_a_refused_picture_says_what_openai_minded() -> None:
    refused = PictureRefused("ig_1", moderated=True, categories=("self_harm",))
    one = studio([STARTED, refused, Finished()])
    turn = await one.answer()
    assert outcome(turn) is Outcome.FAILED
    assert "self harm" in await shown(one, turn)


async def test_a_model_that_says_nothing_is_told_of() -> None:
    one = studio([STARTED, Finished()])
    turn = await one.answer()
    assert "answer was empty" in await shown(one, turn)


async def test_a_turn_follows_the_response_of_its_parent() -> None:
    one = studio(DRAWN, DRAWN)
    await one.answer()
    await one.answer(reply(2))
    assert [each.follows for each in one.model.requests] == [None, "resp_1"]


async def test_a_forgotten_parent_is_rebuilt_and_the_message_says_so() -> None:
    one = studio(DRAWN, [ParentGone("404")], DRAWN)
    await one.answer()
    turn = await one.answer(reply(2))
    rebuilt = one.model.requests[-1]
    assert (rebuilt.follows, rebuilt.history[0].asked) == (None, "a fox")
    assert rebuilt.last is not None
    assert rebuilt.last.data == PNG
    assert outcome(turn) is Outcome.DONE
    assert "no longer has" in await shown(one, turn)
    one.model.assert_used_up()


async def test_a_parent_that_is_forgotten_twice_is_not_asked_for_for_ever() -> None:
    one = studio(DRAWN, [ParentGone("404")], [ParentGone("404")])
    await one.answer()
    turn = await one.answer(reply(2))
    assert outcome(turn) is Outcome.FAILED


async def test_stop_closes_the_stream_and_keeps_the_words() -> None:
    one = studio([STARTED, HALF, asyncio.Event()])
    stop, turn = Stop(), await one.accepted()
    running = asyncio.ensure_future(one.answering.run(turn, stop))
    async with asyncio.timeout(60):
        while "Half" not in str(one.chat.versions):  # noqa: ASYNC110 -- any version will do
            await asyncio.sleep(0)
    stop.ask("Stopped by <@U1>.")
    await running
    await one.idle()
    turn = await one.again(turn)
    assert (outcome(turn), one.model.closed) == (Outcome.STOPPED, 1)
    assert "Stopped by <@U1>." in await shown(one, turn)
    assert "Half an ans" in await shown(one, turn)


async def test_a_turn_that_was_stopped_while_it_waited_costs_nothing() -> None:
    stop = Stop()
    stop.ask("Stopped by <@U1>.")
    one = studio()
    turn = await one.answer(stop=stop)
    assert outcome(turn) is Outcome.STOPPED
    assert not one.model.requests


async def test_a_message_that_is_deleted_ends_its_turn_quietly() -> None:
    one = studio([STARTED, asyncio.Event()])
    turn = await one.accepted()
    one.chat.gone.add("1.0")
    await asyncio.wait_for(one.answering.run(turn, Stop()), 60)
    await one.idle()
    assert one.model.closed == 1
    assert not await one.turns.unfinished()
    assert len(one.chat.versions) == 1


async def test_a_bug_is_told_and_raised() -> None:
    class Bug(Exception):
        pass

    class BuggyFiles(FakeFiles):
        async def bring(self, ask: object) -> Brought:
            raise Bug("token xoxb-1")

    one = studio(files=BuggyFiles())
    turn = await one.accepted()
    with pytest.raises(Bug):
        await one.answering.run(turn, Stop())
    await one.idle()
    turn = await one.again(turn)
    assert outcome(turn) is Outcome.FAILED
    assert "on my side" in await shown(one, turn)
    assert "xoxb" not in str(one.chat.versions)
    assert not await one.turns.unfinished()


async def test_a_turn_that_was_interrupted_too_often_is_given_up() -> None:
    """It might be the cause of the crashes."""
    one = studio()
    turn = await one.accepted()
    for _ in range(MOST_ATTEMPTS):
        await one.turns.begin(turn.id)
    await one.answering.run(turn, Stop())
    await one.idle()
    assert not one.model.requests
    assert "interrupted several times" in await shown(one, turn)


async def test_at_a_shutdown_the_message_says_that_it_goes_on() -> None:
    """And at the next start it does, in the same message."""
    one = studio([STARTED, asyncio.Event()], DRAWN)
    turn = await one.accepted()
    running = asyncio.ensure_future(one.answering.run(turn, Stop()))
    await one.chat.until(2)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert "continues by itself" in one.chat.versions["1.0"][-1].text
    [left] = await one.turns.unfinished()
    await one.answering.run(left, Stop())
    await one.idle()
    assert list(one.chat.versions) == ["1.0"]
    assert outcome(await one.again(turn)) is Outcome.DONE


async def test_an_answer_that_is_paid_for_is_not_asked_for_again() -> None:
    """The process ended between the answer and its last form."""
    one = studio(DRAWN)
    turn = await one.answer()
    assert turn.answer is not None
    rewritten(one.turns, turn.id, status=Status.ANSWERED)
    await one.answering.run(await one.again(turn), Stop())
    await one.idle()
    assert len(one.model.requests) == 1


async def test_an_end_that_slack_will_not_take_now_is_tried_again() -> None:
    """By an errand, so that the lane goes on meanwhile."""
    one = studio([STARTED, HALF, Finished()])
    turn = await one.accepted()
    await one.placing.of(turn)
    one.chat.refusals["edit"] = [ChatError("no idea what that was")] * 3
    await one.answering.run(await one.again(turn), Stop())
    await one.idle()
    assert "Half an ans" in await shown(one, turn)
    assert not await one.turns.unfinished()


async def test_what_was_posted_of_an_end_is_not_posted_again_with_the_rest() -> None:
    class Grumpy(FakeChat):
        """At first refuses everything after the picture."""

        async def post(
            self, thread: ThreadKey, message: Message, mark: str = ""
        ) -> str:
            if mark.endswith("more-0") and mark not in self.refusals:
                self.refusals[mark] = []
                raise ChatError("no idea what that was")
            return await super().post(thread, message, mark)

    words = TextDone("p", "word " * 3000)
    one = studio(
        [STARTED, PictureDrawn(FOX), words, Finished()],
        ways=[FakeWay("post", Manner.AFRESH)],
        chat=Grumpy(),
    )
    await one.answer()
    assert len(one.chat.standing) == 2
    assert str(one.chat.standing).count("FPOST") == 1


@pytest.mark.parametrize("error", [ChatShut("archived"), ChatGone("deleted")])
async def test_an_end_that_has_no_place_any_more_does_not_come_back(
    error: ChatShut | ChatGone,
) -> None:
    one = studio([STARTED, PictureDrawn(FOX), Finished()])
    turn = await one.accepted()
    await one.placing.of(turn)
    one.chat.refusals["edit"] = [error] * 9
    await one.answering.run(await one.again(turn), Stop())
    await one.idle()
    assert not await one.turns.unfinished()


async def test_a_wrong_flag_is_told_before_any_money_is_spent() -> None:
    one = studio()
    turn = await one.answer(ask("a fox --size huge"))
    assert "--size" in await shown(one, turn)
    assert not one.model.requests


async def test_what_was_not_used_is_named() -> None:
    one = studio(DRAWN, files=FakeFiles(Brought(unused=("a<b>.txt (no picture)",))))
    turn = await one.answer()
    assert "Not used: a&lt;b&gt;.txt (no picture)." in await shown(one, turn)
