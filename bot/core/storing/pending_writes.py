"""Keeps writes that the store does not take now, and stores them when possible.

What was paid for is not lost because a disk is full or a database is unreachable: the
write is tried again, with growing pauses, for as long as the process lives. The writes
about one thing are made in order, and one that fails does not hold up those about other
things.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Hashable, Iterator
from dataclasses import dataclass, field
from typing import Final

from bot.core.cancelling import cancelled
from bot.core.errors import Overtaken, StoreAway

FIRST: Final = 1.0
LONGEST: Final = 30.0
LAST_TRY: Final = 5.0
"""Seconds that a stop waits for pending writes."""
MOST: Final = 10_000
Work = Callable[[], Awaitable[object]]
log = logging.getLogger(__name__)


def about_turn(turn: int) -> Hashable:
    """The key for the writes that end this turn."""
    return "turn", turn


@dataclass(frozen=True, slots=True)
class PendingWrite:
    """A write that waits. `value` tells callers what it would store."""

    what: str
    work: Work
    value: object = None


@dataclass(slots=True)
class _Pending:
    """All pending writes about one thing."""

    writes: deque[PendingWrite] = field(default_factory=deque)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    over: asyncio.Event = field(default_factory=asyncio.Event)


class PendingWrites:
    """All writes that wait to be stored."""

    def __init__(self, first: float = FIRST, most: int = MOST) -> None:
        self._first, self._most = first, most
        self._things: dict[Hashable, _Pending] = {}
        self._why = ""
        self._keeper: asyncio.Task[None] | None = None

    @property
    def trouble(self) -> str:
        """What is pending, in a few words; empty if nothing is."""
        count = len(self._things)
        return f"{count} will be stored when possible: {self._why}" if count else ""

    def about(self, thing: Hashable) -> Iterator[object]:
        """The values of the pending writes about a thing, in order."""
        pending = self._things.get(thing)
        return (each.value for each in (pending.writes if pending else ()))

    async def write(self, thing: Hashable, write: PendingWrite) -> object:
        """Write, or keep the write for later if the store is away. Raises all other
        errors. Returns what the write gave; None where it waits.

        If a write about the same thing is pending already, this one comes after it.
        """
        if thing not in self._things:
            try:
                return await write.work()
            except StoreAway as error:
                self.hold(thing, write, error)
                return None
        self._append(thing, write)
        return None

    def hold(self, thing: Hashable, write: PendingWrite, error: StoreAway) -> None:
        """Keep a write for later. Raises the store's error if too much is pending
        already."""
        if len(self._things) >= self._most:
            raise error
        self._why = str(error)
        log.error(
            "%s is kept in memory and will be stored later: %s", write.what, error
        )
        self._append(thing, write)

    async def drained(self, thing: Hashable) -> None:
        """Write now what is pending about the thing. Raises the error if that fails."""
        if pending := self._things.get(thing):
            await self._drain(thing, pending)

    async def stored(self, thing: Hashable) -> None:
        """Return when nothing about the thing is pending any more."""
        if pending := self._things.get(thing):
            await pending.over.wait()

    async def close(self, patience: float = LAST_TRY) -> None:
        """Try a last time, for so many seconds; log what is lost with the process."""
        if self._keeper is not None:
            await cancelled(self._keeper, again=1.0)
        if self._things:
            last = asyncio.ensure_future(self._round())
            await asyncio.wait({last}, timeout=patience)
            await cancelled(last, again=1.0)
        for pending in self._things.values():
            for each in pending.writes:
                log.error("%s could not be stored and is lost", each.what)

    def _append(self, thing: Hashable, write: PendingWrite) -> None:
        self._things.setdefault(thing, _Pending()).writes.append(write)
        if self._keeper is None or self._keeper.done():
            self._keeper = asyncio.create_task(self._keep_storing())

    async def _keep_storing(self) -> None:
        pause = self._first
        while self._things:
            await asyncio.sleep(pause)
            await self._round()
            pause = min(2 * pause, LONGEST)

    async def _round(self) -> None:
        """Try all of them at once, so that a slow one does not hold up the others."""
        things = list(self._things.items())
        await asyncio.gather(*(self._try(thing, pending) for thing, pending in things))

    async def _try(self, thing: Hashable, pending: _Pending) -> None:
        try:
            await self._drain(thing, pending)
        except StoreAway as error:
            self._why = str(error)
        except Overtaken as error:
            log.info("%s", error)
        except Exception:
            log.exception("what was kept in memory cannot be stored and is dropped")

    async def _drain(self, thing: Hashable, pending: _Pending) -> None:
        async with pending.lock:
            try:
                while pending.writes:
                    await pending.writes[0].work()
                    log.info("%s is stored now", pending.writes[0].what)
                    pending.writes.popleft()
            except (StoreAway, asyncio.CancelledError):
                raise
            except Exception:
                pending.writes.clear()  # the next writes make no sense without this one
                raise
            finally:
                if not pending.writes:
                    self._end(thing, pending)

    def _end(self, thing: Hashable, pending: _Pending) -> None:
        if self._things.get(thing) is pending:
            del self._things[thing]
        pending.over.set()


async def lasting(work: Callable[[], Awaitable[None]], first: float = FIRST) -> None:
    """Do the work, and try again for as long as the store is away."""
    pause = first
    while True:
        try:
            return await work()
        except StoreAway as error:
            log.warning("trying again in %.0f s: %s", pause, error)
        await asyncio.sleep(pause)
        pause = min(2 * pause, LONGEST)
