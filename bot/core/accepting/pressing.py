"""What everything that answers a press may do besides."""

from collections.abc import Awaitable, Callable

from bot.core.turn.turns import Turn

Whisper = Callable[[Turn, str, str], None]
"""Says a sentence about a turn to one person."""
TakeUp = Callable[[Turn, str, str], Awaitable[None]]
"""Makes a turn the current one, and says a sentence to whoever wanted that."""
