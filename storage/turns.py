"""The journal of turns in SQLite."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Self

from sqlite_utils import Database

from bot.core.asks import FROM_SCRATCH, Ask
from bot.core.errors import Crowded
from bot.core.thread import ThreadKey
from bot.core.turns import Answer, Outcome, Print, Status, Turn
from storage import rows
from storage.worker import SqliteWorker

OPEN = "status <> 'shown' or settled = 0"
ROOM = """(? is null or (
    select count(*) from turns where team = ? and channel = ? and thread = ?
        and status in ('waiting', 'running') and (status <> 'shown' or settled = 0)
) < ?)"""
"""Whether fewer than so many wait or run; the last condition names the index."""
LINEAGE = """
    with recursive line (id, parent) as (
        select id, parent from turns where id = ?
        union select t.id, t.parent from turns t join line on t.id = line.parent
    )
    select t.* from turns t join line on t.id = line.id order by t.id
"""


class SqliteTurns:
    """Implements the port `Turns`. One process has it alone: nobody is overtaken."""

    def __init__(self, worker: SqliteWorker) -> None:
        self._run, self._lightly = worker.run, worker.lightly

    def held(self, turn: Turn) -> Self:
        """The same journal."""
        return self

    async def check(self, turn: int) -> None:
        """Nobody is overtaken."""

    async def accept(self, ask: Ask, most: int | None = None) -> Turn | None:
        """Claim the ask, and take its place in the lane, in one transaction."""

        key = [ask.thread.team, ask.thread.channel, ask.thread.ts]

        def work(db: Database) -> Turn | None:
            values = {
                "claim": ask.claim,
                "team": ask.thread.team,
                "channel": ask.thread.channel,
                "thread": ask.thread.ts,
                "user": ask.user,
                "ask_ts": ask.ts,
                "ask": rows.ask_text(ask),
                "status": Status.WAITING,
            }
            names, marks = ", ".join(values), ", ".join("?" * len(values))
            made = db.execute(
                f"insert into turns ({names}) select {marks} where {ROOM} "
                "on conflict (claim) do nothing returning id",
                [*values.values(), most, *key, most],
            ).fetchone()
            if made is None:
                _claimed(db, ask)
                return None
            if not ask.opens_thread:
                _know(db, ask.thread)
            return _get(db, made[0])

        return await self._run(work)

    async def knows(self, thread: ThreadKey) -> bool:
        """Whether the thread is ours."""
        where = "select 1 from threads where team = ? and channel = ? and ts = ?"
        key = (thread.team, thread.channel, thread.ts)
        return await self._run(lambda db: bool(db.execute(where, key).fetchone()))

    async def get(self, turn: int) -> Turn | None:
        """The turn as it stands."""
        return await self._run(lambda db: _get(db, turn))

    async def begin(self, turn: int) -> Turn:
        """Mark it running; its parent is settled at the first time, and stays."""

        def work(db: Database) -> Turn:
            found = _must(db, turn)
            first = found.attempt == 0
            parent = _parent(db, found.ask) if first else found.parent
            status = Status.ANSWERED if found.answer else Status.RUNNING
            values = {"parent": parent, "status": status, "attempt": found.attempt + 1}
            return _update(db, turn, values)

        return await self._lightly(work)

    async def may_post(self, turn: int) -> bool:
        """Nobody else would."""
        return True

    async def posted(self, turn: int, ts: str, opens: ThreadKey | None = None) -> None:
        """Note the message; with `opens`, the thread that it opened."""

        def work(db: Database) -> None:
            _update(db, turn, {"message": ts})
            if opens is not None:
                _update(db, turn, {"thread": opens.ts})
                _know(db, opens)

        await self._lightly(work)

    async def heard(self, turn: int, response: str, sequence: int | None) -> None:
        """Note the running response and how far it was read."""
        values = {"response": response, "sequence": sequence}
        await self._lightly(lambda db: _set(db, turn, values))

    async def handed_over(self, turn: Turn) -> None:
        """Note that a stop in order ends this attempt."""
        values = {"handed_over": turn.handed_over + 1}
        await self._lightly(lambda db: _set(db, turn.id, values))

    async def answered(self, turn: int, answer: Answer) -> None:
        """Store the answer and, if it is done, make the turn its thread's current."""

        def work(db: Database) -> None:
            values = {"answer": rows.answer_text(answer), "status": Status.ANSWERED}
            found = _update(db, turn, values)
            db.execute("delete from pictures where turn = ?", [turn])
            _keep_prints(db, turn, answer.prints)
            if answer.outcome is Outcome.DONE:
                _choose(db, found.ask.thread, turn)

        await self._run(work)

    async def shown(self, turn: int, prints: Sequence[Print], settled: bool) -> None:
        """Note that the message has its last form, and how its pictures hang."""

        def work(db: Database) -> None:
            values = {"status": Status.SHOWN, "settled": settled}
            _set(db, turn, values)
            db.execute(
                "update turns set ended = coalesce(ended, current_timestamp) "
                "where id = ?",
                [turn],
            )
            _keep_prints(db, turn, prints)

        await self._lightly(work)

    async def settle(self, turn: int) -> None:
        """Note that nothing is left to be looked after."""
        await self._lightly(lambda db: _set(db, turn, {"settled": True}))

    async def unfinished(self) -> Sequence[Turn]:
        """Turns that are not shown or not settled, in the order of asking."""
        return await self._run(lambda db: _where(db, OPEN, []))

    async def choose(self, thread: ThreadKey, turn: int | None) -> None:
        """Make a turn the one that the next reply builds on."""
        await self._run(lambda db: _choose(db, thread, turn))

    async def aside(self, turn: int, aside: bool) -> None:
        """Note whether the turn was stepped back from."""
        await self._run(lambda db: _set(db, turn, {"aside": aside}))

    async def lineage(self, turn: int) -> Sequence[Turn]:
        """The turn and its ancestors, the oldest first."""
        return await self._run(
            lambda db: [_value(db, row) for row in db.query(LINEAGE, [turn])]
        )

    async def by_message(self, team: str, channel: str, ts: str) -> Turn | None:
        """The turn whose message, or whose ask, has this ts."""
        where = "team = ? and channel = ? and (message = ? or ask_ts = ?)"
        found = await self._run(lambda db: _where(db, where, [team, channel, ts, ts]))
        return found[-1] if found else None


def _claimed(db: Database, ask: Ask) -> None:
    """Raise Crowded unless the ask was claimed before."""
    where = "select 1 from turns where claim = ?"
    if not db.execute(where, [ask.claim]).fetchone():
        raise Crowded(f"too many wait in {ask.thread}")


def _where(db: Database, where: str, args: Sequence[Any]) -> list[Turn]:
    found = db.query(f"select * from turns where {where} order by id", args)  # noqa: S608 -- our own words
    return [_value(db, row) for row in list(found)]


def _get(db: Database, turn: int) -> Turn | None:
    return next(iter(_where(db, "id = ?", [turn])), None)


def _must(db: Database, turn: int) -> Turn:
    found = _get(db, turn)
    if found is None:
        raise LookupError(f"there is no turn {turn}")
    return found


def _value(db: Database, row: rows.Row) -> Turn:
    where = "select * from pictures where turn = ? order by number"
    return rows.turn(row, list(db.query(where, [row["id"]])))


def _update(db: Database, turn: int, values: dict[str, Any]) -> Turn:
    _set(db, turn, values)
    return _must(db, turn)


def _set(db: Database, turn: int, values: dict[str, Any]) -> None:
    marks = ", ".join(f"{name} = ?" for name in values)
    db.execute(f"update turns set {marks} where id = ?", [*values.values(), turn])  # noqa: S608 -- our own names


def _know(db: Database, thread: ThreadKey) -> None:
    key = [thread.team, thread.channel, thread.ts]
    db.execute(
        "insert or ignore into threads (team, channel, ts) values (?, ?, ?)", key
    )


def _choose(db: Database, thread: ThreadKey, turn: int | None) -> None:
    key = [turn, thread.team, thread.channel, thread.ts]
    db.execute(
        "update threads set current = ? where team = ? and channel = ? and ts = ?", key
    )


def _parent(db: Database, ask: Ask) -> int | None:
    if ask.onto is not None:
        return None if ask.onto == FROM_SCRATCH else ask.onto
    key = [ask.thread.team, ask.thread.channel, ask.thread.ts]
    where = "select current from threads where team = ? and channel = ? and ts = ?"
    found = db.execute(where, key).fetchone()
    return found[0] if found else None


def _keep_prints(db: Database, turn: int, prints: Sequence[Print]) -> None:
    for number, drawn in enumerate(prints):
        row = {"turn": turn, "number": number, **asdict(drawn)}
        db.table("pictures").upsert(row, pk=("turn", "number"))
