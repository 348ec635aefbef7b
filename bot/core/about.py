"""Which turn is at work: what the log says beside each line, without a parameter.

Whatever is begun within `about`, tasks included, is about the turn.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import Any, Final

from bot.core.thread import ThreadKey
from bot.core.turns import Turn

_NOTHING: Final[Mapping[str, object]] = MappingProxyType({})
_ids: ContextVar[Mapping[str, object]] = ContextVar("ids", default=_NOTHING)


@contextmanager
def about(turn: Turn) -> Iterator[None]:
    """What is logged in here is about this turn."""
    token = _ids.set(ids(turn))
    try:
        yield
    finally:
        _ids.reset(token)


def now_about() -> Mapping[str, object]:
    """The ids of the turn at work, if there is one."""
    return _ids.get()


def ids(turn: Turn) -> dict[str, object]:
    """What tells a turn from all others: no words of anybody."""
    return {"turn": turn.id, **where(turn.ask.thread), "attempt": turn.attempt}


def where(thread: ThreadKey) -> dict[str, object]:
    """The thread's three parts, each by its name."""
    return {"team": thread.team, "channel": thread.channel, "thread": thread.ts}


def pairs(**values: object) -> dict[str, Any]:
    """As `extra` of a line of the log: what it says, by name."""
    return {"pairs": values}
