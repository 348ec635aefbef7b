"""A storm: many asks, and at random moments everything that can go wrong.

Seeded, so that a storm that found something can be had again (as far as a machine that
is shared allows); bounded in time.
"""

import asyncio
import random
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.chaos.asking import Asking
from tests.chaos.bases import Base
from tests.chaos.deciding import Deciding
from tests.chaos.eve import EVERYTHING, Eve, bad_picture
from tests.chaos.evidence import Act
from tests.chaos.gathering import declined, is_whole, marked
from tests.chaos.ships import Ship
from tests.chaos.town import FASTER, Town
from tests.chaos.troubles import NONE, Trouble, befallen

LAG: Final = 0.3
"""Seconds of standing still that a storm's short minute does not forgive."""
STALL: Final = 8.0
"""Seconds after which the bot takes a silent process for dead."""
CUTS: Final = (
    *("cut_before_picture", "no_terminal_event", "reset", "nested_error"),
    *("images_cut", "images_reset", "images_nested_error"),
)


QUESTIONED: Final = 3.0
"""Seconds for which a kill waits for a question."""


@dataclass(frozen=True)
class Plan:
    """How bad it gets."""

    asks: int = 200
    threads: int = 20
    every: float = 0.1
    lasts: float = 1.5
    """For how many times the asking's own length it goes on."""
    kills: int = 5
    freezes: int = 2
    restarts: int = 1
    cuts: int = 3
    late_files: int = 2
    patience: float = 150.0
    trouble: Trouble = NONE
    hostile: tuple[str, ...] = EVERYTHING
    """The pictures of the one who means no good; without any there is nobody."""

    @property
    def asking(self) -> float:
        """Seconds between two asks: some come before, during and after the trouble."""
        return max(self.every, self.trouble.lasts / self.asks)


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

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.ships = [
            Ship(number, self.folder, self._environment())
            for number in range(1, self.base.ships + 1)
        ]
        self.asking = Asking(self.town, self.chance, self.plan.threads)
        chance = random.Random(self.seed)
        self.deciding = Deciding(self.town, self.asking, self.acts, chance)
        self._restarting: set[asyncio.Task[None]] = set()

    async def blow(self) -> None:
        """Ask, and break things meanwhile; then wait until everything has ended."""
        for name in self.plan.hostile:
            bad_picture(name)
        watching = asyncio.create_task(self._watch_the_machine())
        eve = asyncio.create_task(self._hostile())
        deciding = asyncio.create_task(self.deciding.goes_on())
        try:
            await asyncio.gather(*(ship.start() for ship in self.ships))
            await asyncio.gather(
                self.asking.ask(self.plan.asks, self.plan.asking),
                self._break_things(),
                self._long_trouble(),
            )
            await asyncio.gather(*self._restarting)
            self.deciding.no_more_kills.set()
            eve.cancel()
            await self._ended()
        finally:
            beside = (watching, eve, deciding, *self._restarting)
            for task in beside:
                task.cancel()
            try:
                await asyncio.gather(*beside, return_exceptions=True)
            finally:
                await asyncio.gather(*(ship.stop() for ship in self.ships))

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
            calm = calm + 1 if still and self._is_over() else 0

    def _is_over(self) -> bool:
        """Whether as many messages of each thread have ended as there were asks."""
        wanted: dict[str, int] = defaultdict(int)
        told = declined(self.town, self.asking.asked)
        wanted.update({root: -count for (_, _, root), count in told.items()})
        roots = {}
        for asked in self.asking.asked:
            wanted[asked.root_ts] += 1
            roots[asked.root_ts] = asked
        return all(self._over(roots[ts]) >= wanted[ts] for ts in roots)

    def _over(self, asked: object) -> int:
        thread = self.town.thread(asked)  # type: ignore[arg-type] # a Message
        done = {marked(m) for m in thread if not m.deleted and is_whole(m.blocks)}
        return len(done - {""})

    async def _break_things(self) -> None:
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
        """Rather while somebody is asked something."""
        await self.deciding.asked(QUESTIONED)
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
        self._restarting.add(task)

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
