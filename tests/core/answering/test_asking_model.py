"""Asking the model: what is noted of it, taken up again, and stored in the end."""

import asyncio
from dataclasses import replace

import pytest

from bot.core.answering.rules import ProcessRules
from bot.core.errors import ModelCut
from bot.core.turn.events import (
    Finished,
    PreviewDrawn,
    Reached,
    Started,
    StepKind,
    StepStarted,
    TextAdded,
)
from bot.core.turn.options import Options
from bot.core.turn.stop import Stop
from bot.core.turn.turns import Outcome
from bot.log import Lines
from tests.fakes import TERMS, ask, turns_of_the_loop
from tests.memory_turns import MemoryTurns
from tests.studio import DRAWN, PNG, outcome, shown, studio

BACKGROUND = replace(TERMS, background=True)
STARTED = Started("resp_1", "gpt-6.1-sol")
HALF = TextAdded("p", "Half an ans")


async def test_previews_hang_in_the_message_and_are_taken_away_after_it() -> None:
    more = asyncio.Event()
    drawing = StepStarted("ig_1", StepKind.DRAW)
    one = studio([STARTED, drawing, PreviewDrawn("ig_1", 0, PNG), more, *DRAWN[1:]])
    turn = await one.accepted()
    running = asyncio.ensure_future(one.answering.run(turn, Stop()))
    async with asyncio.timeout(60):
        while "preview 1 of up to 3" not in str(one.chat.versions):  # noqa: ASYNC110 -- any version
            await asyncio.sleep(0)
    more.set()
    await running
    await one.idle()
    [way] = one.ways
    assert [spot.file_id for spot in way.taken_down] == ["FFILE000001"]  # type: ignore[attr-defined] # the fake's
    assert "FFILE000002" in await shown(one, turn)
    assert not one.temporary_files.files


async def test_a_message_is_drawn_on_the_terms_of_its_turn() -> None:
    drawing, preview = StepStarted("ig_1", StepKind.DRAW), PreviewDrawn("ig_1", 0, PNG)
    terms = replace(TERMS, previews=1, image_model="gpt-image-2")
    one = studio(
        [STARTED, drawing, preview, more := asyncio.Event(), *DRAWN[1:]], terms=terms
    )
    running = asyncio.ensure_future(one.answer())
    async with asyncio.timeout(60):
        while "preview 1 of up to 1" not in str(one.chat.versions):  # noqa: ASYNC110 -- any version
            await asyncio.sleep(0)
    more.set()
    turn = await running
    assert turn.answer is not None
    assert turn.answer.image_model == "gpt-image-2"


async def test_what_a_button_wants_is_asked_for_and_nobodys_words_change() -> None:
    pressed = replace(ask("a fox"), options=Options(size="864x1536"), wish="a fox")
    one = studio(DRAWN)
    await one.answer(pressed)
    [request] = one.model.requests
    assert (request.words, request.terms.size) == ("a fox", "864x1536")


@pytest.mark.parametrize(("resumes", "sequence"), [(True, 7), (False, None)])
async def test_how_far_a_response_was_read_is_noted_where_it_can_be_taken_up(
    *, resumes: bool, sequence: int | None
) -> None:
    terms = replace(TERMS, background=resumes)
    one = studio([STARTED, Reached(7), asyncio.Event()], terms=terms)
    turn = await one.accepted()
    running = asyncio.ensure_future(one.answering.run(turn, Stop()))
    await one.chat.until(2)
    await turns_of_the_loop()
    found = await one.again(turn)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert (found.response, found.sequence) == ("resp_1", sequence)


async def test_a_background_response_is_taken_up_where_it_was_lost() -> None:
    one = studio(
        [STARTED, Reached(7), HALF, ModelCut("reset")],
        [HALF, Finished()],
        terms=BACKGROUND,
    )
    turn = await one.answer()
    again = one.model.requests[-1]
    assert (again.resume, again.after) == ("resp_1", 7)
    assert outcome(turn) is Outcome.DONE


async def test_what_was_seen_before_a_stream_was_lost_stays_in_sight() -> None:
    drawing, draft = StepStarted("ig_1", StepKind.DRAW), PreviewDrawn("ig_1", 0, PNG)
    lost, goes_on = asyncio.Event(), asyncio.Event()
    one = studio(
        [STARTED, HALF, drawing, draft, Reached(7), lost, ModelCut("reset")],
        [goes_on, TextAdded("p", "wer"), Finished()],
        terms=BACKGROUND,
    )
    running = asyncio.ensure_future(one.answer())
    async with asyncio.timeout(60):
        while "half-drawn" not in str(one.chat.versions):  # noqa: ASYNC110 -- any version
            await asyncio.sleep(0)
    [ts] = one.chat.versions
    lost.set()
    await turns_of_the_loop(500)
    seen = str(one.chat.versions[ts][-1].blocks)
    goes_on.set()
    turn = await running
    assert "Half an ans" in seen
    assert "half-drawn" in seen
    assert "Half an answer" in await shown(one, turn)


async def test_words_are_in_the_log_only_if_the_owner_wants_them(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO", "bot.core.reporting.turn_log")
    await studio(DRAWN).answer(ask("a secret fox"))
    loud = studio(DRAWN, rules=ProcessRules(log_words=True))
    await loud.answer(ask("a secret fox"))
    first, second = (Lines().format(record) for record in caplog.records)
    assert "end=done" in first
    assert "secret" not in first
    assert 'words="a secret fox"' in second


class Notes(MemoryTurns):
    """A journal that takes everything but notes of how far an answer was read."""

    async def heard(self, turn: int, response: str, sequence: int | None) -> None:
        raise OSError("no notes")


async def test_a_note_that_cannot_be_made_does_not_cost_the_picture() -> None:
    one = studio(DRAWN, turns=Notes())
    turn = await one.answer()
    assert outcome(turn) is Outcome.DONE
    assert turn.answer is not None
    assert len(turn.answer.pictures) == 1
