"""The home tab: shown when somebody opens it, and anew when something has changed."""

import json
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from bot.core.errands import Errands
from bot.core.gallery.home import MOST_OPEN, OPEN_FOR, Home
from bot.core.turn.gallery import GallerySearch
from bot.core.turn.home import LATEST, ON_PAGE, HomeSearch
from bot.core.turn.taught import NameKind, Taught
from bot.core.turn.turns import Turn
from tests.fakes import ask
from tests.homes import HomeRig, gallery_picture

ANN = ("T1", "U1")


@dataclass
class Tabs:
    """Slack's side: every tab that was sent, and how it answers the next one."""

    sent: list[tuple[str, dict[str, Any], str | None]] = field(default_factory=list)
    answers: list[str | None] = field(default_factory=list)

    async def publish(
        self, team: str, user: str, view: dict[str, Any], over: str | None = None
    ) -> str | None:
        self.sent.append((user, view, over))
        return self.answers.pop(0) if self.answers else f"hash-{len(self.sent)}"

    async def open(
        self,
        team: str,
        trigger: str,
        view: dict[str, Any],
        otherwise: dict[str, Any] | None = None,
    ) -> str:
        return ""

    async def update(self, team: str, view_id: str, view: dict[str, Any]) -> bool:
        return True

    async def tell(self, address: str, sentence: str) -> None:
        """Nobody is told."""

    @property
    def last(self) -> str:
        return json.dumps(self.sent[-1][1])


@pytest.fixture
def rig() -> HomeRig:
    rig = HomeRig()
    rig.memberships.rooms[ANN] = {"C1", "D1"}
    rig.gallery.pictures = [gallery_picture(n) for n in range(1, 20)]
    return rig


@pytest.fixture
def tabs() -> Tabs:
    return Tabs()


@pytest.fixture
def home(rig: HomeRig, tabs: Tabs) -> Home:
    return rig.home(tabs, Errands())


def waiting(words: str = "an owl") -> Turn:
    return Turn(99, replace(ask(), words=words), message="1.9")


async def test_it_shows_what_is_under_way_ones_own_pictures_and_those_of_channels(
    rig: HomeRig, home: Home, tabs: Tabs
) -> None:
    rig.activity.turns = [waiting()]
    await home.show(*ANN, HomeSearch())
    found, mine = rig.gallery.searches
    assert found == GallerySearch(*ANN, frozenset({"C1", "D1"}), most=ON_PAGE)
    assert mine == GallerySearch(*ANN, found.channels, mine=True, most=LATEST)
    assert "an owl" in tabs.last
    assert "Your latest pictures" in tabs.last
    assert "How to ask" in tabs.last


async def test_it_is_sent_again_only_when_something_is_different(
    rig: HomeRig, home: Home, tabs: Tabs
) -> None:
    await home.show(*ANN, HomeSearch())
    await home.refresh()
    rig.activity.now = "2"
    await home.refresh()
    assert len(tabs.sent) == 1
    rig.activity.now, rig.activity.turns = "3", [waiting()]
    await home.refresh()
    await home.refresh()
    assert [over for _, _, over in tabs.sent] == [None, "hash-1"]
    assert "an owl" in tabs.last


async def test_what_somebody_looks_for_stays_when_it_is_built_anew(
    rig: HomeRig, home: Home, tabs: Tabs
) -> None:
    await home.show(*ANN, HomeSearch("fox", trail=((9, 0),)))
    rig.activity.now = "2"
    rig.gallery.pictures = rig.gallery.pictures[:3]
    await home.refresh()
    assert rig.gallery.searches[-1].words == "fox"
    assert rig.gallery.searches[-1].before == (9, 0)
    assert len(tabs.sent) == 2


async def test_a_tab_that_another_process_has_changed_is_left_to_it(
    rig: HomeRig, home: Home, tabs: Tabs
) -> None:
    tabs.answers = ["hash-a", ""]
    await home.show(*ANN, HomeSearch())
    for number in range(3):
        rig.activity.now, rig.activity.asked = f"{number}!", number + 1
        await home.refresh()
    assert len(tabs.sent) == 2


async def test_a_busy_slack_is_asked_again_later(
    rig: HomeRig, home: Home, tabs: Tabs
) -> None:
    tabs.answers = ["hash-a", None, "hash-b"]
    await home.show(*ANN, HomeSearch())
    rig.activity.now, rig.activity.asked = "2", 7
    await home.refresh()
    await home.refresh()
    await home.refresh()
    assert [over for _, _, over in tabs.sent] == [None, "hash-a", "hash-a"]


async def test_after_some_minutes_a_tab_counts_as_closed(
    rig: HomeRig, home: Home, tabs: Tabs
) -> None:
    await home.show(*ANN, HomeSearch())
    rig.now += OPEN_FOR + 1
    rig.activity.now, rig.activity.asked = "2", 7
    await home.refresh()
    assert len(tabs.sent) == 1


async def test_only_so_many_tabs_are_kept_up(
    rig: HomeRig, home: Home, tabs: Tabs
) -> None:
    for number in range(MOST_OPEN + 5):
        await home.show("T1", f"U{number}", HomeSearch())
    tabs.sent.clear()
    rig.activity.now, rig.activity.asked = "2", 7
    await home.refresh()
    assert len(tabs.sent) == MOST_OPEN
    assert "U0" not in {user for user, _, _ in tabs.sent}


async def test_pages_lead_to_older_pictures_and_back(
    rig: HomeRig, home: Home, tabs: Tabs
) -> None:
    search = await home.older(*ANN, HomeSearch())
    await home.show(*ANN, search)
    assert search.trail == ((14, 0),)
    assert '"value": "13:0"' in tabs.last
    assert '"value": "14:0"' not in tabs.last
    assert search.newer == HomeSearch()
    last = HomeSearch(trail=((3, 0),))
    assert await home.older(*ANN, last) == last


async def test_without_slack_no_picture_is_shown_and_it_says_so(
    rig: HomeRig, home: Home, tabs: Tabs
) -> None:
    rig.memberships.rooms.clear()
    await home.show(*ANN, HomeSearch())
    assert "Slack is not telling me" in tabs.last
    assert "use_in" not in tabs.last


async def test_names_of_channels_that_one_is_not_in_are_not_shown(
    rig: HomeRig, home: Home, tabs: Tabs
) -> None:
    def taught(name: str, channel: str) -> Taught:
        kind = NameKind.STYLE
        return Taught("T1", kind, name, "Pale", (), "U2", channel=channel)

    for name, channel in (("Everywhere", ""), ("Here", "C1"), ("Secret", "C9")):
        await rig.names.teach(taught(name, channel), 9, 9)
    await home.show(*ANN, HomeSearch())
    assert "Everywhere" in tabs.last
    assert "Here" in tabs.last
    assert "Secret" not in tabs.last
