"""Asks the model for one turn's answer, and asks again if that can repair what went
wrong.

The turn's draft shows the answer as it comes in.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.core.answering.bounds import (
    ended_by_limits,
    ended_without_room,
    need_room,
    patient,
    used_up,
)
from bot.core.answering.callers import next_caller
from bot.core.answering.ending import (
    declined,
    drawn_before,
    failed,
    stopped,
    with_legs,
)
from bot.core.answering.following import Wanted
from bot.core.answering.leaving_out import unlisted, without_servers
from bot.core.answering.permitting import end_permissions, permitted
from bot.core.answering.reading import (
    Reading,
    ended_by,
    taken_up,
    unless_stopped,
)
from bot.core.answering.request_building import RequestBuilder, runs_already
from bot.core.answering.rules import ProcessRules
from bot.core.answering.sources import Sources
from bot.core.answering.tool_context import ToolContext
from bot.core.answering.turn_reading import TurnReading, noting_position
from bot.core.answering.whole_answer import PERHAPS, whole_answer
from bot.core.errands import Errands
from bot.core.errors import AskError, ModelCut, ParentGone, ServerAway, StoreFull
from bot.core.ports import Model
from bot.core.reporting.turn_log import End, end_of, note_failure
from bot.core.showing.context import TurnContext
from bot.core.showing.draft import Draft
from bot.core.turn.asks import DELETED
from bot.core.turn.chains import chain_after
from bot.core.turn.legs import Leg, decided
from bot.core.turn.life import Status
from bot.core.turn.progress import Progress
from bot.core.turn.slots import Preview
from bot.core.turn.stop import Stop
from bot.core.turn.terms import Terms
from bot.core.turn.turns import Answer, KeptPicture, Turn

MOST_ATTEMPTS = 3
GIVEN_UP = (
    "I was interrupted several times while working on this. Press *Redo* to try again."
)
MOST_LEGS = 20
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AskingModel:
    """Asks the model, and shows in the draft what it answers."""

    model: Model
    context: TurnContext
    asking: RequestBuilder
    errands: Errands
    rules: ProcessRules

    async def answer(
        self, turn: Turn, draft: Draft, stop: Stop, legs: Sequence[Leg] = ()
    ) -> Answer | None:
        """The turn's answer, whatever went wrong; only a bug is raised.

        None if a person has to decide first. `legs` are the legs that have ended
        already.
        """
        if drawn := drawn_before(legs):
            return drawn
        if turn.tries > MOST_ATTEMPTS:
            given_up = replace(failed(AskError(GIVEN_UP)), why="given_up")
            return with_legs(given_up, legs)
        since, sources = asyncio.get_running_loop().time(), self.asking.sources()
        try:
            terms = await self.asking.terms(turn)
            wanted = None if legs else await self._first(turn, terms, stop, sources)
        except (AskError, StoreFull) as error:
            return with_legs(failed(error), legs)
        if not (wanted or legs):
            return stopped(Progress(), (), stop.reason)
        run = TurnReading.of(turn, terms, draft, stop, self.context, sources)
        run.reading.begin(legs, since)
        answer = await self._read(run, terms, wanted)
        if answer is None:
            return None
        return replace(answer, image_model=terms.image_model, direct=terms.direct)

    async def _first(
        self, turn: Turn, terms: Terms, stop: Stop, sources: Sources
    ) -> Wanted | None:
        """What to ask for first; None if a person stops it. Raises StoreFull."""
        if not runs_already(turn, terms):
            await need_room(self.context)
        asking = self.asking.request(turn, terms, sources)
        return await unless_stopped(asking, stop, self.rules.reading_files)

    async def _read(
        self, run: TurnReading, terms: Terms, wanted: Wanted | None
    ) -> Answer | None:
        if terms.previews:
            self.context.hanging.expect_previews()
        async with run.shown(self.errands):
            answer = await self._leg_by_leg(run, terms, wanted)
        last = run.developing.slots.now.latest
        return await self._with_preview(answer, last) if answer else None

    async def _leg_by_leg(
        self, run: TurnReading, terms: Terms, first: Wanted | None
    ) -> Answer | None:
        """Ask, read, and decide what comes next, until there is an answer or a
        question."""
        reading, legs = run.reading, self.context.turns.legs
        while True:
            following = await self._between(run, terms) if reading.before else first
            if not isinstance(following, Wanted):
                return following
            wanted = await self._one_leg(run, following)
            unheard = unlisted(reading.progress)
            wanted = replace(wanted, notes=(*wanted.notes, *unheard))
            await end_permissions(legs, run.turn, reading.progress)
            new = await self._kept(run, wanted)
            if not reading.goes_on or len(reading.before) >= MOST_LEGS:
                return whole_answer(run, new, wanted)
            read, terms = reading.leg(new, wanted.notes), wanted.request.terms
            chain = chain_after(wanted.request.chain, terms.servers)
            known_names = wanted.request.known_names
            read = replace(read, chain=chain, known_names=known_names)
            leg = await permitted(self.context.turns, run.turn, read, terms)
            leg = await self._stored(run, leg)
            reading.keep((*reading.before, leg))

    async def _stored(self, run: TurnReading, leg: Leg) -> Leg:
        """Store the leg. Where somebody has stopped the turn, nobody is asked."""
        if leg.leaves is Status.ASKING and run.stop.asked.is_set():
            leg = decided(leg, (), run.stop.reason)
        return await self.context.turns.legs.keep(run.turn.id, leg)

    async def _between(self, run: TurnReading, terms: Terms) -> Wanted | Answer | None:
        """What follows the last leg: a request, a question (None) or the end."""
        legs = await self._tools_done(run, terms)
        leg = legs[-1]
        run.reading.keep(legs)
        if leg.declined:
            return declined(legs)
        if leg.undone:
            why = ended_by(run.stop, run.draft)
            return with_legs(stopped(Progress(), (), why), legs)
        turn = replace(run.turn, response="") if run.reading.read else run.turn
        resumes = runs_already(turn, terms)
        if leg.risky and leg.followed and not resumes:
            return with_legs(replace(failed(AskError(PERHAPS)), why="perhaps"), legs)
        if used_up(legs, terms) and not resumes:
            return ended_by_limits(legs)
        if leg.open:
            return None
        if not resumes and (trouble := await patient(self.context.room)()):
            return ended_without_room(trouble, legs)
        if leg.risky:
            leg = await self._stored(run, replace(leg, followed=True))
        return await self.asking.going_on(turn, terms, (*legs[:-1], leg))

    async def _tools_done(self, run: TurnReading, terms: Terms) -> tuple[Leg, ...]:
        """The legs with the outputs of the last one's calls."""
        legs = run.reading.before
        if legs[-1].undone and not run.reading.read:  # after a kill it is running
            legs = (*legs[:-1], await self._stored(run, legs[-1]))
        caller = partial(next_caller, self.context, run.stop)
        shown = (self.context, run.frames)
        work = ToolContext(run.turn, terms, legs, *shown, caller, run.sources)
        await self.asking.tools.do_all(work, run.stop, run.draft)
        return work.legs

    async def _one_leg(self, run: TurnReading, wanted: Wanted) -> Wanted:
        """Read the answer to one request, and ask again if that can repair what went
        wrong."""
        heard = noting_position(self.context.turns, run.turn, wanted.request.terms)
        again: Wanted | None = wanted
        for _ in range(1 + MOST_ATTEMPTS):
            if again is None:
                break
            wanted, run.reading.read = again, True
            request = replace(
                wanted.request, caller=next_caller(self.context, run.stop)
            )
            await run.reading.run(self.model, request, run.previews, run.stop, heard)
            again = await self._again(run.turn, wanted, run.reading)
        return wanted

    async def _kept(self, run: TurnReading, wanted: Wanted) -> tuple[KeptPicture, ...]:
        """The leg's pictures, stored. A direct one is noted at once.

        It has no response that the next attempt could continue.
        """
        turn, reading, terms = run.turn, run.reading, wanted.request.terms
        new = await self.context.pictures.kept(turn, reading.progress.pictures)
        if terms.direct and new:
            leg = reading.leg(new, wanted.notes)
            leg = replace(leg, direct=True, image_model=terms.image_model)
            await self.context.turns.legs.keep(turn.id, leg)
        return new

    async def _with_preview(self, answer: Answer, last: Preview | None) -> Answer:
        """If no picture was finished, keep the last preview: it is all there is.

        Nothing stays of a picture that was declined, or whose message was deleted.
        """
        if answer.pictures or last is None or answer.told == DELETED:
            return answer
        if end_of(answer) is End.DECLINED:
            return answer
        spot = last.spot
        await self.context.temporary_files.returned(spot.file_id)
        return replace(answer, unfinished_file=spot.file_id, unfinished_url=spot.url)

    async def _again(
        self, turn: Turn, wanted: Wanted, reading: Reading
    ) -> Wanted | None:
        """What to ask for instead, if that can repair what went wrong."""
        if reading.error is not None:
            note_failure(reading.error, with_words=self.rules.log_words)
        if isinstance(reading.error, ParentGone):
            told = wanted.request.follows is None or bool(reading.before)
            return None if told else await self.asking.before.rebuilt(turn, wanted)
        if isinstance(reading.error, ServerAway):
            return await self._without(turn, wanted, reading.error, reading.progress)
        background = wanted.request.terms.background
        if not background or not isinstance(reading.error, ModelCut):
            return None
        request = taken_up(wanted.request, reading.progress)
        if request and not request.resume and request.allows:
            return None  # it may have been done
        return Wanted(request, wanted.notes) if request else None

    async def _without(
        self, turn: Turn, wanted: Wanted, error: ServerAway, progress: Progress
    ) -> Wanted | None:
        """The same with a newer token, if it was that; else without the server."""
        left = without_servers(wanted.request, error, progress)
        if left is None:
            return None
        newer = await self.asking.let_in(turn, wanted.request, error.label)
        return replace(wanted, request=newer or left)
