"""The journal of turns in memory: the simplest thing that keeps the port's promises."""

from collections.abc import Sequence
from dataclasses import replace

from bot.core.asks import FROM_SCRATCH, Ask
from bot.core.errors import Crowded
from bot.core.thread import ThreadKey
from bot.core.turns import Answer, Outcome, Print, Status, Turn


class MemoryTurns:
    """Implements the port `Turns`."""

    def __init__(self) -> None:
        self._turns: dict[int, Turn] = {}
        self._claims: set[str] = set()
        self._current: dict[ThreadKey, int | None] = {}

    def held(self, turn: Turn) -> "MemoryTurns":
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
        return self._put(Turn(len(self._turns) + 1, ask))

    async def knows(self, thread: ThreadKey) -> bool:
        return thread in self._current

    async def get(self, turn: int) -> Turn | None:
        return self._turns.get(turn)

    async def begin(self, turn: int) -> Turn:
        found = self._must(turn)
        return self._change(
            turn,
            parent=found.parent if found.attempt else self._parent(found.ask),
            status=Status.ANSWERED if found.answer else Status.RUNNING,
            attempt=found.attempt + 1,
        )

    async def posted(self, turn: int, ts: str, opens: ThreadKey | None = None) -> None:
        self._change(turn, message=ts)
        if opens is not None:
            self._change(turn, ask=replace(self._must(turn).ask, thread=opens))
            self._current.setdefault(opens)

    async def heard(self, turn: int, response: str, sequence: int | None) -> None:
        self._change(turn, response=response, sequence=sequence)

    async def handed_over(self, turn: Turn) -> None:
        self._change(turn.id, handed_over=turn.handed_over + 1)

    async def answered(self, turn: int, answer: Answer) -> None:
        found = self._change(turn, answer=answer, status=Status.ANSWERED)
        if answer.outcome is Outcome.DONE:
            await self.choose(found.ask.thread, turn)

    async def shown(self, turn: int, prints: Sequence[Print], settled: bool) -> None:
        answer = self._must(turn).answer
        if answer is not None and prints:
            answer = replace(answer, prints=tuple(prints))
        self._change(turn, answer=answer, status=Status.SHOWN, settled=settled)

    async def settle(self, turn: int) -> None:
        self._change(turn, settled=True)

    async def unfinished(self) -> Sequence[Turn]:
        return [
            turn
            for turn in self._turns.values()
            if turn.status is not Status.SHOWN or not turn.settled
        ]

    async def choose(self, thread: ThreadKey, turn: int | None) -> None:
        if thread in self._current:
            self._current[thread] = turn

    async def aside(self, turn: int, aside: bool) -> None:
        self._change(turn, aside=aside)

    async def lineage(self, turn: int) -> Sequence[Turn]:
        line: list[Turn] = []
        while found := self._turns.get(turn):
            line.insert(0, found)
            turn = found.parent or 0
        return line

    async def by_message(self, team: str, channel: str, ts: str) -> Turn | None:
        for turn in reversed(self._turns.values()):
            here = (turn.ask.thread.team, turn.ask.thread.channel) == (team, channel)
            if here and ts in {turn.message, turn.ask.ts}:
                return turn
        return None

    def _in_line(self, thread: ThreadKey) -> int:
        here = [each for each in self._turns.values() if each.ask.thread == thread]
        return sum(each.status in {Status.WAITING, Status.RUNNING} for each in here)

    def _parent(self, ask: Ask) -> int | None:
        if ask.onto is None:
            return self._current.get(ask.thread)
        return None if ask.onto == FROM_SCRATCH else ask.onto

    def _must(self, turn: int) -> Turn:
        if turn not in self._turns:
            raise LookupError(f"there is no turn {turn}")
        return self._turns[turn]

    def _change(self, turn: int, **changes: object) -> Turn:
        return self._put(replace(self._must(turn), **changes))  # type: ignore[arg-type] # fields of a turn, each named in this class

    def _put(self, turn: Turn) -> Turn:
        self._turns[turn.id] = turn
        return turn
