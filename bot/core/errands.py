"""Work in the background that nobody waits for, but that is never forgotten."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any
from weakref import WeakSet

from bot.core.cancelling import cancelled
from bot.core.errors import ChatShut, Overtaken, SignInFailed

log = logging.getLogger(__name__)
_resting: WeakSet[asyncio.Task[Any]] = WeakSet()


async def rest(seconds: float) -> None:
    """Sleep, without making `close` wait: the journal knows what is left to do."""
    task = asyncio.current_task()
    assert task is not None  # noqa: S101 -- a coroutine runs in a task
    _resting.add(task)
    try:
        await asyncio.sleep(seconds)
    finally:
        _resting.discard(task)


class Errands:
    """Keeps tasks until they are done, and logs their errors."""

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
        """Whether any task is left."""
        return bool(self._tasks)

    async def close(self, grace: float = 0) -> None:
        """Give the tasks a moment, then cancel them."""
        if working := self._tasks - set(_resting):
            await asyncio.wait(working, timeout=grace)
        await cancelled(*self._tasks)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            # Those concerned report these errors themselves.
            if isinstance(error, Overtaken | ChatShut | SignInFailed):
                log.info("%s: %s", task.get_name(), error)
                return
            log.error("%s failed", task.get_name(), exc_info=error)
