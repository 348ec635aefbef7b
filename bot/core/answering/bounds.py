"""What bounds the next request of a turn: its limits, its words, and room to store what
comes."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Final

from bot.core.answering.ending import failed, with_legs
from bot.core.errors import AskError, StoreFull
from bot.core.showing.context import TurnContext
from bot.core.turn.legs import Leg, spent
from bot.core.turn.terms import Terms
from bot.core.turn.turns import Answer

LEAST_TOKENS: Final = 1_000
"""With fewer, a model that thinks first writes nothing."""
USED_UP: Final = (
    "This answer has used all that one answer may use, so it ends here. Reply to go on."
)
NO_CALLS_LEFT: Final = (
    "This answer has used all the searches and pictures that one answer may use."
)
NO_ROOM: Final = (
    "I have stopped here, because I have no space to store more right now. Whoever "
    "runs me can see why."
)
MOST_WORDS: Final = 12_000
TOO_LONG: Final = f"That is too long. I can take at most {MOST_WORDS:,} characters."
PATIENCE: Final = 10.0
"""Seconds for which a turn that is under way waits for room."""
AGAIN: Final = 0.5
Room = Callable[[], Awaitable[str]]
"""Says what prevents something from being stored; empty if nothing does."""
log = logging.getLogger(__name__)


def used_up(legs: Sequence[Leg], terms: Terms) -> bool:
    """Whether nothing can follow these legs within the limits of one answer.

    Without calls, the model may still write the end, but nothing is asked or done.
    """
    used, last = spent(legs), legs[-1]
    few = terms.output_tokens - used.tokens < LEAST_TOKENS
    return few or (bool(last.open or last.risky) and used.calls >= terms.tool_calls)


def ended_by_limits(legs: Sequence[Leg]) -> Answer:
    """The answer when nothing can follow: everything that has come so far."""
    return with_legs(replace(failed(AskError(USED_UP)), why="used_up"), legs)


async def need_room(context: TurnContext) -> None:
    """Raise StoreFull if what a turn draws first could not be stored: nothing is paid
    for."""
    if trouble := await context.room():
        log.error("no new work is started: %s", trouble)
        raise StoreFull(trouble)


def patient(room: Room) -> Room:
    """Room for what a turn under way pays for next. A database that restarts is waited
    for; once there was no room for a while, nothing waits again."""
    lasting = ""

    async def trouble() -> str:
        nonlocal lasting
        clock = asyncio.get_running_loop().time
        until = clock() + PATIENCE
        while not lasting and (found := await room()):
            if clock() >= until:
                lasting = found
            await asyncio.sleep(AGAIN if not lasting else 0)
        return lasting

    return trouble


def ended_without_room(trouble: str, legs: Sequence[Leg]) -> Answer:
    """The answer when there is no room for what would follow: everything that has come
    so far."""
    log.error("a turn goes no further: %s", trouble)
    return with_legs(replace(failed(StoreFull(trouble)), told=NO_ROOM), legs)


def need_fewer_words(words: str) -> None:
    """Raise AskError if an ask is too long."""
    if len(words) > MOST_WORDS:
        raise AskError(TOO_LONG)
