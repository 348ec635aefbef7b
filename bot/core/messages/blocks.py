"""The few Block Kit blocks that Darkroom uses, each within Slack's limits."""

import re
from collections.abc import Mapping
from typing import Any, Final

from bot.core.messages.message import Block
from bot.core.messages.text import plain

MOST_MARKDOWN = 9_000
MOST_LETTERS = 13_000
"""Slack takes 12,000 of Markdown, and about 13,200 of all text in a message."""
MOST_SOURCES = 2_000
MOST_CONTEXT = 2_900
_HALF_ESCAPED = re.compile(r"&[a-z]{0,3}$")


def letters(value: object) -> int:
    """The number of characters in these blocks' texts."""
    match value:
        case Mapping():
            return sum(
                len(each) if name == "text" and isinstance(each, str) else letters(each)
                for name, each in value.items()
            )
        case list() | tuple():
            return sum(map(letters, value))
        case _:
            return 0


def words(text: str) -> Block:
    """A block of standard Markdown, which the caller has made safe."""
    return {"type": "markdown", "text": text}


def section(text: str, accessory: Block | None = None, block_id: str = "") -> Block:
    """A line of mrkdwn, perhaps with a button to its right."""
    block: dict[str, Any] = {"type": "section", "text": _mrkdwn(text)}
    block |= {"accessory": accessory} if accessory else {}
    return block | ({"block_id": block_id} if block_id else {})


def context(text: str) -> Block:
    """Small print, in mrkdwn."""
    return {"type": "context", "elements": [_mrkdwn(text)]}


def image(
    alt: str, block_id: str, *, file_id: str = "", url: str = "", most: int = 500
) -> Block:
    """A picture: a file in Slack, or an address of ours."""
    source = {"slack_file": {"id": file_id}} if file_id else {"image_url": url}
    return {
        "type": "image",
        "block_id": block_id,
        "alt_text": plain(alt, most) or "A picture",
        **source,
    }


def button(label: str, action: str, value: str, style: str = "") -> Block:
    """A button; `value` says which turn it is about."""
    element = {
        "type": "button",
        "action_id": action,
        "value": value,
        "text": {"type": "plain_text", "text": label, "emoji": True},
    }
    return element | ({"style": style} if style else {})


MOST_ENTRIES: Final = 5
"""Slack's limit for a menu."""


def overflow(action: str, choices: dict[str, str]) -> Block:
    """The menu behind three dots: value → label."""
    options = [
        {"text": {"type": "plain_text", "text": label}, "value": value}
        for value, label in choices.items()
    ]
    return {"type": "overflow", "action_id": action, "options": options}


MOST_FOLDED: Final = 10
"""Slack's limit for what a fold holds."""


def fold(title: str, block_id: str, *held: Block) -> Block:
    """Blocks that are seen when somebody opens them."""
    return {
        "type": "container",
        "block_id": block_id,
        "title": {"type": "plain_text", "text": plain(title, 150)},
        "is_collapsible": True,
        "default_collapsed": True,
        "child_blocks": list(held),
    }


def actions(*elements: Block) -> Block:
    """A row of buttons."""
    return {"type": "actions", "block_id": "actions", "elements": list(elements)}


def _mrkdwn(text: str) -> Block:
    """A text of mrkdwn in which Slack makes no links or mentions out of people's
    words."""
    return {"type": "mrkdwn", "text": _cut(text), "verbatim": True}


def _cut(text: str) -> str:
    """As much text as a block takes, never ending in half of an escaped character."""
    if len(text) <= MOST_CONTEXT:
        return text
    return _HALF_ESCAPED.sub("", text[:MOST_CONTEXT])
