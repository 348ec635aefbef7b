"""Gives a message its last form in Slack, however little Slack allows there."""

import logging
from collections.abc import Sequence
from dataclasses import replace

from bot.core.caller import Priority
from bot.core.errors import ChatError, ChatFrozen, ChatRefused
from bot.core.messages.blocks import section
from bot.core.messages.final import final
from bot.core.messages.message import Message
from bot.core.showing.context import TurnContext
from bot.core.showing.draft import Draft
from bot.core.showing.posting import Post, insisting, posted_once
from bot.core.turn.legs import Leg
from bot.core.turn.life import OVER
from bot.core.turn.turns import Answer, Turn

BELOW = "The answer is in a message below."
log = logging.getLogger(__name__)


class Closing:
    """Edits or posts, and makes sure that exactly one message is left in the end."""

    def __init__(self, context: TurnContext) -> None:
        self._context = context

    async def in_place(self, turn: Turn, answer: Answer, draft: Draft) -> None:
        """Make the last edit.

        If Slack refuses an unfinished picture, the text is shown without it.
        """
        message = final(turn, answer)
        try:
            await self.close(turn, draft, message)
        except ChatRefused:
            if not (answer.unfinished_file or answer.unfinished_url):
                raise
            bare = replace(answer, unfinished_file="", unfinished_url="")
            await self.close(turn, draft, final(turn, bare))
        await self._only_one(turn, draft)
        await self._follow_up(turn, message.more)

    async def afresh(self, turn: Turn, answer: Answer, draft: Draft) -> None:
        """Post a new message in place of the one that was edited so far."""
        message = final(turn, answer)
        await self._afresh(turn, draft, message)
        await self._follow_up(turn, message.more)

    async def close(self, turn: Turn, draft: Draft, message: Message) -> None:
        """Make the last edit; if Slack forbids editing, post a message in its place."""
        try:
            await draft.close(message)
        except ChatFrozen:
            await self._afresh(turn, draft, message)

    async def asking(
        self, turn: Turn, leg: Leg, draft: Draft, message: Message
    ) -> None:
        """Show the questions of a leg, in a new message where editing is forbidden."""
        try:
            await draft.close(message)
        except ChatFrozen:
            await self._afresh(turn, draft, message, f"asks-{leg.number}")

    async def _only_one(self, turn: Turn, draft: Draft) -> None:
        """Delete a second message that an earlier attempt may have left behind."""
        if turn.attempt < 2:
            return
        chat, mark = self._context.chat, f"turn-{turn.id}-afresh"
        caller = self._context.caller
        try:
            found = await insisting(lambda: chat.find(draft.thread, mark, caller))
            now = await self._context.turns.get(turn.id)
            if found and now is not None and found != now.message:
                await insisting(lambda: chat.delete(draft.thread, found, caller))
        except ChatError as error:
            log.warning("turn %s: it may have a second message: %s", turn.id, error)

    async def _afresh(
        self, turn: Turn, draft: Draft, message: Message, what: str = "afresh"
    ) -> None:
        """Post a new message, and only then delete the old one.

        The new one is noted last, so that after a crash each step can find what the
        step before has done. A message that has its last form may be replaced more than
        once.
        """
        shown = turn.status in OVER
        what = f"again-{draft.ts}" if shown else what
        ts = await self._posted_once(turn, message, what)
        if draft.ts == turn.ask.thread.ts:
            # Without its root message, the thread would be lost.
            await self._point_on(draft)
        elif ts != draft.ts:
            await self._take_away(draft)
        await self._context.turns.posted(turn.id, ts)

    async def _take_away(self, draft: Draft) -> None:
        chat, caller = self._context.chat, self._context.caller
        try:
            await insisting(lambda: chat.delete(draft.thread, draft.ts, caller))
        except ChatError as error:
            log.warning("an old message cannot be deleted: %s", error)
            await self._point_on(draft)

    async def _point_on(self, draft: Draft) -> None:
        """If the old message cannot be deleted, make sure that it does not look
        unfinished."""
        try:
            await draft.close(Message(BELOW, (section(BELOW),)), patience=30)
        except (ChatError, TimeoutError) as error:
            log.warning("an old message stays as it is: %s", error)

    async def _follow_up(self, turn: Turn, more: Sequence[Message]) -> None:
        """Post what did not fit, once: a message that is shown again has it already."""
        if turn.status in OVER:
            return
        for number, message in enumerate(more):
            try:
                await self._posted_once(turn, message, f"more-{number}")
            except ChatRefused as error:
                log.warning(
                    "turn %s: a part of its text was not shown: %s", turn.id, error
                )

    async def _posted_once(self, turn: Turn, message: Message, what: str) -> str:
        context, mark = self._context, f"turn-{turn.id}-{what}"
        sought = turn.attempt > 1 or turn.status in OVER
        post = Post(turn.ask.thread, message, mark, Priority.END, sought)
        return await posted_once(context.chat, context.budget, post)
