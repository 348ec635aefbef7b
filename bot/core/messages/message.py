"""A message as it is shown: blocks, and the text for places that show no blocks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Block = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """The contents of a Slack message. `more` holds what does not fit, as further
    messages."""

    text: str
    blocks: tuple[Block, ...] = ()
    more: tuple["Message", ...] = field(default=())
