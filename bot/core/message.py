"""A message as it is shown: blocks, and the text for where blocks do not reach."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Block = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """What one Slack message says. `more` is what did not fit, as messages."""

    text: str
    blocks: tuple[Block, ...] = ()
    more: tuple["Message", ...] = field(default=())
