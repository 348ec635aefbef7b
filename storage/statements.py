"""Statements that are the same on both engines, with PostgreSQL's placeholders, and the
order of what one of them finds."""

from collections.abc import Iterable
from typing import Final

from bot.core.turn.turns import Turn

LINEAGE: Final = """
    with recursive line (id, parent) as (
        select id, parent from turns where id = %s
        union select t.id, t.parent from turns t join line on t.id = line.parent
    )
    select t.* from turns t join line on t.id = line.id
"""
"""A turn and its ancestors, in no order: `in_line` puts them in theirs."""
NEWEST: Final = """
    id in (
        select id from turns where team = %s and channel = %s and thread = %s
        order by id desc limit %s
    )
"""
"""A condition: among the newest turns of a thread."""


def in_line(found: Iterable[Turn], last: int) -> list[Turn]:
    """A turn and its ancestors, the oldest first.

    The numbers of turns do not say which is older: one that was stopped while it waited
    may be the parent of one that was asked for earlier.
    """
    known = {each.id: each for each in found}
    line: list[Turn] = []
    turn = known.pop(last, None)
    while turn is not None:
        line.append(turn)
        turn = known.pop(turn.parent, None) if turn.parent else None
    return line[::-1]
