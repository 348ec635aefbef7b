"""Gives a turn's message its last form, and later hangs pictures that it still lacks.

The ways of hanging are tried in order until one works. Even if all fail, the message is
finished, if necessary with its text alone. Pictures that do not hang by then stay in
the journal, and the message says that they will follow.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from bot.core.caller import Priority
from bot.core.errors import (
    BotError,
    ChatGone,
    ChatRefused,
    HangError,
    PictureRefused,
)
from bot.core.messages.charts import behind
from bot.core.messages.decks import unfolded
from bot.core.messages.final import final
from bot.core.messages.many import beyond, in_message
from bot.core.showing.closing import Closing
from bot.core.showing.context import TurnContext
from bot.core.showing.draft import Draft
from bot.core.showing.finished_pictures import fresh
from bot.core.showing.hanging import Manner, Way
from bot.core.showing.posting import insisting
from bot.core.showing.slack_charts import as_pictures
from bot.core.turn.life import OVER
from bot.core.turn.turns import Answer, KeptPicture, Turn

UNSAID = "Slack did not accept my answer. Press *Redo* to try again."
WORDLESS = "Slack did not accept the text of my answer."
log = logging.getLogger(__name__)


class _ChartsRefused(Exception):
    """A message was refused, perhaps because Slack was to draw its charts."""


class Showing:
    """Brings answers into messages."""

    def __init__(self, context: TurnContext) -> None:
        self._context = context
        self._finished_pictures = context.pictures
        self._closing = Closing(context)

    async def end(self, turn: Turn, answer: Answer, draft: Draft) -> None:
        """Show the answer; returns when the message has its last form."""
        await Showing(self._context.at(Priority.END))._end(turn, answer, draft)

    async def redraw(self, turn: int) -> None:
        """Show the last form again after something about the turn has changed."""
        async with self._context.alone(turn):
            current = await self._context.turns.get(turn)
            if current is not None and current.answer is not None and current.message:
                await self.again(
                    current, current.answer, 2 + current.aside, Priority.END
                )

    async def again(
        self, turn: Turn, answer: Answer, frame: int, priority: Priority
    ) -> None:
        """Send the last form unchanged, but with picture blocks that are new to
        Slack."""
        message = final(turn, answer, frame)
        try:
            await self.draft(turn).close(replace(message, more=()), priority=priority)
        except ChatRefused:
            plainer = unfolded(answer)
            if plainer is None:
                raise
            await self.again(turn, plainer, frame, priority)

    async def catch_up(self, turn: Turn, *, anyhow: bool) -> bool:
        """Hang the pictures that a message with its last form lacks; returns whether
        any of them hangs now.

        If a way is busy, the ways below it are only tried if the pictures must hang
        `anyhow`.
        """
        before = in_message(turn.answer.pictures) if turn.answer else ()
        if all(each.hangs for each in before):
            return False
        for way in self._context.hanging.ways(turn.ask.thread.team):
            try:
                now = await self._finished_pictures.hung(turn, before, way)
                if now != before:
                    await self._put_later(turn, now, fresh(before, now), way)
                    return True
                if not anyhow:
                    return False
            except (HangError, ChatRefused) as error:
                self._missed(turn, way, error)
        return False

    def draft(self, turn: Turn) -> Draft:
        """The draft of the turn's message."""
        w, thread = self._context, turn.ask.thread
        return Draft(w.chat, thread, turn.message, w.budget, w.every, w.counters)

    async def _end(self, turn: Turn, answer: Answer, draft: Draft) -> None:
        pictures = await self._with_charts(turn, answer, draft)
        await self._context.turns.shown(turn.id, pictures, settled=False)

    async def _with_charts(
        self, turn: Turn, answer: Answer, draft: Draft
    ) -> tuple[KeptPicture, ...]:
        """Let Slack draw the charts, where it does; otherwise they are pictures."""
        known, team = self._context.slack_charts, turn.ask.thread.team
        if not behind(answer):
            return await self._down(turn, answer, draft)
        if known.taken(team):
            try:
                pictures = await self._down(turn, answer, draft)
            except _ChartsRefused:
                known.missed(team)
            else:
                known.worked(team)
                return pictures
        return await self._down(turn, as_pictures(answer), draft)

    async def _down(
        self, turn: Turn, answer: Answer, draft: Draft
    ) -> tuple[KeptPicture, ...]:
        """Try the ways in order until one works, or Slack is too busy for any."""
        ways = (
            self._context.hanging.ways(turn.ask.thread.team) if answer.pictures else ()
        )
        try:
            for way in ways:
                try:
                    return await self._by(way, turn, answer, draft)
                except (HangError, ChatRefused) as error:
                    self._missed(turn, way, error)
            return await self._words(turn, answer, draft)
        except ChatGone:
            return answer.pictures

    async def _by(
        self, way: Way, turn: Turn, answer: Answer, draft: Draft
    ) -> tuple[KeptPicture, ...]:
        await self._context.turns.check(turn.id)
        before = in_message(answer.pictures)
        now = await self._finished_pictures.hung(turn, before, way)
        answer = replace(answer, pictures=(*now, *beyond(answer.pictures)))
        if now == before or way.manner is Manner.BESIDE:
            return await self._words(turn, answer, draft)
        await self._put(turn, answer, draft, way, fresh(before, now))
        return answer.pictures

    def _missed(self, turn: Turn, way: Way, error: BotError) -> None:
        log.warning("turn %s: %s: %s", turn.id, way.name, error)
        self._context.hanging.missed(turn.ask.thread.team, way, error)

    async def _put_later(
        self,
        turn: Turn,
        now: Sequence[KeptPicture],
        new: Sequence[KeptPicture],
        way: Way,
    ) -> None:
        """Show the pictures that hang now, in the present state of the message, if it
        still exists."""
        turns = self._context.turns
        async with self._context.alone(turn.id):
            current = await turns.get(turn.id)
            if current is None or current.answer is None:
                await self._take_away(turn, new)
                return
            pictures = (*now, *beyond(current.answer.pictures))
            answer, draft = (
                replace(current.answer, pictures=pictures),
                self.draft(current),
            )
            if way.manner is Manner.BESIDE:  # sharing a file takes effect at once
                await turns.shown(turn.id, pictures, settled=False)
                await self._words(current, answer, draft)
            else:
                await self._put(current, answer, draft, way, new)
                await turns.shown(turn.id, pictures, settled=False)

    async def _take_away(self, turn: Turn, pictures: Sequence[KeptPicture]) -> None:
        """Delete the message, because the turn has been forgotten and nothing of it may
        stay."""
        take_down, caller = self._context.hanging.take_down, self._context.caller
        for each in pictures:
            thread = turn.ask.thread
            await insisting(partial(take_down, each.spot, thread, caller))

    async def _put(
        self,
        turn: Turn,
        answer: Answer,
        draft: Draft,
        way: Way,
        new: Sequence[KeptPicture],
    ) -> None:
        """Send the message with its pictures, and without its text if that is
        refused."""
        afresh = way.manner is Manner.AFRESH
        show = self._closing.afresh if afresh else self._closing.in_place
        try:
            try:
                await show(turn, answer, draft)
            except PictureRefused:
                raise
            except ChatRefused as error:
                _blame_charts(turn, answer, error)
                log.warning(
                    "turn %s: refused, perhaps because of its words: %s", turn.id, error
                )
                await show(turn, _said(answer, WORDLESS), draft)
        except (ChatRefused, ChatGone, _ChartsRefused):
            await self._finished_pictures.let_go(turn, new)
            raise
        self._context.hanging.worked(turn.ask.thread.team, way)

    async def _words(
        self, turn: Turn, answer: Answer, draft: Draft
    ) -> tuple[KeptPicture, ...]:
        """Send the message without a picture, or with only a sentence of ours."""
        try:
            await self._closing.in_place(turn, answer, draft)
        except ChatRefused as error:
            _blame_charts(turn, answer, error)
            if plainer := unfolded(answer):
                return await self._words(turn, plainer, draft)
            log.warning("turn %s: its words were refused: %s", turn.id, error)
            await self._plainly(turn, answer, draft)
        return answer.pictures

    async def _plainly(self, turn: Turn, answer: Answer, draft: Draft) -> None:
        bare = replace(_said(answer, UNSAID), unfinished_file="", unfinished_url="")
        try:
            await self._closing.close(turn, draft, final(turn, bare))
        except ChatRefused as error:
            log.error(
                "turn %s: not even a short sentence was accepted: %s", turn.id, error
            )


def _blame_charts(turn: Turn, answer: Answer, error: ChatRefused) -> None:
    """Raise _ChartsRefused if Slack was to draw charts; it has drawn those of a message
    that has its last form."""
    if behind(answer) and turn.status not in OVER:
        raise _ChartsRefused(str(error)) from error


def _said(answer: Answer, sentence: str) -> Answer:
    """The answer with a sentence of ours instead of its text."""
    return replace(answer, told=sentence, parts=(), notes=())
