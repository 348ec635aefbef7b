"""Names for what went wrong, to be counted and logged."""

import re

from bot.core.errors import BotError


def kind(error: BotError | type[BotError]) -> str:
    """A short name for what went wrong: `model_busy`."""
    name = (error if isinstance(error, type) else type(error)).__name__
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
