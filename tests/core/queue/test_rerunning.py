"""A turn that failed before it had ended is run again; one that had ended is not."""

from dataclasses import dataclass, field

import pytest

from bot.core.queue.rerunning import Rerunning
from bot.core.turn.stop import Stop
from bot.core.turn.turns import Answer, Outcome, Turn
from tests.fakes import ask
from tests.memory_turns import MemoryTurns


@dataclass
class Failing:
    """Fails so many times; may have shown the turn before it does."""

    turns: MemoryTurns
    failures: int
    shows: bool = False
    runs: list[int] = field(default_factory=list)

    async def __call__(self, turn: Turn, stop: Stop) -> None:
        self.runs.append(turn.id)
        if self.shows:
            await self.turns.begin(turn.id)
            await self.turns.answered(turn.id, Answer(Outcome.DONE))
            await self.turns.shown(turn.id, (), settled=True)
        if len(self.runs) <= self.failures:
            raise OSError("the disk is full")


async def accepted(turns: MemoryTurns) -> Turn:
    turn = await turns.accept(ask())
    assert turn is not None
    return turn


async def test_a_turn_that_failed_is_run_again() -> None:
    run = Failing(MemoryTurns(), failures=2)
    turn = await accepted(run.turns)
    await Rerunning(run, run.turns, pauses=(0, 0, 0))(turn, Stop())
    assert run.runs == [turn.id] * 3


async def test_a_turn_that_has_ended_is_not_run_again() -> None:
    run = Failing(MemoryTurns(), failures=9, shows=True)
    turn = await accepted(run.turns)
    await Rerunning(run, run.turns, pauses=(0, 0, 0))(turn, Stop())
    assert run.runs == [turn.id]


async def test_a_turn_that_keeps_failing_is_given_up() -> None:
    run = Failing(MemoryTurns(), failures=9)
    turn = await accepted(run.turns)
    with pytest.raises(OSError, match="full"):
        await Rerunning(run, run.turns, pauses=(0, 0))(turn, Stop())
    assert run.runs == [turn.id] * 3
