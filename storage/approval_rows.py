"""Turns what was allowed and used into rows: permissions, and the audit."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from bot.core.messages.text import storable
from bot.core.turn.decisions import Choice, DecidedQuestion, decided_questions
from bot.core.turn.events import ToolUsed
from bot.core.turn.legs import Leg
from bot.core.turn.permissions import permissions_in
from storage.kept import Row

_OUTCOMES: Final = {
    Choice.ONCE: "allowed once",
    Choice.THREAD: "allowed in this thread",
    Choice.EARLIER: "allowed earlier in this thread",
    Choice.NO: "not allowed",
}
NOT_DECIDED: Final = "not decided"
APPROVAL, CALL = "approval", "call"


def permission_rows(before: Leg, after: Leg) -> list[dict[str, Any]]:
    """The permissions that new decisions about a leg give."""
    return [
        {
            "server": storable(each.server),
            "tool": storable(each.name),
            "digest": each.digest,
            "given_by": each.user,
            "reads": each.reads,
        }
        for _, each in permissions_in(before, after)
    ]


def audit_of_legs(legs: Sequence[Leg]) -> list[Row]:
    """What was decided so far, and which tools were used."""
    made = (e for leg in legs for e in decided_questions(leg.questions, leg.decisions))
    decided = [each for each in made if each.user]
    return audit_rows(decided, (each for leg in legs for each in leg.uses))


def audit_rows(
    decided: Iterable[DecidedQuestion], uses: Iterable[ToolUsed]
) -> list[Row]:
    """A row for each approval, and for each use of a tool."""
    return [*_approvals(decided), *_calls(uses)]


def _approvals(decided: Iterable[DecidedQuestion]) -> Iterator[Row]:
    for each in decided:
        outcome = _OUTCOMES[each.choice] if each.user else NOT_DECIDED
        yield _row(APPROVAL, each, outcome) | {"user": each.user}


def _calls(uses: Iterable[ToolUsed]) -> Iterator[Row]:
    for each in uses:
        yield _row(CALL, each, "worked" if each.ok else "failed") | {"user": ""}


def _row(kind: str, each: DecidedQuestion | ToolUsed, outcome: str) -> dict[str, Any]:
    digest = hashlib.sha256(each.arguments.encode(errors="replace")).hexdigest()
    return {
        "kind": kind,
        "item": storable(each.id),
        "server": storable(each.server),
        "tool": storable(each.name),
        "arguments": digest,
        "outcome": outcome,
    }
