"""What people do to existing turns, and how asks come in."""

import asyncio
from dataclasses import replace

import pytest

from bot.core.answering.redrawing import GONE
from bot.core.controls import Click
from bot.core.errors import ChatError
from bot.core.turn.asks import FROM_SCRATCH, Attached
from bot.core.turn.events import Finished, PictureDrawn, Started, TextDone
from bot.core.turn.options import Button, Options
from bot.core.turn.redraws import LARGEST
from bot.core.turn.turns import Outcome, Turn
from tests.fakes import ask
from tests.studio import DRAWN, FOX, Studio, reply, studio

CLICK = Click("U2", "5.5")


async def drawn(one: Studio, *asks: str) -> list[Turn]:
    """Turns that are over, each a reply to the one before."""
    made = []
    for number, words in enumerate(asks):
        made.append(await one.answer(reply(number + 1, words)))
    return made


def with_answers(count: int) -> Studio:
    answers = [
        (Started(f"resp_{n}", "m"), PictureDrawn(FOX), Finished())
        for n in range(1, count + 1)
    ]
    return studio(*answers)


async def test_redo_asks_the_same_with_the_same_behind_it() -> None:
    one = with_answers(3)
    _, second = await drawn(one, "a fox", "make it night")
    await one.controls.redo(second, CLICK)
    await one.idle()
    assert [each.follows for each in one.model.requests] == [None, "resp_1", "resp_1"]
    assert one.model.requests[-1].words == "make it night"


async def test_a_redo_of_the_first_turn_builds_on_nothing() -> None:
    """Though the thread has a current turn by now."""
    one = with_answers(2)
    [first] = await drawn(one, "a fox")
    await one.controls.redo(first, CLICK)
    await one.idle()
    found = await one.turns.get(2)
    assert found is not None
    assert (found.ask.onto, found.parent) == (FROM_SCRATCH, None)


async def test_a_redo_says_who_asked_for_what() -> None:
    """The ask has no message of its own."""
    one = with_answers(2)
    [first] = await drawn(one, "a fox")
    await one.controls.redo(first, CLICK)
    await one.idle()
    assert "<@U2> asked for: a fox" in str(one.chat.standing["2.0"].blocks)


async def test_one_click_is_one_redo_however_often_it_is_delivered() -> None:
    one = with_answers(3)
    [first] = await drawn(one, "a fox")
    await one.controls.redo(first, CLICK)
    await one.controls.redo(first, CLICK)
    await one.controls.redo(first, Click("U2", "6.6"))
    await one.idle()
    assert len(one.model.requests) == 3


async def test_variations_are_one_turn_that_builds_on_their_picture() -> None:
    one = with_answers(2)
    _, second = await drawn(one, "a fox", "make it night")
    await one.controls.vary(second, CLICK)
    await one.idle()
    found = await one.turns.get(3)
    assert found is not None
    assert (found.parent, found.ask.options) == (
        second.id,
        Options(button=Button.VARY, size="1024x768", format="png"),
    )
    assert len(one.chat.standing) == 3


async def test_variations_of_a_larger_picture_are_of_the_usual_size() -> None:
    """Four at its size and quality would cost too much."""
    one = with_answers(3)
    [first] = await drawn(one, "a fox")
    await one.controls.larger(first, CLICK)
    await one.idle()
    await one.controls.vary(await one.again(replace(first, id=2)), CLICK)
    await one.idle()
    found = await one.turns.get(3)
    assert found is not None
    assert found.ask.options is not None
    assert (found.ask.options.size, found.ask.options.quality) == (None, None)


async def test_a_turn_without_a_picture_is_not_varied() -> None:
    one = studio((Started("resp_1", "m"), TextDone("p", "No."), Finished()))
    [only] = await drawn(one, "what is a fox?")
    await one.controls.vary(only, CLICK)
    await one.idle()
    assert await one.turns.get(2) is None
    assert "no picture" in one.chat.whispers[-1].text


async def test_going_back_makes_the_next_reply_build_on_the_turn_before() -> None:
    one = with_answers(3)
    _, second = await drawn(one, "a fox", "make it night")
    await one.controls.go_back(second, CLICK)
    await one.idle()
    assert "Set aside" in str((await one.last(second)).blocks)
    assert "turn before" in one.chat.whispers[0].text
    await one.answer(reply(3, "make it snow"))
    assert one.model.requests[-1].follows == "resp_1"


async def test_building_on_a_turn_takes_going_back_back() -> None:
    one = with_answers(3)
    _, second = await drawn(one, "a fox", "make it night")
    await one.controls.go_back(second, CLICK)
    await one.idle()
    await one.controls.build_on(await one.again(second), CLICK)
    await one.idle()
    assert "Set aside" not in str((await one.last(second)).blocks)
    await one.answer(reply(3, "make it snow"))
    assert one.model.requests[-1].follows == "resp_2"


async def test_a_word_in_the_ear_that_does_not_arrive_is_no_failure() -> None:
    one = with_answers(2)
    _, second = await drawn(one, "a fox", "make it night")
    one.chat.refusals["whisper"] = [ChatError("user_not_in_channel")]
    await one.controls.go_back(second, CLICK)
    await one.idle()
    assert (await one.again(second)).aside


async def test_stopping_what_is_over_is_told_to_who_tried() -> None:
    one = with_answers(1)
    [first] = await drawn(one, "a fox")
    await one.controls.stop(first, CLICK)
    await one.idle()
    assert "already over" in one.chat.whispers[0].text


@pytest.mark.parametrize("what", ["ask", "answer"])
async def test_a_deleted_message_stops_its_turn(what: str) -> None:
    """The ask's as well as the answer's own."""
    one = studio([Started("resp_1", "m"), asyncio.Event()])
    turn = await one.intake.take(ask())
    assert turn is not None
    await one.chat.until(2)
    ts = {"ask": turn.ask.ts, "answer": "1.0"}[what]
    await one.controls.deleted("T1", "C1", ts)
    await one.idle()
    answer = (await one.again(turn)).answer
    assert answer is not None
    assert answer.outcome is Outcome.STOPPED
    assert one.model.closed == 1


async def test_deleting_what_is_over_changes_nothing() -> None:
    one = with_answers(1)
    [first] = await drawn(one, "a fox")
    await one.controls.deleted("T1", "C1", first.message)
    await one.controls.deleted("T1", "C1", "no.such")
    assert await one.again(first) == first


async def test_a_turn_is_only_there_where_it_belongs() -> None:
    one = with_answers(1)
    [first] = await drawn(one, "a fox")
    assert await one.controls.turn(first.id, ("T1",), "C1") == first
    assert await one.controls.turn(first.id, ("T2",), "C1") is None
    assert await one.controls.turn(first.id, ("T1",), "C2") is None
    assert await one.controls.turn(99, ("T1",), "C1") is None


async def test_an_ask_that_comes_twice_is_answered_once() -> None:
    one = studio(DRAWN)
    taken = [await one.intake.take(ask()) for _ in range(3)]
    await one.idle()
    assert [each is not None for each in taken] == [True, False, False]
    assert len(one.chat.standing) == 1


async def test_the_message_does_not_wait_for_the_lane() -> None:
    """Two asks in a thread: both have their message while the first is drawn."""
    drawing = asyncio.Event()
    one = studio((drawing, *DRAWN), DRAWN)
    await one.intake.take(ask())
    await one.intake.take(reply(2))
    waiting = await one.chat.until(1, "2.0")
    assert "1 ahead of you" in waiting.text
    drawing.set()
    await one.idle()


async def test_a_reply_is_taken_in_threads_of_ours_only() -> None:
    one = studio(DRAWN, DRAWN)
    assert await one.hearing.reply(reply(2)) is None
    await one.intake.take(ask())
    assert await one.hearing.reply(reply(2)) is not None
    await one.idle()


async def test_an_ask_about_a_message_of_ours_builds_on_its_turn() -> None:
    one = with_answers(3)
    first, _ = await drawn(one, "a fox", "make it night")
    turn = await one.intake.take_on(reply(3), first.message)
    await one.idle()
    assert turn is not None
    assert (await one.again(turn)).parent == first.id


async def test_an_ask_about_somebodys_message_builds_on_the_thread() -> None:
    """Also where that message was the ask of one of our turns."""
    one = with_answers(3)
    first, second = await drawn(one, "a fox", "make it night")
    turn = await one.intake.take_on(reply(3), first.ask.ts)
    await one.idle()
    assert turn is not None
    assert (await one.again(turn)).parent == second.id


@pytest.mark.parametrize(
    ("words", "files", "told"),
    [
        ("a fox", 0, ""),
        ("", 0, "What should I draw?"),
        ("--size 16:9", 0, "What should I draw?"),
        ("", 1, ""),
        ("a fox --size huge", 0, "--size"),
    ],
)
def test_what_is_wrong_is_known_beforehand(words: str, files: int, told: str) -> None:
    attached = (Attached("F1", "a.png"),) * files
    objection = studio().intake.objection(ask(words, attached=attached))
    assert told in objection
    assert bool(objection) == bool(told)


async def test_what_cannot_become_larger_is_not_drawn_but_said() -> None:
    """Only to the person who tried."""
    huge = FOX.data[:16] + (2880).to_bytes(4, "big") * 2 + b"rest"
    picture = PictureDrawn(replace(FOX, data=huge))
    one = studio((Started("resp_1", "m"), picture, Finished()))
    [first] = await drawn(one, "a fox")
    await one.controls.larger(first, CLICK)
    await one.idle()
    assert LARGEST.format(2880, 2880) in one.chat.whispers[0].text
    assert len(one.model.requests) == 1


async def test_a_picture_that_is_gone_is_not_replaced_by_an_older_one() -> None:
    one = with_answers(1)
    [first] = await drawn(one, "a fox")
    await one.shelf.drop(first.answer.pictures[0].sha256)  # type: ignore[union-attr] # it has ended
    await one.controls.larger(first, CLICK)
    await one.idle()
    assert GONE in str(one.chat.standing["2.0"].blocks)
    assert len(one.model.requests) == 1


async def test_a_larger_picture_is_drawn_from_the_old_one_alone() -> None:
    one = with_answers(2)
    [first] = await drawn(one, "a fox --transparent")
    await one.controls.larger(first, CLICK)
    await one.controls.larger(first, CLICK)
    await one.idle()
    request = one.model.requests[-1]
    assert [each.data for each in request.images] == [FOX.data]
    assert request.terms.direct
    assert request.terms.transparent
    assert (request.terms.size, request.terms.quality) == ("2048x1536", "high")
    assert len(one.model.requests) == 2
