"""Everything that reads one attempt at a turn, and shows in its message what comes."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Self

from bot.core.answering.reading import Heard, Reading
from bot.core.answering.sources import Sources
from bot.core.errands import Errands
from bot.core.errors import Overtaken
from bot.core.ports import Turns
from bot.core.showing.context import TurnContext
from bot.core.showing.current_slots import CurrentSlots
from bot.core.showing.developing import Developing
from bot.core.showing.draft import Draft
from bot.core.showing.previews import Previews
from bot.core.showing.sheet_frames import SheetFrames
from bot.core.turn.progress import Progress
from bot.core.turn.stop import Stop
from bot.core.turn.terms import Terms
from bot.core.turn.turns import Turn

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TurnReading:
    """One attempt at a turn, while it is read."""

    turn: Turn
    draft: Draft
    reading: Reading
    developing: Developing
    previews: Previews
    frames: SheetFrames
    stop: Stop
    sources: Sources

    @classmethod
    def of(
        cls,
        turn: Turn,
        terms: Terms,
        draft: Draft,
        stop: Stop,
        context: TurnContext,
        sources: Sources,
    ) -> Self:
        """A reading in which nothing has come yet."""
        slots, hanging = CurrentSlots(), context.hanging
        developing = Developing(turn, slots, terms.previews, hanging, context.counters)
        files, caller = context.temporary_files, context.caller
        previews = Previews(turn, slots, hanging, files, caller)
        reading = Reading(turn, draft, developing, context)
        frames = SheetFrames(turn, slots, context)
        return cls(turn, draft, reading, developing, previews, frames, stop, sources)

    @asynccontextmanager
    async def shown(self, errands: Errands) -> AsyncIterator[None]:
        """Let the draft show what comes for as long as the context lasts."""
        async with (
            self.developing.in_draft(self.draft),
            self.previews.beside(errands),
            self.frames.beside(errands),
        ):
            legs = [leg for leg in self.reading.before if leg.deck is None]
            wanted = [picture for leg in legs for picture in leg.set_pictures]
            if wanted:
                self.frames.begin(each.cell for each in wanted)
            yield


def noting_position(turns: Turns, turn: Turn, terms: Terms) -> Heard:
    """A function that notes how far the turn's response was read, where that helps."""

    async def heard(progress: Progress) -> None:
        known = not terms.background and progress.sequence is not None
        if known or terms.direct:
            return
        try:
            await turns.heard(turn.id, progress.response, progress.sequence)
        except Overtaken:
            raise
        except Exception:
            # Losing the note is better than losing the picture.
            log.exception("the reading position of the answer was not stored")

    return heard
