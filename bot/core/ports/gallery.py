"""The ports of the gallery: its pictures, and which channels somebody is in."""

from typing import Protocol

from bot.core.turn.gallery import GalleryPage, GallerySearch


class Gallery(Protocol):
    """Finds pictures. What a search may not see, it does not find."""

    async def search(self, wanted: GallerySearch) -> GalleryPage:
        """One page of what is looked for, the newest first."""


class Memberships(Protocol):
    """Which channels people are in, as Slack says; remembered for minutes."""

    async def channels(self, team: str, user: str) -> frozenset[str]:
        """The channels in which both the person and the bot are, direct messages with
        the bot included. Empty if Slack cannot be asked: nothing is shown then."""

    async def public(self, team: str) -> frozenset[str]:
        """The public channels in which the bot is."""
