"""The ports of the page on which people paint: its links, and what was painted."""

from typing import Protocol

from bot.core.turn.painting import Cover, PageLink


class PageLinks(Protocol):
    """The links to the page on which people paint. Each call is one transaction."""

    async def add(self, link: PageLink) -> None:
        """Note a new link; those that have been over for long are dropped."""

    async def find(self, digest: str) -> PageLink | None:
        """The link, even if it is over."""

    async def bind(self, digest: str, browser: str) -> bool:
        """Give the link to this browser; returns whether it is this one's.

        It belongs to the first that asks for it.
        """


class Layers(Protocol):
    """Reads what people have painted over pictures."""

    async def layer(self, data: bytes, cover: Cover, who: str = "") -> bytes:
        """The region or the notes as a PNG; raises HangError if it is none that fits.

        `who` painted it; what other people sent is read in between.
        """
