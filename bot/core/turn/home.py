"""What somebody looks for in the app's home tab, and what the tab shows. Pure values.

The search travels with the view in Slack, so that any process can go on with it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Final

from bot.core.turn.gallery import GalleryPage, GalleryPicture
from bot.core.turn.slots import Spot
from bot.core.turn.taught import Taught
from bot.core.turn.turns import Turn

MOST_WORDS: Final = 200
"""The most characters that are looked for."""
MOST_TRAIL: Final = 60
"""The most pages that *Newer* goes back."""
MOST_KEPT: Final = 3_000
"""The most bytes that Slack keeps with a view."""
ON_PAGE: Final = 6
"""The pictures on one page: each is shown as large as in a message."""
LATEST: Final = 3
"""Somebody's own latest pictures, which are shown above the others."""
DAY: Final = 86_400.0
PERIODS: Final = (1, 7, 30, 90, 365)
"""For how many days back one can look."""

Place = tuple[int, int]
"""A picture's turn, and its number there."""


@dataclass(frozen=True, slots=True)
class HomeSearch:
    """What somebody looks for, and on which page they are.

    With `mine`, only their own pictures; with `channel`, `name` (the id of a character
    or a style) and `days`, only those of there, with it, and of so many days. The
    `trail` has the last picture of each page before this one, the newest first.
    `cleared` counts how often the fields were emptied: Slack keeps what was typed as
    long as a field keeps its name.
    """

    words: str = ""
    mine: bool = False
    channel: str = ""
    name: int = 0
    days: int = 0
    trail: tuple[Place, ...] = ()
    cleared: int = 0

    @property
    def narrows(self) -> bool:
        """Whether it looks for something at all."""
        return bool(self.words or self.mine or self.channel or self.name or self.days)

    @property
    def first(self) -> "HomeSearch":
        """The same on its first page."""
        return replace(self, trail=())

    @property
    def newer(self) -> "HomeSearch":
        """The same, one page back."""
        return replace(self, trail=self.trail[:-1])

    @property
    def everything(self) -> "HomeSearch":
        """Nothing is looked for any more."""
        return HomeSearch(cleared=self.cleared + 1)

    @property
    def kept(self) -> str:
        """The text that travels with the view. Old pages are dropped before it is
        longer than Slack keeps."""
        fields = {name: value for name, value in asdict(self).items() if value}
        trail = [list(each) for each in self.trail]
        while True:
            kept = json.dumps({**fields, "trail": trail}, ensure_ascii=False)
            if len(kept.encode()) <= MOST_KEPT or not trail:
                return kept
            trail = trail[1:]

    def older(self, last: Place) -> "HomeSearch":
        """The same, on the page after this picture."""
        return replace(self, trail=(*self.trail, last)[-MOST_TRAIL:])


def last_of(pictures: Sequence[GalleryPicture]) -> Place | None:
    """What the next page comes after."""
    return (pictures[-1].turn, pictures[-1].number) if pictures else None


@dataclass(frozen=True, slots=True)
class HomeUse:
    """What somebody uses: the turns under way, of those that may run at once; and how
    often they have asked in the last thirty days."""

    under_way: int = 0
    at_once: int = 0
    asked: int = 0


@dataclass(frozen=True, slots=True)
class HomeContent:
    """Everything that the home tab shows.

    `mine` are the person's latest pictures, and `page` what was found. `spots` are
    where pictures of the `names` hang that the person sees, by hash. `known`: whether
    Slack says which channels the person is in. `base` is the workspace's address in a
    browser; empty if that is not known.
    """

    search: HomeSearch
    page: GalleryPage
    mine: tuple[GalleryPicture, ...] = ()
    under_way: tuple[Turn, ...] = ()
    names: tuple[Taught, ...] = ()
    spots: Mapping[str, Spot] = field(default_factory=dict)
    use: HomeUse = HomeUse()
    known: bool = True
    base: str = ""
