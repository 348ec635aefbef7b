"""The home tab: built when somebody opens it, and again when something has changed.

Slack says that somebody has opened the tab, but not that they have left it. So those
who have opened it in the last minutes are remembered, and what they see is built anew
when a turn of their workspace has begun, gone on or ended. It is only sent if it looks
different, and not at all if Slack is busy with what people wait for.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from bot.core.cancelling import cancelled
from bot.core.errands import Errands
from bot.core.errors import StoreAway
from bot.core.gallery.seeing import Seeing
from bot.core.messages.home import MONTH, MOST_NAMES, MOST_UNDER_WAY, home
from bot.core.ports import Activity, Gallery, Permalinks, TaughtNames, Views
from bot.core.turn.gallery import GalleryPage, GalleryPicture, GallerySearch
from bot.core.turn.home import (
    DAY,
    LATEST,
    ON_PAGE,
    HomeContent,
    HomeSearch,
    HomeUse,
    last_of,
)
from bot.core.turn.slots import Spot
from bot.core.turn.taught import Taught
from bot.core.turn.turns import Turn

EVERY: Final = 5.0
"""Seconds from one look for changes to the next; each process looks."""
OPEN_FOR: Final = 600.0
"""Seconds for which a tab that was opened counts as open."""
MOST_OPEN: Final = 200
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HomePorts:
    """What the tab is built from."""

    gallery: Gallery
    activity: Activity
    names: TaughtNames
    permalinks: Permalinks
    seeing: Seeing
    at_once: int
    """How many turns one person may have at once."""
    now: Callable[[], float]


@dataclass(slots=True)
class OpenHome:
    """A tab that somebody has opened: what is looked for, what is shown, and the hash
    by which Slack knows that."""

    search: HomeSearch
    until: float
    hash: str = ""
    shown: dict[str, Any] = field(default_factory=dict)
    mark: str = ""


class Home:
    """Shows everybody their home tab."""

    def __init__(self, ports: HomePorts, views: Views, errands: Errands) -> None:
        self._ports, self._views, self._errands = ports, views, errands
        self._open: OrderedDict[tuple[str, str], OpenHome] = OrderedDict()

    @property
    def seeing(self) -> Seeing:
        """Who sees which pictures."""
        return self._ports.seeing

    @property
    def activity(self) -> Activity:
        """What people have under way."""
        return self._ports.activity

    def begin(self, team: str, user: str, search: HomeSearch) -> None:
        """Show what is looked for; the click is acknowledged before."""
        self._errands.start(self.show(team, user, search), "a home tab")

    def begin_older(self, team: str, user: str, search: HomeSearch) -> None:
        """Show the page after what is shown."""

        async def work() -> None:
            await self.show(team, user, await self.older(team, user, search))

        self._errands.start(work(), "a home tab")

    def moved(self, team: str, user: str) -> None:
        """Somebody has joined or left a channel: what they see has changed."""
        self._ports.seeing.memberships.moved(team, user)
        if opened := self._open.get((team, user)):
            opened.mark = ""

    async def show(self, team: str, user: str, search: HomeSearch) -> None:
        """Build and send the tab, whatever was there before."""
        opened = OpenHome(search, self._ports.now() + OPEN_FOR)
        self._open[team, user] = opened
        self._open.move_to_end((team, user))
        if len(self._open) > MOST_OPEN:
            self._open.popitem(last=False)
        opened.mark = await self._mark(team)
        opened.shown = await self._built(team, user, search)
        sent = await self._views.publish(team, user, opened.shown)
        opened.hash = sent or ""

    async def refresh(self) -> None:
        """Send those tabs anew in which something has changed."""
        now = self._ports.now()
        for (team, user), opened in list(self._open.items()):
            if opened.until < now:
                self._open.pop((team, user), None)
            elif opened.hash and (mark := await self._mark(team)) != opened.mark:
                await self._refresh(team, user, opened, mark)

    async def _refresh(self, team: str, user: str, opened: OpenHome, mark: str) -> None:
        """Send one tab anew, unless somebody else has changed it meanwhile."""
        built = await self._built(team, user, opened.search)
        if self._open.get((team, user)) is not opened:
            return
        opened.mark = mark
        if built == opened.shown:
            return
        sent = await self._views.publish(team, user, built, over=opened.hash)
        if sent is None:  # busy: it is tried again when the next thing changes
            opened.mark = ""
        elif sent:
            opened.hash, opened.shown = sent, built
        elif self._open.get((team, user)) is opened:
            del self._open[team, user]

    async def _mark(self, team: str) -> str:
        return await self._ports.activity.mark(team)

    async def _built(self, team: str, user: str, search: HomeSearch) -> dict[str, Any]:
        content = await self.content(team, user, search)
        return home(content, user)

    async def content(self, team: str, user: str, search: HomeSearch) -> HomeContent:
        """Everything that the tab shows."""
        ports = self._ports
        channels = await ports.seeing.channels(team, user)
        wanted = self._wanted(team, user, channels, search)
        page = await ports.gallery.search(wanted)
        mine = await self._latest(wanted) if _at_rest(search) else ()
        turns = tuple(await ports.activity.under_way(team, user, MOST_UNDER_WAY + 1))
        asked = await ports.activity.asked_since(team, user, ports.now() - MONTH)
        names = await self._names(team, channels)
        return HomeContent(
            search,
            page,
            mine,
            turns,
            names,
            await self._spots(wanted, names) if _at_rest(search) else {},
            HomeUse(len(turns), ports.at_once, asked),
            bool(channels),
            await self._base(team, turns, (*mine, *page.pictures)),
        )

    def _wanted(
        self, team: str, user: str, channels: frozenset[str], search: HomeSearch
    ) -> GallerySearch:
        return GallerySearch(
            team,
            user,
            channels,
            words=search.words,
            mine=search.mine,
            channel=search.channel,
            name=search.name,
            since=self._ports.now() - search.days * DAY if search.days else 0.0,
            before=search.trail[-1] if search.trail else None,
            most=ON_PAGE,
        )

    async def _names(self, team: str, channels: frozenset[str]) -> tuple[Taught, ...]:
        """The names that this person can use somewhere."""
        found = await self._ports.names.of_team(team)
        return tuple(e for e in found if not e.channel or e.channel in channels)

    async def _spots(
        self, wanted: GallerySearch, names: Sequence[Taught]
    ) -> Mapping[str, Spot]:
        """Where pictures of the names that are shown hang."""
        shown = names[:MOST_NAMES]
        hashes = [each.sha256 for taught in shown for each in taught.pictures]
        seen = GallerySearch(wanted.team, wanted.viewer, wanted.channels)
        return await self._ports.gallery.spots(seen, hashes) if hashes else {}

    async def _latest(self, wanted: GallerySearch) -> tuple[GalleryPicture, ...]:
        """The person's own latest pictures."""
        mine = GallerySearch(
            wanted.team, wanted.viewer, wanted.channels, mine=True, most=LATEST
        )
        return (await self._ports.gallery.search(mine)).pictures

    async def _base(
        self, team: str, turns: tuple[Turn, ...], pictures: tuple[GalleryPicture, ...]
    ) -> str:
        """The workspace's address, which Slack names for any message of it."""
        places = [(e.thread.channel, e.message) for e in pictures if e.message]
        places += [(e.ask.thread.channel, e.message) for e in turns if e.message]
        if not places:
            return ""
        return await self._ports.permalinks.base(team, *places[0])

    async def older(self, team: str, user: str, search: HomeSearch) -> HomeSearch:
        """The search on its next page, if there is one."""
        channels = await self._ports.seeing.channels(team, user)
        wanted = self._wanted(team, user, channels, search)
        page: GalleryPage = await self._ports.gallery.search(wanted)
        last = last_of(page.pictures)
        return search.older(last) if page.more and last else search


def _at_rest(search: HomeSearch) -> bool:
    """Whether it is the tab as it is opened."""
    return not search.narrows and not search.trail


@asynccontextmanager
async def refreshed(tabs: Home, every: float = EVERY) -> AsyncIterator[None]:
    """Keep the tabs that are open as things are."""

    async def work() -> None:
        while True:
            await asyncio.sleep(every)
            try:
                await tabs.refresh()
            except (StoreAway, TimeoutError) as error:
                log.warning("home tabs stay as they are: %s", error)

    task = asyncio.create_task(work(), name="home tabs")
    try:
        yield
    finally:
        await cancelled(task)
