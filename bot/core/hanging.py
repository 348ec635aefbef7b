"""How a picture gets into a message: several ways, the best that works first.

Slack processes files in its own time, and whether an edited message shows a file that
was never shared is not documented. So each way is tried when the one before fails, and
what was learned of a workspace is kept for its next pictures.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from bot.core.thread import ThreadKey

MOST_STUMBLES = 2
log = logging.getLogger(__name__)


class Manner(StrEnum):
    """Where the picture appears: in the message, in a new one, or as a file beside."""

    IN_PLACE = "in place"
    AFRESH = "afresh"
    BESIDE = "beside"


async def unnoted(_: str) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture that is to be hung, unless it has become too `late` for that.

    `noted` has been told a file's id before Slack keeps it: whatever happens then, it
    is known what to remove.
    """

    thread: ThreadKey
    name: str
    alt: str
    data: bytes = field(repr=False)
    lasting: bool = True
    late: Callable[[], bool] = lambda: False
    noted: Callable[[str], Awaitable[None]] = unnoted


@dataclass(frozen=True, slots=True)
class Spot:
    """Where it hangs: a file of Slack's, or an address of ours."""

    file_id: str = ""
    url: str = ""


class Way(Protocol):
    """One way of hanging. Its calls may raise HangError or ChatError."""

    name: str
    manner: Manner
    early: bool
    """Whether to begin before the message is ready: it takes time, and shows nobody."""

    async def hang(self, frame: Frame) -> Spot:
        """Bring the picture to where a message can show it."""

    async def seen(self, spot: Spot, thread: ThreadKey) -> bool:
        """Whether Slack shows it to everybody in the thread's channel."""

    async def take_down(self, spot: Spot, thread: ThreadKey) -> None:
        """Remove a picture that nothing shows any more."""


class Hanging:
    """Chooses the way, workspace by workspace."""

    def __init__(self, ways: Sequence[Way], *, trusting: bool = False) -> None:
        self._ways = tuple(ways)
        self._trusting = trusting
        self._from: dict[str, int] = {}
        self._proven: set[str] = set()
        self._stumbles: dict[tuple[str, str], int] = {}

    def ways(self, team: str) -> Sequence[Way]:
        """The ways that are left for this workspace, the best first."""
        return self._ways[self._from.get(team, 0) :]

    def way(self, name: str) -> Way | None:
        """A way by its name."""
        return next((way for way in self._ways if way.name == name), None)

    def failed(self, team: str, way: Way) -> None:
        """Skip the way, and those before it, from now on; the last one stays."""
        after = self._ways.index(way) + 1
        if after < len(self._ways) and after > self._from.get(team, 0):
            log.warning("pictures: %r does not work in %s", way.name, team)
            self._from[team] = after

    def stumbled(self, team: str, way: Way) -> None:
        """It did not work this time; after the second time in a row it is skipped."""
        key = (team, way.name)
        self._stumbles[key] = self._stumbles.get(key, 0) + 1
        if self._stumbles[key] >= MOST_STUMBLES:
            self.failed(team, way)

    def stumbled_first(self, team: str) -> None:
        """The way that previews go did not work this time."""
        if ways := self.ways(team):
            self.stumbled(team, ways[0])

    def held(self, team: str, way: Way) -> None:
        """It worked."""
        self._stumbles.pop((team, way.name), None)

    async def preview(self, frame: Frame) -> Spot | None:
        """Hang a half-drawn picture in place; None where that cannot be done."""
        way = next(iter(self.ways(frame.thread.team)), None)
        if way is None or way.manner is not Manner.IN_PLACE:
            return None
        return await way.hang(frame)

    async def proven(self, spot: Spot, thread: ThreadKey) -> bool:
        """Whether everybody sees the picture; asks Slack until it has been so once.

        A turn may have gone down to another way than the workspace's first, so every
        way that shows pictures in place is asked.
        """
        ways = [w for w in self.ways(thread.team) if w.manner is Manner.IN_PLACE]
        if self._trusting or thread.team in self._proven or not ways:
            return True
        for way in ways:
            if await way.seen(spot, thread):
                self._proven.add(thread.team)
                return True
        self.failed(thread.team, ways[-1])
        return False

    async def take_down(self, spot: Spot, thread: ThreadKey) -> None:
        """Remove a file of ours that no message shows any more."""
        for way in self._ways:
            if way.manner is not Manner.BESIDE and way.name != "url":
                await way.take_down(spot, thread)
                return
