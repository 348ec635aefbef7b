"""Procrastinate's connection to a database that may be away for a moment.

Without this, a restart of PostgreSQL would make each worker abandon what it runs.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Final, TypeVar

from procrastinate import PsycopgConnector
from procrastinate.connector import Notify
from procrastinate.exceptions import ConnectorException
from psycopg import InterfaceError, OperationalError
from psycopg.errors import IdleInTransactionSessionTimeout
from psycopg_pool import PoolClosed

PATIENCE: Final = 60.0
AGAIN: Final = 0.3
Result = TypeVar("Result")
log = logging.getLogger(__name__)


class PatientConnector(PsycopgConnector):
    """Tries again for as long as the database cannot be reached."""

    async def execute_query_async(self, query: Any, **arguments: Any) -> None:
        call = super().execute_query_async
        await _patient(lambda: call(query, **arguments))

    async def execute_query_one_async(
        self, query: Any, **arguments: Any
    ) -> dict[str, Any]:
        call = super().execute_query_one_async
        return await _patient(lambda: call(query, **arguments))

    async def execute_query_all_async(
        self, query: Any, **arguments: Any
    ) -> list[dict[str, Any]]:
        call = super().execute_query_all_async
        return await _patient(lambda: call(query, **arguments))

    async def listen_notify(
        self, on_notification: Notify, channels: Iterable[str]
    ) -> None:
        """Listen without end; anything missed meanwhile is found by polling."""
        names = list(channels)
        while True:
            try:
                await super().listen_notify(on_notification, names)
            except ConnectorException as error:
                log.warning("waiting for the database: %r", error.__cause__)
            await asyncio.sleep(AGAIN)


async def _patient(call: Callable[[], Awaitable[Result]]) -> Result:
    clock = asyncio.get_running_loop().time
    until = clock() + PATIENCE
    while True:
        try:
            return await call()
        except ConnectorException as error:
            if clock() > until or not _passing(error.__cause__):
                raise
        await asyncio.sleep(AGAIN)


def _passing(cause: BaseException | None) -> bool:
    gone = OperationalError | InterfaceError | IdleInTransactionSessionTimeout
    lost = isinstance(cause, gone)
    return lost and not isinstance(cause, PoolClosed)
