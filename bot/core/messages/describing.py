"""The view of *Describe*: what a picture shows, for one person alone."""

from typing import Any, Final

from bot.core.messages import blocks
from bot.core.messages.figures import in_dollars
from bot.core.messages.message import Block
from bot.core.messages.prices import AS_OF, estimate
from bot.core.messages.text import escaped, plain
from bot.core.turn.descriptions import Description

DESCRIBE: Final = "describe_picture"
"""The message shortcut."""
MOST_WORDS: Final = 2_500
LOOKING: Final = "I am looking at the picture …"
NOTHING_HERE: Final = (
    "There is no picture in this message that I can read. I can only read those in "
    "channels that I am in."
)
NOTHING_SAID: Final = "I cannot describe this picture right now. Try again in a minute."


def looking() -> dict[str, Any]:
    """The view until the model has answered."""
    return _view(blocks.section(LOOKING))


def nothing_here() -> dict[str, Any]:
    """Says that there is nothing to describe."""
    return _view(blocks.section(NOTHING_HERE))


def described(told: Description) -> dict[str, Any]:
    """What is on the picture, and about what it has cost to find out."""
    words = escaped(plain(told.words, MOST_WORDS))
    if not words:
        return _view(blocks.section(NOTHING_SAID))
    cost = in_dollars(estimate(told.model, "", told.usage))
    about = f"{told.model} · about {cost} (prices of {AS_OF})" if cost else told.model
    small = "Only you see this. A model wrote it, and it may be wrong."
    return _view(blocks.section(words), blocks.context(escaped(f"{small} {about}")))


def _view(*shown: Block) -> dict[str, Any]:
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": "Describe"},
        "close": {"type": "plain_text", "text": "Close"},
        "blocks": list(shown),
    }
