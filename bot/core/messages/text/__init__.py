"""Makes text safe for Slack, and cuts long texts where it does not hurt.

What a model or a web page wrote must never ping a channel, hide a link's target, or
turn into markup that we did not mean.
"""

from bot.core.messages.text.cutting import first_and_rest, pieces
from bot.core.messages.text.letters import clean, storable
from bot.core.messages.text.links import host_of
from bot.core.messages.text.safe import (
    escaped,
    escaped_line,
    linked,
    markdown,
    plain,
)

__all__ = [
    "clean",
    "escaped",
    "escaped_line",
    "first_and_rest",
    "host_of",
    "linked",
    "markdown",
    "pieces",
    "plain",
    "storable",
]
