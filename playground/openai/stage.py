"""Sends the events of a response: numbers them, keeps the pace, and can be held."""

import asyncio
import secrets
import time
from dataclasses import dataclass
from typing import Any

from playground.openai.asks import Ask
from playground.openai.bell import Bell
from playground.openai.envelope import response_object
from playground.openai.holding import Gate, Held
from playground.openai.profiles import Profile
from playground.openai.record import Record, new_id
from playground.openai.wire import Cut, Wire, event_pieces


@dataclass(frozen=True, slots=True)
class House:
    """Everything that the responses of one emulator share."""

    bell: Bell
    gate: Gate


class Stage:
    """One response under way. Items are opened, told of, and closed."""

    def __init__(
        self, record: Record, ask: Ask, profile: Profile, house: House
    ) -> None:
        self.record = record
        self.ask = ask
        self.profile = profile
        self._house = house
        self._counts: dict[str, int] = {}

    @property
    def over(self) -> bool:
        return self.record.status not in ("queued", "in_progress")

    async def begin(self) -> None:
        await self.tell("response.created")
        if self.record.background:
            await self.tell("response.queued")
            self.record.status = "in_progress"
        await self.tell("response.in_progress")

    async def end(self, status: str) -> None:
        """The terminal event, which carries everything once more."""
        self.record.status = status
        self.record.completed_at = time.time() if status == "completed" else None
        await self.tell(f"response.{status}")

    async def tell(self, kind: str) -> None:
        await self.emit(kind, response=response_object(self.record))

    async def emit(self, kind: str, **fields: Any) -> None:
        """Append one event, after any hold that it meets."""
        index = self._counts.get(kind, 0)
        self._counts[kind] = index + 1
        await self._house.gate.passing(Held(self.record.id, kind, index))
        number = sum(isinstance(frame, Wire) for frame in self.record.frames)
        payload = self.payload(kind, number, fields)
        wire = Wire(number, kind, time.time(), payload, event_pieces(payload))
        self.record.frames.append(wire)
        self._house.bell.ring()
        await asyncio.sleep(0)

    def payload(self, kind: str, number: int, fields: dict[str, Any]) -> dict[str, Any]:
        """An event as it is sent."""
        return {"type": kind, "sequence_number": number, **fields}

    def cut(self, cut: Cut) -> None:
        self.record.frames.append(cut)
        self._house.bell.ring()

    async def open(self, kind: str, prefix: str, **fields: Any) -> "Item":
        """Add an output item, in progress."""
        item = {"id": new_id(prefix), "type": kind, **fields}
        self.record.items.append(item)
        place = len(self.record.items) - 1
        await self.emit(
            "response.output_item.added", output_index=place, item=dict(item)
        )
        return Item(self, item, place)

    async def rest(self, seconds: float) -> None:
        """Let time pass, with a keepalive now and then when the profile has them."""
        every = self.profile.keepalive
        while every and seconds > every:
            await asyncio.sleep(every)
            await self.emit("keepalive")
            seconds -= every
        await asyncio.sleep(seconds)

    def padding(self) -> dict[str, str]:
        """The random padding of deltas, unless it was switched off."""
        options = self.record.request.get("stream_options") or {}
        if self.record.background or options.get("include_obfuscation") is False:
            return {}
        return {"obfuscation": secrets.token_hex(secrets.randbelow(7) + 1)}


@dataclass(frozen=True, slots=True)
class Item:
    """An output item that has been added and is not done yet."""

    stage: Stage
    fields: dict[str, Any]
    place: int

    async def tell(self, kind: str, **fields: Any) -> None:
        """An event about this item."""
        await self.stage.emit(
            f"response.{kind}",
            item_id=self.fields["id"],
            output_index=self.place,
            **fields,
        )

    async def close(self, **fields: Any) -> None:
        """The item is done, with these last fields."""
        self.fields.update(fields)
        await self.stage.emit(
            "response.output_item.done",
            output_index=self.place,
            item=dict(self.fields),
        )
