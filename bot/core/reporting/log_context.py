"""Adds the turn that is being worked on to each line of the log, without a parameter.

Everything that is started within `about`, tasks included, counts as part of the turn.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import Any, Final

from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Turn

_NOTHING: Final[Mapping[str, object]] = MappingProxyType({})
_ids: ContextVar[Mapping[str, object]] = ContextVar("ids", default=_NOTHING)


@contextmanager
def about(turn: Turn) -> Iterator[None]:
    """Mark everything that is logged in here as part of this turn."""
    token = _ids.set(ids(turn))
    try:
        yield
    finally:
        _ids.reset(token)


def now_about() -> Mapping[str, object]:
    """The ids of the turn that is being worked on, if there is one."""
    return _ids.get()


def ids(turn: Turn) -> dict[str, object]:
    """Everything that identifies a turn, without anybody's words."""
    return {"turn": turn.id, **where(turn.ask.thread), "attempt": turn.attempt}


def where(thread: ThreadKey) -> dict[str, object]:
    """The thread's three parts, each by its name."""
    return {"team": thread.team, "channel": thread.channel, "thread": thread.ts}


def pairs(**values: object) -> dict[str, Any]:
    """Named values, as the `extra` of a line in the log."""
    return {"pairs": values}
