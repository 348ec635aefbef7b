"""Takes an ask from its place in the lane to the last form of its message."""

import asyncio
import logging
from contextlib import suppress
from dataclasses import replace

from bot.core.answering.asking_model import AskingModel
from bot.core.answering.attempt import Attempt
from bot.core.answering.request_building import RequestBuilder
from bot.core.answering.rules import ProcessRules
from bot.core.errands import Errands
from bot.core.errors import (
    ChatError,
    Overtaken,
    StoreFull,
)
from bot.core.messages.view import without_room
from bot.core.ports import Model
from bot.core.reporting.log_context import about
from bot.core.showing.context import TurnContext
from bot.core.showing.placing import Placing
from bot.core.showing.showing import Showing
from bot.core.turn.life import Status
from bot.core.turn.stop import Stop
from bot.core.turn.turns import Turn

log = logging.getLogger(__name__)


class Answering:
    """Answers turns, one call a turn."""

    def __init__(
        self,
        model: Model,
        context: TurnContext,
        asking: RequestBuilder,
        placing: Placing,
        errands: Errands,
        rules: ProcessRules,
    ) -> None:
        self._context, self._placing = context, placing
        self._errands, self._rules = errands, rules
        self._asking_model = AskingModel(model, context, asking, errands, rules)

    async def run(self, turn: Turn, stop: Stop) -> None:
        """Answer the turn, or continue its answer where another process left it."""
        turn = await self._begun(turn)
        attempt = self._attempt(turn)
        with about(turn):
            if turn.attempt > 1:
                attempt.passed("taken_up")
            try:
                await attempt.run(turn, stop)
            except Overtaken:
                attempt.passed("overtaken")
                raise

    async def settle(self, turn: Turn) -> None:
        """Look after a message that has its last form already, or asks somebody."""
        attempt = self._attempt(turn)
        with about(turn):
            if turn.status is Status.ASKING:
                await asyncio.wait({attempt.ask(turn)})
            else:
                await attempt.settle(turn)

    def _attempt(self, turn: Turn) -> Attempt:
        context = self._context.for_attempt(turn)
        asking_model = replace(self._asking_model, context=context)
        return Attempt(context, asking_model, self._placing, self._errands, self._rules)

    async def _begun(self, turn: Turn) -> Turn:
        """Begin the next attempt; if it cannot be noted, the message says so."""
        try:
            return await self._context.turns.begin(turn.id)
        except StoreFull as error:
            log.error(
                "turn %s waits until the store accepts writes: %s", turn.id, error
            )
            await self._say_it_waits(turn)
            raise

    async def _say_it_waits(self, turn: Turn) -> None:
        found = await self._context.turns.get(turn.id)
        if found is None or not found.message:
            return
        with suppress(ChatError, TimeoutError):
            async with Showing(self._context).draft(found) as draft:
                await draft.close(without_room(found), patience=3)
