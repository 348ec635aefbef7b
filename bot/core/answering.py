"""The way of one ask, from its place in the lane to the last form of its message."""

import asyncio
import logging
from contextlib import suppress
from copy import copy
from dataclasses import replace
from typing import Self

from bot.core.about import about
from bot.core.asking import Asking
from bot.core.draft import Draft
from bot.core.ending import failed, stopped
from bot.core.errands import Errands
from bot.core.errors import (
    BotError,
    ChatError,
    ChatShut,
    Overtaken,
)
from bot.core.fencing import fenced
from bot.core.inquiry import Inquiry, Look
from bot.core.lanes import Stop
from bot.core.message import Message
from bot.core.placing import Placing
from bot.core.ports import Model
from bot.core.posting import Post, say_anyhow
from bot.core.progress import Progress
from bot.core.rank import Rank, work_for
from bot.core.records import note_end
from bot.core.showing import Showing
from bot.core.turns import Answer, Turn
from bot.core.view import pausing
from bot.core.wall import Wall

NOTING = 3.0
"""Seconds that a stop waits for the journal."""
log = logging.getLogger(__name__)


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
        self._wall, self._placing = wall, placing
        self._errands, self._look = errands, look
        self._showing = Showing(wall)
        self._inquiry = Inquiry(model, wall, asking, errands, look)

    async def run(self, turn: Turn, stop: Stop) -> None:
        """Answer the turn, or take up its answer where another process left it."""
        work_for(turn.ask.thread.team)
        turn = await self._wall.turns.begin(turn.id)
        held = self._held(turn)
        with about(turn), fenced(lambda: held._wall.turns.check(turn.id)):
            if turn.attempt > 1:
                self._passed("taken_up")
            try:
                await held._run(turn, stop)
            except Overtaken:
                self._passed("overtaken")
                raise

    def _held(self, turn: Turn) -> Self:
        """The same for one attempt at a turn: it stops short when it is overtaken."""
        held = copy(self)
        held._wall = self._wall.held(turn)
        held._showing = Showing(held._wall)
        held._inquiry = replace(self._inquiry, wall=held._wall)
        return held

    async def _run(self, turn: Turn, stop: Stop) -> None:
        try:
            turn = await self._placing.of(turn)
        except ChatError as error:
            await self._give_up(turn, error)
            return
        try:
            async with self._showing.draft(turn) as draft:
                await self._answer(turn, draft, stop)
        except (asyncio.CancelledError, Overtaken):
            self._wall.early.forget(turn)  # whoever goes on settles what is noted
            raise

    async def settle(self, turn: Turn) -> None:
        """Look after a message that has its last form already."""
        work_for(turn.ask.thread.team)
        held = self._held(turn)
        with about(turn), fenced(lambda: held._wall.turns.check(turn.id)):
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
            await self._store(turn, answer)
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
            answer = await self._inquiry.answer(turn, draft, stop)
        seconds = asyncio.get_running_loop().time() - started
        answer = replace(answer, image_model=self._look.image_model, seconds=seconds)
        await self._store_in_the_end(turn, answer)
        return answer

    async def _store_in_the_end(self, turn: Turn, answer: Answer) -> None:
        """An answer that was paid for is not lost because the journal is away."""
        for pause in self._look.storing_again:
            try:
                await self._store(turn, answer)
            except Overtaken:
                raise
            except Exception:
                log.exception("the answer is not stored yet")
            else:
                return
            await asyncio.sleep(pause)
        await self._store(turn, answer)

    async def _store(self, turn: Turn, answer: Answer) -> None:
        """From here on the turn has ended, whoever shows it."""
        await self._wall.turns.answered(turn.id, answer)
        self._wall.tally.ended(answer)
        note_end(turn, answer, with_words=self._look.log_words)

    def _passed(self, how: str) -> None:
        log.info("turn %s", how.replace("_", " "))
        self._wall.tally.passed(how)

    async def _hand_over(self, turn: Turn, draft: Draft) -> None:
        """The program stops: say so, and leave the turn to the next start."""
        self._passed("handed_over")
        with suppress(Overtaken, TimeoutError):
            async with asyncio.timeout(NOTING):
                await self._wall.turns.handed_over(turn)
        try:
            await draft.close(pausing(turn), patience=3)
        except (ChatError, TimeoutError) as error:
            log.warning("turn %s: its pause could not be shown: %s", turn.id, error)

    async def _give_up(self, turn: Turn, error: ChatError) -> None:
        """The answer has no place there; end it, so that it does not come back."""
        log.warning("turn %s has no place to be answered: %s", turn.id, error)
        if turn.answer is None:
            await self._store(turn, failed(error))
        if not turn.message and not turn.ask.opens_thread:
            said, mark = Message(error.told), f"turn-{turn.id}-plain"
            post = Post(turn.ask.thread, said, mark, Rank.END)
            await say_anyhow(self._wall.chat, post, turn.ask.user)
        await self._wall.turns.shown(turn.id, (), settled=False)
        self._errands.start(self._showing.settle(turn), f"settling {turn.id}")
