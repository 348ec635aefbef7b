"""What a chain of responses knows of servers, and who may go on with it. Pure.

OpenAI lists a server's tools once in a chain, and keeps that list, and everything that
its tools have returned, for all who follow.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.core.turn.terms import Terms, ToolServer


@dataclass(frozen=True, slots=True)
class ChainServer:
    """A server whose tools a chain of responses has listed, as they were then.

    If it has an `owner`, it was used with that person's own token.
    """

    label: str
    owner: str = ""
    digests: Mapping[str, str] = field(default_factory=dict)


def chain_after(
    before: Sequence[ChainServer], servers: Sequence[ToolServer]
) -> tuple[ChainServer, ...]:
    """What a chain knows after another request with these servers: what was listed
    before is not listed again."""
    known = {each.label: each for each in map(_listed, servers)}
    known |= {each.label: each for each in before}
    return tuple(known.values())


def _listed(server: ToolServer) -> ChainServer:
    digests = {name: server.digests.get(name, "") for name in server.tools}
    return ChainServer(server.label, server.owner, digests)


def may_follow(chain: Sequence[ChainServer], terms: Terms) -> bool:
    """Whether a request on these terms may go on with the chain.

    It may not if the chain still offers what is no longer offered, or knows what a
    server has told to somebody else.
    """
    now = {each.label: each for each in map(_listed, terms.servers)}
    return all(
        each.label in now
        and now[each.label].owner == each.owner
        and each.digests.items() <= now[each.label].digests.items()
        for each in chain
    )


def is_of_another(chain: Sequence[ChainServer], user: str) -> bool:
    """Whether the chain knows what a server has told to somebody else alone."""
    return any(each.owner not in ("", user) for each in chain)
