"""What is chosen in a history is answered at no cost, whatever has become of it."""

from dataclasses import replace

import pytest

from bot.core.turn.events import Usage
from bot.core.turn.history import HistoryNode
from bot.core.turn.options import Button
from bot.core.turn.sets import SetPicture
from bot.core.turn.shown_again import again_ask, pair_ask
from bot.core.turn.stop import Stop
from bot.core.turn.turns import WHERE, Answer, KeptPicture, Outcome, Turn
from tests.fakes import THREAD
from tests.memory_turns import rewritten
from tests.studio import DRAWN, Studio, outcome, reply, shown, studio


async def drawn(one: Studio, count: int = 2) -> list[Turn]:
    """So many turns of a thread, each with its picture."""
    numbers = range(1, count + 1)
    return [await one.answer(reply(n, f"words {n}")) for n in numbers]


def nodes(*turns: Turn) -> list[HistoryNode]:
    return [
        HistoryNode(number, each.id, words=each.ask.words)
        for number, each in enumerate(turns, 1)
    ]


async def test_what_is_shown_again_has_the_same_bytes_and_costs_nothing() -> None:
    one = studio(*[DRAWN] * 2)
    first, _ = await drawn(one)
    again = await one.answer(again_ask(first, nodes(first)[0], "U2", "V1"))
    assert first.answer is not None
    assert again.answer is not None
    before, after = first.answer.own_pictures[0], again.answer.own_pictures[0]
    assert before.sha256 == after.sha256
    assert again.answer.usage == Usage()
    assert again.parent == first.id
    assert await one.turns.current(THREAD) == again.id
    assert "asked for: Number 1 again: words 1" in await shown(one, again)
    one.model.assert_used_up()


async def test_a_set_comes_with_its_sheet_and_its_buttons() -> None:
    """What only *Details* shows is left out."""
    one = studio(DRAWN)
    [first] = await drawn(one, 1)
    assert first.answer is not None
    kept = first.answer.pictures[0]
    pictures = (
        *(replace(kept, place=number, file_id="F1") for number in (1, 2)),
        replace(kept, sheet=True),
        replace(kept, place=WHERE),
    )
    costly = Usage(input_tokens=9)
    wanted = tuple(
        SetPicture(n, "A", "a", sha256=kept.sha256, usage=costly) for n in (1, 2)
    )
    of_set = replace(first.answer, pictures=pictures, set_pictures=wanted)
    rewritten(one.turns, first.id, answer=of_set)
    again = await one.answer(again_ask(first, nodes(first)[0], "U2", "V1"))
    assert again.answer is not None
    assert [each.place for each in again.answer.pictures] == [0, 1, 2]
    assert {each.usage for each in again.answer.set_pictures} == {Usage()}
    assert "'pick_2'" in await shown(one, again)


async def test_a_comparison_stands_apart() -> None:
    one = studio(*[DRAWN] * 2)
    first, second = await drawn(one)
    for wipe, said in ((False, "side by side"), (True, "A wipe from")):
        ask = pair_ask(second, nodes(first, second), "U2", "V1", wipe=wipe)
        pair = await one.answer(ask)
        assert outcome(pair) is Outcome.DONE
        assert pair.answer is not None
        assert pair.answer.apart
        assert await one.turns.current(THREAD) == second.id
        message = await shown(one, pair)
        assert said in message
        assert "'history'" in message
        assert not any(f"'{each}'" in message for each in ("redo", "go_back", "more"))
    one.model.assert_used_up()


async def test_a_comparison_of_what_is_gone_says_so_and_stands_apart() -> None:
    one = studio(*[DRAWN] * 2)
    first, second = await drawn(one)
    rewritten(one.turns, first.id, answer=Answer(Outcome.FAILED, "No."))
    ask = pair_ask(second, nodes(first, second), "U2", "V1", wipe=False)
    pair = await one.answer(ask)
    assert outcome(pair) is Outcome.FAILED
    assert "is no longer stored" in await shown(one, pair)
    assert await one.turns.current(THREAD) == second.id


async def test_pictures_that_cannot_be_read_are_not_compared() -> None:
    one = studio(*[DRAWN] * 2)
    first, second = await drawn(one)
    broken = KeptPicture(await one.shelf.keep(b"broken"), "png", 1, 1, 6)
    assert first.answer is not None
    rewritten(one.turns, first.id, answer=replace(first.answer, pictures=(broken,)))
    ask = pair_ask(second, nodes(first, second), "U2", "V1", wipe=False)
    pair = await one.answer(ask)
    assert "could not be shown together" in await shown(one, pair)


async def test_what_has_no_picture_any_more_is_not_shown_again() -> None:
    one = studio(DRAWN)
    [first] = await drawn(one, 1)
    rewritten(one.turns, first.id, answer=Answer(Outcome.DONE))
    again = await one.answer(again_ask(first, nodes(first)[0], "U2", "V1"))
    assert "is no longer stored" in await shown(one, again)


@pytest.mark.parametrize("button", [Button.AGAIN, Button.PAIR])
async def test_an_attempt_that_was_killed_is_made_again(button: Button) -> None:
    """And gives the same picture."""
    one = studio(*[DRAWN] * 2)
    first, second = await drawn(one)
    both = nodes(first, second)
    ask = (
        again_ask(first, both[0], "U2", "V1")
        if button is Button.AGAIN
        else pair_ask(second, both, "U2", "V1", wipe=True)
    )
    turn = await one.accepted(ask)
    await one.placing.of(await one.turns.begin(turn.id))
    await one.answering.run(turn, Stop())
    await one.idle()
    assert outcome(await one.again(turn)) is Outcome.DONE


def test_only_one_of_each_is_asked_for_in_one_form() -> None:
    first, second = Turn(1, reply(1)), Turn(2, reply(2))
    both = nodes(first, second)
    claims = [
        again_ask(first, both[0], "U2", "V1").claim,
        again_ask(first, both[0], "U2", "V2").claim,
        again_ask(second, both[1], "U2", "V1").claim,
        pair_ask(second, both, "U2", "V1", wipe=False).claim,
        pair_ask(second, both, "U2", "V1", wipe=True).claim,
        pair_ask(second, both, "U2", "V2", wipe=True).claim,
    ]
    assert len({*claims}) == len(claims)
