"""The one line that the log has of a turn's end, and what kind of end it was."""

import logging
from enum import StrEnum
from typing import Final

from bot.core.about import ids, pairs
from bot.core.errors import BotError, kind
from bot.core.prices import estimate
from bot.core.turns import Answer, Outcome, Turn

DECLINES: Final = frozenset({"declined", "model_declined", "model_refused"})
log = logging.getLogger(__name__)


class End(StrEnum):
    """How a turn ended, as those who run the bot count it."""

    DONE = "done"
    TEXT = "text"
    FAILED = "failed"
    STOPPED = "stopped"
    DECLINED = "declined"


def end_of(answer: Answer) -> End:
    """A picture, words alone, OpenAI's no, a person's stop, or a failure."""
    if answer.outcome is Outcome.DONE:
        return End.DONE if answer.prints else End.TEXT
    if answer.outcome is Outcome.STOPPED:
        return End.STOPPED
    return End.DECLINED if answer.why in DECLINES else End.FAILED


def note_failure(error: BotError, *, with_words: bool) -> None:
    """What the other side said; its own sentence may repeat what a person wrote."""
    said = str(error) if with_words else str(error).partition(": ")[0]
    log.warning("the model failed", extra=pairs(why=kind(error), error=said))


def note_end(turn: Turn, answer: Answer, *, with_words: bool) -> None:
    """One line a turn, without anybody's words unless the owner wants them."""
    end, usage = end_of(answer), answer.usage
    cost = estimate(answer.model, answer.image_model, usage)
    said = {
        **ids(turn),
        "end": end,
        "why": answer.why or "-",
        "seconds": round(answer.seconds, 1),
        "pictures": len(answer.prints),
        "response": answer.response or turn.response or "-",
        "model": answer.model or "-",
        "input_tokens": usage.input_tokens,
        "output_tokens": usage.output_tokens,
        "image_tokens": usage.image_output_tokens,
        "dollars": "-" if cost is None else round(cost, 4),
        **({"words": turn.ask.words} if with_words else {}),
    }
    level = logging.WARNING if end is End.FAILED else logging.INFO
    log.log(level, "turn ended", extra=pairs(**said))
