"""A turn's message while it develops, drawn from the progress and the slots."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from bot.core.caller import Priority
from bot.core.cancelling import cancelled
from bot.core.errors import ChatError
from bot.core.messages.message import Message
from bot.core.messages.view import view
from bot.core.reporting.counters import Counters
from bot.core.showing.current_slots import CurrentSlots
from bot.core.showing.draft import Draft
from bot.core.showing.hanging import Hanging
from bot.core.turn.events import TurnEvent
from bot.core.turn.legs import Leg, added
from bot.core.turn.progress import Progress, apply
from bot.core.turn.slots import Hung, Preview, Slots
from bot.core.turn.turns import Turn


class Developing:
    """Implements `Sketch`: what the draft of a running turn shows."""

    def __init__(
        self,
        turn: Turn,
        slots: CurrentSlots,
        most_previews: int,
        hanging: Hanging,
        counters: Counters | None = None,
    ) -> None:
        self.progress = Progress()
        self.before: tuple[Leg, ...] = ()
        self.slots = slots
        self._turn, self._most = turn, most_previews
        self._hanging, self._counters = hanging, counters or Counters()
        self._drawn = Slots()
        self._counted = 0

    @property
    def whole(self) -> Progress:
        """The progress of all legs together: the words so far, and the usage."""
        if not self.before:
            return self.progress
        parts = tuple(part for leg in self.before for part in leg.parts)
        usage = added([*(leg.used for leg in self.before), self.progress.usage])
        uses = (
            *(each for leg in self.before for each in leg.uses),
            *self.progress.uses,
        )
        parts = (*parts, *self.progress.parts)
        return replace(self.progress, parts=parts, uses=uses, usage=usage)

    def tell(self, event: TurnEvent) -> None:
        """Take in an event from the model. Events after the end are ignored."""
        if not self.progress.finished:
            self.progress = apply(self.progress, event)
            self.slots.tell(event)

    def begin_anew(self) -> None:
        """Note that the model is asked, perhaps not for the first time."""
        self.progress = Progress()
        self.slots.begin_anew(sum(len(leg.pictures) for leg in self.before))

    @asynccontextmanager
    async def in_draft(self, draft: Draft) -> AsyncIterator[None]:
        """Let the draft show every change of the slots for as long as the context
        lasts."""
        following = asyncio.create_task(self._follow(draft))
        try:
            yield
        finally:
            await cancelled(following)

    def draw(self) -> Message:
        """The message as it should be now."""
        self._drawn = self.slots.drawn()
        return view(self._turn, self.whole, self._drawn, self._most)

    def stands(self) -> None:
        """Note that people see what was drawn last, and how long its previews took."""
        now = asyncio.get_running_loop().time()
        for each in self._drawn.shown:
            if isinstance(each, Preview) and each.frame > self._counted:
                self._counters.previewed(now - each.came)
                self._counted = each.frame

    def refused(self, error: ChatError) -> None:
        """Slack refused what was drawn last: go on without its pictures."""
        if self._drawn.shown:
            self._hanging.missed_first(self._turn.ask.thread.team, error)
            self.slots.nothing_hangs()

    async def _follow(self, draft: Draft) -> None:
        """Redraw when the slots change. A finished picture counts as a step."""
        before = 0
        while True:
            await self.slots.changed.wait()
            self.slots.changed.clear()
            hung = sum(isinstance(each, Hung) for each in self.slots.now.shown)
            draft.show(self, Priority.STEP if hung > before else Priority.PREVIEW)
            before = hung
