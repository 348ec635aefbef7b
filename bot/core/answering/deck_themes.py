"""Looks of decks that are not our own: from a picture, or from a style of the team."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.core.answering.sources import Sources
from bot.core.answering.tool_context import ToolContext
from bot.core.decks.made_themes import theme_from_picture, theme_from_style
from bot.core.decks.themes import DeckTheme
from bot.core.errors import AskError, HangError
from bot.core.ports import TaughtNames
from bot.core.showing.deck_files import DeckFiles
from bot.core.turn.deck_asks import BRAND, style_in
from bot.core.turn.decks import KeptDeck
from bot.core.turn.taught import NameKind, Taught
from bot.core.turn.turns import Turn

NO_PICTURE: Final = "I could not read the picture whose colors the deck should have."
NO_STYLE: Final = "This style is no longer there."


@dataclass(frozen=True, slots=True)
class DeckThemes:
    """Makes such looks for one turn at a time."""

    decks: DeckFiles
    names: TaughtNames
    sources: Sources

    async def wanted(self, turn: Turn, theme: str) -> DeckTheme | None:
        """The look that is meant; None if it is one of ours, or the deck's own. Raises
        AskError."""
        if theme == BRAND and turn.ask.attached:
            return await self._of_picture(turn)
        style = style_in(theme)
        return await self._of_style(turn, style) if style else None

    async def styles(self, turn: Turn) -> tuple[Taught, ...]:
        """The styles of the team that the turn's ask names."""
        named = await self.sources.names.of([turn])
        return tuple(each for each in named if is_usable(each, turn))

    async def looking(self, deck: KeptDeck, styles: Sequence[Taught]) -> KeptDeck:
        """The deck with its look made, if that is one of these styles by its name.
        Raises AskError."""
        name = deck.outline.theme
        style = next((each for each in styles if each.name == name), None)
        if name in deck.themes or style is None:
            return deck
        return replace(deck, own_theme=await self._of(style))

    async def _of_picture(self, turn: Turn) -> DeckTheme:
        images = (await self.sources.brought(turn)).images
        if not images:
            raise AskError(NO_PICTURE)
        return theme_from_picture(await self._colors(images[0].data), BRAND)

    async def _of_style(self, turn: Turn, style: int) -> DeckTheme:
        taught = await self.names.get(style)
        if taught is None or not is_usable(taught, turn):
            raise AskError(NO_STYLE)
        if await self.sources.names.hides(taught, turn):
            raise AskError(NO_STYLE)
        return await self._of(taught)

    async def _of(self, style: Taught) -> DeckTheme:
        data = await self.decks.shelf.read(style.pictures[0].sha256)
        colors = await self._colors(data or b"")
        return theme_from_style(style.name, style.sentence, colors)

    async def _colors(self, data: bytes) -> tuple[str, ...]:
        try:
            return await self.decks.maker.colors(data)
        except HangError as error:
            raise AskError(NO_PICTURE) from error


def themes_for(context: ToolContext, decks: DeckFiles) -> DeckThemes:
    """Those of the turn that a bot tool works for."""
    return DeckThemes(decks, context.sources.names.taught, context.sources)


def is_usable(taught: Taught, turn: Turn) -> bool:
    """Whether it is a style that the turn's channel may use."""
    thread = turn.ask.thread
    here = taught.team == thread.team and taught.channel in ("", thread.channel)
    return here and taught.kind is NameKind.STYLE and bool(taught.pictures)
