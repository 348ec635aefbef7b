"""What buttons ask for in a deck, so that no model has to decide what to do.

Like an own set, it is stored as a leg whose call the bot has made itself.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.core.answering.deck_change import NAME
from bot.core.answering.deck_cost import with_cost
from bot.core.answering.deck_drawing import with_deck
from bot.core.answering.deck_outline import past_of
from bot.core.answering.deck_themes import DeckThemes
from bot.core.errors import AskError
from bot.core.ports import Turns
from bot.core.turn.deck_asks import deck_of
from bot.core.turn.decks import DeckStage, KeptDeck, begun
from bot.core.turn.events import FunctionCalled
from bot.core.turn.legs import Leg
from bot.core.turn.options import Button, Options
from bot.core.turn.terms import Terms
from bot.core.turn.turns import Turn

CALL: Final = FunctionCalled("own", NAME, "{}")
GONE: Final = "The deck that this is about is no longer stored."


async def deck_leg(
    turns: Turns, turn: Turn, terms: Terms, themes: DeckThemes | None
) -> Leg:
    """The leg that the bot has called for itself. Raises AskError."""
    past = await past_of(turns, turn)
    before = deck_of(past[-1]) if past else None
    if before is None:
        raise AskError(GONE)
    options = turn.ask.options or Options()
    bare = Leg(1, "", calls=(CALL,))
    if options.button is Button.THEME:
        own = await themes.wanted(turn, options.theme) if themes else None
        before = replace(before, own_theme=own or before.own_theme)
        theme = own.name if own else options.theme
        made = _in_theme(bare, before, theme, past)
        if made.deck is None or themes is None or made.deck.stage is DeckStage.DRAWING:
            return made
        names = await themes.sources.names.of([*past, turn])
        return replace(made, deck=with_cost(made.deck, terms, names))
    deck = begun(before, CALL.id)
    return with_deck(bare, deck, past, (), terms.tool_calls)


def _in_theme(leg: Leg, before: KeptDeck, theme: str, past: Sequence[Turn]) -> Leg:
    """The deck in another look. Its pictures stay."""
    outline = replace(before.outline, theme=theme)
    deck = replace(before, outline=outline, version=before.version + 1, call=CALL.id)
    if not before.drawn:
        return replace(leg, deck=deck)
    deck = replace(deck, stage=DeckStage.DRAWING, missing="")
    return with_deck(leg, deck, past, (), 0)
