"""What people can do with a deck that exists: have it drawn, or changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.accepting.intake import Intake
from bot.core.accepting.pressing import TakeUp, Whisper
from bot.core.ports import TaughtNames
from bot.core.showing.context import TurnContext
from bot.core.turn.asks import Ask
from bot.core.turn.deck_asks import (
    SlideWish,
    ThemeWish,
    deck_of,
    drew_nothing,
    in_theme,
    lacks_less,
    of_slide,
    style_in,
    to_draw,
)
from bot.core.turn.taught import NameKind, Taught
from bot.core.turn.turns import Turn

DRAWN = (
    "This was already asked for in this thread. The next reply builds on the deck that "
    "came of it."
)
DRAWING = "This is already being drawn."
ASIDE = (
    "This was set aside, so nothing is drawn. To take it up again, choose *Build on "
    "this one* in its menu."
)
NOT_STOPPED = "It is already being drawn. To end that, press *Stop* below the deck."
NOT_UNDONE = (
    "It has already been drawn. To set the deck aside, press *Go back* below it."
)
NOTHING_LACKS = "Nothing is missing."
SAME = "The deck already looks like this."


@dataclass(frozen=True, slots=True)
class DeckControls:
    """Each control makes a turn of its own, asked for by the person who pressed it.

    Anybody who sees the thread may press them, as with pictures.
    """

    context: TurnContext
    intake: Intake
    whisper: Whisper
    take_up: TakeUp
    names: TaughtNames | None = None

    async def draw(self, turn: Turn, user: str) -> None:
        """Draw what the turn's deck lacks, once, however often this is pressed.

        Where pictures came and only the files did not, it goes on from the pictures.
        """
        deck = deck_of(turn)
        if deck is None or (deck.drawn and not deck.lacks):
            self.whisper(turn, user, NOTHING_LACKS)
            return
        if turn.aside:
            self.whisper(turn, user, ASIDE)
            return
        ask, _ = await self._to_draw(turn, user)
        if await self.intake.take(ask) is None:
            await self._go_on_with(ask.claim, user)

    async def stands(self, turn: Turn, user: str) -> bool:
        """Whether it is too late to set its outline aside; then the person is told."""
        _, drawing = await self._to_draw(turn, user)
        if drawing is None or drawing.aside:
            return False
        told = NOT_STOPPED if drawing.answer is None else NOT_UNDONE
        self.whisper(turn, user, told)
        return True

    async def _to_draw(self, turn: Turn, user: str) -> tuple[Ask, Turn | None]:
        """The ask to draw it, after all earlier ones that came to nothing; and the turn
        that this ask has already become, if any."""
        ask = to_draw(turn, user)
        while before := await self.context.turns.by_claim(ask.claim):
            if not drew_nothing(before):
                return ask, before
            if lacks_less(before, turn):
                turn, ask = before, to_draw(before, user)
            else:
                ask = to_draw(turn, user, before)
        return ask, None

    async def styles(self, turn: Turn) -> Sequence[Taught]:
        """The styles of the team that its deck can have."""
        if self.names is None:
            return ()
        thread = turn.ask.thread
        found = await self.names.usable(thread.team, thread.channel)
        return [each for each in found if each.kind is NameKind.STYLE and each.pictures]

    async def in_theme(self, turn: Turn, wish: ThemeWish) -> None:
        """Give the turn's deck another look."""
        deck = deck_of(turn)
        style = style_in(wish.theme)
        if deck is None or not (wish.file or style or wish.theme in deck.themes):
            return
        if wish.theme == deck.outline.theme and not wish.file:
            self.whisper(turn, wish.user, SAME)
            return
        named = (e.name for e in await self.styles(turn) if e.id == style)
        said = next(named, "")
        await self.intake.take(in_theme(turn, replace(wish, said=said)))

    async def change(self, turn: Turn, wish: SlideWish) -> None:
        """Ask for what somebody wants of one slide, as a reply would."""
        if deck_of(turn) is not None and wish.words:
            await self.intake.take(of_slide(turn, wish))

    async def _go_on_with(self, claim: str, user: str) -> None:
        """Choose the turn that drew it, and say so."""
        before = await self.context.turns.by_claim(claim)
        if before is not None and before.answer is None:
            self.whisper(before, user, DRAWING)
        elif before is not None:
            await self.take_up(before, user, DRAWN)
