"""Writes the one log line about a turn's end, with the kind of end."""

import logging
from enum import StrEnum
from typing import Final

from bot.core.errors import BotError, ChatUninvited, ModelDeclined, ModelRefused
from bot.core.messages.prices import estimate
from bot.core.reporting.kinds import kind
from bot.core.reporting.log_context import ids, pairs
from bot.core.turn.turns import Answer, Outcome, Turn

DECLINES: Final = frozenset({"declined", kind(ModelDeclined), kind(ModelRefused)})
ORDINARY: Final = frozenset({kind(ChatUninvited)})
"""Failures that are part of ordinary use and need no attention."""
log = logging.getLogger(__name__)


class End(StrEnum):
    """The kinds of end that those who run the bot count."""

    DONE = "done"
    TEXT = "text"
    FAILED = "failed"
    STOPPED = "stopped"
    DECLINED = "declined"


def end_of(answer: Answer) -> End:
    """The kind of end: a picture, only words, a refusal by OpenAI, a person's stop, or
    a failure."""
    if answer.outcome is Outcome.DONE:
        return End.DONE if answer.pictures else End.TEXT
    if answer.outcome is Outcome.STOPPED:
        return End.STOPPED
    return End.DECLINED if answer.why in DECLINES else End.FAILED


def note_failure(error: BotError, *, with_words: bool) -> None:
    """Log OpenAI's error. Its text may repeat a person's words, so it is only logged if
    wanted."""
    said = str(error) if with_words else str(error).partition(": ")[0]
    log.warning("the model failed", extra=pairs(why=kind(error), error=said))


def note_end(turn: Turn, answer: Answer, *, with_words: bool) -> None:
    """Log one line per turn, without anybody's words unless the owner wants them."""
    end, usage = end_of(answer), answer.usage
    cost = estimate(answer.model, answer.image_model, usage)
    said = {
        **ids(turn),
        "end": end,
        "why": answer.why or "-",
        "seconds": round(answer.seconds, 1),
        "pictures": len(answer.own_pictures),
        "response": answer.response or turn.response or "-",
        "model": answer.model or (answer.image_model if answer.direct else "-"),
        "input_tokens": usage.input_tokens,
        "output_tokens": usage.output_tokens,
        "image_tokens": usage.image_output_tokens,
        "dollars": "-" if cost is None else round(cost, 4),
        **({"words": turn.ask.words} if with_words else {}),
    }
    trouble = end is End.FAILED and answer.why not in ORDINARY
    level = logging.WARNING if trouble else logging.INFO
    log.log(level, "turn ended", extra=pairs(**said))
