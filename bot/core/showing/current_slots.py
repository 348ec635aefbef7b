"""Holds the slots of a running turn as they are now.

Everything that is learned about a picture is written here: reading writes what the
model says about it, previews and uploads ahead write where it hangs. Whoever draws the
message is notified when there is something new to see. None of them knows the others.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import replace

from bot.core.turn.events import TurnEvent
from bot.core.turn.slot_changes import (
    bare,
    begun_anew,
    told,
    with_frame,
    with_preview,
    with_set,
    with_spot,
)
from bot.core.turn.slots import Preview, Slot, Slots, Spot


class CurrentSlots:
    """Holds the newest slots. `changed` is set when they look different."""

    def __init__(self) -> None:
        self.now = Slots()
        self.changed = asyncio.Event()
        self._drawn = asyncio.Event()
        self._drawn.set()

    def tell(self, event: TurnEvent) -> None:
        """Note an event from the model."""
        self._become(told(self.now, event))

    def preview_hangs(self, picture: str, preview: Preview) -> None:
        """Note that a preview of the picture can be shown."""
        self._become(with_preview(self.now, picture, preview))

    def picture_hangs(self, picture: str, spot: Spot) -> None:
        """Note that the finished picture can be shown."""
        self._become(with_spot(self.now, picture, spot))

    def begin_set(self, each: Iterable[Slot]) -> None:
        """These are drawn side by side, and the sheet shows them."""
        self.set_becomes(each)
        self.changed.set()

    def set_becomes(self, each: Iterable[Slot]) -> None:
        """This has become of some of them; a frame of the sheet will show it."""
        self._become(with_set(self.now, each))

    def frame_hangs(self, frame: Preview) -> None:
        """A frame of the sheet can be shown."""
        self._become(with_frame(self.now, frame))

    def sheet_ends(self, alt: str) -> None:
        """The sheet is drawn as it stays, and will be hung like a picture."""
        self._become(replace(self.now, sheet_alt=alt))

    def show_words(self) -> None:
        """Tell what has become of the set, though there is no new frame of it."""
        self.changed.set()

    def nothing_hangs(self) -> None:
        """Note that Slack did not take the message with these pictures."""
        self._become(bare(self.now))

    def begin_anew(self, before: int = 0) -> None:
        """Note that the answer is asked for again, from its beginning."""
        self._become(begun_anew(self.now, before))

    def drawn(self) -> Slots:
        """The slots, for a message that is being drawn."""
        self._drawn.set()
        return self.now

    async def until_drawn(self) -> None:
        """Return when a message with the present slots has been drawn."""
        await self._drawn.wait()

    def _become(self, slots: Slots) -> None:
        before, self.now = self.now, slots
        if slots.shown != before.shown:
            self._drawn.clear()
            self.changed.set()
