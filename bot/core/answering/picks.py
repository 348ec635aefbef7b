"""Picks a picture of a set: shows its bytes again, in a turn of its own, for free."""

from dataclasses import replace

from bot.core.answering.ending import failed
from bot.core.answering.own_sets import GONE
from bot.core.errors import AskError
from bot.core.showing.context import TurnContext
from bot.core.turn.asks import Ask
from bot.core.turn.options import Button
from bot.core.turn.stickers import wants_emoji
from bot.core.turn.turns import ORIGINAL, Answer, Outcome, Turn, unhung


def is_pick(ask: Ask) -> bool:
    """Whether an ask is for a picture that exists already."""
    return ask.options is not None and ask.options.button is Button.PICK


async def picked(context: TurnContext, turn: Turn) -> Answer:
    """The answer of a turn that shows one picture of the set before it, with the emoji
    that was wanted of it."""
    before = await context.turns.get(turn.parent) if turn.parent else None
    answer = before.answer if before else None
    place = turn.ask.options.place if turn.ask.options else 0
    found = answer.placed(place) if answer else None
    if before is None or answer is None or found is None:
        return failed(AskError(GONE))
    whole, original = replace(unhung(found), place=0), answer.original(place)
    files = (replace(unhung(original), place=ORIGINAL),) if original else ()
    wanted = wants_emoji(before.ask)
    emoji = await context.pictures.emoji(turn, whole) if wanted else ()
    return Answer(
        Outcome.DONE,
        pictures=(whole, *files, *emoji),
        image_model=answer.image_model,
        direct=True,
    )
