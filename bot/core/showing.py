"""Gives a turn's message its last form, and looks after it for a while.

The ways of hanging are gone down until one holds. However many fail, the message ends:
with words alone, if it must be.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.budget import Budget
from bot.core.draft import Draft
from bot.core.errors import (
    ChatBusy,
    ChatError,
    ChatFrozen,
    ChatGone,
    ChatRefused,
    HangError,
)
from bot.core.final import alt_text, final
from bot.core.hanging import Frame, Hanging, Manner, Spot, Way
from bot.core.message import Message
from bot.core.ports import Chat, Leftovers, Shelf, Turns
from bot.core.previews import take_down
from bot.core.rank import Rank, ranked
from bot.core.turns import Answer, Print, Status, Turn

LOST = "The finished picture could not be shown here. Press *Redo* to try again."
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wall:
    """All that showing needs."""

    chat: Chat
    turns: Turns
    shelf: Shelf
    leftovers: Leftovers
    hanging: Hanging
    budget: Budget
    every: float = 1.0
    settle_after: float = 5.0


class Showing:
    """Brings answers into messages."""

    def __init__(self, wall: Wall) -> None:
        self._wall = wall

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
                continue
            except ChatGone:
                prints = answer.prints
            await self._wall.turns.shown(turn.id, prints, settled=False)
            return

    async def redraw(self, turn: Turn, frame: int, rank: Rank = Rank.END) -> None:
        """Show a turn's last form again, after something about it has changed."""
        if turn.answer is None or not turn.message:
            return
        draft = self.draft(turn)
        message = final(turn, turn.answer, frame)
        await draft.close(replace(message, more=()), rank=rank)

    async def settle(self, turn: Turn) -> None:
        """Some seconds after the end: see that everybody sees the picture; tidy up."""
        await asyncio.sleep(self._wall.settle_after)
        current = await self._wall.turns.get(turn.id)
        if current is None or current.answer is None:
            return
        try:
            await self._look_again(current, current.answer)
        except ChatGone:
            log.info("turn %s: its message was deleted", turn.id)
        await take_down(self._wall.hanging, self._wall.leftovers, current)
        await self._wall.turns.settle(turn.id)

    def draft(self, turn: Turn) -> Draft:
        """The turn's message, to be edited."""
        wall = self._wall
        return Draft(
            wall.chat, turn.ask.thread, turn.message, wall.budget, every=wall.every
        )

    async def _show(
        self, turn: Turn, answer: Answer, draft: Draft, way: Way | None
    ) -> tuple[Print, ...]:
        if way is None:
            told = LOST if answer.prints else answer.told
            answer = replace(_bare(answer), told=told)
        else:
            hung = await self._hung(turn, answer, way)
            beside = way.manner is Manner.BESIDE
            answer = _bare(answer) if beside else replace(answer, prints=hung)
        message = final(turn, answer)
        try:
            if way is not None and way.manner is Manner.AFRESH:
                await self._afresh(turn, draft, message)
            else:
                await self._close(turn, draft, message)
        except ChatRefused:
            await self._let_go(turn, answer.prints)
            raise
        await self._follow_up(turn, message.more)
        return answer.prints

    async def _close(self, turn: Turn, draft: Draft, message: Message) -> None:
        """The last edit; where Slack no longer lets us edit, a message in its place."""
        try:
            await draft.close(message)
        except ChatFrozen:
            await self._afresh(turn, draft, message)

    async def _let_go(self, turn: Turn, prints: Sequence[Print]) -> None:
        """Files that no message shows after all are deleted with the previews."""
        for drawn in prints:
            if drawn.file_id:
                await self._wall.leftovers.lent(turn.id, drawn.file_id)

    async def _hung(
        self, turn: Turn, answer: Answer, way: Way | None
    ) -> tuple[Print, ...]:
        prints: list[Print] = []
        for number, drawn in enumerate(answer.prints):
            data = await self._wall.shelf.read(drawn.sha256)
            if way is None or data is None:
                raise HangError(f"the bytes of {drawn.sha256[:12]} are gone")
            name = f"darkroom-{turn.id}-{number + 1}.{_ending(drawn.format)}"
            frame = Frame(turn.ask.thread, name, alt_text(turn, drawn), data)
            spot = await _insisting(way, frame)
            prints.append(replace(drawn, file_id=spot.file_id, url=spot.url))
        return tuple(prints)

    async def _afresh(self, turn: Turn, draft: Draft, message: Message) -> None:
        """A new message with the picture; only then is the old one taken away."""
        ts = await self._posted_once(turn, message, "afresh")
        await self._wall.turns.posted(turn.id, ts)
        if ts != draft.ts:
            await self._wall.chat.delete(draft.thread, draft.ts)

    async def _follow_up(self, turn: Turn, more: Sequence[Message]) -> None:
        """What did not fit, once: a message that is shown again has it already."""
        if turn.status is Status.SHOWN:
            return
        for number, message in enumerate(more):
            await self._posted_once(turn, message, f"more-{number}")

    async def _posted_once(self, turn: Turn, message: Message, what: str) -> str:
        """Post, unless an earlier attempt at this turn did; waits out what passes."""
        thread, mark = turn.ask.thread, f"turn-{turn.id}-{what}"
        if turn.attempt > 1 and (ts := await self._wall.chat.find(thread, mark)):
            return ts
        while True:
            try:
                return await self._wall.chat.post(thread, message, mark)
            except ChatBusy as error:
                await asyncio.sleep(0 if error.retry_after else 1)

    async def _look_again(self, turn: Turn, answer: Answer) -> None:
        hanging, thread = self._wall.hanging, turn.ask.thread
        hung = [Spot(each.file_id, each.url) for each in answer.prints]
        if not any(spot.file_id for spot in hung):
            return
        await self.redraw(turn, frame=1, rank=Rank.STEP)
        if await hanging.proven(hung[0], thread):
            return
        await self._let_go(turn, answer.prints)
        async with self.draft(turn) as draft:
            await self.end(turn, answer, draft)


async def _insisting(way: Way, frame: Frame, tries: int = 4) -> Spot:
    """Hang it, and wait out what Slack says will pass."""
    for attempt in range(tries):
        try:
            return await way.hang(frame)
        except ChatBusy as error:
            await asyncio.sleep(error.retry_after or 0.5 * 2**attempt)
        except ChatError as error:
            raise HangError(str(error)) from error
    raise HangError(f"{way.name}: Slack stayed busy")


def _bare(answer: Answer) -> Answer:
    """The answer with its pictures off the wall."""
    bare = tuple(replace(each, file_id="", url="") for each in answer.prints)
    return replace(answer, prints=bare)


def _ending(format_name: str) -> str:
    return "jpg" if format_name == "jpeg" else format_name
