"""The few Block Kit blocks that Darkroom uses, each within Slack's limits."""

import re
from collections.abc import Mapping

from bot.core.message import Block
from bot.core.text import plain

MOST_MARKDOWN = 9_000
MOST_LETTERS = 13_000
"""Slack takes 12,000 of Markdown, and about 13,200 of all text in a message."""
MOST_SOURCES = 2_000
MOST_CONTEXT = 2_900
_HALF_ESCAPED = re.compile(r"&[a-z]{0,3}$")


def letters(value: object) -> int:
    """How many characters of text there are in these blocks."""
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
    """Standard Markdown; the caller has made it safe."""
    return {"type": "markdown", "text": text}


def section(text: str, accessory: Block | None = None, block_id: str = "") -> Block:
    """A line of mrkdwn, perhaps with a button at its right."""
    block = {"type": "section", "text": {"type": "mrkdwn", "text": _cut(text)}}
    block |= {"accessory": accessory} if accessory else {}
    return block | ({"block_id": block_id} if block_id else {})


def context(text: str) -> Block:
    """Small print, in mrkdwn."""
    element = {"type": "mrkdwn", "text": _cut(text)}
    return {"type": "context", "elements": [element]}


def image(alt: str, block_id: str, *, file_id: str = "", url: str = "") -> Block:
    """A picture that hangs as a file of Slack's or at an address of ours."""
    source = {"slack_file": {"id": file_id}} if file_id else {"image_url": url}
    return {
        "type": "image",
        "block_id": block_id,
        "alt_text": plain(alt, 500) or "A picture",
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


def overflow(action: str, choices: dict[str, str]) -> Block:
    """The menu behind three dots: value → label."""
    options = [
        {"text": {"type": "plain_text", "text": label}, "value": value}
        for value, label in choices.items()
    ]
    return {"type": "overflow", "action_id": action, "options": options}


def actions(*elements: Block) -> Block:
    """A row of buttons."""
    return {"type": "actions", "block_id": "actions", "elements": list(elements)}


def _cut(text: str) -> str:
    """As much as a block takes, without the half of an escaped character at its end."""
    if len(text) <= MOST_CONTEXT:
        return text
    return _HALF_ESCAPED.sub("", text[:MOST_CONTEXT])
