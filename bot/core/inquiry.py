"""Asks the model for one turn's answer, and once more where that mends what went wrong.

What is read shows in the turn's draft as it comes.
"""

import logging
from dataclasses import dataclass, replace

from bot.core.asking import Asking, Wanted
from bot.core.draft import Draft
from bot.core.ending import failed, stopped
from bot.core.errands import Errands
from bot.core.errors import AskError, ModelCut, Overtaken, ParentGone
from bot.core.lanes import Stop
from bot.core.ports import Model
from bot.core.previews import Previews
from bot.core.progress import Progress
from bot.core.reading import Reading, taken_up, unless_stopped
from bot.core.records import note_failure
from bot.core.turns import Answer, Turn
from bot.core.view import Hung
from bot.core.wall import Wall

MOST_ATTEMPTS = 3
GIVEN_UP = (
    "I was interrupted several times while I worked on this. Press *Redo* to try again."
)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Look:
    """What of the settings shows in a message."""

    image_model: str
    previews: int
    resumes: bool = False
    log_words: bool = False
    again_after: float = 30.0
    reading_files: float = 90.0
    storing_again: tuple[float, ...] = (1.0, 5.0, 15.0, 30.0, 60.0)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Who is asked, and where that shows."""

    model: Model
    wall: Wall
    asking: Asking
    errands: Errands
    look: Look

    async def answer(self, turn: Turn, draft: Draft, stop: Stop) -> Answer:
        """What came of the turn, whatever went wrong; only a bug is raised."""
        if turn.tries > MOST_ATTEMPTS:
            return replace(failed(AskError(GIVEN_UP)), why="given_up")
        asking = self.asking.request(turn, resume=self.look.resumes)
        try:
            wanted = await unless_stopped(asking, stop, self.look.reading_files)
        except AskError as error:
            return failed(error)
        if wanted is None:
            return stopped(Progress(), (), stop.reason)
        return await self._read(turn, wanted, draft, stop)

    async def _read(
        self, turn: Turn, wanted: Wanted, draft: Draft, stop: Stop
    ) -> Answer:
        wall = self.wall

        async def heard(progress: Progress) -> None:
            if not self.look.resumes and progress.sequence is not None:
                return
            try:
                await wall.turns.heard(turn.id, progress.response, progress.sequence)
            except Overtaken:
                raise
            except Exception:
                # A note that could not be made is not worth the picture.
                log.exception("how far the answer was read is not noted")

        reading = Reading(turn, draft, self.look.previews, wall.early)
        previews = Previews(
            turn,
            wall.hanging,
            wall.leftovers,
            lambda: reading.redraw(previews),
            wall.tally,
        )
        async with previews.beside(draft, self.errands):
            again: Wanted | None = wanted
            for _ in range(1 + MOST_ATTEMPTS):
                if again is None:
                    break
                wanted = again
                await reading.run(self.model, wanted.request, previews, stop, heard)
                again = await self._again(turn, wanted, reading)
        prints = await wall.prints.kept(turn, reading.progress.pictures)
        answer = await self._with_preview(
            reading.answer(prints, turn.ask), previews.now
        )
        return replace(answer, notes=(*wanted.notes, *answer.notes))

    async def _with_preview(self, answer: Answer, last: Hung | None) -> Answer:
        """Where no picture was finished, the last preview stays: it is all there is."""
        if answer.prints or last is None:
            return answer
        await self.wall.leftovers.returned(last.file_id)
        return replace(answer, unfinished_file=last.file_id, unfinished_url=last.url)

    async def _again(
        self, turn: Turn, wanted: Wanted, reading: Reading
    ) -> Wanted | None:
        """What to ask for instead, where that mends what went wrong."""
        if reading.error is not None:
            note_failure(reading.error, with_words=self.look.log_words)
        if isinstance(reading.error, ParentGone):
            known = bool(wanted.request.history)
            return None if known else await self.asking.rebuilt(turn, wanted)
        if not self.look.resumes or not isinstance(reading.error, ModelCut):
            return None
        request = taken_up(wanted.request, reading.progress)
        return Wanted(request, wanted.notes) if request else None
