"""Answers what was chosen in a thread's history: pictures shown again, or two of them
together. Nothing is asked of a model."""

from dataclasses import replace
from typing import Final

from bot.core.answering.ending import failed
from bot.core.answering.own_decks import shown_again
from bot.core.errors import AskError, HangError
from bot.core.ports import Compared, Shelf, Turns
from bot.core.showing.context import TurnContext
from bot.core.turn.asks import Ask
from bot.core.turn.events import Picture, Usage
from bot.core.turn.history import HistoryNode, one_line, seen, words_of
from bot.core.turn.options import Button, Options
from bot.core.turn.pair_side import PairSide
from bot.core.turn.pictures import kind_of, measured
from bot.core.turn.turns import (
    DATA,
    REPLACED,
    WHERE,
    Answer,
    Outcome,
    Turn,
    unhung,
)

_ONLY_THERE: Final = (DATA, REPLACED, WHERE)
"""The places of what is not shown again: it is about how the picture was made."""
MOST_WORDS: Final = 300
GONE: Final = "That picture is no longer stored."
ONE_GONE: Final = "One of these two pictures is no longer stored."
NOT_DRAWN: Final = "These two pictures could not be shown together."


def is_pair(ask: Ask) -> bool:
    """Whether two pictures of the thread are to be shown together."""
    return ask.options is not None and ask.options.button is Button.PAIR


def is_of_history(ask: Ask) -> bool:
    """Whether an ask is for pictures that the thread has already."""
    again = ask.options is not None and ask.options.button is Button.AGAIN
    return again or is_pair(ask)


async def of_history(context: TurnContext, turn: Turn) -> Answer:
    """The answer of a turn that was asked for in the history."""
    if is_pair(turn.ask):
        return replace(await _paired(context, turn), apart=True)
    return await _again(context, turn)


async def _again(context: TurnContext, turn: Turn) -> Answer:
    before = await context.turns.get(turn.parent) if turn.parent else None
    answer = before.answer if before else None
    if answer is None or not answer.pictures:
        return failed(AskError(GONE))
    if answer.deck is not None:
        return shown_again(answer)
    # A set gets its sheet anew, like every answer with a set.
    bare = (each for each in answer.pictures if not each.sheet)
    pictures = (each for each in bare if each.place not in _ONLY_THERE)
    free = (replace(each, usage=Usage()) for each in answer.set_pictures)
    return Answer(
        Outcome.DONE,
        pictures=tuple(unhung(each) for each in pictures),
        image_model=answer.image_model,
        direct=True,
        set_pictures=tuple(free),
        charts=answer.charts,
    )


async def _paired(context: TurnContext, turn: Turn) -> Answer:
    options = turn.ask.options or Options()
    found = [await compared(context.turns, context.shelf, e) for e in options.pair]
    sides = [each for each in found if each is not None]
    if len(sides) != 2:
        return failed(AskError(ONE_GONE))
    strips = context.sheets.imaging.strips
    draw = strips.wipe if options.wipe else strips.beside
    try:
        data = await draw(*sides)
    except HangError:
        return failed(AskError(NOT_DRAWN))
    alt = pair_alt(sides[0], sides[1], wipe=options.wipe)
    picture = Picture(Button.PAIR, data, kind_of(data), revised_prompt=alt)
    kept = measured(picture, await context.shelf.keep(data))
    return Answer(Outcome.DONE, pictures=(kept,), direct=True)


async def compared(turns: Turns, shelf: Shelf, side: PairSide) -> Compared | None:
    """A picture to be compared; None if it is gone."""
    turn = await turns.get(side.turn)
    drawn = seen(turn.answer) if turn and turn.answer else None
    data = await shelf.read(drawn.sha256) if drawn else None
    if turn is None or data is None:
        return None
    return Compared(side.number, one_line(words_of(turn), MOST_WORDS), data)


def pair_alt(*sides: Compared | HistoryNode, wipe: bool) -> str:
    """What a comparison shows, for those who cannot see it."""
    named = (f"number {e.number} ({e.words or 'no words'})" for e in sides)
    if wipe:
        return f"A wipe from {' to '.join(named)}"
    return f"Side by side: {' and '.join(named)}"
