"""Hangs the half-drawn pictures of one turn, the newest first, beside the reading.

A preview that a newer one overtakes before its turn comes is never uploaded; nor is
one while the message has yet to show the one before, or when its picture is finished.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.core.draft import Draft
from bot.core.errands import Errands
from bot.core.errors import ChatError, ChatLate, HangError, Overtaken
from bot.core.events import PreviewDrawn
from bot.core.hanging import Frame, Hanging, Spot
from bot.core.leftovers import noting
from bot.core.ports import Leftovers
from bot.core.rank import Rank, ranked
from bot.core.tally import Silent, Tally
from bot.core.turns import Turn
from bot.core.view import Hung

log = logging.getLogger(__name__)


Key = tuple[str, int]


class Delay:
    """How long it takes from a preview's coming until people see it, told once."""

    def __init__(self, tally: Tally) -> None:
        self.hung: Key | None = None
        self.looked: Key | None = None
        self._tally = tally
        self._since: dict[Key, float] = {}

    def came(self, preview: Key) -> None:
        """The model sent it just now."""
        self._since[preview] = asyncio.get_running_loop().time()

    def note(self) -> None:
        """A message shows the one that was looked at."""
        since = self._since.pop(self.looked, None) if self.looked else None
        if since is not None:
            self._tally.previewed(asyncio.get_running_loop().time() - since)


class Previews:
    """The preview that hangs now, and those that hung before."""

    def __init__(
        self,
        turn: Turn,
        hanging: Hanging,
        leftovers: Leftovers,
        hung: Callable[[], None],
        tally: Tally | None = None,
    ) -> None:
        self.now: Hung | None = None
        self._delay = Delay(tally or Silent())
        self._turn, self._hanging, self._leftovers = turn, hanging, leftovers
        self._say_hung = hung
        self._wanted: PreviewDrawn | None = None
        self._came: Key | None = None
        self._finished: set[str] = set()
        self._wake = asyncio.Event()
        self._looked = asyncio.Event()
        self._looked.set()
        self._hangs = asyncio.create_task(self._keep_hanging())
        self._under_way: asyncio.Task[None] | None = None
        self._frames = 0
        self._hung_at = asyncio.get_running_loop().time()
        self._closed = False

    def want(self, preview: PreviewDrawn) -> None:
        """Hang this one next. Its bytes are held until it hangs, and no longer."""
        key = preview.id, preview.number
        if key != self._came and preview.id not in self._finished:
            self._came, self._wanted = key, preview
            self._delay.came(key)
            self._wake.set()

    def finished(self, picture: str) -> None:
        """The picture is drawn: no preview of it goes up that has not begun to."""
        self._finished.add(picture)
        if self._wanted is not None and self._wanted.id == picture:
            self._wanted = None

    def look(self) -> Hung | None:
        """The preview that hangs now, for a message that is being drawn."""
        self._looked.set()
        self._delay.looked = self._delay.hung
        return self.now

    def shown(self) -> None:
        """The message that was drawn last stands in Slack."""
        self._delay.note()

    def refused(self) -> None:
        """Slack did not take the message with it: go on without a picture."""
        if self.now is not None:
            self._hanging.stumbled_first(self._turn.ask.thread.team)
            self.now = None
            self._say_hung()

    @asynccontextmanager
    async def beside(self, draft: Draft, errands: Errands) -> AsyncIterator[None]:
        """Be told what becomes of the message; at the end, hang nothing more."""
        draft.on_shown, draft.on_refused = self.shown, self.refused
        try:
            yield
        finally:
            await self.close()
            errands.start(self.ended(), f"the last preview of {self._turn.id}")

    async def close(self) -> None:
        """Hang nothing more; the final picture does not wait for a preview."""
        self._closed = True
        self._hangs.cancel()
        await asyncio.gather(self._hangs, return_exceptions=True)

    async def ended(self) -> None:
        """Wait for an upload that was under way at the close; it is taken away.

        Who does not wait any longer cancels it.
        """
        if self._under_way is not None:
            await asyncio.gather(self._under_way)

    async def _keep_hanging(self) -> None:
        while True:
            await self._wake.wait()
            await self._looked.wait()
            self._wake.clear()
            if self._wanted is not None:
                self._under_way = asyncio.create_task(self._hang_newest())
                await asyncio.shield(self._under_way)

    async def _hang_newest(self) -> None:
        preview, self._wanted = self._wanted, None
        if preview is not None:
            await self._hang(preview)

    async def _hang(self, preview: PreviewDrawn) -> None:
        self._frames += 1
        try:
            spot = await self._up(preview)
        except ChatLate:
            if not self._too_late(preview):
                self._wanted = self._wanted or preview  # there may be a newer one
                self._wake.set()
        except Overtaken:
            self._closed = True
        except (HangError, ChatError) as error:
            log.warning("turn %s: a preview did not hang: %s", self._turn.id, error)
        else:
            if spot is not None and not self._closed:
                self._show(preview, spot)

    async def _up(self, preview: PreviewDrawn) -> Spot | None:
        """Sent up, and noted on the way so that it goes with the others in the end."""
        with ranked(Rank.PREVIEW, self._hung_at):
            spot = await self._hanging.preview(self._frame(preview))
        if spot is not None and self._closed:  # the end may be over by now
            await self._hanging.take_down(spot, self._turn.ask.thread)
            await self._leftovers.returned(spot.file_id)
        return spot

    def _show(self, preview: PreviewDrawn, spot: Spot) -> None:
        self._delay.hung = preview.id, preview.number
        self._hung_at = asyncio.get_running_loop().time()
        self._looked.clear()
        shown = preview.number + 1  # the model counts from nought
        self.now = Hung(self._frames, shown, spot.file_id, spot.url)
        self._say_hung()

    def _too_late(self, preview: PreviewDrawn) -> bool:
        return self._closed or preview.id in self._finished

    def _frame(self, preview: PreviewDrawn) -> Frame:
        return Frame(
            self._turn.ask.thread,
            name=f"preview-{self._turn.id}-{self._frames}.jpg",
            alt=f"A half-drawn picture of: {self._turn.ask.words}",
            data=preview.data,
            lasting=False,
            late=lambda: self._too_late(preview),
            noted=noting(self._leftovers, self._turn.id),
        )
