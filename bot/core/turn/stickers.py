"""Stickers and emoji: what is added to an ask's words, and which asks want them.
Pure."""

import re
from typing import Final

from bot.core.turn.asks import Ask
from bot.core.turn.options import Options

STICKER: Final = (
    "Draw it as a die-cut sticker: the subject alone and whole in the middle of the "
    "square, with a thick, even white outline around it, and a transparent background. "
    "No shadow, no ground, no frame."
)
_EMOJI: Final = re.compile(r"\bcustom[ -]emojis?\b", re.IGNORECASE)


def as_sticker(words: str, options: Options | None) -> str:
    """The words for the model; for a sticker, with how it is to be drawn."""
    if options is None or not options.sticker:
        return words
    return f"{words}\n\n{STICKER}".strip()


def without_manner(prompt: str) -> str:
    """What a prompt says of the picture, without how a sticker is drawn."""
    return prompt.replace(STICKER, "").strip()


def wants_emoji(ask: Ask) -> bool:
    """Whether a small copy of the picture is wanted, to be added to Slack as an
    emoji."""
    return _EMOJI.search(ask.wish or ask.words) is not None
