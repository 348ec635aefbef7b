"""The numbers of a deck's versions: its files bear them, so no two drawn ones may be
the same."""

from dataclasses import replace
from typing import Final

from bot.core.ports import Turns
from bot.core.turn.deck_asks import deck_of
from bot.core.turn.decks import KeptDeck
from bot.core.turn.history import tree_of
from bot.core.turn.turns import Turn

MOST_TURNS: Final = 500
"""The newest turns of a thread whose decks are looked at."""


async def numbered(turns: Turns, turn: Turn, deck: KeptDeck) -> KeptDeck:
    """The deck that a turn makes, with a number that no drawn deck of its thread has:
    several may be made from the same deck."""
    thread = turn.ask.thread
    here = await turns.in_thread(thread, MOST_TURNS)
    here = here if thread.ts else tree_of(here, turn.id)
    decks = [found for each in here if (found := deck_of(each))]
    if deck.version not in {each.version for each in decks if each.drawn}:
        return deck
    return replace(deck, version=max(each.version for each in decks) + 1)
