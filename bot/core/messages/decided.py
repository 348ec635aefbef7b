"""Draws who allowed what, for a message and its details. Pure."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.core.messages.arguments import MOST_NAME, fitting
from bot.core.messages.uses import in_rows
from bot.core.turn.decisions import Choice, DecidedQuestion

MOST_NAMED = 12
MOST_DETAILED = 10
_SAID = {
    Choice.ONCE: "Allowed",
    Choice.THREAD: "Allowed in this thread",
    Choice.EARLIER: "Allowed earlier in this thread",
    Choice.NO: "Not allowed",
}


def lines(decided: Sequence[DecidedQuestion]) -> Iterator[str]:
    """One line for all that the same person has decided in the same way."""
    made = [each for each in decided if each.user]
    for said, same in groupby(sorted(made, key=_said), _said):
        each = [*same]
        names = ", ".join(map(_name, each[:MOST_NAMED]))
        more = len(each) - MOST_NAMED
        yield f"{said}: {names}{f' and {more} more' if more > 0 else ''}"


def rows(decided: Sequence[DecidedQuestion]) -> Iterator[str]:
    """Each with its arguments, for the details."""
    for each in decided[:MOST_DETAILED]:
        yield from in_rows(f"{_said(each)}: {_name(each)}", each.arguments)
    if (more := len(decided) - MOST_DETAILED) > 0:
        yield f"and {more} more {'decision' if more == 1 else 'decisions'}"


def _said(each: DecidedQuestion) -> str:
    return f"{_SAID[each.choice]} by <@{each.user}>" if each.user else "Not decided"


def _name(each: DecidedQuestion) -> str:
    server, name = (fitting(e, MOST_NAME) for e in (each.server, each.name))
    return f"{server} · {name}"
