"""Asks again without a server that OpenAI could not reach. Nothing was paid for yet."""

from dataclasses import replace
from typing import Final

from bot.core.answering.reading import Reading
from bot.core.errors import ServerAway
from bot.core.turn.request import Request
from bot.core.turn.terms import without_server

LEFT_OUT: Final = "OpenAI could not reach {label}, so I went on without it."


def without_servers(request: Request, reading: Reading) -> Request | None:
    """The request without the server that failed; None if that repairs nothing.

    What a person has allowed is not dropped silently, and an answer that has begun is
    not asked for a second time.
    """
    error, progress = reading.error, reading.progress
    if not isinstance(error, ServerAway) or request.allows:
        return None
    begun = progress.parts or progress.pictures or progress.steps
    terms = request.terms
    left = without_server(terms, error.label)
    if begun or left == terms:
        return None
    gone = [each.label for each in terms.servers if each not in left.servers]
    note = LEFT_OUT.format(label=", ".join(gone))
    terms = replace(left, notes=(*left.notes, note))
    return replace(request, terms=terms, resume=None, after=None)
