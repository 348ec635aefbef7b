"""Shows a picture of another thread, in a turn of its own, for free."""

from dataclasses import replace

from bot.core.answering.ending import failed
from bot.core.answering.own_decks import shown_again
from bot.core.answering.own_sets import GONE
from bot.core.errors import AskError
from bot.core.showing.context import TurnContext
from bot.core.turn.asks import Ask
from bot.core.turn.elsewhere import original_with, usable
from bot.core.turn.options import Button
from bot.core.turn.turns import ORIGINAL, Answer, Outcome, Turn, unhung


def is_from_elsewhere(ask: Ask) -> bool:
    """Whether an ask is for a picture of another thread."""
    return ask.options is not None and ask.options.button is Button.ELSEWHERE


async def from_elsewhere(context: TurnContext, turn: Turn) -> Answer:
    """The answer of a turn that shows such a picture. Who may bring it was decided when
    the ask was accepted; another workspace's is never shown."""
    source = turn.ask.options.source if turn.ask.options else None
    made = await context.turns.get(source.turn) if source else None
    if source is None or made is None or made.ask.thread.team != turn.ask.thread.team:
        return failed(AskError(GONE))
    found = usable(made.answer, source.number)
    if made.answer is None or found is None:
        return failed(AskError(GONE))
    if found.sheet:
        return shown_again(made.answer)
    shown = replace(unhung(found), place=0)
    file = original_with(made.answer, found)
    files = (replace(unhung(file), place=ORIGINAL),) if file else ()
    return Answer(
        Outcome.DONE,
        pictures=(shown, *files),
        image_model=made.answer.image_model,
        direct=True,
    )
