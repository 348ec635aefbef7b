"""Watches the bot while it runs, and reports to those who run it, at STATUS_ADDRESS.

It starts before anything else is opened and ends last, so that slow starts and stops
can be watched, too. Without STATUS_ADDRESS, nothing is counted.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from bot.adapters import status
from bot.adapters.health import RUNNING, STOPPING, Check, Health
from bot.adapters.lag import watch_lag
from bot.adapters.web import Web
from bot.core.ports import Engine, Load
from bot.core.reporting.counters import Counters

if TYPE_CHECKING:
    from bot.adapters.figures import Figures

PATIENCE: Final = 2.0
Place = tuple[str, int]


@dataclass(slots=True)
class Watch:
    """The bot's status and figures. `url` is where they are served, if anywhere."""

    health: Health = field(default_factory=Health)
    counters: Counters = field(default_factory=Counters)
    load: Callable[[], Awaitable[Load]] | None = None
    url: str = ""

    def parts(self, database: Check, room: Check, engine: Engine) -> None:
        """Begin to check these parts, because Slack has accepted us by now."""
        self.health.watch("slack", _signed_in)
        self.health.watch("database", database)
        self.health.watch("room", room)
        self.health.watch("engine", engine.trouble)
        self.load = engine.load

    @contextmanager
    def running(self) -> Iterator[None]:
        """Report readiness while the context lasts. Afterwards, nothing new should be
        sent here."""
        self.health.phase = RUNNING
        try:
            yield
        finally:
            self.health.phase = STOPPING


async def _signed_in() -> str:
    """Always fine: without a socket, there is no connection to lose."""
    return ""


@asynccontextmanager
async def watching(place: Place | None) -> AsyncIterator[Watch]:
    """Watch the bot, and serve its status. Raises OSError if the address cannot be
    used."""
    watch = Watch()
    if place is None:
        yield watch
        return
    async with AsyncExitStack() as stack:
        web = Web()
        web.serve(status.readiness(watch.health, in_full=True))
        web.serve(status.figures(await _counting(watch, stack)))
        watch.url = await stack.enter_async_context(web.listening(*place))
        yield watch


async def _counting(
    watch: Watch, stack: AsyncExitStack
) -> Callable[[], Awaitable[bytes]] | None:
    if find_spec("prometheus_client") is None:
        return None
    from bot.adapters.figures import Figures  # noqa: PLC0415 -- it may not be installed

    watch.counters = figures = Figures()
    lag = asyncio.create_task(watch_lag(figures.lagged))
    stack.callback(lag.cancel)
    return lambda: _read(watch, figures)


async def _read(watch: Watch, figures: "Figures") -> bytes:
    """The figures; the database is asked for the queue only if it answers."""
    troubles = await watch.health.troubles()
    load = None
    if watch.load is not None and not troubles.get("database", "not open"):
        try:
            async with asyncio.timeout(PATIENCE):
                load = await watch.load()
        except TimeoutError:
            load = None
    return figures.text(load, troubles)
