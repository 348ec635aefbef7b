"""What people can do with a deck that exists: have it drawn, or changed."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.core.accepting.intake import Intake
from bot.core.decks.themes import THEMES
from bot.core.showing.context import TurnContext
from bot.core.turn.deck_asks import (
    SlideWish,
    deck_of,
    drew_nothing,
    in_theme,
    of_slide,
    to_draw,
)
from bot.core.turn.turns import Turn

DRAWN = (
    "This was already asked for in this thread. The next reply builds on the deck that "
    "came of it."
)
NOTHING_LACKS = "Nothing is missing."
SAME = "The deck looks like this already."
Whisper = Callable[[Turn, str, str], None]


@dataclass(frozen=True, slots=True)
class DeckControls:
    """Each control makes a turn of its own, asked for by the person who pressed it.

    Anybody who sees the thread may press them, as with pictures.
    """

    context: TurnContext
    intake: Intake
    whisper: Whisper

    async def draw(self, turn: Turn, user: str) -> None:
        """Draw what the turn's deck lacks, once, however often this is pressed."""
        deck = deck_of(turn)
        if deck is None or (deck.drawn and not deck.lacks):
            self.whisper(turn, user, NOTHING_LACKS)
            return
        ask = to_draw(turn, user)
        while before := await self.context.turns.by_claim(ask.claim):
            if not drew_nothing(before):
                break
            ask = to_draw(turn, user, before)
        if await self.intake.take(ask) is None:
            await self._go_on_with(ask.claim, user)

    async def in_theme(self, turn: Turn, user: str, theme: str, form: str) -> None:
        """Give the turn's deck another look."""
        deck = deck_of(turn)
        if deck is None or theme not in (*THEMES, *deck.themes):
            return
        if theme == deck.outline.theme:
            self.whisper(turn, user, SAME)
            return
        await self.intake.take(in_theme(turn, user, theme, form))

    async def change(self, turn: Turn, wish: SlideWish) -> None:
        """Ask for what somebody wants of one slide, as a reply would."""
        if deck_of(turn) is not None and wish.words:
            await self.intake.take(of_slide(turn, wish))

    async def _go_on_with(self, claim: str, user: str) -> None:
        """Choose the turn that drew it, and say so."""
        before = await self.context.turns.by_claim(claim)
        if before is not None:
            await self.context.turns.choose(before.ask.thread, before.id)
            self.whisper(before, user, DRAWN)
