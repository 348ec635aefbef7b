"""The items of an answer: thoughts, searches, pictures, messages. Pure."""

from collections.abc import Iterator
from typing import Final

from bot.adapters.openai_fields import Wire, part_of, text_of
from bot.adapters.openai_pictures import picture
from bot.adapters.openai_text import parts
from bot.core.events import StepDone, StepKind, StepStarted, TurnEvent

_KINDS: Final = {
    "reasoning": StepKind.THINK,
    "web_search_call": StepKind.SEARCH,
    "image_generation_call": StepKind.DRAW,
}


def key_of(item: Wire, index: int) -> str:
    """The item's id, or its place in the answer where it has none."""
    return text_of(item, "id") or str(index)


def item_started(item: Wire, index: int) -> Iterator[TurnEvent]:
    """What it means that an item was added."""
    if kind := _KINDS.get(text_of(item, "type")):
        yield StepStarted(key_of(item, index), kind)


def item_done(item: Wire, index: int) -> Iterator[TurnEvent]:
    """What it means that an item is done.

    A picture that is neither there nor failed may still come with the last event.
    """
    if text_of(item, "type") != "image_generation_call" or _decided(item):
        yield from settled(item, index)
    if kind := _KINDS.get(text_of(item, "type")):
        ok = text_of(item, "status") != "failed"
        if kind is StepKind.SEARCH:
            kind, about = _looked(part_of(item, "action"))
        else:
            about = ""
        yield StepDone(key_of(item, index), kind, about, ok)


def settled(item: Wire, index: int) -> Iterator[TurnEvent]:
    """What is there to show of an item that will not change any more."""
    key = key_of(item, index)
    match text_of(item, "type"):
        case "image_generation_call":
            yield picture(item, key)
        case "message":
            yield from parts(item, key)


def _decided(item: Wire) -> bool:
    failed = text_of(item, "status") == "failed" or bool(part_of(item, "error"))
    return failed or bool(text_of(item, "result"))


def _looked(action: Wire) -> tuple[StepKind, str]:
    if text_of(action, "type") in ("open_page", "find_in_page"):
        return StepKind.READ, text_of(action, "url")
    queries = action.get("queries")
    first = queries[0] if isinstance(queries, list) and queries else ""
    query = text_of(action, "query") or (first if isinstance(first, str) else "")
    return StepKind.SEARCH, query
