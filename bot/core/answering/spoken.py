"""The turns of a thread in words, for a model that does not have them."""

from collections.abc import Sequence
from typing import Final

from bot.core.answering.lineage import came_to_something
from bot.core.charts.telling import alt_text
from bot.core.errors import AskError
from bot.core.messages.text import plain
from bot.core.turn.asks import Ask, with_flags_read
from bot.core.turn.request import Spoken
from bot.core.turn.turns import Turn

MOST_HISTORY: Final = 60_000
"""The most characters of a thread's history that are sent when it is rebuilt."""


def remembered(turns: Sequence[Turn]) -> tuple[Spoken, ...]:
    """The newest of these turns, as many as may be sent again."""
    kept: list[Spoken] = []
    room = MOST_HISTORY
    for each in map(_spoken, reversed(turns)):
        room -= len(each.asked) + len(each.answered)
        if kept and room < 0:
            break
        kept.insert(0, each)
    return tuple(kept)


def _spoken(turn: Turn) -> Spoken:
    parts = turn.answer.parts if turn.answer else ()
    said = " ".join(part.text for part in parts)
    drew = any(turn.answer.pictures) if turn.answer else False
    done = "(a picture)" if drew else ""
    charts = turn.answer.charts if turn.answer else ()
    said = "\n".join((said, *(alt_text(each.chart) for each in charts))).strip()
    if turn.answer is not None and not came_to_something(turn):
        done = "(nothing came of it)"
    return Spoken(_wish(turn.ask), plain(said, 2000) or done)


def _wish(ask: Ask) -> str:
    """What was asked for, without the flags; with them if one of them is wrong."""
    try:
        return with_flags_read(ask).wish
    except AskError:
        return ask.words
