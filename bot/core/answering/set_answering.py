"""Answers a turn whose set no model was asked for."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from bot.core.answering.asking_model import GIVEN_UP, MOST_ATTEMPTS
from bot.core.answering.bounds import need_room
from bot.core.answering.callers import next_caller
from bot.core.answering.deck_themes import DeckThemes
from bot.core.answering.ending import failed, with_legs
from bot.core.answering.own_sets import OwnSets
from bot.core.answering.reading import ended_by, unless_stopped
from bot.core.answering.request_building import RequestBuilder
from bot.core.answering.set_drawing import NO_PICTURE
from bot.core.answering.sources import Sources
from bot.core.answering.tool_context import ToolContext
from bot.core.errands import Errands
from bot.core.errors import AskError, StoreFull
from bot.core.showing.context import TurnContext
from bot.core.showing.current_slots import CurrentSlots
from bot.core.showing.developing import Developing
from bot.core.showing.draft import Draft
from bot.core.showing.sheet_frames import SheetFrames
from bot.core.turn.legs import Leg, deck_of
from bot.core.turn.looks import Looks
from bot.core.turn.stop import Stop
from bot.core.turn.terms import Terms
from bot.core.turn.turns import Answer, Outcome, Turn

TOO_MANY: Final = "I may draw at most {most} pictures in one answer here."
READING_FILES: Final = 90.0
"""Seconds that the attached files may take."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SetAnswering:
    """Draws what a flag or a button asks for, and makes the answer."""

    context: TurnContext
    asking: RequestBuilder
    errands: Errands
    looks: Looks = field(default_factory=Looks)

    async def answer(
        self, turn: Turn, draft: Draft, stop: Stop, legs: Sequence[Leg]
    ) -> Answer:
        """The turn's answer, whatever went wrong; only a bug is raised."""
        if turn.tries > MOST_ATTEMPTS:
            given_up = replace(failed(AskError(GIVEN_UP)), why="given_up")
            return with_legs(given_up, legs)
        sources = self.asking.sources()
        try:
            terms = await self.asking.terms(turn)
            legs = legs or await self._begun(turn, terms, stop, sources)
        except (AskError, StoreFull) as error:
            return with_legs(failed(error), legs)
        legs = await self._drawn(turn, terms, draft, stop, legs, sources)
        answer = answer_of(legs, ended_by(stop, draft))
        return replace(answer, image_model=terms.image_model, direct=True)

    async def _begun(
        self, turn: Turn, terms: Terms, stop: Stop, sources: Sources
    ) -> tuple[Leg, ...]:
        """The stored legs with what is to be drawn. Without space to store it, nothing
        new is begun."""
        await need_room(self.context)
        decks, names = self.context.decks, self.asking.names.taught
        themes = DeckThemes(decks, names, sources) if decks else None
        sets = OwnSets(self.context.turns, sources, self.looks, themes)
        leg = await unless_stopped(sets.leg(turn, terms), stop, READING_FILES)
        if leg is None:
            return ()
        if sum(each.open for each in leg.set_pictures) > terms.tool_calls:
            raise AskError(TOO_MANY.format(most=terms.tool_calls))
        leg = replace(leg, image_model=terms.image_model)
        return (await self.context.turns.legs.keep(turn.id, leg),)

    async def _drawn(
        self,
        turn: Turn,
        terms: Terms,
        draft: Draft,
        stop: Stop,
        legs: Sequence[Leg],
        sources: Sources,
    ) -> tuple[Leg, ...]:
        """Draw everything until it is done or a person stops it; return the legs."""
        if not legs:
            return ()
        context, slots = self.context, CurrentSlots()
        hanging, counters = context.hanging, context.counters
        developing = Developing(turn, slots, terms.previews, hanging, counters)
        frames = SheetFrames(turn, slots, context)
        caller = partial(next_caller, context, stop)
        work = ToolContext(turn, terms, tuple(legs), context, frames, caller, sources)
        async with developing.in_draft(draft), frames.beside(self.errands):
            await self.asking.tools.do_all(work, stop, draft)
        return work.legs


def answer_of(legs: Sequence[Leg], stopped: str = "") -> Answer:
    """The answer of a set, with the pictures that came, even if some did not."""
    pictures = [each for leg in legs for each in leg.set_pictures]
    lost = next((each for each in pictures if each.why), None)
    outcome = Outcome.STOPPED if stopped else Outcome.FAILED
    if deck_of(legs):  # which stands without any picture
        outcome = outcome if stopped else Outcome.DONE
        return with_legs(Answer(outcome, stopped), legs)
    told, why = stopped, ""
    if not (stopped or any(each.finished for each in pictures)):
        told = (lost.told if lost else "") or NO_PICTURE
        why = lost.why.replace(" ", "_") if lost else "nothing"
    return with_legs(Answer(outcome, told, why=why), legs)
