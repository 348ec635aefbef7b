"""Eve sends pictures that are made to do harm, and payloads that no schema allows.

The effects of her payloads in her own channel are not checked. Her pictures come with
ordinary asks, and she is answered, too.
"""

import asyncio
import random
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from typing import Final

from playground.slack import NeverHappened
from playground.slack.messages import Message
from playground.slack.outbox import Delivery
from tests.chaos.asking import Asking
from tests.chaos.gathering import has_ended
from tests.chaos.town import EVE, EVES_ROOM, WORKSPACES, Town
from tests.hostile.payloads import Scene, kinds, mutation
from tests.hostile.pictures import everything

HOME: Final = WORKSPACES[-1]
EVERYTHING: Final = tuple(sorted(everything()))
FIRST_CODE: Final = 9000
PATIENCE: Final = 30.0


class Eve:
    """Sends on until she is cancelled; `bad` are the names of her pictures."""

    def __init__(
        self, town: Town, asking: Asking, chance: random.Random, bad: Sequence[str]
    ) -> None:
        self._town, self._asking, self._chance = town, asking, chance
        self._bad = bad
        self._person = town.slack.person(EVE, HOME)

    async def sends_on(self) -> None:
        """Pictures and payloads, side by side, once the first turn is another's."""
        asked = self._asking.asked
        await self._town.slack.until(
            lambda: any(self._town.thread(each) for each in asked), PATIENCE
        )
        await asyncio.gather(self._pictures(), self._payloads())

    async def _pictures(self) -> None:
        """Two at a time; the next ones when they are answered."""
        number = FIRST_CODE
        while True:
            names = self._chance.sample(self._bad, 2)
            files = [(name, bad_picture(name)) for name in names]
            words = f"@Darkroom a fox like these zq{number}"
            asked = await self._person.says(f"#{EVES_ROOM}", words, files=files)
            self._asking.noted(asked)
            number += 1
            await self._answered(asked)
            await asyncio.sleep(0.5)  # who is told at once that there is no room

    async def _answered(self, asked: Message) -> None:
        def ended() -> bool:
            return any(has_ended(each.blocks) for each in self._town.thread(asked))

        with suppress(NeverHappened):
            await self._town.slack.until(ended, PATIENCE)

    async def _payloads(self) -> None:
        right = kinds(self._scene())
        while True:
            sent = mutation(self._chance.choice(right), self._chance)
            outbox = self._town.slack.world.outbox
            await outbox.send(Delivery(sent.way, sent.payload))
            await asyncio.sleep(0.05)

    def _scene(self) -> Scene:
        team = self._town.slack.team(HOME)
        room = next(c for c in team.channels.values() if c.name == EVES_ROOM)
        return Scene(
            team=team.id,
            channel=room.id,
            user=self._person.user.id,
            bot=team.bot.id,
            response_url=f"{self._town.slack.url}/actions/none",
        )


@cache
def bad_picture(name: str) -> bytes:
    """Made once, for that takes a second."""
    return everything()[name]()
