"""The ports of the gallery: its pictures, which channels somebody is in, and what
somebody has under way."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.core.turn.gallery import GalleryPage, GallerySearch
from bot.core.turn.slots import Spot
from bot.core.turn.turns import Turn


class Gallery(Protocol):
    """Finds pictures. What a search may not see, it does not find."""

    async def search(self, wanted: GallerySearch) -> GalleryPage:
        """One page of what is looked for, the newest first."""

    async def spots(
        self, seen: GallerySearch, hashes: Sequence[str]
    ) -> Mapping[str, Spot]:
        """Where those of these pictures hang that the viewer sees, by their hash."""


class GalleryFilling(Protocol):
    """Puts pictures into the gallery that it does not know yet."""

    async def fill(self, most: int) -> int:
        """Add the pictures of so many turns, the newest first; returns how many turns
        that were. It is 0 if none is missing, or if another process is at it."""


class Memberships(Protocol):
    """Which channels people are in, as Slack says; remembered for minutes.

    Never raises: what Slack does not say is not known, and nothing is shown of it.
    """

    async def channels(
        self, team: str, user: str, *, fresh: bool = False
    ) -> frozenset[str]:
        """The channels in which both the person and the bot are, direct messages with
        the bot included. Empty if Slack cannot be asked: nothing is shown then.

        If it has to be `fresh`, Slack is asked again unless it said so just now.
        """

    def moved(self, team: str, user: str) -> None:
        """Somebody, perhaps the bot itself, has joined or left a channel."""

    async def public(self, team: str, *, fresh: bool = False) -> frozenset[str]:
        """The public channels in which the bot is."""

    async def is_guest(self, team: str, user: str) -> bool:
        """Whether somebody sees only the channels that they are in: a guest, or a
        person of another company. Yes, if Slack cannot be asked."""


class Activity(Protocol):
    """What people have under way, and how much they have asked for."""

    async def under_way(self, team: str, user: str, most: int) -> Sequence[Turn]:
        """The person's turns that have not ended, the oldest first."""

    async def asked_since(self, team: str, user: str, since: float) -> int:
        """How often the person has asked since then, in seconds since the epoch."""

    async def threads(self, team: str, channel: str, most: int) -> Sequence[Turn]:
        """The newest turn of each of the latest threads of a channel, the newest
        first."""

    async def mark(self, team: str) -> str:
        """Changes whenever a turn of the workspace begins, goes on, or ends."""


class Permalinks(Protocol):
    """Where messages are found in a browser."""

    async def base(self, team: str, channel: str, ts: str) -> str:
        """The address of a workspace, as Slack names it for this message of it; empty
        if Slack cannot be asked."""
