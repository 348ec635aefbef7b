"""Knows for how long this process surely has the right to post a turn's message.

The process that accepts a turn has the right. Another one may only take it after eight
seconds without a sign of life. If the last sign was no older than LIVELY when the turn
was accepted, the right is sure for four more seconds. This process relies on two of
them, counted from before the statement, because the answer may come late. If it was
asleep in between, its clocks show that; it takes both, because one stands still while
the machine sleeps, and the other may be set. In that case it asks the database, like
everybody else.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import timedelta
from typing import Final

LIVELY: Final = timedelta(seconds=4)
"""The greatest age of the last sign of life: half of what makes others take over."""
SURE: Final = 2.0
MOST: Final = 1000

Moment = tuple[float, float]


def by_both_clocks() -> Moment:
    """The present time, by both clocks."""
    return time.monotonic(), time.time()


class Rights:
    """The turns whose message this process may post for a moment. The newest are
    kept."""

    def __init__(self, now: Callable[[], Moment] = by_both_clocks) -> None:
        self.now = now
        self._since: OrderedDict[int, Moment] = OrderedDict()

    def note(self, turn: int, since: Moment) -> None:
        """Note that the turn was accepted here, by a statement that was sent at this
        time."""
        self._since[turn] = since
        if len(self._since) > MOST:
            self._since.popitem(last=False)

    def sure(self, turn: int) -> bool:
        """Whether nobody else can have the right by now."""
        since = self._since.get(turn)
        if since is None:
            return False
        passed = (now - then for then, now in zip(since, self.now(), strict=True))
        return max(passed) < SURE
