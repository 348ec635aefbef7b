"""Sends the events of direct pictures, which have no numbers, no items and no
response."""

import asyncio
from typing import Any

from playground.openai.asks import Ask
from playground.openai.images_record import ImageRecord
from playground.openai.profiles import Profile
from playground.openai.stage import House, Stage


class ImageStage(Stage):
    """One request of the Images API under way."""

    def __init__(self, drawn: ImageRecord, profile: Profile, house: House) -> None:
        ask = Ask(str(drawn.request["prompt"]), drawn.attached)
        super().__init__(drawn, ask, profile, house)
        self.drawn = drawn

    def payload(self, kind: str, number: int, fields: dict[str, Any]) -> dict[str, Any]:
        """The event's data. It has no number, so nobody can resume after it."""
        return {"type": kind, **fields}

    async def rest(self, seconds: float) -> None:
        """Let time pass; this stream has no keepalive."""
        await asyncio.sleep(seconds)
