"""The connections to PostgreSQL, and the transactions on them."""

import asyncio
import logging
import select
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, Final, TypeVar

from psycopg import AsyncConnection, Error, InterfaceError, OperationalError
from psycopg.errors import IdleInTransactionSessionTimeout
from psycopg.rows import DictRow, dict_row
from psycopg_pool import AsyncConnectionPool, PoolClosed

from storage.postgres.addresses import HOW_TO_WRITE, blotted, misread
from storage.postgres.migrations import migrate

Connection = AsyncConnection[DictRow]
Pool = AsyncConnectionPool[Connection]
Result = TypeVar("Result")
Work = Callable[[Connection], Awaitable[Result]]

MOST_CONNECTIONS: Final = 10
PATIENCE: Final = 60.0
AGAIN: Final = 0.3
GONE: Final = (OperationalError, InterfaceError, IdleInTransactionSessionTimeout)
ASLEEP: Final = 4.0
"""Seconds in a transaction without a word after which the server ends it.

A process that is frozen with a lock in its hands would hold up all others.
"""
log = logging.getLogger(__name__)


class Database:
    """Does work in transactions. A database that is gone for a moment is waited for."""

    def __init__(self, pool: Pool, patience: float = PATIENCE) -> None:
        self.pool = pool
        self._patience = patience

    async def run(self, work: Work[Result]) -> Result:
        """Do the work in one transaction: all of it, or nothing.

        Where the connection breaks, it is done once more: work must bear that.
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
            except GONE as error:
                if clock() > until:
                    raise
                log.warning("the database is waited for: %s", type(error).__name__)
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
    """What went wrong, without what the address holds: there may be a password in it.

    Where the driver has taken a part of the password for the host, it names that.
    """
    sentence = next(iter(str(error).splitlines()), type(error).__name__)
    if misread(url) or "@" in sentence:
        return HOW_TO_WRITE
    if not isinstance(error, OperationalError):
        return (
            f"the address or what it leads to is not in order ({type(error).__name__})"
        )
    return blotted(sentence, url)


async def _checked(connection: Connection) -> None:
    """Ask whether it is alive, but only where the server has spoken out of turn.

    A server that ended says so, or hangs up: what then lies in the socket is seen
    without asking, and asking would cost each call a round trip more.
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
    """The database in its newest shape. Raises psycopg.Error where it is not there."""
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
    )
    async with pool:
        yield Database(pool, patience)
