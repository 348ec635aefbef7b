"""Asks again without a server that OpenAI could not reach. Nothing was paid for yet."""

from dataclasses import replace
from typing import Final

from bot.core.errors import ServerAway
from bot.core.messages.text import escaped
from bot.core.turn.progress import Progress
from bot.core.turn.request import Request
from bot.core.turn.terms import without_server

UNLISTED: Final = (
    "{label} did not tell the model what it can do, so nothing in this answer comes "
    "from it."
)
LEFT_OUT: Final = "OpenAI could not reach {label}, so I went on without it."


def without_servers(
    request: Request, error: ServerAway, progress: Progress
) -> Request | None:
    """The request without the server that failed; None if that repairs nothing.

    What a person has allowed is not dropped silently, and an answer that has begun is
    not asked for a second time.
    """
    begun = progress.parts or progress.pictures or progress.steps
    left = without_server(request.terms, error.label)
    if request.allows or begun or left == request.terms:
        return None
    gone = [each.label for each in request.terms.servers if each not in left.servers]
    note = LEFT_OUT.format(label=", ".join(gone))
    terms = replace(left, notes=(*left.notes, note))
    return replace(request, terms=terms, resume=None, after=None)


def unlisted(progress: Progress) -> tuple[str, ...]:
    """What the message says of servers that have listed nothing to the model."""
    return tuple(UNLISTED.format(label=escaped(each)) for each in progress.unlisted)
