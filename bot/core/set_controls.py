"""The controls of a set, and for making a set of a picture: buttons and menu."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from bot.core.accepting.intake import Intake
from bot.core.accepting.pressing import TakeUp, Whisper
from bot.core.errands import Errands
from bot.core.errors import ChatError
from bot.core.showing.context import TurnContext
from bot.core.showing.sharing import Sharing, set_frames
from bot.core.showing.showing import Showing
from bot.core.turn.asks import Ask
from bot.core.turn.pressed import (
    brought_nothing,
    completed,
    picked,
    shows_nothing,
    varied,
)
from bot.core.turn.turns import Turn

ON_THIS = "The next reply builds on number {number}, which is shown in this thread."
COMPLETED = (
    "The missing pictures were already asked for in this thread. The next reply "
    "builds on them."
)
NO_PICTURE = "There is no picture to vary."
NOTHING_MISSING = "Nothing is missing."
SHARED = "The files are in this thread already."
UNSHARED = "Slack is not accepting the files right now. Try again in a minute."
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SetControls:
    """Each control makes a turn of its own, asked for by the person who pressed it."""

    context: TurnContext
    intake: Intake
    errands: Errands
    whisper: Whisper
    take_up: TakeUp
    sharing: set[int] = field(default_factory=set)

    async def vary(self, turn: Turn, user: str, at: str) -> None:
        """Draw variations of the turn's picture, as a set."""
        drawn = turn.answer is not None and turn.answer.own_pictures
        if not drawn or (turn.answer is not None and turn.answer.charts):
            self.whisper(turn, user, NO_PICTURE)
            return
        await self.intake.take(varied(turn, user, at))

    async def complete(self, turn: Turn, user: str) -> None:
        """Draw the pictures of the set that did not come."""
        answer = turn.answer
        wanted = answer.set_pictures if answer else ()
        if answer is None or all(answer.placed(each.number) for each in wanted):
            self.whisper(turn, user, NOTHING_MISSING)
            return
        ask = await self._anew(
            partial(completed, turn, user), partial(brought_nothing, turn=turn)
        )
        if await self.intake.take(ask) is None:
            await self._go_on_with(ask, user, COMPLETED)

    async def pick(self, turn: Turn, user: str, number: int) -> None:
        """Show one picture in full, to build on. If it is shown already, choose it."""
        if turn.answer is None or turn.answer.placed(number) is None:
            return
        ask = await self._anew(partial(picked, turn, user, number), shows_nothing)
        if await self.intake.take(ask) is None:
            await self._go_on_with(ask, user, ON_THIS.format(number=number))

    async def _anew(
        self, made: Callable[[Turn | None], Ask], in_vain: Callable[[Turn], bool]
    ) -> Ask:
        """The ask after all earlier ones of the same button that came to nothing."""
        ask = made(None)
        while before := await self.context.turns.by_claim(ask.claim):
            if not in_vain(before):
                break
            ask = made(before)
        return ask

    async def _go_on_with(self, ask: Ask, user: str, sentence: str) -> None:
        """Choose the turn that the ask became when it was first made, and say so."""
        before = await self.context.turns.by_claim(ask.claim)
        if before is not None:
            await self.take_up(before, user, sentence)

    async def share(self, turn: Turn, user: str, at: str) -> None:
        """Share the full pictures as files, beside the click."""
        if turn.id not in self.sharing:
            self.sharing.add(turn.id)
            self.errands.start(self._share(turn, user), f"files of {turn.id}")

    async def _share(self, turn: Turn, user: str) -> None:
        try:
            async with self.context.alone(turn.id):
                done = await self._shared(turn.id)
        except ChatError as error:
            log.warning("turn %s: its files were not shared: %s", turn.id, error)
            self.whisper(turn, user, UNSHARED)
        else:
            if done:
                await Showing(self.context).redraw(turn.id)
            else:
                self.whisper(turn, user, SHARED)
        finally:
            self.sharing.discard(turn.id)

    async def _shared(self, turn: int) -> bool:
        """Share pictures that are not in the thread yet; returns whether there were
        any."""
        context = self.context
        found = await context.turns.get(turn)
        if found is None or found.answer is None:
            return False
        frames = await set_frames(found, found.answer, context.shelf)
        return await Sharing(context.turns, context.share, found).share(frames)
