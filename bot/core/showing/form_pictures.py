"""Pictures that only a form shows: sent up to Slack, and deleted when the form is done
with, or after an hour.

They are noted before Slack keeps them, so that a crash leaves none behind.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from bot.core.caller import Caller, Priority
from bot.core.cancelling import cancelled
from bot.core.errors import ChatError, HangError, StoreAway
from bot.core.ports import FormFiles
from bot.core.showing.hanging import Frame, Way
from bot.core.turn.slots import Spot
from bot.core.turn.thread import ThreadKey

LASTS: Final = 3600.0
"""Seconds after which such a picture is deleted, whatever became of its form."""
EVERY: Final = 60.0
"""Seconds from one look for overdue pictures to the next; each process looks."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FormPictures:
    """Sends them up by one way, and deletes them again."""

    way: Way
    notes: FormFiles
    now: Callable[[], float]

    async def show(self, team: str, data: bytes, alt: str) -> str:
        """The id of a file that a form can show; empty if Slack takes none now."""

        async def noted(file_id: str) -> None:
            await self.notes.lent(team, file_id, self.now() + LASTS)

        frame = Frame(
            *(ThreadKey(team, "", ""), "picture.jpg", alt, data),
            noted=noted,
            caller=_caller(team),
        )
        try:
            return (await self.way.hang(frame)).file_id
        except (ChatError, HangError, StoreAway, TimeoutError) as error:
            log.warning("a form shows no picture: %s", error)
            return ""

    async def remove(self, team: str, file_id: str) -> None:
        """Delete the file now; what fails is tried again when it is overdue."""
        if not file_id:
            return
        try:
            spot, thread = Spot(file_id), ThreadKey(team, "", "")
            await self.way.take_down(spot, thread, _caller(team))
            await self.notes.returned(file_id)
        except (ChatError, StoreAway, TimeoutError) as error:
            log.warning("file %s of a form stays for now: %s", file_id, error)

    async def tidy(self) -> None:
        """Delete everything that is overdue."""
        for team, file_id in await self.notes.overdue(self.now()):
            await self.remove(team, file_id)

    async def run(self) -> None:
        """Do so from time to time, for ever."""
        while True:
            try:
                await self.tidy()
            except (StoreAway, TimeoutError) as error:
                log.warning("which pictures of forms are overdue is unknown: %s", error)
            await asyncio.sleep(EVERY)


@asynccontextmanager
async def tidied(pictures: FormPictures) -> AsyncIterator[None]:
    """Delete what is overdue, at once and then again and again."""
    task = asyncio.create_task(pictures.run())
    try:
        yield
    finally:
        await cancelled(task)


def _caller(team: str) -> Caller:
    return Caller(team, Priority.END)
