"""Limits of a whole message: its length, its pictures."""

from collections.abc import Iterator
from typing import Any, Literal

from playground.slack.schema.block_table import MOST

LONGEST_TEXT = 4_000
LONGEST_BLOCKS = 13_200

Refusal = Literal[
    "no_text", "msg_too_long", "msg_blocks_too_long", "msg_blocks_too_many"
]


def check_message_limits(
    text: str | None, blocks: list[Any] | None, *, longest: int = LONGEST_TEXT
) -> Refusal | None:
    """Name Slack's error for a message that is empty or too large.

    The limit of the text is chat.update's; chat.postMessage cuts at 40,000
    characters instead of refusing: pass that as `longest`.
    """
    if not text and not blocks:
        return "no_text"
    if text and len(text) > longest:
        return "msg_too_long"
    if blocks and len(blocks) > MOST["message"]:
        return "msg_blocks_too_many"
    if block_text_length(blocks) > LONGEST_BLOCKS:
        return "msg_blocks_too_long"
    return None


def block_text_length(blocks: object) -> int:
    """Count the characters of every text in these blocks."""
    texts = (value for _, name, value in _walk(blocks, "") if name == "text")
    return sum(len(value) for value in texts if isinstance(value, str))


def slack_files(blocks: object) -> list[tuple[str, dict[str, str]]]:
    """Find every slack_file with its place, in reading order."""
    return [
        (at, value)
        for at, name, value in _walk(blocks, "/blocks")
        if name == "slack_file" and isinstance(value, dict)
    ]


def image_urls(blocks: object) -> list[tuple[str, str]]:
    """Find every image_url with its place: what Slack's server fetches."""
    return [
        (at, value)
        for at, name, value in _walk(blocks, "/blocks")
        if name == "image_url" and isinstance(value, str)
    ]


def _walk(value: object, at: str) -> Iterator[tuple[str, str, object]]:
    """Yield every named value below, outer ones first."""
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _walk(item, f"{at}/{number}")
    elif isinstance(value, dict):
        for name, item in value.items():
            yield f"{at}/{name}", str(name), item
            yield from _walk(item, f"{at}/{name}")
