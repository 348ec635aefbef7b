"""The port of what lays decks out and makes files of them."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from bot.core.decks.laid import LaidDeck
from bot.core.decks.outline import Outline
from bot.core.decks.themes import DeckTheme

DeckPictures = Callable[[str], Awaitable[bytes | None]]
"""Reads a picture by its sha256, such as a shelf does; None if it is gone."""


class DeckMaker(Protocol):
    """Lays decks out and makes files of them. Raises HangError.

    Everything happens outside of the bot's own process. The same values make the same
    bytes.
    """

    async def laid(self, outline: Outline, theme: DeckTheme) -> LaidDeck:
        """Everything at its place. A picture that is wished for and neither drawn nor
        given up is laid as `awaited`."""

    async def pdf(self, laid: LaidDeck, pictures: DeckPictures) -> bytes:
        """The deck as a PDF."""

    async def thumbnails(
        self,
        laid: LaidDeck,
        pictures: DeckPictures,
        numbers: Sequence[int] = (),
        width: int = 640,
    ) -> tuple[bytes, ...]:
        """The laid slides with these numbers, counted from 1, or all, as PNGs that are
        so many pixels wide."""

    def can_write_pptx(self) -> bool:
        """Whether what PowerPoint files are written with is installed."""

    async def pptx(self, laid: LaidDeck, pictures: DeckPictures) -> bytes:
        """The deck as a PowerPoint file, in which everything can be edited."""

    async def colors(self, picture: bytes) -> tuple[str, ...]:
        """The colors that the picture has most of, for a theme of its own."""
