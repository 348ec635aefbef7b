"""Shows what a person has to decide. The lane does not wait for it.

Until the turn goes on, showing its questions is tried again and again. If they can
never be shown, nobody can decide them, and the caller is told.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from bot.core.cancelling import cancelled
from bot.core.errands import Errands
from bot.core.errors import ChatError, ChatGone, ChatRefused, ChatShut, StoreAway
from bot.core.messages.questions import asking
from bot.core.showing.closing import Closing
from bot.core.showing.context import TurnContext
from bot.core.showing.showing import Showing
from bot.core.turn.asks import DELETED
from bot.core.turn.life import Status

NOT_ASKED = "Not allowed: I could not ask anybody here."
NEVER = (ChatGone, ChatRefused, ChatShut)
Unasked = Callable[[str], Coroutine[Any, Any, None]]
"""Called once, with the reason why nobody can be asked."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asking:
    """Shows the open questions of turns, one showing per turn at a time."""

    context: TurnContext
    errands: Errands

    def begin(self, turn: int, unasked: Unasked) -> asyncio.Task[None]:
        """Show the questions that are open now, instead of any that are on their
        way."""
        before = self.context.asking.get(turn)
        work = self._shown(turn, unasked, before)
        task = self.errands.start(work, f"asking {turn}")
        self.context.asking[turn] = task
        task.add_done_callback(lambda done: self._forget(turn, done))
        return task

    async def called_off(self, turn: int) -> None:
        """Stop showing questions; an edit under way is completed first."""
        if task := self.context.asking.get(turn):
            await cancelled(task)

    def _forget(self, turn: int, done: asyncio.Task[None]) -> None:
        if self.context.asking.get(turn) is done:
            del self.context.asking[turn]

    async def _shown(
        self, turn: int, unasked: Unasked, before: asyncio.Task[None] | None
    ) -> None:
        if before is not None:
            await cancelled(before)
        while True:
            try:
                return await self._show(turn)
            except NEVER as error:
                log.warning("turn %s: nobody can be asked: %s", turn, error)
                why = DELETED if isinstance(error, ChatGone) else NOT_ASKED
                self.errands.start(unasked(why), f"declining {turn}")
                return None
            except (ChatError, StoreAway, TimeoutError) as error:
                log.warning("turn %s: its questions are not shown: %s", turn, error)
            await asyncio.sleep(self.context.again_after)

    async def _show(self, turn: int) -> None:
        turns = self.context.turns
        found = await turns.get(turn)
        if found is None or found.status is not Status.ASKING:
            return  # somebody has already decided
        legs = await turns.legs.of(turn)
        draft = Showing(self.context).draft(found)
        await Closing(self.context).asking(found, legs[-1], draft, asking(found, legs))
        await turns.settle(turn)
