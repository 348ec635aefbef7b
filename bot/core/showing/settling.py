"""Looks after a message that has its last form until nothing is left to do.

If all is well, it checks once whether everybody sees the picture, and deletes files
that no message shows. Pictures that do not hang yet, because Slack took no uploads at
the end or because a message has no room for more, are hung from the shelf, first after
minutes and then after hours. Nobody waits for that. It also survives a restart, because
the journal knows every turn that is shown, not settled, and has pictures that do not
hang.
"""

import asyncio
import logging
from dataclasses import replace
from enum import Enum, auto
from typing import Final

from bot.core.caller import Priority
from bot.core.errands import rest
from bot.core.errors import (
    ChatError,
    ChatFrozen,
    ChatGone,
    ChatRefused,
    Overtaken,
    StoreAway,
)
from bot.core.messages.many import beyond, in_message, lacking
from bot.core.showing.context import TurnContext
from bot.core.showing.finished_pictures import bare
from bot.core.showing.more_pictures import Following
from bot.core.showing.posting import insisting
from bot.core.showing.shared_files import SharedFiles
from bot.core.showing.showing import Showing
from bot.core.showing.temporary_files import take_down
from bot.core.turn.slots import Spot
from bot.core.turn.turns import DECK, Answer, Turn

LONGEST: Final = 4 * 3600.0
ANYHOW: Final = 3600.0
"""Seconds after which a picture may appear outside of its message."""
GIVEN_UP: Final = 48 * 3600.0
"""Seconds after which a picture that Slack has not accepted is given up."""
log = logging.getLogger(__name__)


class Sight(Enum):
    """The result of a look at a message."""

    STANDS = auto()
    OUT_OF_REACH = auto()
    GONE = auto()


class Round(Enum):
    """The result of looking after a message once."""

    DONE = auto()
    HUNG = auto()
    IN_VAIN = auto()


class Settling:
    """Looks after one turn's message at a time."""

    def __init__(self, context: TurnContext) -> None:
        self._context = context
        self._showing, self._following = Showing(context), Following(context)
        self._shared_files = SharedFiles(context)

    async def settle(self, turn: Turn, *, just_shown: bool = False) -> None:
        """Return when the turn is settled, which may take a day.

        A message that was not `just_shown` may be gone, so no file is shared before it
        is looked at.
        """
        pause, later = self._context.settle_after, self._context.again_after
        if just_shown:
            await self._share_now(turn.id)
        await asyncio.sleep(pause)
        while True:
            match await self._round(turn.id):
                case Round.DONE:
                    return
                case Round.HUNG:
                    pause, later = self._context.settle_after, self._context.again_after
                case Round.IN_VAIN:
                    pause, later = later, min(2 * later, LONGEST)
            await rest(pause)

    async def _share_now(self, turn: int) -> None:
        """Share the files of a deck, which people wait for."""
        try:
            current = await self._context.turns.get(turn)
            if current and any(each.place == DECK for each in lacking(current)):
                await self._share(current)
        except (ChatError, StoreAway, TimeoutError) as error:
            log.info("turn %s: its files wait: %s", turn, error)

    async def _share(self, turn: Turn) -> bool:
        """Share the files that are due; the message of a deck then says so. Raises
        ChatError."""
        done = await self._shared_files.catch_up(turn)
        if done and _of_deck(turn):
            await self._say_again(turn.id)
        return done

    async def _say_again(self, turn: int) -> None:
        async with self._context.alone(turn):
            current = await self._context.turns.get(turn)
            if current is not None and current.answer is not None and current.message:
                await self._showing.again(current, current.answer, 1, Priority.STEP)

    async def _round(self, turn: int) -> Round:
        try:
            sight = await self._look(turn)
            if await self._settled(turn, sight):
                return Round.DONE
            hangs = sight is Sight.STANDS and await self._hang(turn)
        except Overtaken:
            raise
        except Exception:
            # The journal or the shelf may be away. What was paid for is not lost.
            log.exception("turn %s is not settled yet", turn)
            return Round.IN_VAIN
        return Round.HUNG if hangs else Round.IN_VAIN

    async def _settled(self, turn: int, sight: Sight) -> bool:
        """Tidy up; returns whether nothing is left to do."""
        current = await self._context.turns.get(turn)
        if current is None:
            return True
        await self._context.uploads_ahead.over(current)
        current = await self._context.turns.get(turn) or current
        context = self._context
        await take_down(
            context.hanging, context.temporary_files, current, context.caller
        )
        if sight is not Sight.GONE and lacking(current) and current.message:
            if await self._due(current):
                return False
            await self._give_up(turn)
        await self._context.turns.settle(turn)
        return True

    async def _due(self, turn: Turn) -> bool:
        """Whether missing pictures may still be hung."""
        if self._context.clock() - turn.shown_at > GIVEN_UP:
            return False
        return await self._context.pictures.left(lacking(turn))

    async def _give_up(self, turn: int) -> None:
        """Give up: say so in the message, which then stays as it is."""
        async with self._context.alone(turn):
            current = await self._context.turns.get(turn)
            if current is None or current.answer is None:
                return
            log.error("turn %s: some of its pictures are given up", turn)
            over = replace(current, settled=True)
            try:
                await self._showing.again(over, current.answer, 1, Priority.STEP)
            except (ChatError, TimeoutError) as error:
                log.warning("turn %s: its message could not say so: %s", turn, error)

    async def _hang(self, turn: int) -> bool:
        """Hang the pictures that are due; returns whether Slack accepted any.

        Only a few turns do so at once: nobody is waiting, and each keeps its picture in
        memory.
        """
        async with self._context.hanging_later:
            current = await self._context.turns.get(turn)
            if current is None:
                return False
            anyhow = self._context.clock() - current.shown_at > ANYHOW
            try:
                done = await self._showing.catch_up(current, anyhow=anyhow)
                more = await self._following.catch_up(current, anyhow=anyhow)
                files = await self._share(current)
                return done or more or files
            except (ChatError, TimeoutError) as error:
                log.info("turn %s: no picture is shown: %s", turn, error)
                return False

    async def _look(self, turn: int) -> Sight:
        """Show the message once more."""
        async with self._context.alone(turn):
            current = await self._context.turns.get(turn)
            if current is None or current.answer is None:
                return Sight.GONE
            try:
                await self._look_at(current, current.answer)
            except ChatGone as error:
                log.info("turn %s: its message is gone: %s", turn, error)
                return Sight.GONE
            except (ChatFrozen, ChatRefused) as error:
                log.info("turn %s: could not be checked again: %s", turn, error)
            except (ChatError, TimeoutError) as error:
                log.info("turn %s: Slack could not be reached: %s", turn, error)
                return Sight.OUT_OF_REACH
        return Sight.STANDS

    async def _look_at(self, turn: Turn, answer: Answer) -> None:
        """Show the message once more, because sharing the picture may need a second
        edit.

        While a picture is due, this also shows whether the message still exists.
        """
        shown = [each for each in in_message(answer.pictures) if each.framed]
        due = lacking(turn) if turn.message else ()
        framed = any(each.file_id for each in shown)
        if not (due or framed or _of_deck(turn)):
            return
        await self._showing.again(turn, answer, 1, Priority.STEP)
        if due or not framed or await self._proven(turn, shown[0].spot):
            return
        off = (*bare(in_message(answer.pictures)), *beyond(answer.pictures))
        async with self._showing.draft(turn) as draft:
            await self._showing.end(turn, replace(answer, pictures=off), draft)
        await self._context.pictures.let_go(turn, shown)

    async def _proven(self, turn: Turn, spot: Spot) -> bool:
        hanging, caller = self._context.hanging, self._context.caller
        thread = turn.ask.thread
        return await insisting(lambda: hanging.proven(spot, thread, caller))


def _of_deck(turn: Turn) -> bool:
    """Whether files of a deck belong to it."""
    return turn.answer is not None and any(
        each.place == DECK for each in turn.answer.pictures
    )
