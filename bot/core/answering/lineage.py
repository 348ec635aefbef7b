"""The turns that a turn builds on, and which of them the model knows.

A turn without a result has no response that another could follow. So its words are sent
again with the next turn, to give "smaller, please" something to refer to. The same goes
for a turn that was stopped or broke off after a picture had come: OpenAI refuses to
follow a response that never ended, or whose calls have no output. The next turn follows
the last response before it, and brings its words and its pictures.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.turn.asks import DELETED, Attached
from bot.core.turn.turns import Answer, Outcome, Turn


@dataclass(frozen=True, slots=True)
class Lineage:
    """The turns before a turn, the oldest first.

    `known` is the last answer whose response the model can follow; that response
    includes all turns before it. `since` are the turns after that.
    """

    known: Answer | None = None
    since: tuple[Turn, ...] = ()

    @property
    def untold(self) -> tuple[Turn, ...]:
        """The turns that the model has to be told about: unmet ones, those that were
        drawn directly, and those whose response never ended."""
        return tuple(
            each for each in self.since if came_to_something(each) or _stands(each)
        )

    @property
    def begun(self) -> bool:
        """Whether the thread's first message has been used already."""
        done = (each.answer is None or came_to_something(each) for each in self.since)
        return self.known is not None or any(done)

    @property
    def unmet(self) -> tuple[Turn, ...]:
        """The turns without a result whose ask still counts."""
        return tuple(each for each in self.since if _stands(each))

    @property
    def attached(self) -> tuple[Attached, ...]:
        """The files that came with them."""
        return tuple(file for turn in self.unmet for file in turn.ask.attached)


def lineage_of(past: Sequence[Turn]) -> Lineage:
    """Split a turn's ancestors, the oldest first, into those that the model knows and
    the others."""
    for number in range(len(past), 0, -1):
        answer = past[number - 1].answer
        if answer is not None and answer.response:
            return Lineage(answer, tuple(past[number:]))
    return Lineage(None, tuple(past))


def came_to_something(turn: Turn) -> bool:
    """Whether the turn has an answer to build on."""
    return turn.answer is not None and turn.answer.outcome is Outcome.DONE


def _stands(turn: Turn) -> bool:
    """Whether the ask still counts: deleting its message takes it back."""
    if came_to_something(turn) or not (turn.ask.words or turn.ask.attached):
        return False
    return turn.answer is None or turn.answer.told != DELETED
