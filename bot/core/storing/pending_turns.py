"""The journal, for times when nothing can be written.

The writes that end a turn are kept in memory if they cannot be stored, and read as if
they were stored. Writes that begin something, such as accepting an ask, are not: they
fail, and nothing is begun.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from bot.core.ports import Legs, Turns
from bot.core.storing.pending_legs import PendingLegs
from bot.core.storing.pending_writes import PendingWrite, PendingWrites, about_turn
from bot.core.turn.asks import Ask
from bot.core.turn.life import Status
from bot.core.turn.stop import Run, Stop
from bot.core.turn.taught import UsedName
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Answer, KeptPicture, Turn

Change = Callable[[Turn], Turn]


class PendingTurns:
    """A `Turns` in front of the one that stores."""

    def __init__(
        self, turns: Turns, pending_writes: PendingWrites, now: Callable[[], float]
    ) -> None:
        self._turns, self._pending_writes, self._now = turns, pending_writes, now
        self.legs: Legs = PendingLegs(turns.legs, pending_writes)

    def for_attempt(self, turn: Turn) -> "PendingTurns":
        """The same for one attempt; pending writes are fenced when they are stored."""
        fenced = self._turns.for_attempt(turn)
        if fenced is self._turns:
            return self
        return PendingTurns(fenced, self._pending_writes, self._now)

    async def check(self, turn: int) -> None:
        """Raise Overtaken if a later attempt at the turn has begun."""
        await self._turns.check(turn)

    async def accept(self, ask: Ask, most: int | None = None) -> Turn | None:
        """Claim the ask and take its place in the lane."""
        return await self._turns.accept(ask, most)

    async def secured(self) -> None:
        """Return when accepted asks would survive a loss of power."""
        await self._turns.secured()

    async def knows(self, thread: ThreadKey) -> bool:
        """Whether the thread is ours."""
        return await self._turns.knows(thread)

    async def get(self, turn: int) -> Turn | None:
        """The turn as it will stand when everything is stored."""
        found = await self._turns.get(turn)
        return self._seen(found) if found else None

    async def begin(self, turn: int) -> Turn:
        """Mark it running, once the result of an earlier attempt is stored."""
        await self._pending_writes.drained(about_turn(turn))
        return await self._turns.begin(turn)

    async def may_post(self, turn: int) -> bool:
        """Take, or keep, the right to post the turn's message."""
        return await self._turns.may_post(turn)

    async def posted(self, turn: int, ts: str, opens: ThreadKey | None = None) -> None:
        """Note the message; with `opens`, the thread that it opened."""

        def seen(one: Turn) -> Turn:
            ask = replace(one.ask, thread=opens) if opens else one.ask
            return replace(one, message=ts, ask=ask)

        await self._write(turn, lambda: self._turns.posted(turn, ts, opens), seen)

    async def heard(self, turn: int, response: str, sequence: int | None) -> None:
        """Note the running response if possible; failing is no loss."""
        await self._turns.heard(turn, response, sequence)

    async def named(self, turn: int, names: Sequence[UsedName]) -> None:
        """Note the names that the turn uses."""
        await self._turns.named(turn, names)

    async def handed_over(self, turn: Turn) -> None:
        """Note that a stop in order ends this attempt."""
        await self._turns.handed_over(turn)

    async def answered(self, turn: int, answer: Answer) -> None:
        """Store the answer, now or later."""

        def seen(one: Turn) -> Turn:
            return replace(one, answer=answer, status=Status.ANSWERED)

        await self._write(turn, lambda: self._turns.answered(turn, answer), seen)

    async def shown(
        self, turn: int, pictures: Sequence[KeptPicture], settled: bool
    ) -> None:
        """Note that the message has its last form, now or later."""
        at = self._now()

        def seen(one: Turn) -> Turn:
            answer = one.answer
            if answer and pictures:
                answer = replace(answer, pictures=tuple(pictures))
            one = replace(one, answer=answer, shown_at=one.shown_at or at)
            return replace(one, status=Status.SHOWN, settled=settled)

        await self._write(
            turn, lambda: self._turns.shown(turn, pictures, settled), seen
        )

    async def settle(self, turn: int) -> None:
        """Note that nothing is left to be looked after, now or later."""

        def seen(one: Turn) -> Turn:
            return replace(one, settled=True)

        await self._write(turn, lambda: self._turns.settle(turn), seen)

    async def unfinished(self) -> Sequence[Turn]:
        """Turns that are not shown or not settled, in the order of asking."""
        return await self._turns.unfinished()

    async def choose(self, thread: ThreadKey, turn: int | None) -> None:
        """Make a turn the one that the next reply builds on."""
        await self._turns.choose(thread, turn)

    async def aside(self, turn: int, aside: bool) -> None:
        """Note whether the turn was stepped back from."""
        await self._turns.aside(turn, aside)

    async def latest(self, thread: ThreadKey) -> Turn | None:
        """The turn that was asked last in the thread."""
        found = await self._turns.latest(thread)
        return self._seen(found) if found else None

    async def in_thread(self, thread: ThreadKey, most: int) -> Sequence[Turn]:
        """The newest turns of the thread, in the order of asking."""
        return [self._seen(each) for each in await self._turns.in_thread(thread, most)]

    async def current(self, thread: ThreadKey) -> int | None:
        """The turn that the next reply builds on."""
        return await self._turns.current(thread)

    async def lineage(self, turn: int) -> Sequence[Turn]:
        """The turn and its ancestors, the oldest first."""
        return [self._seen(each) for each in await self._turns.lineage(turn)]

    async def by_claim(self, claim: str) -> Turn | None:
        """The turn that an ask with this claim became."""
        found = await self._turns.by_claim(claim)
        return self._seen(found) if found else None

    async def by_message(self, team: str, channel: str, ts: str) -> Turn | None:
        """The turn whose message, or whose ask, has this ts."""
        found = await self._turns.by_message(team, channel, ts)
        return self._seen(found) if found else None

    def _seen(self, turn: Turn) -> Turn:
        for change in self._pending_writes.about(about_turn(turn.id)):
            turn = change(turn) if callable(change) else turn
        return turn

    async def _write(
        self, turn: int, work: Callable[[], Awaitable[None]], seen: Change
    ) -> None:
        write = PendingWrite(f"the end of turn {turn}", work, seen)
        await self._pending_writes.write(about_turn(turn), write)


def stored_first(run: Run, pending_writes: PendingWrites) -> Run:
    """A `Run` that ends when its turn's result is stored.

    Until then the turn belongs to this process: another one that took it up would pay
    again.
    """

    async def running(turn: Turn, stop: Stop) -> None:
        try:
            await run(turn, stop)
        except Exception:
            await pending_writes.stored(about_turn(turn.id))
            raise
        await pending_writes.stored(about_turn(turn.id))

    return running
