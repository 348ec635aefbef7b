"""Hangs the half-drawn pictures of a turn while its answer is read.

Of each picture, only the newest preview is uploaded, one at a time. A preview is not
uploaded if there is a newer one, if its picture is finished, if the message has no room
for it, or as long as the message does not show the preview before it.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.core.caller import Caller, Priority
from bot.core.errands import Errands
from bot.core.errors import ChatError, ChatLate, HangError, Overtaken
from bot.core.messages.many import IN_MESSAGE
from bot.core.ports import TemporaryFiles
from bot.core.showing.current_slots import CurrentSlots
from bot.core.showing.hanging import Frame, Hanging
from bot.core.showing.temporary_files import noting
from bot.core.turn.events import PreviewDrawn
from bot.core.turn.slots import Preview, Spot
from bot.core.turn.turns import Turn

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A preview, and when it came from the model by the loop's clock."""

    drawn: PreviewDrawn
    came: float


class Previews:
    """Hangs previews, and writes into the slots where they hang."""

    def __init__(
        self,
        turn: Turn,
        slots: CurrentSlots,
        hanging: Hanging,
        temporary_files: TemporaryFiles,
        caller: Caller,
    ) -> None:
        self._turn, self._slots, self._caller = turn, slots, caller
        self._hanging, self._temporary_files = hanging, temporary_files
        self._wanted: dict[str, _Wanted] = {}
        self._came: dict[str, int] = {}
        self._wake = asyncio.Event()
        self._hangs = asyncio.create_task(self._keep_hanging())
        self._under_way: asyncio.Task[None] | None = None
        self._frames = 0
        self._hung_at = asyncio.get_running_loop().time()
        self._closed = False

    def want(self, preview: PreviewDrawn) -> None:
        """Hang this preview. Its bytes are only kept until it hangs."""
        again = self._came.get(preview.id) == preview.number
        if not again and not self._over(preview) and self._has_room(preview):
            self._came[preview.id] = preview.number
            now = asyncio.get_running_loop().time()
            self._wanted[preview.id] = _Wanted(preview, now)
            self._wake.set()

    def finished(self, picture: str) -> None:
        """Start no more uploads of this picture's previews, because it is finished."""
        self._wanted.pop(picture, None)

    @asynccontextmanager
    async def beside(self, errands: Errands) -> AsyncIterator[None]:
        """Hang previews for as long as the context lasts. Uploads left at its end
        become errands."""
        try:
            yield
        finally:
            await self.close()
            errands.start(self.last_removed(), f"the last preview of {self._turn.id}")

    async def close(self) -> None:
        """Hang nothing more; the final picture does not wait for a preview."""
        self._closed = True
        self._hangs.cancel()
        await asyncio.gather(self._hangs, return_exceptions=True)

    async def last_removed(self) -> None:
        """Wait for an upload that was under way at the close, and remove it.

        A caller that does not want to wait any more cancels it.
        """
        if self._under_way is not None:
            await asyncio.gather(self._under_way)

    async def _keep_hanging(self) -> None:
        while True:
            await self._wake.wait()
            await self._slots.until_drawn()
            self._wake.clear()
            if self._wanted:
                self._under_way = asyncio.create_task(self._hang_next())
                await asyncio.shield(self._under_way)

    async def _hang_next(self) -> None:
        """Hang a preview: of all pictures, the one that has waited longest comes
        first."""
        wanted = self._wanted.pop(next(iter(self._wanted), ""), None)
        if wanted is not None:
            await self._hang(wanted)
        if self._wanted:
            self._wake.set()

    async def _hang(self, wanted: _Wanted) -> None:
        self._frames += 1
        try:
            spot = await self._up(wanted.drawn)
        except ChatLate:
            if not self._too_late(wanted.drawn):  # there may be a newer one
                self._wanted.setdefault(wanted.drawn.id, wanted)
        except Overtaken:
            self._closed = True
        except (HangError, ChatError) as error:
            log.warning("turn %s: a preview was not shown: %s", self._turn.id, error)
        else:
            if spot is not None and not self._closed:
                self._show(wanted, spot)

    async def _up(self, preview: PreviewDrawn) -> Spot | None:
        """Upload it, and note it so that it is deleted together with the others."""
        spot = await self._hanging.preview(self._frame(preview))
        if spot is not None and self._closed:  # the end may be over by now
            thread = self._turn.ask.thread
            await self._hanging.take_down(spot, thread, self._caller)
            await self._temporary_files.returned(spot.file_id)
        return spot

    def _show(self, wanted: _Wanted, spot: Spot) -> None:
        self._hung_at = asyncio.get_running_loop().time()
        number = wanted.drawn.number + 1  # the model counts from 0
        preview = Preview(self._frames, number, spot, wanted.came)
        self._slots.preview_hangs(wanted.drawn.id, preview)

    def _too_late(self, preview: PreviewDrawn) -> bool:
        return self._closed or self._over(preview)

    def _over(self, preview: PreviewDrawn) -> bool:
        slot = self._slots.now.of(preview.id)
        return slot is not None and slot.finished

    def _has_room(self, preview: PreviewDrawn) -> bool:
        return self._slots.now.place(preview.id) < IN_MESSAGE

    def _frame(self, preview: PreviewDrawn) -> Frame:
        return Frame(
            self._turn.ask.thread,
            name=f"preview-{self._turn.id}-{self._frames}.jpg",
            alt=f"A half-drawn picture of: {self._turn.ask.words}",
            data=preview.data,
            lasting=False,
            late=lambda: self._too_late(preview),
            noted=noting(self._temporary_files, self._turn.id),
            caller=self._caller.at(Priority.PREVIEW, self._hung_at),
        )
