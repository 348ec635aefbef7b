"""Shows the pictures of a set while they develop: one frame of their sheet at a time.

A frame is one upload and one edit, however many pictures there are. It is drawn when
the budget admits its upload, so it shows the newest of each picture; a preview that was
overtaken by then is never read. The next one is not begun before the message shows it.
When nothing more is to come, the sheet is drawn as it stays and uploaded ahead.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from typing import Final

from bot.core.caller import Priority
from bot.core.calls.call import Call
from bot.core.calls.fencing import freshly
from bot.core.cancelling import cancelled
from bot.core.errands import Errands
from bot.core.errors import ChatError, ChatLate, HangError, Overtaken, StoreAway
from bot.core.showing.context import TurnContext
from bot.core.showing.current_slots import CurrentSlots
from bot.core.showing.developing_sheet import Cells, DevelopingSheet
from bot.core.showing.hanging import Frame, Way
from bot.core.showing.temporary_files import noting
from bot.core.turn.events import TurnEvent
from bot.core.turn.sheet import Cell, Sheet
from bot.core.turn.slots import Preview, Slot, Spot
from bot.core.turn.turns import Turn

PATIENCE: Final = 3.0
"""Seconds after which words alone say how far the set is, if no upload is admitted."""
AWAY: Final = 1.0
"""Seconds after which a frame is tried again if the store is away."""
log = logging.getLogger(__name__)


class SheetFrames:
    """The sheet of one running turn, hung again and again."""

    def __init__(self, turn: Turn, slots: CurrentSlots, context: TurnContext) -> None:
        self._sheet, self._seen = DevelopingSheet(context.sheets), Sheet()
        self._turn, self._slots, self._context = turn, slots, context
        self._wake = asyncio.Event()
        self._hangs: asyncio.Task[None] | None = None
        self._under_way: asyncio.Task[None] | None = None
        self._frames = 0
        self._hung_at = asyncio.get_running_loop().time()
        self._closed = self._away = False

    @property
    def sheet(self) -> Sheet:
        """The sheet as it is now."""
        return self._sheet.now

    def begin(self, cells: Iterable[Cell], shape: float = 0.0) -> None:
        """Add pictures that are drawn from now on.

        Those that were finished in an earlier attempt name their bytes by their hash.
        """
        self._sheet.begin(cells, shape)
        self._begin()

    def begin_slides(self, cells: Iterable[Cell], shape: float, slides: Cells) -> None:
        """Show the slides of a deck, whose pictures are drawn from now on."""
        self._sheet.begin_slides(cells, shape, slides)
        self._begin()

    def _begin(self) -> None:
        self._slots.begin_set(self._each_slot())
        if self._hangs is None and not self._closed:
            self._context.hanging.expect_previews()
            self._hangs = asyncio.create_task(self._keep_hanging())
        self._wake.set()

    def tell(self, event: TurnEvent) -> None:
        """Note the newest state of a picture of the set."""
        self._sheet.tell(event)
        self._changed()

    def failed(self, key: str, why: str) -> None:
        """Note that there will be no such picture, with the reason in a few words."""
        self._sheet.fail(key, why)
        self._changed()

    @asynccontextmanager
    async def beside(self, errands: Errands) -> AsyncIterator[None]:
        """Hang frames for as long as the context lasts. Uploads left at its end become
        errands."""
        try:
            yield
        finally:
            self._closed = True
            if self._hangs is not None:
                await cancelled(self._hangs)
            if self._under_way is not None:
                left = f"the last frame of {self._turn.id}"
                errands.start(_awaited(self._under_way), left)

    def _changed(self) -> None:
        self._slots.set_becomes(self._each_slot())
        self._wake.set()

    def _each_slot(self) -> Iterator[Slot]:
        return (each.slot for each in self.sheet.cells if not each.plain)

    async def _keep_hanging(self) -> None:
        while True:
            await self._wake.wait()
            await self._slots.until_drawn()
            self._wake.clear()
            self._under_way = asyncio.create_task(self._next())
            await asyncio.shield(self._under_way)
            if self._away:  # and it knows the budget
                self._away = False
                await asyncio.sleep(AWAY)

    async def _next(self) -> None:
        """Show the newest state, or at least describe it in words."""
        shown = False
        try:
            shown = await self._shown()
        except ChatLate:  # there is something newer
            self._wake.set()
            return
        except (StoreAway, TimeoutError) as error:
            log.info("turn %s: a frame waits: %r", self._turn.id, error)
            self._away = isinstance(error, StoreAway)
            self._wake.set()
        except Overtaken:
            self._closed = True
        except (HangError, ChatError) as error:
            log.warning("turn %s: a frame was not shown: %s", self._turn.id, error)
        except Exception:
            # A frame that cannot be shown must not end the showing of all others.
            log.exception("turn %s: a frame was not shown", self._turn.id)
        if not (shown or self._closed):
            self._slots.show_words()

    async def _shown(self) -> bool:
        """Show a frame; returns whether everything new is on its way to the message."""
        way = self._context.hanging.way_of_previews(self._turn.ask.thread.team)
        if self.sheet.ended or way is None:
            await self._sheet.make_small(finished=True)
            going = self.sheet.ended and await self._last_on_its_way()
            return going and way is not None
        same = self.sheet == self._seen or not self.sheet.begun
        if self._sheet.since is None and same:
            return True
        await self._admitted(way)
        came = self._sheet.since or self._hung_at
        await self._sheet.make_small()
        return await self._hung(way, came)

    async def _admitted(self, way: Way) -> None:
        """Return when an upload may begin. Raises TimeoutError after a while."""
        if not way.begins_with:
            return
        call = Call(self._turn.ask.thread.team, way.begins_with)
        async with asyncio.timeout(PATIENCE):
            budget = self._context.budget
            await budget.admitted(call, Priority.PREVIEW, self._hung_at)
        await freshly(self._context.caller.check)

    async def _hung(self, way: Way, came: float) -> bool:
        sheet, self._frames = self._sheet.visible, self._frames + 1
        data = await self._context.sheets.imaging.sheet(sheet)
        spot = await way.hang(self._frame(sheet, data, way.begins_with))
        if self._closed:  # the turn may have ended by now
            await self._taken_down(spot)
            return False
        self._hung_at, self._seen = asyncio.get_running_loop().time(), sheet
        shown = Preview(self._frames, sheet.finished, spot, came, sheet.alt)
        self._slots.frame_hangs(shown)
        return True

    def _frame(self, sheet: Sheet, data: bytes, admitted: str) -> Frame:
        caller = self._context.caller.at(Priority.PREVIEW, self._hung_at)
        return Frame(
            self._turn.ask.thread,
            name=f"preview-{self._turn.id}-sheet-{self._frames}.jpg",
            alt=sheet.alt,
            data=data,
            lasting=False,
            small=True,
            late=lambda: self._closed or self.sheet.ended,
            noted=noting(self._context.temporary_files, self._turn.id),
            caller=caller.let_pass(admitted),
        )

    async def _taken_down(self, spot: Spot) -> None:
        context = self._context
        thread = self._turn.ask.thread
        await context.hanging.take_down(spot, thread, context.caller)
        await context.temporary_files.returned(spot.file_id)

    async def _last_on_its_way(self) -> bool:
        """Have the last sheet drawn; returns whether it is on its way to the
        message."""
        sheets, ahead = self._context.sheets, self._context.uploads_ahead
        kept = await sheets.kept(self._turn, self.sheet)
        picture = await sheets.picture(kept) if kept else None
        if kept is None or picture is None or self._closed:
            return False
        self._slots.sheet_ends(kept.revised_prompt)
        ahead.begin(self._turn, [picture], self._slots, self._context.caller)
        ahead.kept(self._turn, picture, kept.sha256)
        return True


async def _awaited(task: asyncio.Task[None]) -> None:
    """Wait for an upload. An errand that stops waiting cancels it."""
    await task
