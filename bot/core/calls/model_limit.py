"""Limits how often the model is asked: so many requests a minute, none while it is too
busy.

Answers that are under way are not affected. While the gate is shut for long, one turn
at a time tries the model. A turn that has waited for a minute is told the same as the
first one.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Coroutine
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any, Final

from bot.core.caller import Priority
from bot.core.calls.budget import Budget
from bot.core.calls.fencing import freshly
from bot.core.calls.gate import Gate
from bot.core.calls.model_access import Seat
from bot.core.calls.tiers import MODEL
from bot.core.cancelling import cancelled
from bot.core.errors import (
    AskError,
    ModelBusy,
    ModelCut,
    ModelError,
    ModelShut,
    ModelSlow,
)
from bot.core.ports import Model, Preferences
from bot.core.turn.events import TurnEvent
from bot.core.turn.request import Request
from bot.core.turn.turns import Turn

SHUT_FOR: Final = 1.0
"""Seconds to wait if the model does not say when to ask again."""
LONG: Final = 60.0
"""The longest that the gate stays shut without a try in between, in seconds."""
DAY: Final = 86_400.0
"""The longest announced wait that is believed, in seconds."""
PATIENCE: Final = 60.0
"""How many seconds people wait while the gate is shut."""
NOTING: Final = 2.0
"""How many seconds an answer that has begun waits for the gate to be noted as open."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long people wait while the gate is shut. Meanwhile, the model is tried again.

    `check_every` is how often the gate is checked, in case another process has opened
    it.
    """

    seconds: float = PATIENCE
    check_every: float = 1.0

    @property
    def again(self) -> float:
        """The seconds between a failed try and the next one."""
        return self.seconds / 4

    @property
    def lease(self) -> float:
        """The seconds during which a caller is the only one to try."""
        return self.seconds / 2


@dataclass(slots=True)
class ModelLimit:
    """Turns that have something to ask the model wait here before they run."""

    budget: Budget
    gate: Gate
    preferences: Preferences
    patience: Patience = field(default_factory=Patience)
    _line: asyncio.Lock = field(default_factory=asyncio.Lock)
    _was_shut: bool = False

    async def through(self, turn: Turn, seat: Seat, since: float) -> None:
        """Return when the turn has its seat and may ask; raises ModelShut.

        `since` is when it began to wait, by the loop's clock.
        """
        if turn.asks_nothing or await self._runs_already(turn):
            await seat()
            return
        await self._patiently(self._seated(seat), since)

    async def _runs_already(self, turn: Turn) -> bool:
        """Whether its response only has to be resumed, so that nothing is asked for."""
        if not turn.response:
            return False
        try:
            return (await self.preferences.terms(turn.ask)).background
        except AskError:
            return False  # the turn will report it

    async def again(self) -> None:
        """Do the same for a turn that asks another time."""
        began = asyncio.get_running_loop().time()
        await self._patiently(self._admitted(Priority.FIRST), began)

    async def too_long(self, since: float) -> ModelShut | None:
        """What to tell a turn that has waited since then, if it has waited in vain."""
        seconds = self.patience.seconds
        if asyncio.get_running_loop().time() - since < seconds:
            return None
        shut = await self.gate.state()
        if shut is None or shut.lasted < seconds:
            return None
        return ModelShut(f"no answer for {shut.lasted:.0f} s", shut.left)

    async def heard(self, answer: ModelError | None, ago: float) -> None:
        """Learn from what happened to a request that was sent so many seconds ago.

        Silence says nothing about the gate; any answer but "too busy" means that it is
        open.
        """
        if isinstance(answer, ModelBusy):
            await self._shut(min(answer.retry_after or SHUT_FOR, DAY))
        elif self._was_shut and not isinstance(answer, ModelSlow | ModelCut):
            await self._open(ago)

    async def _seated(self, seat: Seat) -> None:
        await seat()
        await self._admitted(Priority.STEP)

    async def _admitted(self, priority: Priority) -> None:
        async with self._line:
            while True:
                knock = await self.gate.knock(self.patience.lease)
                self._was_shut = knock.shut
                if not knock.wait:
                    break
                await asyncio.sleep(min(knock.wait, self.patience.check_every))
        await self.budget.admitted(MODEL, priority)

    async def _patiently(self, going: Coroutine[Any, Any, None], since: float) -> None:
        """Wait for the gate, but not for too long."""
        clock = asyncio.get_running_loop().time
        task = asyncio.ensure_future(going)
        try:
            while not task.done():
                left = since + self.patience.seconds - clock()
                await asyncio.wait({task}, timeout=max(self.patience.check_every, left))
                if not task.done() and (shut := await self.too_long(since)):
                    raise shut
            task.result()
        finally:
            await cancelled(task, again=1.0)

    async def _shut(self, seconds: float) -> None:
        if seconds <= LONG:
            await self.budget.closed(MODEL, seconds)
        await self.gate.shut(
            seconds, seconds if seconds <= LONG else self.patience.again
        )

    async def _open(self, ago: float) -> None:
        """Note that the gate is open. If that fails, the answer continues all the
        same."""
        try:
            async with asyncio.timeout(NOTING):
                await self.gate.opened(ago)
        except Exception:
            log.exception("that the model answers again is not noted")


@dataclass(frozen=True, slots=True)
class LimitedModel:
    """A `Model` that is only asked when the limit allows it."""

    model: Model
    access: ModelLimit

    def leave(self, response: str) -> None:
        """Leave the response running when its answer closes."""
        self.model.leave(response)

    async def answer(self, request: Request) -> AsyncGenerator[TurnEvent, None]:
        """Yield the answer's events. A turn that asks again goes before new turns.

        Raises Overtaken if another process is already asking, so that nothing is paid
        for twice.
        """
        if request.caller.admitted != MODEL.method and request.resume is None:
            await self.access.again()
        await freshly(request.caller.check)
        clock = asyncio.get_running_loop().time
        begun, sent = False, clock()
        try:
            async with aclosing(self.model.answer(request)) as events:
                async for event in events:
                    if not begun:
                        begun = True
                        await self.access.heard(None, clock() - sent)
                    yield event
                    del event  # it may hold a picture
        except ModelError as error:
            if not begun:
                await self.access.heard(error, clock() - sent)
            raise
