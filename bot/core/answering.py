"""The way of one ask, from its place in the lane to the last form of its message."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from copy import copy
from dataclasses import dataclass, replace
from typing import Self

from bot.core.asking import Asking, Wanted
from bot.core.asks import Ask
from bot.core.draft import Draft
from bot.core.ending import broken, failed, finished, stopped
from bot.core.errands import Errands
from bot.core.errors import (
    AskError,
    BotError,
    ChatError,
    ChatShut,
    ModelCut,
    Overtaken,
    ParentGone,
)
from bot.core.fencing import fenced
from bot.core.lanes import Stop
from bot.core.message import Message
from bot.core.placing import Placing
from bot.core.ports import Model
from bot.core.previews import Previews
from bot.core.prints import Prints
from bot.core.progress import Progress
from bot.core.rank import work_for
from bot.core.reading import Reading, taken_up, unless_stopped
from bot.core.showing import Showing, Wall
from bot.core.turns import Answer, Outcome, Print, Turn
from bot.core.view import Hung, pausing

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


class Answering:
    """Answers turns, one call a turn."""

    def __init__(
        self,
        model: Model,
        wall: Wall,
        asking: Asking,
        placing: Placing,
        errands: Errands,
        look: Look,
    ) -> None:
        self._model, self._wall, self._asking = model, wall, asking
        self._placing, self._errands, self._look = placing, errands, look
        self._showing = Showing(wall)
        self._prints = Prints(wall.shelf, wall.leftovers)

    async def run(self, turn: Turn, stop: Stop) -> None:
        """Answer the turn, or take up its answer where another process left it."""
        work_for(turn.ask.thread.team)
        turn = await self._wall.turns.begin(turn.id)
        held = self._held(turn)
        with fenced(lambda: held._wall.turns.check(turn.id)):
            await held._run(turn, stop)

    def _held(self, turn: Turn) -> Self:
        """The same for one attempt at a turn: it stops short when it is overtaken."""
        held = copy(self)
        held._wall = self._wall.held(turn)
        held._showing = Showing(held._wall)
        return held

    async def _run(self, turn: Turn, stop: Stop) -> None:
        try:
            turn = await self._placing.of(turn)
        except ChatError as error:
            await self._give_up(turn, error)
            return
        async with self._showing.draft(turn) as draft:
            await self._answer(turn, draft, stop)

    async def settle(self, turn: Turn) -> None:
        """Look after a message that has its last form already."""
        work_for(turn.ask.thread.team)
        held = self._held(turn)
        with fenced(lambda: held._wall.turns.check(turn.id)):
            await held._showing.settle(turn)

    async def _answer(self, turn: Turn, draft: Draft, stop: Stop) -> None:
        try:
            answer = turn.answer or await self._asked(turn, draft, stop)
        except asyncio.CancelledError:
            await self._hand_over(turn, draft)
            raise
        except Overtaken:
            raise
        except Exception:  # a bug: say so, and pass it on
            answer = failed(BotError())
            await self._wall.turns.answered(turn.id, answer)
            await self._end(turn, answer, draft)
            raise
        await self._end(turn, answer, draft)

    async def _end(self, turn: Turn, answer: Answer, draft: Draft) -> None:
        """Show the answer. What Slack does not take now stays in the journal."""
        try:
            await self._showing.end(turn, answer, draft)
        except ChatShut as error:
            await self._give_up(turn, error)
        except (ChatError, TimeoutError) as error:
            log.warning("turn %s: its end waits: %s", turn.id, error)
            self._errands.start(self._end_later(turn, answer), f"ending {turn.id}")
        else:
            self._errands.start(self._showing.settle(turn), f"settling {turn.id}")

    async def _end_later(self, turn: Turn, answer: Answer) -> None:
        await asyncio.sleep(self._look.again_after)
        turn = replace(turn, attempt=turn.attempt + 1)  # what was posted is looked for
        async with self._showing.draft(turn) as draft:
            await self._end(turn, answer, draft)

    async def _asked(self, turn: Turn, draft: Draft, stop: Stop) -> Answer:
        """Ask the model and store what came of it, before anybody is shown the end."""
        started = asyncio.get_running_loop().time()
        if stop.asked.is_set():
            answer = stopped(Progress(), (), stop.reason)
        else:
            answer = await self._tried(turn, draft, stop)
        seconds = asyncio.get_running_loop().time() - started
        answer = replace(answer, image_model=self._look.image_model, seconds=seconds)
        await self._wall.turns.answered(turn.id, answer)
        self._log(turn, answer)
        return answer

    def _log(self, turn: Turn, answer: Answer) -> None:
        """One line a turn, without anybody's words unless the owner wants them."""
        log.info(
            "turn=%s thread=%s outcome=%s attempt=%s seconds=%.1f pictures=%s "
            "response=%s%s",
            turn.id,
            turn.ask.thread,
            answer.outcome,
            turn.attempt,
            answer.seconds,
            len(answer.prints),
            answer.response or "-",
            f" words={turn.ask.words!r}" if self._look.log_words else "",
        )

    async def _tried(self, turn: Turn, draft: Draft, stop: Stop) -> Answer:
        if turn.attempt > MOST_ATTEMPTS:
            return failed(AskError(GIVEN_UP))
        asking = self._asking.request(turn, resume=self._look.resumes)
        try:
            wanted = await unless_stopped(asking, stop, self._look.reading_files)
        except AskError as error:
            return failed(error)
        if wanted is None:
            return stopped(Progress(), (), stop.reason)
        return await self._read(turn, wanted, draft, stop)

    async def _read(
        self, turn: Turn, wanted: Wanted, draft: Draft, stop: Stop
    ) -> Answer:
        async def heard(progress: Progress) -> None:
            journal = self._wall.turns
            await journal.heard(turn.id, progress.response, progress.sequence)

        reading = Reading(turn, draft, self._look.previews)
        async with self._previews(turn, draft, reading) as previews:
            again: Wanted | None = wanted
            for _ in range(1 + MOST_ATTEMPTS):
                if again is None:
                    break
                wanted = again
                await reading.run(self._model, wanted.request, previews, stop, heard)
                again = await self._again(turn, wanted, reading)
        prints = await self._prints.kept(reading.progress.pictures)
        answer = await self._with_preview(
            _ended(reading, prints, turn.ask), previews.now
        )
        return replace(answer, notes=(*wanted.notes, *answer.notes))

    async def _with_preview(self, answer: Answer, last: Hung | None) -> Answer:
        """Where no picture was finished, the last preview stays: it is all there is."""
        if answer.prints or last is None:
            return answer
        await self._wall.leftovers.returned(last.file_id)
        return replace(answer, unfinished_file=last.file_id, unfinished_url=last.url)

    async def _again(
        self, turn: Turn, wanted: Wanted, reading: Reading
    ) -> Wanted | None:
        """What to ask for instead, where that mends what went wrong."""
        if isinstance(reading.error, ParentGone):
            known = bool(wanted.request.history)
            return None if known else await self._asking.rebuilt(turn, wanted)
        if not self._look.resumes or not isinstance(reading.error, ModelCut):
            return None
        request = taken_up(wanted.request, reading.progress)
        return Wanted(request, wanted.notes) if request else None

    @asynccontextmanager
    async def _previews(
        self, turn: Turn, draft: Draft, reading: Reading
    ) -> AsyncIterator[Previews]:
        wall = self._wall
        previews = Previews(
            turn, wall.hanging, wall.leftovers, lambda: reading.redraw(previews)
        )
        draft.on_refused = previews.refused
        try:
            yield previews
        finally:
            await previews.close()
            self._errands.start(previews.ended(), f"the last preview of {turn.id}")

    async def _hand_over(self, turn: Turn, draft: Draft) -> None:
        """The program stops: say so, and leave the turn to the next start."""
        try:
            await draft.close(pausing(turn), patience=3)
        except (ChatError, TimeoutError) as error:
            log.warning("turn %s: its pause could not be shown: %s", turn.id, error)

    async def _give_up(self, turn: Turn, error: ChatError) -> None:
        """The answer has no place there; end it, so that it does not come back."""
        log.warning("turn %s has no place to be answered: %s", turn.id, error)
        if turn.answer is None:
            await self._wall.turns.answered(turn.id, failed(error))
        if not turn.message and not turn.ask.opens_thread:
            await self._say_anyhow(turn, error.told)
        await self._wall.turns.shown(turn.id, (), settled=False)
        self._errands.start(self._showing.settle(turn), f"settling {turn.id}")

    async def _say_anyhow(self, turn: Turn, sentence: str) -> None:
        """Plain words where blocks were refused; else a word to the asker alone."""
        chat, thread, said = self._wall.chat, turn.ask.thread, Message(sentence)
        try:
            await chat.post(thread, said, f"turn-{turn.id}-plain")
        except ChatError:
            with suppress(ChatError):
                await chat.whisper(thread, turn.ask.user, said)


def _ended(reading: Reading, prints: tuple[Print, ...], ask: Ask) -> Answer:
    if reading.gone:
        return Answer(Outcome.STOPPED, "The message was deleted.")
    if reading.stopped:
        return stopped(reading.progress, prints, reading.stopped)
    if reading.error is not None:
        return broken(reading.progress, prints, reading.error)
    return finished(reading.progress, prints, ask)
