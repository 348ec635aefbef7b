"""Draws what a deck lacks: the pictures of its slides, side by side, like a set.

Before the first one is drawn, it is stored what is wanted; so after a kill, only those
that are missing are drawn. The files are made when the turn ends.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from bot.core.answering.draw_set import DrawSet
from bot.core.answering.tool_context import ToolContext
from bot.core.ports import DeckMaker, Shelf
from bot.core.showing.deck_slides import SHAPE, DeckSlides, cells_of
from bot.core.turn.decks import KeptDeck, wanted_pictures
from bot.core.turn.legs import Leg, spent
from bot.core.turn.naming import names_in
from bot.core.turn.sets import SetPicture, of_call, with_names
from bot.core.turn.taught import Taught
from bot.core.turn.turns import KeptPicture, Turn, unhung

LATER: Final = "not yet"
TOO_MANY: Final = "One answer can draw at most {most} pictures here."


@dataclass(frozen=True, slots=True)
class DeckDrawing:
    """Draws the pictures of one deck at a time."""

    sets: DrawSet
    maker: DeckMaker
    shelf: Shelf

    async def draw(self, context: ToolContext, call: str) -> None:
        """Draw the pictures of the leg's deck that are still open, and show the slides
        while they come."""
        deck, pictures = context.leg.deck, context.leg.set_pictures
        if deck is None or not any(e.open for e in of_call(pictures, call)):
            return
        await self._name(context)
        imaging = context.showing.sheets.imaging
        slides = DeckSlides(deck, self.maker, imaging, self.shelf)
        context.frames.begin_slides(cells_of(deck.outline, pictures), SHAPE, slides)
        await self.sets.drawn(context, call)

    async def _name(self, context: ToolContext) -> None:
        """Note which characters and styles are on the pictures: those of the thread
        that the words of a picture name."""
        turn, turns = context.turn, context.showing.turns
        past = await turns.lineage(turn.parent) if turn.parent else ()
        if names := await context.sources.names.of([*past, turn]):
            await context.note(partial(_named, names=names))


def with_deck(
    leg: Leg, deck: KeptDeck, past: Sequence[Turn], legs: Sequence[Leg], most: int
) -> Leg:
    """The leg with a deck that is to be drawn: its pictures are wanted, those that are
    there already come along, and at most so many are drawn."""
    wanted = tuple(_bounded(wanted_pictures(deck, deck.call), deck.call, most))
    known = [*_drawn_in(past), *(each for one in legs for each in one.pictures)]
    kept = [
        replace(unhung(found), place=each.number)
        for each in wanted
        if each.finished and (found := _of(each.sha256, known))
    ]
    pictures = (*leg.pictures, *kept)
    return replace(leg, deck=deck, set_pictures=wanted, pictures=pictures)


def calls_left(context: ToolContext) -> int:
    """How many pictures the turn may still draw."""
    return max(0, context.terms.tool_calls - spent(context.legs).calls)


def noting(deck: KeptDeck, past: Sequence[Turn], context: ToolContext) -> partial[Leg]:
    """The change of a leg that notes a deck which is to be drawn."""
    most, legs = calls_left(context), context.legs
    return partial(with_deck, deck=deck, past=past, legs=legs, most=most)


def _named(leg: Leg, names: Sequence[Taught]) -> Leg:
    named = tuple(
        with_names(each, names_in(each.prompt, names).names)
        if each.open and not each.names
        else each
        for each in leg.set_pictures
    )
    return replace(leg, set_pictures=named)


def _bounded(
    wanted: Sequence[SetPicture], call: str, most: int
) -> Iterator[SetPicture]:
    told = TOO_MANY.format(most=most)
    left = most
    for each in wanted:
        left -= each.call == call
        late = each.call == call and left < 0
        yield replace(each, why=LATER, told=told) if late else each


def _drawn_in(past: Sequence[Turn]) -> Iterator[KeptPicture]:
    for turn in reversed(past):
        yield from turn.answer.pictures if turn.answer else ()


def _of(sha256: str, known: Sequence[KeptPicture]) -> KeptPicture | None:
    return next((each for each in known if each.sha256 == sha256), None)
