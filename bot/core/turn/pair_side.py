"""One of two pictures of a thread that are shown together."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PairSide:
    """The turn that shows the picture, and its number in the thread's history."""

    turn: int
    number: int
