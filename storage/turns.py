"""The journal of turns in SQLite."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Self

from sqlite_utils import Database

from bot.core.errors import StoreAway
from bot.core.turn.asks import FROM_SCRATCH, Ask
from bot.core.turn.life import (
    LOOKED_AFTER,
    TAKEN_UP,
    Status,
    when_begun,
)
from bot.core.turn.taught import UsedName
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Answer, KeptPicture, Outcome, Turn
from storage import approvals, gallery, gallery_rows, rows, steps
from storage.accepting import inserted
from storage.approval_rows import audit_rows
from storage.legs import SqliteLegs, superseded
from storage.statements import LINEAGE, NEWEST, in_line
from storage.states import among
from storage.worker import SqliteWorker

log = logging.getLogger(__name__)
_LINEAGE = LINEAGE.replace("%s", "?")
UNFINISHED = f"{among(TAKEN_UP)} or ({among(LOOKED_AFTER)} and settled = 0)"
ABANDON = """
    insert or ignore into abandoned (response, turn) select response, id from turns
    where id = :turn and response not in ('', :response)
"""


class SqliteTurns:
    """Implements the port `Turns`. There is only one process, so nobody is
    overtaken."""

    def __init__(self, worker: SqliteWorker) -> None:
        self._run, self._lightly = worker.run, worker.lightly
        self._ahead, self._caught_up = worker.ahead, worker.caught_up
        self.legs = SqliteLegs(worker)

    def for_attempt(self, turn: Turn) -> Self:
        """The same journal, because nobody else could begin an attempt."""
        return self

    async def check(self, turn: int) -> None:
        """Do nothing: nobody is overtaken."""

    async def accept(self, ask: Ask, most: int | None = None) -> Turn | None:
        """Claim the ask, and take its place in the lane, in one transaction.

        `secured` waits for the disk.
        """

        def work(db: Database) -> Turn | None:
            made = inserted(db, ask, most)
            if made is None:
                return None
            if not ask.opens_thread:
                _know(db, ask.thread)
            asking = superseded(db, ask.thread) if ask.onto is None else ()
            return replace(steps.must(db, made), superseded=asking)

        return await self._ahead(work)

    async def secured(self) -> None:
        """Return when every accepted ask is on the disk."""
        await self._caught_up()

    async def knows(self, thread: ThreadKey) -> bool:
        """Whether the thread is ours."""
        where = "select 1 from threads where team = ? and channel = ? and ts = ?"
        key = (thread.team, thread.channel, thread.ts)
        return await self._run(lambda db: bool(db.execute(where, key).fetchone()))

    async def get(self, turn: int) -> Turn | None:
        """The turn as it stands."""
        return await self._run(lambda db: steps.get(db, turn))

    async def begin(self, turn: int) -> Turn:
        """Mark it running; the first attempt fixes its parent for good.

        Nothing is spent on an ask that is not on the disk yet. If the disk cannot store
        it at all, it is answered all the same, and not acknowledged to Slack.
        """

        def work(db: Database) -> Turn:
            found = steps.must(db, turn)
            first = found.attempt == 0
            parent = _parent(db, found.ask) if first else found.parent
            status = when_begun(found.status) or Status.RUNNING
            values = {"parent": parent, "attempt": found.attempt + 1}
            return steps.step(db, turn, status, values)

        try:
            await self.secured()
        except StoreAway as error:
            log.warning("asks are not on the disk yet: %s", error)
        return await self._lightly(work)

    async def may_post(self, turn: int) -> bool:
        """Always true: nobody else would post it."""
        return True

    async def posted(self, turn: int, ts: str, opens: ThreadKey | None = None) -> None:
        """Note the message; with `opens`, the thread that it opened."""

        def work(db: Database) -> None:
            steps.update(db, turn, {"message": ts})
            if opens is not None:
                steps.update(db, turn, {"thread": opens.ts})
                _know(db, opens)

        await self._lightly(work)

    async def heard(self, turn: int, response: str, sequence: int | None) -> None:
        """Note the running response and how far it was read."""
        values = rows.heard(response, sequence)

        def work(db: Database) -> None:
            db.execute(ABANDON, {"turn": turn, **values})
            steps.put(db, turn, values)

        await self._lightly(work)

    async def named(self, turn: int, names: Sequence[UsedName]) -> None:
        """Note the names that the turn uses."""
        values = {"names": rows.names_text(names)}
        await self._lightly(lambda db: steps.put(db, turn, values))

    async def handed_over(self, turn: Turn) -> None:
        """Note that an orderly stop ends this attempt."""
        values = {"handed_over": turn.handed_over + 1}
        await self._lightly(lambda db: steps.put(db, turn.id, values))

    async def answered(self, turn: int, answer: Answer) -> None:
        """Store the answer, and make the turn its thread's current.

        If the turn came to nothing, it only becomes current if it built on the current
        one.
        """

        def work(db: Database) -> None:
            values = {"answer": rows.answer_text(answer), "indexed": gallery_rows.ADDED}
            found = steps.step(db, turn, Status.ANSWERED, values)
            db.execute("delete from pictures where turn = ?", [turn])
            _keep_pictures(db, turn, answer.pictures)
            gallery.add(db, turn, gallery_rows.entry_rows(found, answer))
            approvals.note(db, turn, audit_rows(answer.decided, answer.uses))
            if answer.apart:
                return
            if answer.outcome is Outcome.DONE:
                _choose(db, found.ask.thread, turn)
            else:
                _go_on(db, found)

        await self._run(work)

    async def shown(
        self, turn: int, pictures: Sequence[KeptPicture], settled: bool
    ) -> None:
        """Note that the message has its last form, and how its pictures hang."""

        def work(db: Database) -> None:
            steps.step(db, turn, Status.SHOWN, {"settled": settled})
            db.execute(
                "update turns set ended = coalesce(ended, current_timestamp) "
                "where id = ?",
                [turn],
            )
            _keep_pictures(db, turn, pictures)

        await self._lightly(work)

    async def settle(self, turn: int) -> None:
        """Note that nothing is left to do for the turn."""
        await self._lightly(lambda db: steps.put(db, turn, {"settled": True}))

    async def unfinished(self) -> Sequence[Turn]:
        """Turns that are not shown or not settled, in the order of asking."""
        return await self._run(lambda db: steps.where(db, UNFINISHED, []))

    async def choose(self, thread: ThreadKey, turn: int | None) -> None:
        """Let the next reply build on this turn."""
        await self._run(lambda db: _choose(db, thread, turn))

    async def aside(self, turn: int, aside: bool) -> None:
        """Note whether *Go back* has set the turn aside."""
        await self._run(lambda db: steps.put(db, turn, {"aside": aside}))

    async def latest(self, thread: ThreadKey) -> Turn | None:
        """The last turn that was asked for in the thread."""
        newest = "team = ? and channel = ? and thread = ?"
        where = f"id = (select max(id) from turns where {newest})"  # noqa: S608 -- our own words
        key = [thread.team, thread.channel, thread.ts]
        return next(iter(await self._run(lambda db: steps.where(db, where, key))), None)

    async def in_thread(self, thread: ThreadKey, most: int) -> Sequence[Turn]:
        """The newest turns of the thread, in the order of asking."""
        where = NEWEST.replace("%s", "?")
        key = [thread.team, thread.channel, thread.ts, most]
        return await self._run(lambda db: steps.where(db, where, key))

    async def current(self, thread: ThreadKey) -> int | None:
        """The turn that the next reply builds on."""
        return await self._run(lambda db: _current(db, thread))

    async def lineage(self, turn: int) -> Sequence[Turn]:
        """The turn and its ancestors, the oldest first."""

        def read(db: Database) -> list[Turn]:
            found = [steps.value(db, row) for row in db.query(_LINEAGE, [turn])]
            return in_line(found, turn)

        return await self._run(read)

    async def by_claim(self, claim: str) -> Turn | None:
        """The turn that an ask with this claim became."""
        found = await self._run(lambda db: steps.where(db, "claim = ?", [claim]))
        return next(iter(found), None)

    async def by_message(self, team: str, channel: str, ts: str) -> Turn | None:
        """The turn whose message, or whose ask, has this ts."""
        where = "team = ? and channel = ? and (message = ? or ask_ts = ?)"
        found = await self._run(
            lambda db: steps.where(db, where, [team, channel, ts, ts])
        )
        return found[-1] if found else None


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


def _go_on(db: Database, turn: Turn) -> None:
    """Make a turn that came to nothing current, if nothing else has become so since."""
    thread = turn.ask.thread
    db.execute(
        "update threads set current = ? "
        "where team = ? and channel = ? and ts = ? and current is ?",
        [turn.id, thread.team, thread.channel, thread.ts, turn.parent],
    )


def _parent(db: Database, ask: Ask) -> int | None:
    if ask.onto is not None:
        return None if ask.onto == FROM_SCRATCH else ask.onto
    return _current(db, ask.thread)


def _current(db: Database, thread: ThreadKey) -> int | None:
    key = [thread.team, thread.channel, thread.ts]
    where = "select current from threads where team = ? and channel = ? and ts = ?"
    found = db.execute(where, key).fetchone()
    return found[0] if found else None


def _keep_pictures(db: Database, turn: int, pictures: Sequence[KeptPicture]) -> None:
    for number, drawn in enumerate(pictures):
        row = {"turn": turn, **rows.picture_row(number, drawn)}
        db.table("pictures").upsert(row, pk=("turn", "number"))
