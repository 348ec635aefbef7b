"""A storm: many asks, and at random moments everything that can go wrong.

Seeded, so that a storm that found something can be had again (as far as a machine that
is shared allows); bounded in time.
"""

import asyncio
import random
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.chaos.asking import Asking
from tests.chaos.bases import Base
from tests.chaos.breaking import Breaking
from tests.chaos.deciding import Deciding
from tests.chaos.eve import Eve, bad_picture
from tests.chaos.evidence import Act
from tests.chaos.gathering import Deeds
from tests.chaos.people.crowd import Crowd
from tests.chaos.plan import Plan
from tests.chaos.reading.ends import has_ended, is_settled
from tests.chaos.reading.stored import stored
from tests.chaos.ships import Ship
from tests.chaos.town import FASTER, Town
from tests.chaos.troubles import befallen

LAG: Final = 0.3
"""Seconds of standing still that a storm's short minute does not forgive."""
DECKS: Final = 15.0
"""Seconds for which a storm that had no deck yet waits for one."""


@dataclass
class Storm:
    """A running storm, and a record of what was done to which process."""

    town: Town
    base: Base
    folder: Path
    seed: int
    plan: Plan
    acts: list[Act] = field(default_factory=list)
    ships: list[Ship] = field(init=False)
    asking: Asking = field(init=False)
    deciding: Deciding = field(init=False)
    crowd: Crowd = field(init=False)
    breaking: Breaking = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.ships = [
            Ship(number, self.folder, self._environment())
            for number in range(1, self.base.ships + 1)
        ]
        self.asking = Asking(self.town, self.chance, self.plan.threads)
        chance = random.Random(self.seed)
        self.deciding = Deciding(self.town, self.asking, self.acts, chance)
        self.crowd = Crowd(self.town, self.asking, self.seed)
        self.breaking = Breaking(
            *(self.town, self.base, self.ships, self.plan, self.chance),
            *(self.acts, self.deciding, self.crowd),
        )

    async def blow(self) -> None:
        """Ask, and break things meanwhile; then wait until everything has ended."""
        for name in self.plan.hostile:
            bad_picture(name)
        watching = asyncio.create_task(self._watch_the_machine())
        eve = asyncio.create_task(self._hostile())
        deciding = asyncio.create_task(self.deciding.goes_on())
        crowd = asyncio.create_task(self.crowd.goes_on())
        try:
            await asyncio.gather(*(ship.start() for ship in self.ships))
            await self._rages()
            eve.cancel()
            await self.crowd.drew(DECKS)
            await _gone_home(crowd)
            await self._ended()
        finally:
            await self._calmed(watching, eve, deciding, crowd, *self.breaking.mending)

    async def _rages(self) -> None:
        """Asks, and everything that goes wrong meanwhile."""
        await asyncio.gather(
            self.asking.ask(self.plan.asks, self.plan.asking),
            self.breaking.goes_on(),
            self._long_trouble(),
        )
        await asyncio.gather(*self.breaking.mending)
        self.deciding.no_more_kills.set()

    async def _calmed(self, *beside: asyncio.Task[None]) -> None:
        """End what went on beside, and the processes, whatever happens."""
        for task in beside:
            task.cancel()
        try:
            await asyncio.gather(*beside, return_exceptions=True)
        finally:
            await asyncio.gather(*(ship.stop() for ship in self.ships))

    async def deeds(self) -> Deeds:
        """What was done, and what is stored after it."""
        kept = await stored(self.base)
        asking, pressed = self.asking, self.crowd.pressed
        return Deeds(asking.asked, self.acts, asking.filled, pressed, kept)

    async def _hostile(self) -> None:
        """One person means no good, all the while."""
        if self.plan.hostile:
            chance = random.Random(self.seed)
            eve = Eve(self.town, self.asking, chance, self.plan.hostile)
            await eve.sends_on()

    async def _long_trouble(self) -> None:
        """The one that this storm has, some time after its beginning."""
        trouble = self.plan.trouble
        if not trouble.kind:
            return
        await asyncio.sleep(self.chance.uniform(1, 5))
        act = Act(trouble.kind, "all", time.time())
        async with befallen(trouble, self.town, self.base, self.ships):
            self.acts.append(act)
            act.until = time.time() + trouble.lasts
            await asyncio.sleep(trouble.lasts)
        act.until = time.time()

    async def _watch_the_machine(self) -> None:
        """Note when it did not get to us: then it hardly got to the bot either."""
        while True:
            before = time.time()
            await asyncio.sleep(0.05)
            if time.time() - before > LAG:
                self.acts.append(Act("starved", "all", before, time.time()))

    async def _ended(self) -> None:
        """Until all is over, and nothing is edited any more; or patience is."""
        calm, until = 0, time.monotonic() + self.plan.patience
        while calm < 4 and time.monotonic() < until:
            edits = len(self.town.slack.calls)
            await asyncio.sleep(0.5)
            still = len(self.town.slack.calls) == edits
            calm = calm + 1 if still and await self._is_over() else 0

    async def _is_over(self) -> bool:
        ended = has_ended(self.town, self.asking)
        return ended and await is_settled(self.town, self.base)

    def _environment(self) -> dict[str, str]:
        slack, model = self.town.slack, self.town.model
        return {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
            "OPENAI_API_KEY": model.api_key,
            "OPENAI_BASE_URL": model.base_url,
            "STRIPE_URL": self.town.shop.url,
            "DATABASE_URL": self.base.url,
            "SLACK_RATE": str(FASTER),
            "MODEL_REQUESTS_PER_MINUTE": "10000",
            "TURNS_PER_USER": "20",
            "EDIT_SECONDS": "0.3",
            "SETTLE_SECONDS": "1",
            "HANG_AGAIN_SECONDS": "1",
            "GRACE_SECONDS": "5",
            **self.plan.trouble.settings,
        }


async def _gone_home(crowd: asyncio.Task[None]) -> None:
    """Nobody presses anything any more. If something was wrong with them, raise it."""
    crowd.cancel()
    await asyncio.wait({crowd})
    if not crowd.cancelled():
        await crowd
