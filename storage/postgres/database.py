"""The connections to PostgreSQL, and the transactions on them."""

import asyncio
import logging
import select
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, Final, TypeVar

from psycopg import (
    AsyncConnection,
    Error,
    InterfaceError,
    OperationalError,
)
from psycopg.errors import (
    DataCorrupted,
    DiskFull,
    IdleInTransactionSessionTimeout,
    IndexCorrupted,
    InternalError_,
    ReadOnlySqlTransaction,
)
from psycopg.rows import DictRow, dict_row
from psycopg_pool import AsyncConnectionPool, PoolClosed

from bot.core.errors import StoreAway, StoreFull
from storage.postgres.addresses import HOW_TO_WRITE, blotted, misread
from storage.postgres.migrations import migrate

Connection = AsyncConnection[DictRow]
Pool = AsyncConnectionPool[Connection]
Result = TypeVar("Result")
Work = Callable[[Connection], Awaitable[Result]]

MOST_CONNECTIONS: Final = 10
PATIENCE: Final = 60.0
AGAIN: Final = 0.3
FOR_A_CONNECTION: Final = 30.0
RECONNECTING: Final = 10.0
"""Seconds after which the pool starts to connect from scratch.

Its pauses double each time, so after an outage of minutes, it would take minutes more
to notice that the database is back.
"""
FULL: Final = (
    DiskFull,
    ReadOnlySqlTransaction,
    InternalError_,
    DataCorrupted,
    IndexCorrupted,
)
"""No space, read-only (as after a failover), or damaged: waiting does not help."""
GONE: Final = (OperationalError, InterfaceError, IdleInTransactionSessionTimeout)
ASLEEP: Final = 4.0
"""Seconds of silence in a transaction after which the server ends it.

A process that is frozen while it holds a lock would hold up all others.
"""
log = logging.getLogger(__name__)


class Database:
    """Does work in transactions. It waits for a database that is away for a moment.

    If it stays away, StoreAway is raised; if it accepts nothing, StoreFull.
    """

    def __init__(self, pool: Pool, patience: float = PATIENCE) -> None:
        self.pool = pool
        self._patience = patience

    async def run(self, work: Work[Result]) -> Result:
        """Do the work in one transaction: all of it, or nothing.

        If the connection breaks, the work is repeated, which it must allow.
        """

        async def whole(connection: Connection) -> Result:
            async with connection.transaction():
                return await work(connection)

        return await self.at_once(whole)

    async def at_once(self, work: Work[Result]) -> Result:
        """Do one statement, or several that only read: each is its own transaction."""
        clock = asyncio.get_running_loop().time
        until = clock() + self._patience
        while True:
            try:
                async with self.pool.connection() as connection:
                    return await work(connection)
            except PoolClosed:
                raise
            except FULL as error:
                raise StoreFull(_said(error)) from error
            except GONE as error:
                if clock() > until:
                    raise StoreAway(_said(error)) from error
                log.warning("waiting for the database: %s", type(error).__name__)
            await asyncio.sleep(AGAIN)

    async def rows(self, sql: str, args: Any = ()) -> list[DictRow]:
        """The rows that one statement gives."""

        async def work(connection: Connection) -> list[DictRow]:
            return await (await connection.execute(sql, args)).fetchall()

        return await self.at_once(work)

    async def execute(self, sql: str, args: Any = ()) -> int:
        """Do one statement; return how many rows it touched."""

        async def work(connection: Connection) -> int:
            return (await connection.execute(sql, args)).rowcount

        return await self.at_once(work)


def why(error: Error, url: str) -> str:
    """What went wrong, without the address, which may contain a password.

    If the driver has mistaken a part of the password for the host, its message has that
    part.
    """
    sentence = next(iter(str(error).splitlines()), type(error).__name__)
    if misread(url) or "@" in sentence:
        return HOW_TO_WRITE
    if not isinstance(error, OperationalError):
        return (
            f"the address or what it leads to is not in order ({type(error).__name__})"
        )
    return blotted(sentence, url)


def _said(error: Error) -> str:
    """The server's name for the error; its own words may repeat somebody's."""
    return f"the database: {type(error).__name__}"


async def _checked(connection: Connection) -> None:
    """Ask whether the connection is alive, but only if the server has sent something.

    A server that ends a connection says so, or hangs up. That is visible in the socket
    without asking, and asking would cost each call another round trip.
    """
    looking = select.poll()
    looking.register(connection.fileno(), select.POLLIN)
    if looking.poll(0):
        await AsyncConnectionPool.check_connection(connection)


@asynccontextmanager
async def opened(
    url: str,
    most: int = MOST_CONNECTIONS,
    patience: float = PATIENCE,
    asleep: float = ASLEEP,
) -> AsyncIterator[Database]:
    """The database with its newest tables. Raises psycopg.Error if it is not there."""
    async with await AsyncConnection.connect(
        url, autocommit=True, row_factory=dict_row
    ) as connection:
        await migrate(connection)

    async def configure(connection: Connection) -> None:
        await connection.set_autocommit(True)
        limit = f"set idle_in_transaction_session_timeout = {int(asleep * 1000)}"
        await connection.execute(limit)

    pool = AsyncConnectionPool(
        url,
        connection_class=Connection,
        kwargs={"row_factory": dict_row},
        min_size=2,
        max_size=most,
        open=False,
        configure=configure,
        check=_checked,
        name="darkroom",
        timeout=min(FOR_A_CONNECTION, patience),
        reconnect_timeout=RECONNECTING,
    )
    async with pool:
        yield Database(pool, patience)
