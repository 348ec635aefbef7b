"""Picks of before, on every journal: what came to nothing can be picked again."""

from bot.core.answering.ending import stopped
from bot.core.controls import Click
from bot.core.turn.pressed import picked
from bot.core.turn.progress import Progress
from bot.core.turn.turns import Outcome, Turn
from tests.fakes import ask
from tests.storage.test_sets import ANN, FOUR, Painter, Place, answer_of, place
from tests.studio import Studio

__all__ = ["place"]


async def pick_of_before(one: Studio) -> Turn:
    """A set; the pick of its third picture was stopped, as it could be once."""
    first = await one.answer(ask(FOUR))
    turn = await one.turns.begin((await one.accepted(picked(first, "U1", 3))).id)
    nothing = stopped(Progress(), (), "Stopped by <@U1>.")
    await one.turns.answered(turn.id, nothing)
    await one.turns.shown(turn.id, (), settled=True)
    return first


async def test_a_pick_that_was_stopped_is_shown_when_picked_again(place: Place) -> None:
    """Once, however often it is pressed."""
    one = place.process(Painter())
    first = await pick_of_before(one)
    for click in (ANN, Click("U2", "7.7")):
        await one.controls.pick(first, click, 3)
        await one.idle()
    third = answer_of(await one.again(Turn(3, first.ask)))
    assert third.outcome is Outcome.DONE
    assert third.pictures[0].sha256 == answer_of(first).placed(3).sha256  # type: ignore[union-attr] # all came
    assert await place.turns.get(4) is None
    assert "number 3" in place.chat.whispers[-1].text
