"""Permissions that somebody gave for the rest of a thread. Pure.

A permission is for the turns of one person in one thread, for one tool as it was then.
It ends after a day, and when the tool has changed. If the tool may change something, it
also ends when something from outside has come into the thread, and it does not hold
after a file or somebody else's words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.core.turn.decisions import Choice, Decision
from bot.core.turn.events import ApprovalAsked
from bot.core.turn.legs import Leg
from bot.core.turn.terms import Terms, ToolServer
from bot.core.turn.turns import Turn

LASTS: Final = 24 * 3600
"""The longest time in seconds that a permission holds."""
CHANGED: Final = (
    "{tool} has changed since it was allowed, or is not there any more, so I did not "
    "use it."
)


@dataclass(frozen=True, slots=True)
class Permission:
    """What was allowed, who allowed it, and in which turn."""

    server: str
    name: str
    digest: str
    user: str
    reads: bool = False
    turn: int = 0


def permissions_in(before: Leg, after: Leg) -> tuple[tuple[str, Permission], ...]:
    """The permissions that new decisions about a leg give, by their questions."""
    known = {each.question for each in before.decisions}
    asked = {each.id: each for each in after.questions}
    return tuple(
        (each.question, _permission(asked[each.question], each.user))
        for each in after.decisions
        if each.choice is Choice.THREAD and each.question not in known
        if asked[each.question].digest
    )


def _permission(asked: ApprovalAsked, user: str) -> Permission:
    return Permission(asked.server, asked.name, asked.digest, user, asked.reads)


def unasked(terms: Terms, permissions: Sequence[Permission]) -> Terms:
    """The terms with everything that only reads and is permitted needing no consent.

    What may change something is not among it: the same answer could search the web
    first. It is asked for, and the bot itself answers if nothing has come in.
    """
    servers = tuple(_unasked(each, permissions) for each in terms.servers)
    return replace(terms, servers=servers)


def _unasked(server: ToolServer, permissions: Sequence[Permission]) -> ToolServer:
    names = [
        each.name
        for each in permissions
        if each.server == server.label and each.name in server.reads
        if each.name in server.tools and each.name not in server.trusted
        if each.digest == server.digests.get(each.name)
    ]
    return replace(server, trusted=(*server.trusted, *names)) if names else server


def unswayed(
    permissions: Sequence[Permission], turns: Sequence[Turn], user: str
) -> list[Permission]:
    """The permissions that these turns leave: whoever writes or brings a file can tell
    the model to use what somebody else has permitted."""
    swaying = [e.id for e in turns if e.ask.attached or e.ask.user != user]
    newest = max(swaying, default=0)
    return [each for each in permissions if each.reads or each.turn >= newest]


def described(leg: Leg, terms: Terms) -> Leg:
    """The leg with what is known of the tools that it asks for."""
    servers = {each.label: each for each in terms.servers}
    asked = tuple(
        replace(
            each,
            digest=servers[each.server].digests.get(each.name, ""),
            reads=each.name in servers[each.server].reads,
            owner=servers[each.server].owner,
        )
        if each.server in servers
        else each
        for each in leg.questions
    )
    return replace(leg, questions=asked)


def earlier(leg: Leg, permissions: Sequence[Permission]) -> tuple[Decision, ...]:
    """Decisions about what is open and was permitted before."""
    given = {(e.server, e.name, e.digest): e.user for e in permissions}
    wanted = ((each, (each.server, each.name, each.digest)) for each in leg.open)
    return tuple(
        Decision(each.id, Choice.EARLIER, given[key])
        for each, key in wanted
        if each.digest and key in given
    )


def still_valid(leg: Leg, terms: Terms) -> tuple[tuple[Decision, ...], tuple[str, ...]]:
    """The decisions to send, and notes: a tool that has changed since it was asked for
    is not allowed."""
    asked = {each.id: each for each in leg.questions}
    now = {each.label: each for each in terms.servers}
    sent, notes = [], []
    for each in leg.decisions:
        question = asked[each.question]
        if each.allowed and not _same(question, now.get(question.server)):
            sent.append(replace(each, choice=Choice.NO))
            notes.append(CHANGED.format(tool=f"{question.server} · {question.name}"))
        else:
            sent.append(each)
    return tuple(sent), tuple(dict.fromkeys(notes))


def _same(asked: ApprovalAsked, server: ToolServer | None) -> bool:
    if server is None or asked.name not in server.tools:
        return False
    return server.digests.get(asked.name, "") == asked.digest
