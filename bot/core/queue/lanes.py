"""Lanes: the order of turns in one thread. One at a time, first come, first served.

A waiting turn that is stopped leaves its lane and runs at once, and its run then finds
that it was stopped.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

from bot.core.cancelling import cancelled
from bot.core.errors import ModelShut
from bot.core.ports import Load
from bot.core.queue.seats import Seating, SeatLimits
from bot.core.reporting.log_context import ids, pairs
from bot.core.showing.opened_threads import OpenedThreads
from bot.core.turn.stop import Run, Stop
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Turn

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """A turn's place in its lane."""

    turn: Turn
    since: float
    stop: Stop = field(default_factory=Stop)


@dataclass(eq=False, slots=True)
class Lane:
    """The turns of one thread, which may have had another name before it was opened."""

    names: list[ThreadKey]
    waiting: deque[Place] = field(default_factory=deque)
    running: int = 0


WaitingTurns = Callable[[], Iterator[tuple[Turn, int]]]
"""Every waiting turn, and how many are ahead of it by now."""


class Notices:
    """Tells waiting people where they stand. This class tells them nothing."""

    def joined(self, turn: int, ahead: int) -> None:
        """Note that a turn begins to wait, and how many are ahead according to its
        message."""

    def moved(self, waiting: WaitingTurns) -> None:
        """Note that a turn has started or left the line."""

    async def left(self, turn: Turn) -> None:
        """Note that a turn no longer waits; it runs when this returns."""


class Lanes:
    """The port `Engine` within one process."""

    def __init__(
        self,
        run: Run,
        seating: Seating | None = None,
        at_once: int = 20,
        notices: Notices | None = None,
        opened: OpenedThreads | None = None,
    ) -> None:
        self._run, self._notices = run, notices or Notices()
        self._seating = seating or Seating(SeatLimits(at_once))
        self._lanes: dict[ThreadKey, Lane] = {}
        self._places: dict[int, Place] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False
        if opened is not None:
            opened.listen(self._note_opened)
        self.pause = 1.0
        """Seconds until admission is tried again, if it failed with an error."""

    @property
    def busy(self) -> bool:
        """Whether any turn runs or waits here."""
        return bool(self._places)

    async def ahead(self, turn: Turn) -> int:
        """How many turns are ahead of one that has not been submitted yet."""
        thread = turn.ask.thread
        lane = self._lanes.get(thread)
        if lane is None:
            return self._seating.line(thread.team)
        return len(lane.waiting) + lane.running

    def waiting(self) -> Iterator[tuple[Turn, int]]:
        """Every waiting turn, and how many are ahead of it now."""
        for lane in {id(each): each for each in self._lanes.values()}.values():
            first = lane.waiting[0].turn.id if lane.waiting else 0
            ahead = lane.running or self._seating.ahead(first)
            for number, place in enumerate(lane.waiting):
                yield place.turn, ahead + number

    async def submit(self, turn: Turn, told: int = 0) -> None:
        """Take a place in the turn's lane."""
        now = asyncio.get_running_loop().time()
        thread, place = turn.ask.thread, Place(turn, now)
        self._notices.joined(turn.id, told)
        self._places[turn.id] = place
        lane = self._lanes.get(thread)
        if lane is not None:
            lane.waiting.append(place)
            return
        lane = self._lanes[thread] = Lane([thread], deque([place]))
        self._start(self._drive(lane))

    def _note_opened(self, turn: Turn) -> None:
        """Note that the turn's message has opened a thread: its replies come after the
        turn."""
        place = self._places.get(turn.id)
        lane = self._lanes.get(place.turn.ask.thread) if place else None
        if lane is not None and turn.ask.thread not in self._lanes:
            self._lanes[turn.ask.thread] = lane
            lane.names.append(turn.ask.thread)

    async def stop(self, turn: int, reason: str) -> bool:
        """Stop a turn that runs or waits here; False if it does neither."""
        place = self._places.get(turn)
        if place is None:
            return False
        place.stop.ask(reason)
        lane = self._lanes.get(place.turn.ask.thread)
        if lane is not None and place in lane.waiting:
            lane.waiting.remove(place)
            self._seating.go_away(turn)
            self._start(self._answer(place))
        return True

    async def load(self) -> Load:
        """How much there is to do."""
        waiting = sum(1 for _ in self.waiting())
        return Load(waiting, len(self._places) - waiting)

    async def trouble(self) -> str:
        """Nothing but a shutdown: the turns drive their own lanes."""
        return "closing" if self._closing else ""

    async def close(self, grace: float, hand_over: Callable[[], None]) -> None:
        """Start nothing more; let running turns end within the grace time, then hand
        over.

        Turns that are handed over are in the journal, and continue at the next start.
        """
        self._closing = True
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=grace)
        hand_over()
        await cancelled(*self._tasks)

    async def _drive(self, lane: Lane) -> None:
        try:
            while lane.waiting and not self._closing:
                place = lane.waiting[0]
                if not await self._let_in(place):
                    continue
                try:
                    await self._answer_next(lane, place)
                finally:
                    self._seating.leave(place.turn.id)
        finally:
            for name in lane.names:
                del self._lanes[name]

    async def _let_in(self, place: Place) -> bool:
        """Whether the turn may run now, even if only to say that it was refused.

        If admission fails with an error, it is tried again; otherwise the turns behind
        it would wait for ever.
        """
        try:
            return await self._seating.enter(place.turn, place.since)
        except ModelShut as shut:
            place.stop.refused = shut
            return True
        except Exception:
            log.exception("could not be let in", extra=pairs(**ids(place.turn)))
            await asyncio.sleep(self.pause)
            return False
        finally:
            self._notices.moved(self.waiting)

    async def _answer_next(self, lane: Lane, place: Place) -> None:
        """Answer the turn that was admitted, unless it was stopped just then."""
        if self._closing or not lane.waiting or lane.waiting[0] is not place:
            return
        lane.running = 1
        place.stop.admitted = True  # which included the model's limit
        await self._answer(lane.waiting.popleft())
        lane.running = 0

    async def _answer(self, place: Place) -> None:
        try:
            await self._notices.left(place.turn)
            await self._run(place.turn, place.stop)
        except Exception:
            # The turn's message says so already; its lane continues.
            log.exception("ended with a bug", extra=pairs(**ids(place.turn)))
        finally:
            if self._places.get(place.turn.id) is place:  # it may have a new one
                del self._places[place.turn.id]

    def _start(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
