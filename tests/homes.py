"""A home tab with everything around it as values: channels, pictures, turns."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.core.errands import Errands
from bot.core.gallery.history_forms import HistoryForms
from bot.core.gallery.history_pictures import HistoryPictures
from bot.core.gallery.home import Home, HomePorts
from bot.core.gallery.seeing import Seeing
from bot.core.gallery.using import Using
from bot.core.ports import Turns, Views
from bot.core.turn.gallery import GalleryPage, GalleryPicture, GallerySearch
from bot.core.turn.slots import Spot
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Turn
from handlers.payloads import history_kept
from tests.memory_taught import MemoryTaughtNames
from tests.memory_turns import MemoryTurns
from tests.studio import Studio, parts_of


def gallery_picture(turn: int, channel: str = "C1", **more: Any) -> GalleryPicture:
    """A picture that Ann has asked for."""
    thread = ThreadKey("T1", channel, "1.1")
    spot = Spot(f"F{turn:09}")
    made = 1_700_000_000.0 + turn
    found = GalleryPicture(
        *(turn, 0, thread, "1.2", "U1", "a fox", "ab", "png", spot, made)
    )
    return replace(found, **more)


@dataclass
class FakeGallery:
    """Finds pictures by channel, whose they are, and a word."""

    pictures: list[GalleryPicture] = field(default_factory=list)
    searches: list[GallerySearch] = field(default_factory=list)

    async def search(self, wanted: GallerySearch) -> GalleryPage:
        self.searches.append(wanted)
        found = [
            each
            for each in sorted(self.pictures, key=lambda p: -p.turn)
            if each.thread.team == wanted.team
            and each.thread.channel in wanted.channels
            and (not wanted.mine or each.user == wanted.viewer)
            and (not wanted.channel or each.thread.channel == wanted.channel)
            and wanted.words in each.words
            and (not wanted.before or (each.turn, each.number) < wanted.before)
        ]
        return GalleryPage(tuple(found[: wanted.most]), len(found) > wanted.most)

    async def spots(
        self, seen: GallerySearch, hashes: Sequence[str]
    ) -> dict[str, Spot]:
        found = (await self.search(replace(seen, most=99))).pictures
        return {each.sha256: each.spot for each in found if each.sha256 in hashes}


@dataclass
class FakeMemberships:
    """Knows who is in which channel; `calls` are the fresh questions."""

    rooms: dict[tuple[str, str], set[str]] = field(
        default_factory=lambda: defaultdict(set)
    )
    open_to_all: set[str] = field(default_factory=set)
    guests: set[str] = field(default_factory=set)
    silent: bool = False

    async def channels(
        self, team: str, user: str, *, fresh: bool = False
    ) -> frozenset[str]:
        if self.silent:
            await asyncio.Event().wait()
        return frozenset(self.rooms[team, user])

    def moved(self, team: str, user: str) -> None:
        """Nothing is remembered."""

    async def public(self, team: str, *, fresh: bool = False) -> frozenset[str]:
        return frozenset(self.open_to_all)

    async def is_guest(self, team: str, user: str) -> bool:
        return user in self.guests


@dataclass
class FakeActivity:
    """Knows turns, and a mark that changes when a test says so."""

    turns: list[Turn] = field(default_factory=list)
    asked: int = 0
    now: str = "1"

    async def under_way(self, team: str, user: str, most: int) -> Sequence[Turn]:
        return self.turns[:most]

    async def asked_since(self, team: str, user: str, since: float) -> int:
        return self.asked

    async def threads(self, team: str, channel: str, most: int) -> Sequence[Turn]:
        return [e for e in self.turns if e.ask.thread.channel == channel][:most]

    async def mark(self, team: str) -> str:
        return self.now


class FakePermalinks:
    """Knows the address of every workspace."""

    async def base(self, team: str, channel: str, ts: str) -> str:
        return "https://small.slack.com"


@dataclass
class HomeRig:
    """The home tab, and what it is built from."""

    gallery: FakeGallery = field(default_factory=FakeGallery)
    memberships: FakeMemberships = field(default_factory=FakeMemberships)
    activity: FakeActivity = field(default_factory=FakeActivity)
    names: MemoryTaughtNames = field(default_factory=MemoryTaughtNames)
    turns: Turns = field(default_factory=MemoryTurns)
    now: float = 2_000_000_000.0

    def seeing(self, *, public: bool = False) -> Seeing:
        return Seeing(self.memberships, self.turns, public)

    def home(self, views: Views, errands: Errands, *, public: bool = False) -> Home:
        ports = HomePorts(
            self.gallery,
            self.activity,
            self.names,
            FakePermalinks(),
            self.seeing(public=public),
            4,
            lambda: self.now,
        )
        return Home(ports, views, errands)

    def both(self, views: Views, studio: Studio) -> tuple[Home, Using]:
        """The tab, and what brings pictures elsewhere."""
        using = Using(self.seeing(), studio.intake, studio.direct, self.activity)
        return self.home(views, studio.errands), using

    def history(self, views: Views, studio: Studio) -> HistoryForms:
        """The forms in which histories are looked through."""
        parts = parts_of(studio, views)
        return HistoryForms(
            intake=studio.intake,
            turns=self.turns,
            drawn=HistoryPictures(self.turns, studio.shelf, studio.imaging),
            pictures=parts.pictures,
            views=views,
            errands=studio.errands,
            seeing=self.seeing(),
            keep=history_kept,
        )
