"""Puts two versions of a picture together: made by the bot itself, for free.

Either a part is taken back from an older version, or everything but the part that was
to change.
"""

from typing import Final

from bot.core.answering.ending import failed
from bot.core.answering.part_request import GONE, UNREADABLE, Parts
from bot.core.errors import AskError, HangError, StoreFull
from bot.core.ports import Chosen, Files, Shelf, Turns
from bot.core.turn.asks import Ask, with_flags_read
from bot.core.turn.events import Picture
from bot.core.turn.options import Button, Options
from bot.core.turn.pictures import measured
from bot.core.turn.turns import Answer, KeptPicture, Outcome, Turn

TOGETHER: Final = (
    "Put together by me from two versions, without a model and at no cost. Such a "
    "picture no longer bears the maker's mark of origin."
)
REST_BACK: Final = (
    "Everything outside of the part was put back by me from the picture before. Such a "
    "picture no longer bears the maker's mark of origin."
)
NOT_YOURS: Final = "That older picture is not in this thread."


def is_joined(ask: Ask) -> bool:
    """Whether an ask is for two versions put together."""
    return ask.options is not None and ask.options.joins


async def whole(shelf: Shelf, made: bytes) -> KeptPicture:
    """A picture that was put together, as it is kept."""
    return measured(Picture("joined", made, "png"), await shelf.keep(made))


class Joining:
    """Answers turns for which the bot puts two versions together."""

    def __init__(self, turns: Turns, files: Files, shelf: Shelf) -> None:
        self._turns, self._files, self._shelf = turns, files, shelf
        self._parts = Parts(files, shelf)

    async def answer(self, turn: Turn) -> Answer:
        """The answer of such a turn, as an earlier attempt would have made it."""
        try:
            return await self._answer(turn)
        except (AskError, StoreFull) as error:
            return failed(error)
        except HangError:
            return failed(AskError(UNREADABLE))

    async def _answer(self, turn: Turn) -> Answer:
        newer = await self._turns.get(turn.parent) if turn.parent else None
        options = turn.ask.options or Options()
        if newer is None or options.region is None:
            raise AskError(GONE)
        if options.button is Button.RESTORED:
            chosen = await self._parts.chosen(options.region, options.button)
            base = await self._drawn(newer)
            over = await self._older(turn, options.older)
        else:
            chosen = await self._changed(newer, options)
            base = await self._before(newer)
            over = await self._drawn(newer)
        made = await self._files.regions.joined(base, over, chosen)
        kept = await whole(self._shelf, made)
        return Answer(Outcome.DONE, pictures=(kept,), notes=(TOGETHER,), direct=True)

    async def _changed(self, newer: Turn, options: Options) -> Chosen:
        """The part that the newer turn was allowed to change. Raises AskError."""
        asked = with_flags_read(newer.ask).options or Options()
        region = options.region or asked.region
        if region is None:
            raise AskError(GONE)
        return await self._parts.chosen(region, asked.button)

    async def _before(self, newer: Turn) -> bytes:
        """The picture that the newer turn has changed. Raises AskError."""
        before = await self._turns.get(newer.parent) if newer.parent else None
        return await self._parts.picture(newer, before)

    async def _older(self, turn: Turn, older: int) -> bytes:
        """The picture of an older turn of the same thread. Raises AskError."""
        found = await self._turns.get(older)
        if found is None or found.ask.thread != turn.ask.thread:
            raise AskError(NOT_YOURS)
        return await self._drawn(found)

    async def _drawn(self, turn: Turn) -> bytes:
        drawn = turn.answer.own_pictures[:1] if turn.answer else ()
        data = await self._shelf.read(drawn[0].sha256) if drawn else None
        if data is None:
            raise AskError(GONE)
        return data
