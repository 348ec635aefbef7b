"""Checks a list of blocks: each by its table, and what only shows between them."""

from collections.abc import Iterator
from typing import Any

from playground.slack.schema.block_table import MARKDOWN_PER_MESSAGE, MOST, ON, Surface
from playground.slack.schema.data import too_many
from playground.slack.schema.rules import Check, Problem, array, typed

_CHECKS: dict[Surface, Check] = {
    "message": array(typed(lambda: ON["message"]), MOST["message"], 0),
    "modal": array(typed(lambda: ON["modal"]), MOST["modal"], 0),
    "home": array(typed(lambda: ON["home"]), MOST["home"], 0),
}


def check_blocks(
    blocks: object, surface: Surface = "message", at: str = "/blocks"
) -> list[Problem]:
    """Say what Slack would refuse in these blocks; nothing means that it takes them."""
    problems = list(_CHECKS[surface](blocks, at))
    known = [block for block in _items(blocks) if isinstance(block, dict)]
    return [
        *problems,
        *_twice(known, at),
        *_same_actions(known, at),
        *_too_much_markdown(known, at),
        *too_many(known, at),
    ]


def _items(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _twice(blocks: list[dict[str, Any]], at: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, block in enumerate(blocks):
        name = block.get("block_id")
        if not isinstance(name, str):
            continue
        if name in seen:
            pointer = f"{at}/{number}/block_id"
            yield Problem(pointer, f'`block_id` "{name}" already exists')
        seen.add(name)


def _same_actions(blocks: list[dict[str, Any]], at: str) -> Iterator[Problem]:
    """An action_id has to be unique within its block only."""
    for number, block in enumerate(blocks):
        seen: set[str] = set()
        for place, element in enumerate(_items(block.get("elements"))):
            name = element.get("action_id") if isinstance(element, dict) else None
            if not isinstance(name, str):
                continue
            if name in seen:
                pointer = f"{at}/{number}/elements/{place}/action_id"
                yield Problem(pointer, f'`action_id` "{name}" already exists')
            seen.add(name)


def _too_much_markdown(blocks: list[dict[str, Any]], at: str) -> Iterator[Problem]:
    """The limit of a markdown block counts for all of a message together."""
    total = 0
    for number, block in enumerate(blocks):
        words_here = block.get("text") if block.get("type") == "markdown" else None
        before, total = total, total + len(str(words_here or ""))
        if 0 < before <= MARKDOWN_PER_MESSAGE < total:
            limit = f"must be less than {MARKDOWN_PER_MESSAGE + 1} characters"
            yield Problem(f"{at}/{number}/text", f"{limit} in all markdown blocks")
