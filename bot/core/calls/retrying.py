"""Asks a busy model again, as long as it has not begun to answer.

Once the first event has arrived, the answer is paid for, and a person has seen it
begin. From then on, all errors go to the caller. Errors other than `ModelBusy` always
do.
"""

import asyncio
import random
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Final

from bot.core.errors import ModelBusy, ModelShut
from bot.core.ports import Model
from bot.core.turn.events import TurnEvent
from bot.core.turn.request import Request

_FIRST_PAUSE: Final = 1.0
_LONGEST_PAUSE: Final = 20.0

Sleep = Callable[[float], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class RetryingModel:
    """A model that is asked again while it is busy; a `Model` itself."""

    model: Model
    tries: int = 4
    most_wait: float = 60.0
    sleep: Sleep = asyncio.sleep

    def leave(self, response: str) -> None:
        self.model.leave(response)

    def answer(self, request: Request) -> AsyncGenerator[TurnEvent, None]:
        return retried(
            self.model,
            request,
            tries=self.tries,
            most_wait=min(self.most_wait, request.terms.answer_seconds),
            sleep=self.sleep,
        )


async def retried(
    model: Model,
    request: Request,
    *,
    tries: int = 4,
    most_wait: float = 60.0,
    sleep: Sleep = asyncio.sleep,
    chance: Callable[[], float] = random.random,
) -> AsyncGenerator[TurnEvent, None]:
    """Yield the answer's events, with at most `most_wait` seconds of pauses in all.

    No pause is shorter than the model asked for: where that would take too long, its
    error is raised at once. Only the first attempt may be admitted beforehand.
    """
    waited = 0.0
    for attempt in range(1, tries + 1):
        begun = False
        try:
            async with aclosing(model.answer(request)) as events:
                async for event in events:
                    begun = True
                    yield event
                    del event  # it may hold a picture
            return
        except ModelShut:
            raise  # it has already waited for the gate
        except ModelBusy as busy:
            wait = pause(attempt, busy.retry_after, chance())
            waited += wait
            if begun or attempt == tries or waited > most_wait:
                raise
            if request.allows and not busy.not_begun:
                raise  # what was allowed may be done already
        request = replace(request, caller=request.caller.let_pass(""))
        await sleep(wait)


def pause(attempt: int, told: float | None, chance: float) -> float:
    """Return the seconds to wait after a failed attempt; `chance` is 0 to 1.

    Chance only makes the server's wait longer, so that waiting callers spread out.
    """
    if told is not None:
        return max(0.0, told) + chance * _FIRST_PAUSE
    own: float = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** (attempt - 1))
    return own * (0.5 + chance / 2)
