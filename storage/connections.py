"""Connections to servers and sign-ins that have begun, for both databases.

What is secret in them is sealed before it comes here. Each call is one statement that
returns rows, so it happens once, however many processes make it.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlite_utils import Database

from bot.core.servers.connections import ConnectionKey
from storage.worker import SqliteWorker

Row = Mapping[str, Any]
Ask = Callable[[str, Sequence[Any]], Awaitable[Sequence[Row]]]

_OF: Final = "select * from connections where team = %s and person = %s and label = %s"
_KEEP: Final = """
    insert into connections
        (team, person, label, made_by, made, sealed, generation, leased)
    values (%s, %s, %s, %s, %s, %s, 0, 0)
    on conflict (team, person, label) do update set
        made_by = excluded.made_by, made = excluded.made, sealed = excluded.sealed,
        generation = connections.generation + 1, leased = 0
    returning label
"""
_LEASE: Final = """
    update connections set leased = %s
    where team = %s and person = %s and label = %s and generation = %s and leased <= %s
    returning label
"""
_RELEASE: Final = """
    update connections set leased = 0
    where team = %s and person = %s and label = %s and generation = %s
    returning label
"""
_RENEW: Final = """
    update connections set sealed = %s, leased = 0, generation = generation + 1
    where team = %s and person = %s and label = %s and generation = %s
    returning label
"""
_REMOVE: Final = """
    delete from connections where team = %s and person = %s and label = %s returning *
"""
_REMOVE_BEGUN: Final = """
    delete from sign_ins where team = %s and person = %s and label = %s returning link
"""
_BEGIN: Final = """
    insert into sign_ins (link, state, browser, team, person, label, made_by, expires,
        sealed)
    values (%s, %s, '', %s, %s, %s, %s, %s, %s) returning link
"""
_BEGUN: Final = (
    "select * from sign_ins where link = %s and browser = '' and expires > %s"
)
_OPEN: Final = """
    update sign_ins set browser = %s where link = %s and browser = '' and expires > %s
    returning *
"""
_FINISH: Final = """
    delete from sign_ins
    where state = %s and browser = %s and browser <> '' and expires > %s
    returning *
"""
_KEEP_CLIENT: Final = """
    insert into server_clients (issuer, redirect, scope, sealed)
    values (%s, %s, %s, %s)
    on conflict (issuer, redirect, scope) do update set sealed = excluded.sealed
    returning issuer
"""


@dataclass(frozen=True, slots=True)
class SealedConnection:
    """A row of connections."""

    key: ConnectionKey
    made_by: str
    made: float
    sealed: bytes
    generation: int = 0


@dataclass(frozen=True, slots=True)
class SealedSignIn:
    """A row of sign-ins. Its link and its state are hashes."""

    link: str
    state: str
    key: ConnectionKey
    user: str
    expires: float
    sealed: bytes


class StoredConnections:
    """Stores connections and sign-ins; `ask` does one statement."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    async def of(self, key: ConnectionKey) -> SealedConnection | None:
        """The connection, if there is one."""
        return _one(await self._ask(_OF, _place(key)))

    async def all(self) -> list[SealedConnection]:
        """Every connection."""
        return _each(await self._ask("select * from connections order by made", []))

    async def of_owner(self, team: str, user: str) -> list[SealedConnection]:
        """Those of a workspace, or those that a person made."""
        column = "team" if team else "made_by"
        sql = f"select * from connections where {column} = %s order by made"  # noqa: S608 -- our own names
        return _each(await self._ask(sql, [team or user]))

    async def of_label(self, label: str) -> list[SealedConnection]:
        """Everybody's connections to a server, the workspaces' first."""
        sql = "select * from connections where label = %s order by person, made"
        return _each(await self._ask(sql, [label]))

    async def keep(self, row: SealedConnection) -> None:
        """Store a new connection in place of the one before."""
        values = [*_place(row.key), row.made_by, row.made, row.sealed]
        await self._ask(_KEEP, values)

    async def lease(self, row: SealedConnection, now: float, until: float) -> bool:
        """Take the right to renew this generation."""
        values = [until, *_place(row.key), row.generation, now]
        return bool(await self._ask(_LEASE, values))

    async def release(self, row: SealedConnection) -> None:
        """Give it back."""
        await self._ask(_RELEASE, [*_place(row.key), row.generation])

    async def renew(self, row: SealedConnection) -> bool:
        """Store the next generation, if this one is the newest."""
        values = [row.sealed, *_place(row.key), row.generation]
        return bool(await self._ask(_RENEW, values))

    async def remove(self, key: ConnectionKey) -> SealedConnection | None:
        """Remove a connection and what was begun for it."""
        await self._ask(_REMOVE_BEGUN, _place(key))
        return _one(await self._ask(_REMOVE, _place(key)))

    async def remove_team(self, team: str) -> list[SealedConnection]:
        """Remove everything of a workspace."""
        await self._ask("delete from sign_ins where team = %s returning link", [team])
        sql = "delete from connections where team = %s returning *"
        return _each(await self._ask(sql, [team]))

    async def begin(self, row: SealedSignIn, now: float) -> None:
        """Store a sign-in, and drop those that have expired."""
        await self._ask(
            "delete from sign_ins where expires <= %s returning link", [now]
        )
        values = [row.link, row.state, *_place(row.key), row.user, row.expires]
        await self._ask(_BEGIN, [*values, row.sealed])

    async def begun(self, link: str, now: float) -> SealedSignIn | None:
        """The sign-in behind an unused link."""
        return _sign_in(await self._ask(_BEGUN, [link, now]))

    async def open(self, link: str, browser: str, now: float) -> SealedSignIn | None:
        """Use the link, once."""
        return _sign_in(await self._ask(_OPEN, [browser, link, now]))

    async def finish(self, state: str, browser: str, now: float) -> SealedSignIn | None:
        """Take the sign-in that this browser has opened, once."""
        return _sign_in(await self._ask(_FINISH, [state, browser, now]))

    async def client(self, issuer: str, redirect: str, scope: str) -> bytes | None:
        """The client that was registered there."""
        sql = (
            "select sealed from server_clients where issuer = %s and redirect = %s "
            "and scope = %s"
        )
        rows = await self._ask(sql, [issuer, redirect, scope])
        return bytes(rows[0]["sealed"]) if rows else None

    async def keep_client(
        self, issuer: str, redirect: str, scope: str, sealed: bytes
    ) -> None:
        """Remember it."""
        await self._ask(_KEEP_CLIENT, [issuer, redirect, scope, sealed])

    async def forget_clients(self, issuer: str) -> None:
        """Forget all that were registered there."""
        sql = "delete from server_clients where issuer = %s returning issuer"
        await self._ask(sql, [issuer])


def in_sqlite(worker: SqliteWorker) -> StoredConnections:
    """Those in a file."""

    async def ask(sql: str, values: Sequence[Any]) -> Sequence[Row]:
        def work(db: Database) -> list[Row]:
            return list(db.query(sql.replace("%s", "?"), values))

        return await worker.run(work)

    return StoredConnections(ask)


def _place(key: ConnectionKey) -> list[str]:
    return [key.team, key.person, key.label]


def _key(row: Row) -> ConnectionKey:
    return ConnectionKey(row["team"], row["person"], row["label"])


def _connection(row: Row) -> SealedConnection:
    return SealedConnection(
        _key(row), row["made_by"], row["made"], bytes(row["sealed"]), row["generation"]
    )


def _one(rows: Sequence[Row]) -> SealedConnection | None:
    return _connection(rows[0]) if rows else None


def _each(rows: Sequence[Row]) -> list[SealedConnection]:
    return [_connection(row) for row in rows]


def _sign_in(rows: Sequence[Row]) -> SealedSignIn | None:
    if not rows:
        return None
    row = rows[0]
    return SealedSignIn(
        row["link"],
        row["state"],
        _key(row),
        row["made_by"],
        row["expires"],
        bytes(row["sealed"]),
    )
