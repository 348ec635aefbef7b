"""Everybody who presses and fills in, side by side."""

import asyncio
import random
import time
from collections.abc import Sequence

from tests.chaos.asking import Asking
from tests.chaos.evidence import Pressed
from tests.chaos.people.decks import DeckPeople
from tests.chaos.people.hands import Hands
from tests.chaos.people.parts import PartPeople
from tests.chaos.town import Town


class Crowd:
    """Acts until it is cancelled; `pressed` is what was pressed."""

    def __init__(self, town: Town, asking: Asking, seed: int) -> None:
        self._hands = Hands(town)
        self._decks = DeckPeople(self._hands, asking, random.Random(seed))
        self._parts = PartPeople(self._hands, asking, random.Random(seed))

    @property
    def pressed(self) -> Sequence[Pressed]:
        return self._hands.pressed

    async def drew(self, patience: float) -> None:
        """Wait until somebody has wanted a deck drawn, or patience is at its end."""
        until = time.monotonic() + patience
        while time.monotonic() < until and not any(  # noqa: ASYNC110 -- nobody tells
            each.what == "draw_deck" and each.acked for each in self.pressed
        ):
            await asyncio.sleep(0.1)

    async def draws(self, patience: float) -> None:
        """Wait until a deck is being drawn, or patience is at its end."""
        until = time.monotonic() + patience
        while time.monotonic() < until and not self._decks.drawing:  # noqa: ASYNC110 -- nobody tells
            await asyncio.sleep(0.1)

    async def goes_on(self) -> None:
        """Decks and parts, side by side."""
        await asyncio.gather(self._decks.go_on(), self._parts.go_on())
