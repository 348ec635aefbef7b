"""Shares pictures that are only files in the thread: those that Slack does not show,
such as an SVG, and emoji.

A turn ends without waiting for the files.
"""

import logging
from typing import Final

from bot.core.messages.many import only_files
from bot.core.messages.pictures import alt_text
from bot.core.showing.context import TurnContext
from bot.core.showing.deck_files import name_of
from bot.core.showing.hanging import Frame
from bot.core.showing.sharing import Sharing
from bot.core.turn.turns import BEHIND, DECK, EMOJI, KeptPicture, Turn

_WHAT: Final = {EMOJI: "-emoji", BEHIND: "-chart"}
log = logging.getLogger(__name__)


class SharedFiles:
    """Shares the files of one turn at a time, each once."""

    def __init__(self, context: TurnContext) -> None:
        self._context = context

    async def catch_up(self, turn: Turn) -> bool:
        """Share those that are not in the thread yet; whether any was. Raises
        ChatError."""
        async with self._context.alone(turn.id):
            current = await self._context.turns.get(turn.id)
            if current is None or current.answer is None:
                return False
            due = [
                each for each in only_files(current.answer.pictures) if not each.hangs
            ]
            frames = {each.sha256: await self._frame(current, each) for each in due}
            found = {name: frame for name, frame in frames.items() if frame}
            context = self._context
            return await Sharing(context.turns, context.share, current).share(found)

    async def _frame(self, turn: Turn, drawn: KeptPicture) -> Frame | None:
        data = await self._context.shelf.read(drawn.sha256)
        if data is None:
            log.error("turn %s: a file's bytes are missing", turn.id)
            return None
        what = _WHAT.get(drawn.place, "")
        name = f"darkroom-{turn.id}{what}.{drawn.format}"
        alt = alt_text(turn, drawn)
        deck = turn.answer.deck if turn.answer else None
        if drawn.place == DECK and deck is not None:
            name, alt = name_of(deck, drawn.format), deck.outline.title
        return Frame(turn.ask.thread, name=name, alt=alt, data=data)
