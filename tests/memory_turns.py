"""The journal of turns in memory: the simplest thing that keeps the port's promises."""

import time
from collections.abc import Sequence
from dataclasses import replace

from bot.core.errors import Crowded, WrongState
from bot.core.ports import Turns
from bot.core.turn.asks import FROM_SCRATCH, Ask
from bot.core.turn.decisions import Decision
from bot.core.turn.legs import SUPERSEDED, Leg, decided
from bot.core.turn.life import (
    IN_LINE,
    LOOKED_AFTER,
    TAKEN_UP,
    Status,
    before,
    when_begun,
)
from bot.core.turn.permissions import LASTS, Permission, permissions_in
from bot.core.turn.taught import UsedName
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Answer, KeptPicture, Outcome, Turn


class MemoryLegs:
    """Implements the port `Legs`."""

    def __init__(self, turns: "MemoryTurns") -> None:
        self._turns = turns
        self._legs: dict[int, dict[int, Leg]] = {}
        self._permissions: dict[tuple[object, ...], tuple[float, Permission]] = {}
        self._asked: dict[int, float] = {}

    async def of(self, turn: int) -> Sequence[Leg]:
        return list(self._legs.get(turn, {}).values())

    async def keep(self, turn: int, leg: Leg) -> Leg:
        found = self._turns._must(turn)
        asks = leg.leaves is Status.ASKING is not found.status
        self._turns._change(
            turn,
            status=leg.leaves,
            response="",
            sequence=None,
            handed_over=found.handed_over + asks,
        )
        self._legs.setdefault(turn, {})[leg.number] = leg
        self._asked[turn] = time.time()
        return leg

    async def decide(
        self, turn: int, decisions: Sequence[Decision], declined: str = ""
    ) -> Turn | None:
        found = self._turns._turns.get(turn)
        if found is None or found.status is not Status.ASKING:
            return None
        last = [*self._legs[turn].values()][-1]
        leg = decided(last, decisions, declined)
        for _, given in permissions_in(last, leg):
            key = (found.ask.thread, found.ask.user, given.server, given.name)
            self._permissions[key] = (time.time(), replace(given, turn=turn))
        self._legs[turn][leg.number] = leg
        if leg.leaves is Status.ASKING:
            return None
        return self._turns._change(turn, status=Status.WAITING, settled=False)

    async def permitted(self, turn: Turn) -> Sequence[Permission]:
        here = (turn.ask.thread, turn.ask.user)
        since = time.time() - LASTS
        given = [each for key, each in self._permissions.items() if key[:2] == here]
        return [permission for at, permission in given if at > since]

    async def came_outside(self, turn: Turn) -> None:
        kept = self._permissions.items()
        thread = turn.ask.thread
        self._permissions = {
            key: each for key, each in kept if each[1].reads or key[0] != thread
        }

    async def overdue(self, seconds: float) -> Sequence[int]:
        before = time.time() - seconds
        turns = self._turns._turns.values()
        asking = [each.id for each in turns if each.status is Status.ASKING]
        return [each for each in asking if self._asked[each] < before]

    async def superseded(self, thread: ThreadKey) -> tuple[Turn, ...]:
        turns = self._turns._turns.values()
        here = [each.id for each in turns if each.ask.thread == thread]
        gone_on = [await self.decide(each, (), SUPERSEDED) for each in here]
        return tuple(each for each in gone_on if each)


class MemoryTurns:
    """Implements the port `Turns`."""

    def __init__(self) -> None:
        self._turns: dict[int, Turn] = {}
        self._claims: set[str] = set()
        self._current: dict[ThreadKey, int | None] = {}
        self.legs = MemoryLegs(self)

    def for_attempt(self, turn: Turn) -> "MemoryTurns":
        return self

    async def check(self, turn: int) -> None:
        return

    async def may_post(self, turn: int) -> bool:
        return True

    async def accept(self, ask: Ask, most: int | None = None) -> Turn | None:
        if ask.claim in self._claims:
            return None
        if most is not None and self._in_line(ask.thread) >= most:
            raise Crowded(str(ask.thread))
        self._claims.add(ask.claim)
        if not ask.opens_thread:
            self._current.setdefault(ask.thread)
        asking = await self.legs.superseded(ask.thread) if ask.onto is None else ()
        turn = self._put(Turn(len(self._turns) + 1, ask))
        return replace(turn, superseded=asking)

    async def secured(self) -> None:
        return

    async def knows(self, thread: ThreadKey) -> bool:
        return thread in self._current

    async def get(self, turn: int) -> Turn | None:
        return self._turns.get(turn)

    async def begin(self, turn: int) -> Turn:
        found = self._must(turn)
        return self._change(
            turn,
            parent=found.parent if found.attempt else self._parent(found.ask),
            status=when_begun(found.status) or Status.RUNNING,
            attempt=found.attempt + 1,
        )

    async def posted(self, turn: int, ts: str, opens: ThreadKey | None = None) -> None:
        self._change(turn, message=ts)
        if opens is not None:
            self._change(turn, ask=replace(self._must(turn).ask, thread=opens))
            self._current.setdefault(opens)

    async def heard(self, turn: int, response: str, sequence: int | None) -> None:
        self._change(turn, response=response, sequence=sequence)

    async def named(self, turn: int, names: Sequence[UsedName]) -> None:
        self._change(turn, names=tuple(names))

    async def handed_over(self, turn: Turn) -> None:
        self._change(turn.id, handed_over=turn.handed_over + 1)

    async def answered(self, turn: int, answer: Answer) -> None:
        found = self._change(turn, answer=answer, status=Status.ANSWERED)
        current = self._current.get(found.ask.thread)
        if answer.apart:
            return
        if answer.outcome is Outcome.DONE or current == found.parent:
            await self.choose(found.ask.thread, turn)

    async def shown(
        self, turn: int, pictures: Sequence[KeptPicture], settled: bool
    ) -> None:
        answer = self._must(turn).answer
        if answer is not None and pictures:
            answer = replace(answer, pictures=tuple(pictures))
        shown_at = self._must(turn).shown_at or time.time()
        shown = {"status": Status.SHOWN, "settled": settled, "shown_at": shown_at}
        self._change(turn, answer=answer, **shown)

    async def settle(self, turn: int) -> None:
        self._change(turn, settled=True)

    async def unfinished(self) -> Sequence[Turn]:
        return [
            turn
            for turn in self._turns.values()
            if turn.status in TAKEN_UP
            or (turn.status in LOOKED_AFTER and not turn.settled)
        ]

    async def choose(self, thread: ThreadKey, turn: int | None) -> None:
        if thread in self._current:
            self._current[thread] = turn

    async def aside(self, turn: int, aside: bool) -> None:
        self._change(turn, aside=aside)

    async def latest(self, thread: ThreadKey) -> Turn | None:
        here = [each for each in self._turns.values() if each.ask.thread == thread]
        return here[-1] if here else None

    async def in_thread(self, thread: ThreadKey, most: int) -> Sequence[Turn]:
        here = [each for each in self._turns.values() if each.ask.thread == thread]
        return here[-most:]

    async def current(self, thread: ThreadKey) -> int | None:
        return self._current.get(thread)

    async def lineage(self, turn: int) -> Sequence[Turn]:
        line: list[Turn] = []
        while found := self._turns.get(turn):
            line.insert(0, found)
            turn = found.parent or 0
        return line

    async def by_claim(self, claim: str) -> Turn | None:
        found = (each for each in self._turns.values() if each.ask.claim == claim)
        return next(found, None)

    async def by_message(self, team: str, channel: str, ts: str) -> Turn | None:
        for turn in reversed(self._turns.values()):
            here = (turn.ask.thread.team, turn.ask.thread.channel) == (team, channel)
            if here and ts in {turn.message, turn.ask.ts}:
                return turn
        return None

    def _in_line(self, thread: ThreadKey) -> int:
        here = [each for each in self._turns.values() if each.ask.thread == thread]
        return sum(each.status in IN_LINE for each in here)

    def _parent(self, ask: Ask) -> int | None:
        if ask.onto is None:
            return self._current.get(ask.thread)
        return None if ask.onto == FROM_SCRATCH else ask.onto

    def _must(self, turn: int) -> Turn:
        if turn not in self._turns:
            raise LookupError(f"there is no turn {turn}")
        return self._turns[turn]

    def _change(self, turn: int, **changes: object) -> Turn:
        status = changes.get("status")
        if isinstance(status, Status) and self._must(turn).status not in before(status):
            raise WrongState(f"turn {turn} cannot be {status} now")
        return self._put(replace(self._must(turn), **changes))  # type: ignore[arg-type] # fields of a turn, each named in this class

    def _put(self, turn: Turn) -> Turn:
        self._turns[turn.id] = turn
        return turn


def rewritten(turns: Turns, turn: int, **changes: object) -> None:
    """Something that no port does: put the journal into the state that a test needs."""
    assert isinstance(turns, MemoryTurns)
    turns._put(replace(turns._must(turn), **changes))  # type: ignore[arg-type] # fields of a turn, each named by a test
