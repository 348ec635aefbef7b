"""Draws which tools of other servers were used, not what came of them. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from bot.core.messages.arguments import MOST_NAME, fitting, whole
from bot.core.messages.text import pieces
from bot.core.turn.events import ApprovalAsked, ToolUsed

MOST_NAMED: Final = 12
MOST_DETAILED: Final = 10
MOST_ROWS: Final = 3
"""The most blocks for the arguments of one use."""
LETTERS: Final = 2_800


def line(uses: Sequence[ToolUsed]) -> str:
    """One line for all of them; empty if there were none."""
    made = Counter(map(name, uses))
    failed = Counter(name(each) for each in uses if not each.ok)
    said = [
        each
        + (f" {count} times" if count > 1 else "")
        + (f" ({_failed(count, failed[each])})" if failed[each] else "")
        for each, count in [*made.items()][:MOST_NAMED]
    ]
    more = len(made) - MOST_NAMED
    if not said:
        return ""
    return f"Used: {', '.join(said)}{f' and {more} more' if more > 0 else ''}"


def rows(uses: Sequence[ToolUsed]) -> Iterator[str]:
    """Each with its arguments and whether it worked, for the details."""
    for each in uses[:MOST_DETAILED]:
        how = "It worked." if each.ok else "It failed."
        yield from in_rows(f"*{name(each)}* · {how}", each.arguments)
    if (more := len(uses) - MOST_DETAILED) > 0:
        yield f"and {more} more {'use' if more == 1 else 'uses'}"


def in_rows(title: str, arguments: str, most: int = MOST_ROWS) -> Iterator[str]:
    """A title and whole arguments, in as many blocks as they take."""
    first, *rest = pieces(f"{title}\n{whole(arguments)}", LETTERS) or [title]
    yield first
    yield from rest[: most - 1]
    if len(rest) >= most:
        yield "… That is all that fits here."


def name(each: ToolUsed | ApprovalAsked) -> str:
    """The server and the tool."""
    server, tool = (fitting(e, MOST_NAME) for e in (each.server, each.name))
    return f"{server} · {tool}"


def _failed(count: int, failed: int) -> str:
    return "failed" if failed == count else f"{failed} failed"
