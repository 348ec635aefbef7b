"""Lanes: the order of turns in one thread. One at a time, first come first served.

A turn that is stopped while it waits does not wait any longer: it is run at once, and
sees that it was stopped.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

from bot.core.about import ids, pairs
from bot.core.cancelling import ended
from bot.core.ports import Load
from bot.core.rank import paid
from bot.core.room import Room, Seats
from bot.core.thread import ThreadKey
from bot.core.tiers import MODEL
from bot.core.turns import Turn

log = logging.getLogger(__name__)


class Stop:
    """A person's wish that a turn ends now. Empty until somebody has it."""

    def __init__(self) -> None:
        self.reason = ""
        self.asked = asyncio.Event()

    def ask(self, reason: str) -> None:
        """Wish it; the first reason counts."""
        if not self.asked.is_set():
            self.reason = reason
            self.asked.set()


@dataclass(frozen=True, slots=True)
class Place:
    """A turn's place in its lane."""

    turn: Turn
    stop: Stop = field(default_factory=Stop)


@dataclass(eq=False, slots=True)
class Lane:
    """The turns of one thread, which may have had another name before it was opened."""

    names: list[ThreadKey]
    waiting: deque[Place] = field(default_factory=deque)
    running: int = 0


Run = Callable[[Turn, Stop], Awaitable[None]]


async def _nothing(_: Turn) -> None:
    """Nobody needs to know."""


class Lanes:
    """The port `Engine` within one process."""

    def __init__(self, run: Run, room: Room | None = None, at_once: int = 20) -> None:
        self._run = run
        self._room = room or Room(Seats(at_once))
        self._lanes: dict[ThreadKey, Lane] = {}
        self._places: dict[int, Place] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False
        self.pause = 1.0
        """Seconds until what failed at the door is tried again."""
        self.joined: Callable[[int, int], None] = lambda *_: None
        """Told when a turn begins to wait, and how many it says are before it."""
        self.left: Callable[[Turn], Awaitable[None]] = _nothing
        """Told when a turn waits no longer; it runs when this returns."""

    @property
    def busy(self) -> bool:
        """Whether any turn runs or waits here."""
        return bool(self._places)

    async def ahead(self, turn: Turn) -> int:
        """How many turns come before one that is not submitted yet."""
        thread = turn.ask.thread
        lane = self._lanes.get(thread)
        if lane is None:
            return self._room.line(thread.team)
        return len(lane.waiting) + lane.running

    def waiting(self) -> Iterator[tuple[Turn, int]]:
        """Every turn that waits, and how many are before it now."""
        for lane in {id(each): each for each in self._lanes.values()}.values():
            first = lane.waiting[0].turn.id if lane.waiting else 0
            ahead = lane.running or self._room.ahead(first)
            for number, place in enumerate(lane.waiting):
                yield place.turn, ahead + number

    async def submit(self, turn: Turn, told: int = 0) -> None:
        """Take a place in the turn's lane."""
        thread, place = turn.ask.thread, Place(turn)
        self.joined(turn.id, told)
        self._places[turn.id] = place
        lane = self._lanes.get(thread)
        if lane is not None:
            lane.waiting.append(place)
            return
        lane = self._lanes[thread] = Lane([thread], deque([place]))
        self._start(self._drive(lane))

    def opened(self, turn: Turn) -> None:
        """The turn's message has opened a thread: what is asked there comes after."""
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
            self._room.go_away(turn)
            self._start(self._answer(place))
        return True

    async def load(self) -> Load:
        """How much there is to do."""
        waiting = sum(1 for _ in self.waiting())
        return Load(waiting, len(self._places) - waiting)

    async def trouble(self) -> str:
        """Lanes are driven by their own turns: nothing else can fall behind."""
        return "closing" if self._closing else ""

    async def close(self, grace: float, hand_over: Callable[[], None]) -> None:
        """Start nothing more; let what runs end within the grace time, then hand over.

        What is handed over is in the journal, and goes on at the next start.
        """
        self._closing = True
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=grace)
        hand_over()
        await ended(*self._tasks)

    async def _drive(self, lane: Lane) -> None:
        try:
            while lane.waiting and not self._closing:
                turn = lane.waiting[0].turn
                if not await self._let_in(turn):
                    continue
                try:
                    await self._answer_next(lane, turn.id)
                finally:
                    self._room.leave(turn.id)
        finally:
            for name in lane.names:
                del self._lanes[name]

    async def _let_in(self, turn: Turn) -> bool:
        """Whether it may run now.

        What fails at the door is tried again: who waits behind would wait for good.
        """
        try:
            return await self._room.enter(turn)
        except Exception:
            log.exception("could not be let in", extra=pairs(**ids(turn)))
            await asyncio.sleep(self.pause)
            return False

    async def _answer_next(self, lane: Lane, turn: int) -> None:
        """Answer the one who was let in, unless it was stopped just then."""
        if self._closing or not lane.waiting or lane.waiting[0].turn.id != turn:
            return
        lane.running = 1
        with paid(MODEL.method):  # the room's door was the model's
            await self._answer(lane.waiting.popleft())
        lane.running = 0

    async def _answer(self, place: Place) -> None:
        try:
            await self.left(place.turn)
            await self._run(place.turn, place.stop)
        except Exception:
            # The turn itself has said so in its message; a lane goes on after it.
            log.exception("ended with a bug", extra=pairs(**ids(place.turn)))
        finally:
            self._places.pop(place.turn.id, None)

    def _start(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
