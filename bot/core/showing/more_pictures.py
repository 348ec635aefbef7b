"""Shows pictures that their message has no room for: in messages below it in the
thread.

A turn ends without waiting for them. Each message is recognised by its mark, so it is
posted only once, whichever process tries, and however often.
"""

import logging
from collections.abc import Sequence

from bot.core.caller import Priority
from bot.core.calls.call import Call
from bot.core.errors import ChatRefused, HangError
from bot.core.messages.final import album
from bot.core.messages.many import groups
from bot.core.messages.message import Message
from bot.core.showing.context import TurnContext
from bot.core.showing.draft import CALL as EDIT
from bot.core.showing.finished_pictures import fresh
from bot.core.showing.hanging import Manner, Way
from bot.core.showing.posting import Post, insisting, posted_once
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import KeptPicture, Turn

log = logging.getLogger(__name__)


class Following:
    """The messages below a turn's own."""

    def __init__(self, context: TurnContext) -> None:
        self._context, self._finished_pictures = context, context.pictures

    async def catch_up(self, turn: Turn, *, anyhow: bool) -> bool:
        """Hang pictures that do not hang yet; returns whether any of them does now.

        If a way is busy, the ways below it are only tried if the pictures must hang
        `anyhow`.
        """
        done = False
        pictures = turn.answer.pictures if turn.answer else ()
        for before, group in groups(pictures):
            if not all(each.hangs for each in group):
                done = await self._group(turn, before, group, anyhow) or done
        return done

    async def _group(
        self, turn: Turn, before: int, group: Sequence[KeptPicture], anyhow: bool
    ) -> bool:
        for way in self._context.hanging.ways(turn.ask.thread.team):
            try:
                now = await self._finished_pictures.hung(turn, group, way, before)
                if now == tuple(group) and anyhow:
                    continue
                if now == tuple(group):
                    return False
                if way.manner is not Manner.BESIDE:
                    await self._show(turn, before, group, now)
            except (HangError, ChatRefused) as error:
                self._missed(turn, way, error)
                continue
            await self._note(turn, before, now)
            return True
        return False

    async def _show(
        self,
        turn: Turn,
        before: int,
        group: Sequence[KeptPicture],
        now: Sequence[KeptPicture],
    ) -> None:
        """Post the message, or add the pictures that it lacked."""
        chat, thread = self._context.chat, turn.ask.thread
        mark, message = f"turn-{turn.id}-album-{before}", album(turn, before, now)
        post = Post(thread, message, mark, Priority.STEP, sought=True)
        try:
            caller = self._context.caller
            if found := await insisting(lambda: chat.find(thread, mark, caller)):
                await insisting(lambda: self._edit(thread, found, message))
            else:
                await posted_once(chat, self._context.budget, post)
        except ChatRefused:
            await self._finished_pictures.let_go(turn, fresh(group, now))
            raise

    async def _edit(self, thread: ThreadKey, ts: str, message: Message) -> None:
        call = Call(thread.team, EDIT)
        await self._context.budget.admitted(call, Priority.STEP)
        await self._context.chat.edit(thread, ts, message)

    async def _note(self, turn: Turn, before: int, now: Sequence[KeptPicture]) -> None:
        """Note these pictures, and keep what was noted about the others in the
        meantime."""
        current = await self._context.turns.get(turn.id)
        if current is not None and current.answer is not None:
            pictures = list(current.answer.pictures)
            pictures[before : before + len(now)] = now
            await self._context.turns.shown(turn.id, pictures, settled=False)

    def _missed(self, turn: Turn, way: Way, error: HangError | ChatRefused) -> None:
        log.warning(
            "turn %s: pictures below it were not shown: %s: %s",
            turn.id,
            way.name,
            error,
        )
        self._context.hanging.missed(turn.ask.thread.team, way, error)
