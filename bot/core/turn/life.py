"""The life of a turn: all states, all steps from one to another, and all sets of
states.

This table is the only place that has them. The core's questions about a state are
answered from here, and so are the sets that both databases write into their statements
(`storage/states.py`). A new state is added here and nowhere else, with one value for
each question.

            ┌─────────── a click, an expiry, a newer reply ───────────┐
            ↓                                                         │
 waiting ─→ running ─→ asking ────────────────────────────────────────┘
               │ ↑└──→ doing ─→ asking ──┐
               │ └───────┘               │
               └────→ answered ←─────────┘ where nobody can be asked
                         └───→ shown

A turn that asks comes back as *waiting*. Every state may also follow itself: an attempt
begins anew after a kill, and a write is repeated if its answer was lost.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Status(StrEnum):
    """How far a turn has come. Only SHOWN ends the work for good.

    WAITING   accepted, or continued after a decision; it has its place in the lane
    RUNNING   a worker reads the model
    DOING     the model has called a tool of ours, which is working
    ASKING    a person has to decide before the model goes on
    ANSWERED  everything that was paid for is stored; the message comes next
    SHOWN     the message has its last form
    """

    WAITING = "waiting"
    RUNNING = "running"
    DOING = "doing"
    ASKING = "asking"
    ANSWERED = "answered"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Everything that holds for all turns in one state. Nothing has a default.

    `in_line`         counts among the turns that wait in its thread and workspace
    `holds_lane`      later turns of its thread wait for it
    `takes_seat`      has or needs a seat, and counts as running once it has one
    `taken_up`        goes on by itself when the program starts, or another one dies
    `may_be_stopped`  *Stop* still has an effect
    `looked_after`    its message is looked after until it is settled
    `next`            the states that may follow
    """

    in_line: bool
    holds_lane: bool
    takes_seat: bool
    taken_up: bool
    may_be_stopped: bool
    looked_after: bool
    next: frozenset[Status]


STATES: Final[Mapping[Status, State]] = {
    Status.WAITING: State(
        in_line=True,
        holds_lane=True,
        takes_seat=True,
        taken_up=True,
        may_be_stopped=True,
        looked_after=False,
        next=frozenset({Status.RUNNING}),
    ),
    Status.RUNNING: State(
        in_line=True,
        holds_lane=True,
        takes_seat=True,
        taken_up=True,
        may_be_stopped=True,
        looked_after=False,
        next=frozenset({Status.DOING, Status.ASKING, Status.ANSWERED}),
    ),
    Status.DOING: State(
        in_line=True,
        holds_lane=True,
        takes_seat=True,
        taken_up=True,
        may_be_stopped=True,
        looked_after=False,
        next=frozenset({Status.RUNNING, Status.ASKING, Status.ANSWERED}),
    ),
    Status.ASKING: State(
        in_line=False,
        holds_lane=False,
        takes_seat=False,
        taken_up=False,
        may_be_stopped=True,
        looked_after=True,
        next=frozenset({Status.WAITING, Status.ANSWERED}),
    ),
    Status.ANSWERED: State(
        in_line=False,
        holds_lane=True,
        takes_seat=False,
        taken_up=True,
        may_be_stopped=False,
        looked_after=False,
        next=frozenset({Status.SHOWN}),
    ),
    Status.SHOWN: State(
        in_line=False,
        holds_lane=False,
        takes_seat=False,
        taken_up=False,
        may_be_stopped=False,
        looked_after=True,
        next=frozenset(),
    ),
}


def _those(which: Callable[[State], bool]) -> tuple[Status, ...]:
    """The states for which something holds, always in the same order."""
    return tuple(status for status in Status if which(STATES[status]))


IN_LINE: Final = _those(lambda state: state.in_line)
HOLDING_LANE: Final = _those(lambda state: state.holds_lane)
TAKING_SEAT: Final = _those(lambda state: state.takes_seat)
TAKEN_UP: Final = _those(lambda state: state.taken_up)
LOOKED_AFTER: Final = _those(lambda state: state.looked_after)
MAY_BE_STOPPED: Final = _those(lambda state: state.may_be_stopped)
STOPPED_IN_LANE: Final = _those(lambda state: state.may_be_stopped and state.holds_lane)
"""The states in which the engine stops a turn; one that waits for a person is not in
the engine."""
OVER: Final = _those(lambda state: not state.next)
"""The states that nothing follows. Pictures may still be looked after."""
AT_WORK: Final = tuple(status for status in TAKING_SEAT if status is not Status.WAITING)
"""The states of a turn that a process works on, or worked on when it died."""


def may_follow(before: Status, after: Status) -> bool:
    """Whether a turn may go from one state to the other."""
    return after is before or after in STATES[before].next


def before(after: Status) -> tuple[Status, ...]:
    """The states from which a turn may enter this one."""
    return tuple(status for status in Status if may_follow(status, after))


def when_begun(status: Status) -> Status | None:
    """The state of a turn when an attempt begins; None if none may begin.

    A turn that is answered already stays answered: it only has to be shown.
    """
    if status is Status.ANSWERED:
        return status
    return Status.RUNNING if may_follow(status, Status.RUNNING) else None


MAY_BEGIN: Final = tuple(status for status in Status if when_begun(status))
