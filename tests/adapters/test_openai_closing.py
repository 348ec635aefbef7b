"""Stopping an answer, leaving it, and taking it up again, over HTTP."""

import asyncio
from contextlib import aclosing
from dataclasses import replace

from bot.core.errors import ModelCut
from bot.core.turn.events import PreviewDrawn, Reached, Started, StepStarted, TurnEvent
from bot.core.turn.progress import Progress, apply
from bot.core.turn.request import Request
from playground.openai.record import Record
from tests.adapters.openai_side import ASK, Side, asking, listen, side

BACKGROUND = asking(background=True)
PREVIEW = "response.image_generation_call.partial_image"


def the_response(here: Side) -> Record:
    [response] = here.there.responses.values()
    return response


async def read_until(here: Side, kind: type[TurnEvent], **terms: bool) -> None:
    """Ask, and close the answer at the first event of a kind."""
    async with aclosing(here.model().answer(asking(**terms))) as events:
        async for event in events:
            if isinstance(event, kind):
                return


async def test_closing_the_answer_closes_the_stream() -> None:
    async with side() as here:
        here.there.hold(before=PREVIEW, index=1)
        await read_until(here, PreviewDrawn)
        response = the_response(here)
        await here.there.until(lambda: response.closed_early)
    assert response.status != "completed"


async def test_cancelling_the_reader_closes_the_stream() -> None:
    async with side() as here:
        here.there.hold(before=PREVIEW)
        reader = asyncio.create_task(listen(here.model(), ASK))
        await here.there.until(lambda: here.there.held)
        reader.cancel()
        await asyncio.wait([reader])
        response = the_response(here)
        await here.there.until(lambda: response.closed_early)
    assert reader.cancelled()


async def test_cancelling_before_the_first_event_closes_the_connection() -> None:
    async with side() as here:
        here.there.hold()
        reader = asyncio.create_task(listen(here.model(), ASK))
        await here.there.until(lambda: here.there.held)
        reader.cancel()
        await asyncio.wait([reader])
        response = the_response(here)
        await here.there.until(lambda: response.closed_early)
    assert reader.cancelled()


async def test_an_answer_that_was_read_to_the_end_was_not_closed_early() -> None:
    async with side() as here:
        await listen(here.model(), BACKGROUND)
        response = the_response(here)
    assert not response.closed_early
    assert not [each for each in here.there.requests if "cancel" in each.path]


async def test_stopping_a_background_answer_cancels_its_response() -> None:
    async with side() as here:
        here.there.hold(before=PREVIEW, index=1)
        await read_until(here, PreviewDrawn, background=True)
        assert the_response(here).status == "cancelled"


async def test_cancelling_the_reader_of_a_background_answer_cancels_it_too() -> None:
    async with side() as here:
        here.there.hold(before=PREVIEW)
        model = here.model()
        reader = asyncio.create_task(listen(model, BACKGROUND))
        await here.there.until(lambda: here.there.held)
        reader.cancel()
        await asyncio.wait([reader])
        assert the_response(here).status == "cancelled"


async def test_running_out_of_time_cancels_a_background_answer() -> None:
    async with side() as here:
        here.there.hold(before=PREVIEW)
        await listen(here.model(), asking(background=True, answer_seconds=0.3))
        assert the_response(here).status == "cancelled"


async def test_a_background_answer_that_is_handed_over_goes_on() -> None:
    async with side() as here:
        here.there.hold(before=PREVIEW, index=1)
        model = here.model()
        async with aclosing(model.answer(BACKGROUND)) as events:
            async for event in events:
                if isinstance(event, PreviewDrawn):
                    break
            model.hand_over()
        here.there.release()
        response = the_response(here)
        await here.there.until(lambda: response.done)
    assert response.status == "completed"


async def left_at(here: Side, number: int) -> Progress:
    """The state of a turn whose process died after so many events from which it could
    resume."""
    model, progress = here.model(), Progress()
    model.hand_over()
    async with aclosing(model.answer(BACKGROUND)) as events:
        async for event in events:
            progress = apply(progress, event)
            number -= isinstance(event, Reached)
            if not number:
                return progress
    return progress


def again(progress: Progress) -> Request:
    return replace(BACKGROUND, resume=progress.response, after=progress.sequence)


async def test_an_answer_is_taken_up_where_it_was_left_and_becomes_whole() -> None:
    async with side() as here:
        straight = await listen(here.model(), BACKGROUND)
        for number in range(1, 9):
            here.there.play("usual")
            before = await left_at(here, number)
            heard = await listen(here.model(), again(before))
            response = here.there.responses[before.response]
            assert heard.error is None
            assert heard.progress.response == response.id
            pictures = [each.data for each in heard.progress.pictures]
            assert pictures == response.pictures
            assert heard.text == response.text
    assert straight.progress.finished


async def test_only_what_comes_after_is_told_again() -> None:
    async with side() as here:
        here.there.play("usual")
        before = await left_at(here, 6)
        heard = await listen(here.model(), again(before))
    assert isinstance(heard.events[0], Started)
    [*_, last] = heard.of(Reached)
    assert isinstance(last, Reached)
    assert before.sequence is not None
    assert last.sequence > before.sequence
    begun = {step.id for step in before.steps}
    told = {event.id for event in heard.events if isinstance(event, StepStarted)}
    assert begun
    assert begun.isdisjoint(told)


async def test_what_cannot_be_taken_up_has_to_begin_anew() -> None:
    async with side() as here:
        plain = await listen(here.model(), ASK)
        no_background = await listen(here.model(), again(plain.progress))
        here.there.expire_all()
        gone = await listen(here.model(), again(plain.progress))
    assert isinstance(no_background.error, ModelCut)
    assert isinstance(gone.error, ModelCut)
    assert gone.events == []
