"""The right to post a turn's message, for as long as it is sure without asking.

Who accepts a turn has the right. Another process may take it only once this one has not
beaten for eight seconds. If at the accepting its beat was no older than LIVELY, it thus
has four seconds more, and of these it trusts two: not counted from the answer, which
may come late, but from before the question. A process that slept meanwhile sees that by
its clocks, both of them: one stands still while the machine sleeps, the other may be
set. It then asks, as everybody does.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import timedelta
from typing import Final

LIVELY: Final = timedelta(seconds=4)
"""How old the last beat may be; half of what makes others take over."""
SURE: Final = 2.0
MOST: Final = 1000

Moment = tuple[float, float]


def by_both_clocks() -> Moment:
    """Now."""
    return time.monotonic(), time.time()


class Rights:
    """What this process may post for a moment. The newest are kept."""

    def __init__(self, now: Callable[[], Moment] = by_both_clocks) -> None:
        self.now = now
        self._since: OrderedDict[int, Moment] = OrderedDict()

    def note(self, turn: int, since: Moment) -> None:
        """The turn was accepted here, by a question that was put then."""
        self._since[turn] = since
        if len(self._since) > MOST:
            self._since.popitem(last=False)

    def sure(self, turn: int) -> bool:
        """Whether nobody else can have the right yet."""
        since = self._since.get(turn)
        if since is None:
            return False
        passed = (now - then for then, now in zip(since, self.now(), strict=True))
        return max(passed) < SURE
