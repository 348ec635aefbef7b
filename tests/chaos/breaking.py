"""Everything that goes wrong for a moment: kills, freezes, cuts, and what is late."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from tests.chaos.bases import Base
from tests.chaos.deciding import Deciding
from tests.chaos.evidence import Act
from tests.chaos.people.crowd import Crowd
from tests.chaos.plan import Plan
from tests.chaos.ships import Ship
from tests.chaos.town import Town

STALL: Final = 8.0
"""Seconds after which the bot takes a silent process for dead."""
CUTS: Final = (
    *("cut_before_picture", "no_terminal_event", "reset", "nested_error"),
    *("images_cut", "images_reset", "images_nested_error"),
)
AWAITED: Final = 3.0
"""Seconds for which a kill waits for what it would rather strike."""


@dataclass
class Breaking:
    """Breaks things, and notes in `acts` what was done to which process."""

    town: Town
    base: Base
    ships: Sequence[Ship]
    plan: Plan
    chance: random.Random
    acts: list[Act]
    deciding: Deciding
    crowd: Crowd
    mending: set[asyncio.Task[None]] = field(default_factory=set)
    """What is being started again, or thawed."""
    _kills: int = 0

    async def goes_on(self) -> None:
        plan = self.plan
        acts: list[Callable[[], Awaitable[None]]] = [
            *[self._kill] * plan.kills,
            *[self._freeze] * plan.freezes,
            *[self._restart_base] * (plan.restarts if self.base.ships > 1 else 0),
            *[self._cut_sockets] * plan.cuts,
            *[self._late_files] * plan.late_files,
            *[self._cut_stream] * max(1, plan.asks // 20),
        ]
        self.chance.shuffle(acts)
        pause = 2 * plan.lasts * plan.asks * plan.asking / len(acts)
        for act in acts:
            await self._one()  # who has just got up has some time before the next blow
            await asyncio.sleep(self.chance.uniform(0, pause))
            await act()

    async def _one(self) -> Ship:
        """One that is up, as soon as there is any."""
        while True:
            if up := [ship for ship in self.ships if ship.up]:
                return self.chance.choice(up)
            await asyncio.sleep(0.2)

    async def _kill(self) -> None:
        """Rather while somebody is asked something, or a deck is drawn."""
        self._kills += 1
        if self._kills % 2:
            await self.deciding.asked(AWAITED)
        else:
            await self.crowd.draws(AWAITED)
        ship = await self._one()
        self.acts.append(Act("kill", ship.name, time.time()))
        await ship.kill()
        self._later(ship.start())

    async def _freeze(self) -> None:
        """For longer than it takes the others to go on without it."""
        ship = await self._one()
        act = Act("freeze", ship.name, time.time())
        self.acts.append(act)
        ship.freeze()
        self._later(self._thaw(ship, act))

    async def _thaw(self, ship: Ship, act: Act) -> None:
        await asyncio.sleep(STALL + self.chance.uniform(1, 3))
        ship.thaw()
        act.until = time.time()

    async def _restart_base(self) -> None:
        if any(act.kind == "away" and act.until > time.time() for act in self.acts):
            return  # there is none to restart
        act = Act("restart", self.base.name, time.time())
        self.acts.append(act)
        await self.base.restart(hard=self.chance.random() < 0.5)
        act.until = time.time()

    async def _cut_sockets(self) -> None:
        drop = self.chance.random() < 0.5
        self.acts.append(Act("sockets", "all", time.time()))
        await self.town.slack.disconnect_sockets("refresh_requested", drop=drop)

    async def _late_files(self) -> None:
        """Slack takes its time with files, for some of them."""
        how = self.town.slack.settings
        usual, how.file_processing_seconds = how.file_processing_seconds, 4.0
        await asyncio.sleep(1)
        how.file_processing_seconds = usual

    async def _cut_stream(self) -> None:
        self.town.model.play(self.chance.choice(CUTS))

    def _later(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self.mending.add(task)
