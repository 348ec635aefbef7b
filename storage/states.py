"""Writes the table of a turn's life (`bot/core/turn/life.py`) as SQL. No other module
does.

A statement names a set instead of its states: `f"… where {among(IN_LINE)}"`.
"""

from collections.abc import Iterable

from bot.core.turn.life import OVER, Status


def quoted(status: Status) -> str:
    """A state as an SQL literal."""
    return f"'{status.value}'"


def among(states: Iterable[Status], column: str = "status") -> str:
    """The condition that a turn is in one of these states."""
    return f"{column} in ({', '.join(quoted(each) for each in states)})"


def not_over(column: str = "status") -> str:
    """The condition that a turn is not over, in the words of the partial indexes.

    A planner only uses such an index for a statement with exactly the same condition.
    """
    return " and ".join(f"{column} <> {quoted(each)}" for each in OVER)
