"""Views without the pictures that Slack does not take.

A picture in Slack may be deleted at any time, and one at an address of ours may not be
reached. Slack then refuses the whole view, and names the first such block.
"""

import re
from collections.abc import Collection
from typing import Any, Final

from bot.core.errors import ChatRefused
from bot.core.messages import blocks

GONE: Final = "_Slack cannot show this picture any more. Its thread is still there._"
_POINTER: Final = re.compile(r"json-pointer:/view/blocks/([0-9]{1,3})\b")


def without(view: dict[str, Any], error: ChatRefused) -> dict[str, Any] | None:
    """The view without the pictures that the error names, or without any if it names
    none; None if pictures are not what is wrong with it."""
    named = {int(each) for each in _POINTER.findall(str(error))}
    shown: list[dict[str, Any]] = view["blocks"]
    pictures = {n for n, block in enumerate(shown) if _has_picture(block)}
    if not pictures or (named and not named & pictures):
        return None
    return {**view, "blocks": _replaced(shown, named & pictures or pictures)}


def bare(view: dict[str, Any]) -> dict[str, Any]:
    """The view without any pictures."""
    return {**view, "blocks": _replaced(view["blocks"], range(len(view["blocks"])))}


def _has_picture(block: dict[str, Any]) -> bool:
    return "image" in (block["type"], block.get("accessory", {}).get("type"))


def _replaced(
    shown: list[dict[str, Any]], which: Collection[int]
) -> list[dict[str, Any]]:
    """The blocks with a sentence in place of a picture; words that stand beside a small
    one stay."""
    return [
        _without(block) if n in which and _has_picture(block) else block
        for n, block in enumerate(shown)
    ]


def _without(block: dict[str, Any]) -> dict[str, Any]:
    if block["type"] == "image":
        return dict(blocks.context(GONE))
    return {name: value for name, value in block.items() if name != "accessory"}
