"""Puts pictures into the gallery that were drawn before there was one.

That also happens to the turns of processes of the version before, while they run beside
newer ones. What is done is noted turn by turn, so a kill costs at most one batch.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from bot.core.cancelling import cancelled
from bot.core.errors import StoreAway
from bot.core.ports import GalleryFilling

BATCH: Final = 50
"""The most turns of one step: others wait for the store that long."""
EVERY: Final = 60.0
"""Seconds from one look to the next when nothing is missing; each process looks."""
log = logging.getLogger(__name__)


@asynccontextmanager
async def filling(gallery: GalleryFilling) -> AsyncIterator[None]:
    """Fill the gallery in the background, and look again and again."""
    task = asyncio.create_task(Filling(gallery).run())
    try:
        yield
    finally:
        await cancelled(task)


@dataclass(frozen=True, slots=True)
class Filling:
    """Adds turns until none is missing."""

    gallery: GalleryFilling
    every: float = EVERY

    async def once(self) -> int:
        """Add everything that is missing now; returns how many turns that were."""
        count = 0
        while done := await self.gallery.fill(BATCH):
            count += done
        return count

    async def run(self) -> None:
        """Do so from time to time, for ever."""
        while True:
            try:
                if count := await self.once():
                    log.info("the pictures of %s turns can be found now", count)
            except (StoreAway, TimeoutError) as error:
                log.warning("the gallery is filled later: %s", error)
            await asyncio.sleep(self.every)
