"""The engine of several processes: runs the turns whose tickets it gets."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Final

from procrastinate import JobContext
from procrastinate.exceptions import ProcrastinateException
from procrastinate.worker import Worker

from bot.adapters.queue.janitor import Janitor
from bot.adapters.queue.journal import Journal
from bot.adapters.queue.tickets import STALLED, Later, Tickets, ticket_number
from bot.core.cancelling import cancelled
from bot.core.errors import ModelShut, Overtaken
from bot.core.ports import Load
from bot.core.queue.seats import Entry
from bot.core.reporting.log_context import pairs
from bot.core.turn.stop import Run, Stop
from bot.core.turn.turns import Turn, TurnsAhead, Waiting

LOOK_FOR_STOPS: Final = 0.5
log = logging.getLogger(__name__)


class QueueEngine:
    """Implements the port `Engine`."""

    def __init__(
        self,
        journal: Journal,
        tickets: Tickets,
        run: Run,
        settle: Callable[[Turn], None],
        entry: Entry,
    ) -> None:
        self._journal, self._run = journal, run
        self._seats, self._access = entry
        self._tickets = tickets
        self._janitor = Janitor(journal, tickets, settle, self)
        self._worker: Worker | None = None
        self._stops: dict[int, Stop] = {}
        self._taken: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False
        self._hand_over: Callable[[], None] = lambda: None

    async def start(self) -> None:
        """Begin to take tickets."""
        await self._journal.beat()
        for work in (self._work(), self._janitor.run(), self._look_for_stops()):
            self._start(work)

    async def ahead(self, turn: Turn) -> int:
        """How many turns of the thread come first, in any process, as counted on
        acceptance.

        The first turn of its thread waits until enough turns of the person, or of the
        workspace, have ended for it to have a seat.
        """
        line, seats = turn.ahead or TurnsAhead(0, 0, 0), self._seats
        over = max(line.team - seats.per_team, line.user - seats.per_user)
        return line.thread or max(0, 1 + over)

    async def submit(self, turn: Turn, told: int = 0) -> None:
        """Do nothing: the turn's ticket was written when it was accepted."""

    async def stop(self, turn: int, reason: str) -> bool:
        """Note the request to stop where every process sees it; a waiting turn ends at
        once."""
        runs = await self._journal.stop(turn, reason)
        if runs is None:
            return False
        if place := self._stops.get(turn):
            place.ask(reason)
        elif not runs:
            for waiting in await self._journal.lane(turn):
                if waiting.turn.id == turn:
                    self._start(self._answer(waiting))
        return True

    async def load(self) -> Load:
        """The turns that wait, in any process, and those that run here."""
        return Load(await self._journal.waiting(), len(self._stops))

    async def trouble(self) -> str:
        """What is wrong if this process takes no tickets, or gives no signs of life."""
        if self._closing:
            return "closing"
        if not any(task.get_name() == "turns" for task in self._tasks):
            return "no process takes turns"
        silent = self._janitor.silent()
        return f"no sign of life for {silent:.0f} s" if silent > STALLED else ""

    async def close(self, grace: float, hand_over: Callable[[], None]) -> None:
        """Take no more tickets; what does not end within the grace time goes back."""
        self._closing = True
        self._hand_over = hand_over
        if self._worker is not None:
            self._worker.shutdown_graceful_timeout = grace
            self._worker.stop()  # type: ignore[no-untyped-call] # not typed there
        working = {task for task in self._tasks if task.get_name() == "turns"}
        if working:
            await asyncio.wait(working, timeout=grace + 10)
        await cancelled(*self._tasks)

    async def _work(self) -> None:
        """Take tickets until the end; a worker that gives up is replaced."""
        current = asyncio.current_task()
        assert current is not None  # noqa: S101 -- a coroutine runs in a task
        current.set_name("turns")
        while not self._closing:
            self._worker = self._tickets.worker(self._on_ticket, self._seats.at_once)
            try:
                await self._worker.run()  # type: ignore[no-untyped-call] # not typed there
            except ProcrastinateException as error:
                log.warning("waiting for the queue: %r", error)
            await asyncio.sleep(0 if self._closing else 1)

    async def _on_ticket(self, context: JobContext, turn: int) -> None:
        number = ticket_number(context)
        self._taken.add(number)
        try:
            for waiting in await self._journal.lane(turn):
                if waiting.elsewhere or waiting.turn.id in self._stops:
                    raise Later(f"turn {waiting.turn.id} is under way elsewhere")
                try:
                    await self._seat(waiting)
                except ModelShut as shut:
                    await self._answer(waiting, shut)
                else:
                    await self._answer(waiting)
        except Later as error:
            log.debug("%s", error)
            raise
        except Overtaken as error:
            log.info("%s", error)
            raise
        except Exception:
            # The turn's message says so already, if the turn got that far.
            log.exception("ended with a bug", extra=pairs(turn=turn))
            raise
        finally:
            self._taken.discard(number)

    async def _seat(self, waiting: Waiting) -> None:
        """Take a seat. Raises Later if there is none, and ModelShut if it waited in
        vain."""
        turn = waiting.turn
        if waiting.stop or not (wait := await self._journal.seat(turn, self._seats)):
            return
        if turn.answer is None and (
            shut := await self._access.too_long(_since(waiting))
        ):
            raise shut
        raise Later(f"turn {turn.id} waits for a seat", wait)

    async def _answer(self, waiting: Waiting, refused: ModelShut | None = None) -> None:
        """Run the turn. If the program stops, hand over before the task is cancelled:
        otherwise the model's response would be cancelled, too."""
        turn, stop = waiting.turn, Stop()
        stop.refused = refused
        if waiting.stop:
            stop.ask(waiting.stop)
        self._stops[turn.id] = stop
        work = asyncio.ensure_future(self._run_let_in(waiting, stop))
        try:
            await asyncio.shield(work)
        except asyncio.CancelledError:
            self._hand_over()
            await cancelled(work)
            raise
        finally:
            self._stops.pop(turn.id, None)
            await self._journal.released(turn.id)

    async def _run_let_in(self, waiting: Waiting, stop: Stop) -> None:
        """Run the turn once the model may be asked, or at once if it was stopped."""
        if stop.refused is None:
            await self._let_in(waiting, stop)
        stop.admitted = True  # the gate is the model's
        await self._run(waiting.turn, stop)

    async def _let_in(self, waiting: Waiting, stop: Stop) -> None:
        through = self._access.through(waiting.turn, _has_one, _since(waiting))
        access = asyncio.ensure_future(through)
        asked = asyncio.ensure_future(stop.asked.wait())
        try:
            await asyncio.wait({access, asked}, return_when=asyncio.FIRST_COMPLETED)
            if access.done():
                access.result()  # a failing budget lets nobody through
        except ModelShut as shut:
            stop.refused = shut
        finally:
            await cancelled(access, asked, again=1.0)

    async def _look_for_stops(self) -> None:
        while True:
            await asyncio.sleep(LOOK_FOR_STOPS)
            try:
                await self._heed_stops()
            except Exception:
                log.exception("could not check for requests to stop")

    async def _heed_stops(self) -> None:
        if not self._stops:
            return
        found = await self._journal.stopped(list(self._stops))
        for turn, reason in found.items():
            if stop := self._stops.get(turn):
                stop.ask(reason)

    def running(self) -> list[int]:
        """The turns that this process runs."""
        return list(self._stops)

    def at_work(self) -> tuple[int | None, set[int]]:
        """The worker's number, and the tickets that it knows of."""
        worker = self._worker.worker_id if self._worker else None
        return worker, set(self._taken)

    def _start(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        with contextlib.suppress(asyncio.CancelledError):
            if error := task.exception():
                log.error("%s failed", task.get_name(), exc_info=error)


async def _has_one() -> None:
    """Return at once: the journal has given it a seat."""


def _since(waiting: Waiting) -> float:
    """When it began to wait, by the loop's clock."""
    return asyncio.get_running_loop().time() - waiting.age
