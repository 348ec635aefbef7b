"""Pictures that only a form shows, to one person: deleted when the form is done with,
or after an hour.

They are noted before Slack keeps them, so that a crash leaves none behind.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final, Protocol

from bot.core.caller import Caller, Priority
from bot.core.cancelling import cancelled
from bot.core.errors import ChatError, HangError, StoreAway
from bot.core.ports import FormFiles, PrivatePicture
from bot.core.showing.hanging import Frame
from bot.core.turn.slots import Spot
from bot.core.turn.thread import ThreadKey

LASTS: Final = 3600.0
"""Seconds after which such a picture is deleted, whatever became of its form."""
EVERY: Final = 60.0
"""Seconds from one look for overdue pictures to the next; each process looks."""
log = logging.getLogger(__name__)


class PrivatePictures(Protocol):
    """Shows pictures to one person. May raise HangError or ChatError."""

    async def show(self, frame: Frame, user: str) -> PrivatePicture:
        """Make the picture visible to one person."""

    async def remove(self, team: str, picture: PrivatePicture) -> None:
        """Remove it for good; fine if it is gone."""


@dataclass(frozen=True, slots=True)
class FormPictures:
    """Shows them, and deletes them again."""

    private: PrivatePictures
    notes: FormFiles
    now: Callable[[], float]

    async def show(
        self, team: str, user: str, data: bytes, alt: str, name: str = "picture.jpg"
    ) -> Spot:
        """Where a form can show the picture; nowhere, if Slack takes none now."""

        async def noted(file_id: str) -> None:
            await self.notes.lent(team, PrivatePicture(file_id), self.now() + LASTS)

        frame = Frame(
            *(ThreadKey(team, "", ""), name, alt, data),
            *(False, True),
            noted=noted,
            caller=Caller(team, Priority.END),
        )
        try:
            shown = await self.private.show(frame, user)
            if shown.ts:
                await self.notes.lent(team, shown, self.now() + LASTS)
        except (ChatError, HangError, StoreAway, TimeoutError) as error:
            log.warning("a form shows no picture: %s", error)
            return Spot()
        return Spot(shown.file_id, shown.url)

    async def remove(self, team: str, file_id: str) -> None:
        """Delete a picture that was shown; what fails is tried again when it is
        overdue."""
        try:
            found = await self.notes.of(team, file_id)
        except (StoreAway, TimeoutError) as error:
            log.warning("file %s of a form stays for now: %s", file_id, error)
            return
        if found is not None:
            await self._remove(team, found)

    async def tidy(self) -> None:
        """Delete everything that is overdue."""
        for team, picture in await self.notes.overdue(self.now()):
            await self._remove(team, picture)

    async def run(self) -> None:
        """Do so from time to time, for ever."""
        while True:
            try:
                await self.tidy()
            except (StoreAway, TimeoutError) as error:
                log.warning("which pictures of forms are overdue is unknown: %s", error)
            await asyncio.sleep(EVERY)

    async def _remove(self, team: str, picture: PrivatePicture) -> None:
        try:
            await self.private.remove(team, picture)
            await self.notes.returned(picture.file_id)
        except (ChatError, StoreAway, TimeoutError) as error:
            log.warning("file %s of a form stays for now: %s", picture.file_id, error)


@asynccontextmanager
async def tidied(pictures: FormPictures) -> AsyncIterator[None]:
    """Delete what is overdue, at once and then again and again."""
    task = asyncio.create_task(pictures.run())
    try:
        yield
    finally:
        await cancelled(task)
