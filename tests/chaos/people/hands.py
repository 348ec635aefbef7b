"""The hands of people who press and fill in, whether the bot hears them or not."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Final

from playground.slack.messages import Message
from playground.slack.people import Person
from playground.slack.workspace import View
from tests.chaos.evidence import Pressed
from tests.chaos.town import Town

TO_ACK: Final = 4.0
"""Seconds after which nobody waits any more for a button or a form."""
Values = Mapping[str, Mapping[str, object]]


@dataclass
class Hands:
    """Presses, and notes what was pressed. Nobody has two forms open at once."""

    town: Town
    pressed: list[Pressed] = field(default_factory=list)
    _busy: defaultdict[str, asyncio.Lock] = field(
        default_factory=lambda: defaultdict(asyncio.Lock)
    )

    async def press(
        self, person: Person, message: Message, action: str, value: object = None
    ) -> None:
        """Press a button, or choose from a menu; `Pressed` says whether it was
        heard."""
        thread = message.team, message.channel, message.root_ts
        what = str(value).partition(":")[0] if value else action
        begun = Pressed(thread, message.ts, what, time.time())
        place = len(self.pressed)
        self.pressed.append(begun)
        with suppress(TimeoutError, LookupError):
            async with asyncio.timeout(TO_ACK):
                reply = await person.clicks(message, action, value)
                if reply.acked:
                    self.pressed[place] = replace(begun, acked=time.time())

    async def fill(
        self,
        person: Person,
        pressed: tuple[Message, str, object],
        field_id: str,
        values: Values | Callable[[View], Values],
    ) -> tuple[float, float]:
        """Press what opens a form, and send it with these values; when it was sent, and
        when it was heard. 0 means that it was not."""
        async with self._busy[person.user.id]:
            await self.press(person, *pressed)
            view = await self._form(person, field_id)
            if view is None:
                return 0.0, 0.0
            filled = values(view) if callable(values) else values
            sent, place = time.time(), self._sent(pressed[0], field_id)
            try:
                async with asyncio.timeout(TO_ACK):
                    wrong = await person.submits(view, filled)
            except TimeoutError:
                return sent, 0.0
            finally:
                self._shut(person)
            acked = 0.0 if wrong else time.time()
            self.pressed[place] = replace(self.pressed[place], acked=acked)
            return sent, acked

    def _sent(self, message: Message, field_id: str) -> int:
        """Note that a form is sent; the place of the note."""
        thread = message.team, message.channel, message.root_ts
        form = f"{field_id} form"
        self.pressed.append(Pressed(thread, message.ts, form, time.time()))
        return len(self.pressed) - 1

    async def _form(self, person: Person, field_id: str) -> View | None:
        """The form with this field, once it has opened; None if it does not."""
        until = time.monotonic() + TO_ACK
        while time.monotonic() < until:
            view = self.town.slack.modal_of(person.user.name, person.team.id)
            if view and any(each.get("block_id") == field_id for each in view.blocks):
                return view
            await asyncio.sleep(0.05)
        self._shut(person)
        return None

    def _shut(self, person: Person) -> None:
        """Slack's own cross: the bot may not be there to hear of it."""
        person.team.modals.pop(person.user.id, None)
