"""Whether somebody asks how to use us, instead of asking for a picture."""

import re
from dataclasses import replace
from typing import Final

from bot.core.turn.asks import Ask
from bot.core.turn.options import Options

_HELP: Final = re.compile(
    r"\W*(?:please )?help(?: me)?(?:,? please)?\W*", re.IGNORECASE
)


def asks_for_help(ask: Ask) -> bool:
    """Whether the ask is for help and for nothing else: no flags and no files, which
    would say what to draw."""
    options = replace(ask.options or Options(), direct=False)
    if ask.attached or options != Options():
        return False
    return _HELP.fullmatch(" ".join(ask.words.split())) is not None
