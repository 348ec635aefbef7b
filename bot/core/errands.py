"""Work that nobody waits for, but that is never lost sight of."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from bot.core.cancelling import ended
from bot.core.errors import Overtaken

log = logging.getLogger(__name__)


class Errands:
    """Holds on to tasks until they are done, and logs what went wrong in them."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
        """Start it now."""
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    @property
    def busy(self) -> bool:
        """Whether any of them is left."""
        return bool(self._tasks)

    async def close(self, grace: float = 0) -> None:
        """Give them a moment, then end them."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=grace)
        await ended(*self._tasks)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            if isinstance(error, Overtaken):
                log.info("%s: %s", task.get_name(), error)
                return
            log.error("%s failed", task.get_name(), exc_info=error)
