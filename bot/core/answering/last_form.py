"""Brings a stored answer into its message, however often that has to be tried."""

import asyncio
import logging
from dataclasses import dataclass, replace

from bot.core.caller import Priority
from bot.core.errands import Errands
from bot.core.errors import ChatError, ChatShut, ChatUninvited, StoreAway
from bot.core.messages.message import Message
from bot.core.showing.context import TurnContext
from bot.core.showing.draft import Draft
from bot.core.showing.posting import Post, say_anyhow
from bot.core.showing.settling import Settling
from bot.core.showing.showing import Showing
from bot.core.storing.pending_writes import lasting
from bot.core.turn.turns import Answer, Turn

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LastForm:
    """Gives messages their last form, and looks after them from then on.

    What Slack does not take now is tried again after `again_after` seconds, and what
    the store does not take, as soon as it is back.
    """

    context: TurnContext
    errands: Errands
    again_after: float

    async def show(self, turn: Turn, answer: Answer, draft: Draft) -> None:
        """Show the answer. If the store is away, do so as soon as it is back."""
        try:
            await self._shown(turn, answer, draft)
        except StoreAway as error:
            log.warning("turn %s: its end waits: %s", turn.id, error)
            self.errands.start(self._again(turn, answer), f"ending {turn.id}")

    async def settle(self, turn: Turn) -> None:
        """Look after a message that got its last form some time ago."""
        await Settling(self.context).settle(turn)

    async def give_up(self, turn: Turn, error: ChatError) -> None:
        """Say in other ways what became of a turn that cannot be posted."""
        ordinary = isinstance(error, ChatUninvited)  # a command works in any channel
        level = logging.INFO if ordinary else logging.WARNING
        log.log(level, "turn %s cannot be answered anywhere: %s", turn.id, error)
        if not turn.message and not turn.ask.opens_thread:
            said, mark = Message(error.told), f"turn-{turn.id}-plain"
            post = Post(turn.ask.thread, said, mark, Priority.END)
            chat, budget = self.context.chat, self.context.budget
            await say_anyhow(chat, budget, post, turn.ask.user)
        await self.context.turns.shown(turn.id, (), settled=False)
        self.errands.start(self.settle(turn), f"settling {turn.id}")

    async def _shown(self, turn: Turn, answer: Answer, draft: Draft) -> None:
        """Show the answer. Pictures that Slack does not take now stay in the journal,
        and for a message that was deleted, nothing is uploaded."""
        try:
            if draft.gone.is_set():
                await self.context.turns.shown(turn.id, (), settled=False)
            else:
                await Showing(self.context).end(turn, answer, draft)
        except ChatShut as error:
            await self.give_up(replace(turn, answer=answer), error)
        except (ChatError, TimeoutError) as error:
            log.warning("turn %s: its end waits: %s", turn.id, error)
            self.errands.start(self._later(turn, answer), f"ending {turn.id}")
        else:
            stands = not draft.gone.is_set()
            settling = Settling(self.context).settle(turn, just_shown=stands)
            self.errands.start(settling, f"settling {turn.id}")

    async def _later(self, turn: Turn, answer: Answer) -> None:
        await asyncio.sleep(self.again_after)
        await self._again(turn, answer)

    async def _again(self, turn: Turn, answer: Answer) -> None:
        # A later attempt looks for a message that may have been posted.
        turn = replace(turn, attempt=turn.attempt + 1)

        async def work() -> None:
            async with Showing(self.context).draft(turn) as draft:
                await self._shown(turn, answer, draft)

        await lasting(work)
