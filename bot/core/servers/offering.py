"""Which tools of a server are offered to the model, and what is said of the others.
Pure."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.core.servers.configured import ConfiguredServer
from bot.core.servers.tools import ListedTool, ListingTrouble
from bot.core.turn.terms import ToolServer

_LEFT_OUT: Final = {
    ListingTrouble.AWAY: "{label} does not answer, so I went on without it.",
    ListingTrouble.REFUSED: "{label} does not let me in, so I went on without it.",
    ListingTrouble.UNCONNECTED: (
        "{label} no longer accepts the sign-in, so I went on without it. Type "
        "`/darkroom connect {label}` to sign in again."
    ),
}
NOT_YET: Final = "I do not know yet what {label} can do, so I went on without it."
NOTHING: Final = (
    "{label} has none of the tools that I may use, so I went on without it."
)
MOST_NAMED: Final = 5


def wanted(
    server: ConfiguredServer, tools: Sequence[ListedTool]
) -> tuple[ListedTool, ...]:
    """Those of the server's tools that the owner wants."""
    return tuple(each for each in tools if server.wants(each.name))


def digests(tools: Sequence[ListedTool]) -> dict[str, str]:
    """The digests by name."""
    return {each.name: each.digest for each in tools}


def seen_first(
    server: ConfiguredServer,
    tools: Sequence[ListedTool],
    accepted: Mapping[str, str],
) -> dict[str, str]:
    """What is accepted by being configured: the owner has named it, or wants all that
    the server had when it was seen for the first time."""
    if server.every and accepted:
        return {}
    found = digests(wanted(server, tools))
    return {name: digest for name, digest in found.items() if name not in accepted}


def waiting(
    server: ConfiguredServer,
    tools: Sequence[ListedTool],
    accepted: Mapping[str, str],
) -> tuple[ListedTool, ...]:
    """The tools that are new, or have changed since they were accepted."""
    return tuple(
        each for each in wanted(server, tools) if accepted.get(each.name) != each.digest
    )


def offered(
    server: ConfiguredServer,
    tools: Sequence[ListedTool],
    accepted: Mapping[str, str],
) -> ToolServer | None:
    """The server with the tools that may be used, if there are any."""
    usable = [
        each for each in wanted(server, tools) if accepted.get(each.name) == each.digest
    ]
    if not usable:
        return None
    unasked = [
        each.name
        for each in usable
        if not server.asks_for(each.name, read_only=each.read_only)
    ]
    return ToolServer(
        server.label,
        server.url,
        tuple(each.name for each in usable),
        tuple(unasked),
        server.token,
        digests(usable),
        tuple(e.name for e in usable if server.trusted and e.read_only),
    )


def said_of(trouble: ListingTrouble, label: str) -> str:
    """The sentence for the message when a server is left out."""
    return _LEFT_OUT[trouble].format(label=label)


def said_of_waiting(tools: Sequence[ListedTool], label: str) -> str:
    """The sentence for the message when tools are left out."""
    names = [f"`{each.name[:60]}`" for each in tools[:MOST_NAMED]]
    if len(tools) > MOST_NAMED:
        names.append(f"{len(tools) - MOST_NAMED} more")
    return (
        f"I left out what has changed at {label} ({', '.join(names)}) until whoever "
        "runs me has accepted it."
    )
