"""The journal of turns in PostgreSQL, shared by any number of processes.

A process that was stopped and wakes later must not write over what another has done
meanwhile. So an attempt at a turn writes through the journal that `for_attempt` gives:
it writes nothing once a later attempt has begun.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final

from bot.core.errors import Crowded, Overtaken, StoreAway
from bot.core.turn.asks import Ask
from bot.core.turn.taught import UsedName
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Answer, KeptPicture, Outcome, Turn, TurnsAhead
from storage import rows
from storage.approval_rows import audit_rows
from storage.kept import Row
from storage.postgres import sql
from storage.postgres.approvals import audit_text
from storage.postgres.database import Database
from storage.postgres.gallery_rows import added
from storage.postgres.legs import PostgresLegs
from storage.postgres.rights import LIVELY, Rights
from storage.statements import LINEAGE, NEWEST, in_line

POSTING: Final = "45 s"
"""How long a process that lives may take to post a message before another does."""
ACCEPT: Final = """
    select * from accept_turn(
        %(claim)s, %(team)s, %(channel)s, %(thread)s, %(user)s, %(ts)s, %(ask)s,
        %(opens)s, %(me)s, %(most)s, %(lively)s
    )
"""


class PostgresTurns:
    """Implements the port `Turns`.

    `me` names the process. With an `attempt`, it writes for that one alone.
    """

    def __init__(
        self,
        database: Database,
        me: str = "",
        rights: Rights | None = None,
        attempt: int | None = None,
    ) -> None:
        self._database, self._me = database, me
        self._at_once = database.at_once
        self._attempt, self._rights = attempt, rights or Rights()
        self.legs = PostgresLegs(database, attempt)

    def for_attempt(self, turn: Turn) -> "PostgresTurns":
        """The same journal for one attempt: its writes may raise Overtaken."""
        return PostgresTurns(self._database, self._me, self._rights, turn.attempt)

    async def check(self, turn: int) -> None:
        """Raise Overtaken if a later attempt at the turn has begun."""
        found = "select 1 from turns where id = %s and attempt = coalesce(%s, attempt)"
        if not await self._database.rows(found, [turn, self._attempt]):
            raise Overtaken(f"turn {turn} went on elsewhere")

    async def accept(self, ask: Ask, most: int | None = None) -> Turn | None:
        """Claim the ask, and take its place in the queue, in one statement."""
        since = self._rights.now()
        [row] = await self._database.rows(ACCEPT, self._columns(ask, most))
        if row["crowded"]:
            raise Crowded(f"{row['in_thread']} wait in {ask.thread}")
        if row["made"] is None:
            return None
        if row["sure"]:
            self._rights.note(row["made"], since)
        ahead = TurnsAhead(row["in_thread"], row["of_team"], row["of_user"])
        asking = await self._gone_on(row)
        return Turn(row["made"], ask, ahead=ahead, superseded=asking)

    async def secured(self) -> None:
        """Do nothing: the server only confirms what is on the disk."""

    async def knows(self, thread: ThreadKey) -> bool:
        """Whether the thread is ours."""
        where = "select 1 from threads where team = %s and channel = %s and ts = %s"
        key = [thread.team, thread.channel, thread.ts]
        return bool(await self._database.rows(where, key))

    async def get(self, turn: int) -> Turn | None:
        """The turn as it stands."""
        return next(iter(await self._find("id = %s", [turn])), None)

    async def begin(self, turn: int) -> Turn:
        """Mark it running; the first attempt fixes its parent for good.

        Raises Overtaken if another living process runs it, or has ended it. A process
        that took the turn's ticket, was frozen and woke must not take the turn away
        from it.
        """
        args = {"turn": turn, "me": self._me}
        begun = await self._at_once(lambda c: sql.values(c, sql.BEGIN, args))
        if begun:
            return begun[0]
        if await self.get(turn) is None:
            raise LookupError(f"there is no turn {turn}")
        raise Overtaken(f"turn {turn} is another's by now")

    async def may_post(self, turn: int) -> bool:
        """Take or keep the right to post the turn's message.

        The process that accepted the turn has it, and for a moment need not ask.
        """
        if self._rights.sure(turn):
            return True
        args = {"me": self._me, "turn": turn, "long": POSTING}
        return bool(await self._database.execute(sql.MAY_POST, args))

    async def posted(self, turn: int, ts: str, opens: ThreadKey | None = None) -> None:
        """Note the message; with `opens`, the thread that it opened.

        Of two processes that both posted, the first counts; `get` tells which.
        """
        place = opens or ThreadKey("", "", "")
        await self._change(
            sql.POSTED,
            turn,
            message=ts,
            team=place.team,
            channel=place.channel,
            thread=place.ts or None,
        )

    async def heard(self, turn: int, response: str, sequence: int | None) -> None:
        """Note the running response and how far it was read."""
        await self._change(sql.HEARD, turn=turn, **rows.heard(response, sequence))

    async def named(self, turn: int, names: Sequence[UsedName]) -> None:
        """Note the names that the turn uses."""
        await self._put(turn, names=rows.names_text(names))

    async def handed_over(self, turn: Turn) -> None:
        """Note that an orderly stop ends this attempt."""
        await self._put(turn.id, handed_over=turn.handed_over + 1)

    async def answered(self, turn: int, answer: Answer) -> None:
        """Store the answer, and make the turn its thread's current.

        If the turn came to nothing, it only becomes current if it built on the current
        one.
        """
        found = await self.get(turn)
        await self._step(
            sql.ANSWERED,
            turn,
            **added(found, answer),
            answer=rows.answer_text(answer),
            done=answer.outcome is Outcome.DONE,
            apart=answer.apart,
            many=len(answer.pictures),
            pictures=sql.pictures_text(answer.pictures),
            audit=audit_text(audit_rows(answer.decided, answer.uses)),
        )

    async def shown(
        self, turn: int, pictures: Sequence[KeptPicture], settled: bool
    ) -> None:
        """Note that the message has its last form, and how its pictures hang."""
        text = sql.pictures_text(pictures)
        await self._step(sql.SHOWN, turn, settled=settled, pictures=text)

    async def settle(self, turn: int) -> None:
        """Note that nothing is left to do for the turn."""
        await self._put(turn, settled=True)

    async def unfinished(self) -> Sequence[Turn]:
        """Turns that are not shown or not settled, in the order of asking."""
        return await self._find(sql.UNFINISHED, [])

    async def choose(self, thread: ThreadKey, turn: int | None) -> None:
        """Make a turn the one that the next reply builds on."""
        await self._at_once(lambda connection: sql.choose(connection, thread, turn))

    async def aside(self, turn: int, aside: bool) -> None:
        """Note whether *Go back* has set the turn aside."""
        await self._put(turn, aside=aside)

    async def latest(self, thread: ThreadKey) -> Turn | None:
        """The last turn that was asked for in the thread."""
        newest = "team = %s and channel = %s and thread = %s"
        where = f"id = (select max(id) from turns where {newest})"  # noqa: S608 -- our own words
        key = [thread.team, thread.channel, thread.ts]
        return next(iter(await self._find(where, key)), None)

    async def in_thread(self, thread: ThreadKey, most: int) -> Sequence[Turn]:
        """The newest turns of the thread, in the order of asking."""
        key = [thread.team, thread.channel, thread.ts, most]
        return await self._find(NEWEST, key)

    async def current(self, thread: ThreadKey) -> int | None:
        """The turn that the next reply builds on."""
        where = "team = %s and channel = %s and ts = %s"
        found = await self._database.rows(
            f"select current from threads where {where}",  # noqa: S608 -- our own words
            [thread.team, thread.channel, thread.ts],
        )
        return found[0]["current"] if found else None

    async def lineage(self, turn: int) -> Sequence[Turn]:
        """The turn and its ancestors, the oldest first."""
        found = await self._at_once(lambda c: sql.values(c, LINEAGE, [turn]))
        return in_line(found, turn)

    async def by_claim(self, claim: str) -> Turn | None:
        """The turn that an ask with this claim became."""
        return next(iter(await self._find("claim = %s", [claim])), None)

    async def by_message(self, team: str, channel: str, ts: str) -> Turn | None:
        """The turn whose message, or whose ask, has this ts."""
        where = "team = %s and channel = %s and (message = %s or ask_ts = %s)"
        found = await self._find(where, [team, channel, ts, ts])
        return found[-1] if found else None

    async def _gone_on(self, row: Row) -> tuple[Turn, ...]:
        """The turns that the new one has superseded. They have tickets already."""
        if not row["superseded"]:
            return ()
        with suppress(StoreAway):
            return tuple(await self._find("id = any(%s)", [row["superseded"]]))
        return ()

    def _columns(self, ask: Ask, most: int | None) -> dict[str, Any]:
        return {
            "claim": ask.claim,
            "team": ask.thread.team,
            "channel": ask.thread.channel,
            "thread": ask.thread.ts,
            "user": ask.user,
            "ts": ask.ts,
            "ask": rows.ask_text(ask),
            "opens": ask.opens_thread,
            "me": self._me,
            "most": most,
            "lively": LIVELY,
        }

    async def _find(self, where: str, args: Sequence[Any]) -> list[Turn]:
        return await self._at_once(lambda c: sql.find(c, where, args))

    async def _change(self, statement: str, turn: int, **columns: Any) -> None:
        args = {**columns, "turn": turn, "attempt": self._attempt}
        await self._at_once(lambda c: sql.change(c, statement, args))

    async def _step(self, statement: str, turn: int, **columns: Any) -> None:
        args = {**columns, "turn": turn, "attempt": self._attempt}
        await self._at_once(lambda c: sql.step(c, statement, args))

    async def _put(self, turn: int, **columns: Any) -> None:
        await self._at_once(lambda c: sql.put(c, turn, columns, self._attempt))
