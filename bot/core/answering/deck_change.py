"""The bot tool `deck_change`: what a reply changes of a deck, slide by slide.

Of a deck that was drawn, only what has changed is drawn anew, and its files are made
anew. The older version stays with its turn.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from bot.core.answering.bot_tools import BotTool
from bot.core.answering.deck_cost import with_cost
from bot.core.answering.deck_drawing import DeckDrawing, noting
from bot.core.answering.deck_outline import (
    current_deck,
    lost,
    past_of,
    refused,
    with_figures,
)
from bot.core.answering.deck_pages import found_pages, with_found_sources
from bot.core.answering.deck_themes import themes_for
from bot.core.answering.deck_versions import numbered
from bot.core.answering.tool_context import ToolContext
from bot.core.decks.changes import changed, read_change
from bot.core.decks.outline import WrongOutline
from bot.core.decks.schemas import CHANGE
from bot.core.errors import AskError
from bot.core.ports import Turns
from bot.core.showing.deck_files import DeckFiles
from bot.core.turn.decks import DeckStage, KeptDeck, with_pictures
from bot.core.turn.legs import Leg, Output
from bot.core.turn.request import Offer
from bot.core.turn.sets import of_call
from bot.core.turn.turns import Turn

NAME: Final = "deck_change"
DESCRIPTION: Final = """\
Changes the deck of this thread, whose newest outline comes with the message as JSON: \
slides by their numbers there, its order, theme, title or language. Use it for every \
change of a deck that a reply asks for, all changes in one call. Look up first what \
is new and recent. A slide that is replaced is given whole; its picture is drawn anew \
only if the words of `picture` change. If the deck was drawn before, the tool draws \
what has changed and makes its files anew; otherwise it only changes the outline."""
OFFER: Final = Offer(NAME, DESCRIPTION, CHANGE)
NO_DECK: Final = "there is no deck in this thread; use `deck_outline` for a new one"
UNCHANGED: Final = (
    "the deck is already like this; to have missing pictures drawn, a person chooses "
    "*Draw the missing ones* in the menu"
)
OUTLINED: Final = (
    "The new outline is in the message. Do not repeat it; say in a sentence what has "
    "changed. Nothing is drawn before a person presses the button."
)
DRAWN: Final = (
    "The deck is changed; its new files come into the thread. Do not describe it; say "
    "in a sentence what has changed."
)
MISSING: Final = "Slide {number}: its picture did not come ({why})."


@dataclass(frozen=True, slots=True)
class ChangeDeck:
    """Changes a deck as a call of `deck_change`, or a button, wants it."""

    drawing: DeckDrawing
    turns: Turns
    files: DeckFiles

    @property
    def tool(self) -> BotTool:
        """The tool as the model is offered it."""
        return BotTool(OFFER, self.do)

    async def do(
        self, context: ToolContext, call: str, arguments: Mapping[str, Any]
    ) -> Output:
        """Store what has changed, unless an earlier attempt has; draw what is missing,
        and tell the model."""
        deck = context.leg.deck
        if deck is None or deck.call != call:
            try:
                deck = await self._noted(context, call, arguments)
            except (WrongOutline, AskError) as wrong:
                return refused(context, call, wrong)
        await self.drawing.draw(context, call)
        return Output(call, "\n".join((*_told(context.leg, call), *lost(deck))))

    async def _noted(
        self, context: ToolContext, call: str, arguments: Mapping[str, Any]
    ) -> KeptDeck:
        past = await past_of(self.turns, context.turn)
        before = current_deck(context.legs, past)
        if before is None:
            raise WrongOutline(NO_DECK)
        themes = themes_for(context, self.files)
        styles = await themes.styles(context.turn)
        names = (*before.themes, *(each.name for each in styles))
        deck = replace(_after(before, arguments, names, context, past), call=call)
        deck = with_figures(await themes.looking(deck, styles), context, past)
        shown = await context.sources.names.of([*past, context.turn])
        deck = with_cost(deck, context.terms, shown)
        deck = await numbered(self.turns, context.turn, deck)
        if deck.stage is DeckStage.DRAWING:
            await context.note(noting(deck, past, context))
        else:
            await context.note(partial(_with, deck=deck))
        return deck


def _after(
    before: KeptDeck,
    arguments: Mapping[str, Any],
    themes: Collection[str],
    context: ToolContext,
    past: Sequence[Turn],
) -> KeptDeck:
    """The next version of the deck; its look can be one of these. Raises
    WrongOutline."""
    drawn = [each for leg in context.legs for each in leg.set_pictures]
    outline = before.outline
    if before.stage is DeckStage.DRAWING:  # by this very turn
        outline = with_pictures(outline, drawn)
    operations = read_change(arguments, outline, themes)
    pages = found_pages(context.turn, context.legs, past)
    new, left_out = with_found_sources(changed(outline, operations), pages)
    if new == outline:
        raise WrongOutline(UNCHANGED)
    return replace(
        before,
        outline=new,
        version=before.version + 1,
        stage=_next(before.stage),
        left_out=left_out,
        missing="",
    )


def _next(stage: DeckStage) -> DeckStage:
    return DeckStage.OUTLINED if stage is DeckStage.OUTLINED else DeckStage.DRAWING


def _told(leg: Leg, call: str) -> Sequence[str]:
    if leg.deck is None or leg.deck.stage is DeckStage.OUTLINED:
        return [OUTLINED]
    lacking = [each for each in of_call(leg.set_pictures, call) if not each.finished]
    return [DRAWN, *(MISSING.format(number=e.number, why=e.why) for e in lacking)]


def _with(leg: Leg, deck: KeptDeck) -> Leg:
    return replace(leg, deck=deck)
