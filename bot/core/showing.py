"""Gives a turn's message its last form, and looks after it for a while.

The ways of hanging are gone down until one holds. However many fail, the message ends:
with words alone, if it must be.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace

from bot.core.blocks import section
from bot.core.draft import Draft
from bot.core.errors import (
    ChatError,
    ChatFrozen,
    ChatGone,
    ChatRefused,
    HangError,
)
from bot.core.final import final
from bot.core.hanging import Manner, Spot, Way
from bot.core.leftovers import take_down
from bot.core.message import Message
from bot.core.posting import Post, insisting, posted_once
from bot.core.rank import Rank, ranked
from bot.core.turns import Answer, Print, Status, Turn
from bot.core.wall import Wall

LOST = "The finished picture could not be shown here. Press *Redo* to try again."
UNSAID = "Slack did not take my answer. Press *Redo* to try again."
BELOW = "The answer is in a message below."
log = logging.getLogger(__name__)


class Showing:
    """Brings answers into messages."""

    def __init__(self, wall: Wall) -> None:
        self._wall = wall
        self._prints = wall.prints

    async def end(self, turn: Turn, answer: Answer, draft: Draft) -> None:
        """Show the answer; returns when the message has its last form."""
        with ranked(Rank.END):
            await self._end(turn, answer, draft)

    async def _end(self, turn: Turn, answer: Answer, draft: Draft) -> None:
        ways: Sequence[Way | None] = self._wall.hanging.ways(turn.ask.thread.team)
        for way in (*ways, None) if answer.prints else (None,):
            try:
                prints = await self._show(turn, answer, draft, way)
            except (HangError, ChatRefused) as error:
                log.warning("turn %s: %s: %s", turn.id, way and way.name, error)
                if way is not None:
                    self._wall.hanging.stumbled(turn.ask.thread.team, way)
                continue
            except ChatGone:
                prints = answer.prints
            else:
                if way is not None:
                    self._wall.hanging.held(turn.ask.thread.team, way)
            break
        else:
            prints = await self._say_plainly(turn, answer, draft)
        await self._wall.turns.shown(turn.id, prints, settled=False)

    async def redraw(self, turn: int) -> None:
        """Show a turn's last form again, after something about it has changed."""
        async with self._wall.alone(turn):
            current = await self._wall.turns.get(turn)
            if current is not None and current.answer is not None and current.message:
                frame = 2 + current.aside
                await self._again(current, current.answer, frame, Rank.END)

    async def settle(self, turn: Turn) -> None:
        """Some seconds after the end: see that everybody sees the picture; tidy up."""
        await asyncio.sleep(self._wall.settle_after)
        async with self._wall.alone(turn.id):
            current = await self._wall.turns.get(turn.id)
            if current is None or current.answer is None:
                return
            try:
                await self._look_again(current, current.answer)
            except (ChatError, TimeoutError) as error:
                log.info("turn %s: not looked at again: %s", turn.id, error)
        await self._wall.early.over(turn)
        current = await self._wall.turns.get(turn.id) or current
        await take_down(self._wall.hanging, self._wall.leftovers, current)
        await self._wall.turns.settle(turn.id)

    def draft(self, turn: Turn) -> Draft:
        """The turn's message, to be edited."""
        w, thread = self._wall, turn.ask.thread
        return Draft(w.chat, thread, turn.message, w.budget, w.every, w.tally)

    async def _show(
        self, turn: Turn, answer: Answer, draft: Draft, way: Way | None
    ) -> tuple[Print, ...]:
        await self._wall.turns.check(turn.id)
        if way is None:
            told = LOST if answer.prints else answer.told
            answer = replace(_bare(answer), told=told)
        else:
            hung = await self._prints.hung(turn, answer, way)
            beside = way.manner is Manner.BESIDE
            answer = _bare(answer) if beside else replace(answer, prints=hung)
        message = final(turn, answer)
        try:
            if way is not None and way.manner is Manner.AFRESH:
                await self._afresh(turn, draft, message)
            else:
                await self._close_with_or_without(turn, answer, draft)
                await self._only_one(turn, draft)
        except (ChatRefused, ChatGone):
            await self._prints.let_go(turn, answer.prints)
            raise
        await self._follow_up(turn, message.more)
        return answer.prints

    async def _only_one(self, turn: Turn, draft: Draft) -> None:
        """An earlier attempt may have died between a new message and the old one."""
        if turn.attempt < 2:
            return
        chat, mark = self._wall.chat, f"turn-{turn.id}-afresh"
        try:
            found = await insisting(lambda: chat.find(draft.thread, mark))
            now = await self._wall.turns.get(turn.id)
            if found and now is not None and found != now.message:
                await insisting(lambda: chat.delete(draft.thread, found))
        except ChatError as error:
            log.warning("turn %s: a second message may stand: %s", turn.id, error)

    async def _say_plainly(
        self, turn: Turn, answer: Answer, draft: Draft
    ) -> tuple[Print, ...]:
        """Slack takes nothing of what the model made: a sentence of ours remains."""
        bare = replace(
            _bare(answer),
            told=UNSAID,
            parts=(),
            notes=(),
            unfinished_file="",
            unfinished_url="",
        )
        try:
            await self._close(turn, draft, final(turn, bare))
        except (ChatRefused, ChatGone) as error:
            log.error("turn %s: not even a sentence: %s", turn.id, error)
        return bare.prints

    async def _close_with_or_without(
        self, turn: Turn, answer: Answer, draft: Draft
    ) -> None:
        """An unfinished picture is worth showing, but not worth losing the words."""
        try:
            await self._close(turn, draft, final(turn, answer))
        except ChatRefused:
            if not (answer.unfinished_file or answer.unfinished_url):
                raise
            bare = replace(answer, unfinished_file="", unfinished_url="")
            await self._close(turn, draft, final(turn, bare))

    async def _close(self, turn: Turn, draft: Draft, message: Message) -> None:
        """The last edit; where Slack no longer lets us edit, a message in its place."""
        try:
            await draft.close(message)
        except ChatFrozen:
            await self._afresh(turn, draft, message)

    async def _afresh(self, turn: Turn, draft: Draft, message: Message) -> None:
        """A new message; only when it stands is the old one taken away.

        And only then is it noted: until the end, each step finds the one before done.
        """
        what = "again" if turn.status is Status.SHOWN else "afresh"
        ts = await self._posted_once(turn, message, what)
        if draft.ts == turn.ask.thread.ts:
            await self._point_on(draft)  # a thread without its root would be lost
        elif ts != draft.ts:
            await self._take_away(draft)
        await self._wall.turns.posted(turn.id, ts)

    async def _take_away(self, draft: Draft) -> None:
        try:
            await insisting(lambda: self._wall.chat.delete(draft.thread, draft.ts))
        except ChatError as error:
            log.warning("an old message cannot be deleted: %s", error)
            await self._point_on(draft)

    async def _point_on(self, draft: Draft) -> None:
        """Where nothing may be deleted: it must not look as if it still went on."""
        try:
            await draft.close(Message(BELOW, (section(BELOW),)), patience=30)
        except (ChatError, TimeoutError) as error:
            log.warning("an old message stays as it is: %s", error)

    async def _follow_up(self, turn: Turn, more: Sequence[Message]) -> None:
        """What did not fit, once: a message that is shown again has it already."""
        if turn.status is Status.SHOWN:
            return
        for number, message in enumerate(more):
            try:
                await self._posted_once(turn, message, f"more-{number}")
            except ChatRefused as error:
                log.warning("turn %s: a part of its text: %s", turn.id, error)

    async def _posted_once(self, turn: Turn, message: Message, what: str) -> str:
        wall, mark = self._wall, f"turn-{turn.id}-{what}"
        sought = turn.attempt > 1 or turn.status is Status.SHOWN
        post = Post(turn.ask.thread, message, mark, Rank.END, sought)
        return await posted_once(wall.chat, wall.budget, post)

    async def _again(self, turn: Turn, answer: Answer, frame: int, rank: Rank) -> None:
        message = final(turn, answer, frame)
        await self.draft(turn).close(replace(message, more=()), rank=rank)

    async def _look_again(self, turn: Turn, answer: Answer) -> None:
        hanging, thread = self._wall.hanging, turn.ask.thread
        hung = [Spot(each.file_id, each.url) for each in answer.prints]
        if not any(spot.file_id for spot in hung):
            return
        await self._again(turn, answer, 1, Rank.STEP)
        if await insisting(lambda: hanging.proven(hung[0], thread)):
            return
        async with self.draft(turn) as draft:
            await self.end(turn, answer, draft)
        await self._prints.let_go(turn, answer.prints)


def _bare(answer: Answer) -> Answer:
    """The answer with its pictures off the wall."""
    bare = tuple(replace(each, file_id="", url="") for each in answer.prints)
    return replace(answer, prints=bare)
