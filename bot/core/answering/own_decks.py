"""What buttons ask for in a deck, so that no model has to decide what to do.

Like an own set, it is stored as a leg whose call the bot has made itself.
"""

from dataclasses import replace
from typing import Final

from bot.core.answering.deck_change import NAME
from bot.core.answering.deck_cost import with_cost
from bot.core.answering.deck_drawing import with_deck
from bot.core.answering.deck_outline import past_of
from bot.core.answering.deck_themes import DeckThemes
from bot.core.answering.deck_versions import numbered
from bot.core.errors import AskError
from bot.core.ports import Turns
from bot.core.turn.deck_asks import deck_of
from bot.core.turn.decks import DeckStage, KeptDeck, begun
from bot.core.turn.events import FunctionCalled, Usage
from bot.core.turn.legs import Leg
from bot.core.turn.options import Button, Options
from bot.core.turn.terms import Terms
from bot.core.turn.turns import Answer, Outcome, Turn, unhung

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
        deck = await numbered(turns, turn, _in_theme(before, theme))
        if before.drawn:
            return with_deck(bare, deck, past, (), 0)
        names = await themes.sources.names.of([*past, turn]) if themes else ()
        return replace(bare, deck=with_cost(deck, terms, names))
    deck = await numbered(turns, turn, begun(before, CALL.id))
    return with_deck(bare, deck, past, (), terms.tool_calls)


def shown_again(before: Answer) -> Answer:
    """A deck once more, with its slides and its files. Nothing of it is drawn or paid
    for again."""
    free = (replace(each, call="", usage=Usage()) for each in before.set_pictures)
    return Answer(
        Outcome.DONE,
        pictures=tuple(map(unhung, before.pictures)),
        image_model=before.image_model,
        direct=True,
        set_pictures=tuple(free),
        deck=before.deck,
    )


def _in_theme(before: KeptDeck, theme: str) -> KeptDeck:
    """The deck in another look. Its pictures stay."""
    outline = replace(before.outline, theme=theme)
    deck = replace(before, outline=outline, version=before.version + 1, call=CALL.id)
    return replace(deck, stage=DeckStage.DRAWING, missing="") if deck.drawn else deck
