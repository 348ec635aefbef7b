"""Hangs pictures in messages. There are several ways, and the best one that works is
used.

Slack takes a while to process files, and whether an edited message can show a file that
was never shared is not documented. So when a way fails, the next one is tried, and the
result is remembered for the workspace's next pictures.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from bot.core.caller import STEP, Caller
from bot.core.errors import (
    BotError,
    ChatBusy,
    ChatError,
    HangBusy,
    HangError,
    HangMisfit,
    PictureRefused,
)
from bot.core.turn.slots import Spot
from bot.core.turn.thread import ThreadKey

MOST_STUMBLES = 2
log = logging.getLogger(__name__)


class Manner(StrEnum):
    """Where the picture appears: in the message, in a new one, or as a separate
    file."""

    IN_PLACE = "in place"
    AFRESH = "afresh"
    BESIDE = "beside"


async def unnoted(_: str) -> None:
    """Note nothing."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture that should be hung, unless it has become too `late` for that.

    `noted` gets a file's id before Slack keeps the file, so that the file can be
    removed whatever happens then. `sent` is the file that was sent up for it before,
    perhaps in vain. What does not last is made small, unless it is `small`.
    """

    thread: ThreadKey
    name: str
    alt: str
    data: bytes = field(repr=False)
    lasting: bool = True
    small: bool = False
    late: Callable[[], bool] = lambda: False
    noted: Callable[[str], Awaitable[None]] = unnoted
    sent: str = ""
    caller: Caller = STEP


class Way(Protocol):
    """A way of hanging pictures. Its calls may raise HangError or ChatError."""

    name: str
    manner: Manner
    uploads_ahead: bool
    """Whether to begin before the message is ready, because uploads are slow and nobody
    sees them yet."""
    begins_with: str
    """The call that it begins with and that is counted; empty if there is none."""

    async def hang(self, frame: Frame) -> Spot:
        """Bring the picture to where a message can show it."""

    async def seen(self, spot: Spot, thread: ThreadKey, caller: Caller) -> bool:
        """Whether Slack shows it to everybody in the thread's channel."""

    async def take_down(self, spot: Spot, thread: ThreadKey, caller: Caller) -> None:
        """Remove a picture that nothing shows any more."""


async def hung(way: Way, frame: Frame) -> Spot:
    """Hang the picture. Every failure is raised as a HangError."""
    try:
        return await way.hang(frame)
    except ChatBusy as error:
        raise HangBusy(f"{way.name}: {error}") from error
    except ChatError as error:
        raise HangError(f"{way.name}: {error}") from error


class Hanging:
    """Chooses the way for each workspace."""

    def __init__(
        self,
        ways: Sequence[Way],
        *,
        trusting: bool = False,
        expecting: Callable[[], None] = lambda: None,
    ) -> None:
        self._ways = tuple(ways)
        self.expect_previews = expecting
        self._trusting = trusting
        self._from: dict[str, int] = {}
        self._proven: set[str] = set()
        self._stumbles: dict[tuple[str, str], int] = {}

    def ways(self, team: str) -> Sequence[Way]:
        """The remaining ways for this workspace, the best first."""
        return self._ways[self._from.get(team, 0) :]

    def way(self, name: str) -> Way | None:
        """A way by its name."""
        return next((way for way in self._ways if way.name == name), None)

    def failed(self, team: str, way: Way) -> None:
        """From now on, skip the way and those before it; the last way always stays."""
        after = self._ways.index(way) + 1
        if after < len(self._ways) and after > self._from.get(team, 0):
            log.warning("pictures: %r does not work in %s", way.name, team)
            self._from[team] = after

    def stumbled(self, team: str, way: Way) -> None:
        """Note that the way failed; after the second time in a row it is skipped."""
        key = (team, way.name)
        self._stumbles[key] = self._stumbles.get(key, 0) + 1
        if self._stumbles[key] >= MOST_STUMBLES:
            self.failed(team, way)

    def missed(self, team: str, way: Way, error: BotError) -> None:
        """Note that nothing was hung in this way, and count it if that was the way's
        fault.

        It was not if Slack is busy, if the way cannot show this kind of picture, or if
        Slack refused the text.
        """
        match error:
            case HangBusy() | HangMisfit():
                pass
            case HangError() | PictureRefused():
                self.stumbled(team, way)

    def missed_first(self, team: str, error: BotError) -> None:
        """Note the same about the way that shows previews."""
        if ways := self.ways(team):
            self.missed(team, ways[0], error)

    def worked(self, team: str, way: Way) -> None:
        """Note that the way worked."""
        self._stumbles.pop((team, way.name), None)

    async def preview(self, frame: Frame) -> Spot | None:
        """Hang a half-drawn picture in place; None if that is not possible."""
        way = self.way_of_previews(frame.thread.team)
        return None if way is None else await way.hang(frame)

    def way_of_previews(self, team: str) -> Way | None:
        """The way in which half-drawn pictures hang there, if they can."""
        way = next(iter(self.ways(team)), None)
        return way if way and way.manner is Manner.IN_PLACE else None

    async def proven(self, spot: Spot, thread: ThreadKey, caller: Caller) -> bool:
        """Whether everybody sees the picture. Slack is asked until the answer was yes
        once.

        A turn may have used another way than the workspace's first, so every way that
        shows pictures in place is checked.
        """
        ways = [w for w in self.ways(thread.team) if w.manner is Manner.IN_PLACE]
        if self._trusting or thread.team in self._proven or not ways:
            return True
        for way in ways:
            if await way.seen(spot, thread, caller):
                self._proven.add(thread.team)
                return True
        self.failed(thread.team, ways[-1])
        return False

    async def take_down(self, spot: Spot, thread: ThreadKey, caller: Caller) -> None:
        """Remove a file of ours that no message shows any more."""
        for way in self._ways:
            if way.name != "url":
                await way.take_down(spot, thread, caller)
                return
