"""Cursors: a list in pieces, as conversations.* and users.list give them."""

import base64
from collections.abc import Sequence
from typing import TypeVar

from playground.slack.request import Ask
from playground.slack.values import Json, Refused

Item = TypeVar("Item")
MOST = 999


def page(ask: Ask, items: Sequence[Item], default: int) -> tuple[Sequence[Item], Json]:
    """The asked piece, and the metadata that leads to the next."""
    limit = ask.number("limit", default)
    if not 0 < limit <= MOST:
        raise Refused("invalid_limit")
    start = _start(ask.text("cursor"))
    end = start + limit
    cursor = _cursor(end) if end < len(items) else ""
    return items[start:end], {"response_metadata": {"next_cursor": cursor}}


def _cursor(position: int) -> str:
    return base64.b64encode(f"next:{position}".encode()).decode()


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor).decode().removeprefix("next:"))
    except ValueError:
        raise Refused("invalid_cursor") from None
