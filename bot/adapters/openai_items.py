"""The items of an answer: thoughts, searches, pictures, messages. Pure."""

from collections.abc import Iterator
from typing import Final

from bot.adapters.openai_fields import Wire, name_of, part_of, text_of, words_of
from bot.adapters.openai_pictures import picture
from bot.adapters.openai_text import parts
from bot.core.turn.events import (
    ApprovalAsked,
    FunctionCalled,
    ListingBegan,
    ListingFailed,
    StepDone,
    StepKind,
    StepStarted,
    ToolReturned,
    ToolUsed,
    TurnEvent,
)

_KINDS: Final = {
    "reasoning": StepKind.THINK,
    "web_search_call": StepKind.SEARCH,
    "image_generation_call": StepKind.DRAW,
    "mcp_call": StepKind.USE,
}


def key_of(item: Wire, index: int) -> str:
    """The item's id or, if it has none, its position in the answer."""
    return name_of(item, "id") or str(index)


def item_started(item: Wire, index: int) -> Iterator[TurnEvent]:
    """The events that follow from an item that was added."""
    if text_of(item, "type") == "mcp_list_tools":
        yield ListingBegan(key_of(item, index), name_of(item, "server_label"))
    if kind := _KINDS.get(text_of(item, "type")):
        about = _tool(item) if kind is StepKind.USE else ""
        yield StepStarted(key_of(item, index), kind, about)


def item_done(item: Wire, index: int) -> Iterator[TurnEvent]:
    """The events that follow from an item that is done.

    A picture that is missing but did not fail may still come with the last event.
    """
    if text_of(item, "type") != "image_generation_call" or _decided(item):
        yield from settled(item, index)
    if kind := _KINDS.get(text_of(item, "type")):
        ok = not _failed(item)
        if kind is StepKind.SEARCH:
            kind, about = _looked(part_of(item, "action"))
        else:
            about = _tool(item) if kind is StepKind.USE else ""
        yield StepDone(key_of(item, index), kind, about, ok)


def settled(item: Wire, index: int) -> Iterator[TurnEvent]:
    """The events that follow from an item that will not change any more."""
    key = key_of(item, index)
    match text_of(item, "type"):
        case "image_generation_call":
            yield picture(item, key)
        case "message":
            yield from parts(item, key)
        case "function_call":
            yield from _called(item)
        case "mcp_approval_request":
            yield from _asked(item)
        case "mcp_list_tools" if item.get("error") or not item.get("tools"):
            yield ListingFailed(key, name_of(item, "server_label"))
        case "mcp_call":
            if output := text_of(item, "output"):
                yield ToolReturned(key, output)
            server, name = name_of(item, "server_label"), name_of(item, "name")
            told, ok = text_of(item, "arguments"), not _failed(item)
            yield ToolUsed(key, server, name, told, ok)


def _called(item: Wire) -> Iterator[TurnEvent]:
    """A call that was cut off in its arguments does not count: it has no id to answer
    to."""
    whole = text_of(item, "status") in ("", "completed")
    if whole and (call := name_of(item, "call_id")):
        name, arguments = name_of(item, "name"), text_of(item, "arguments")
        yield FunctionCalled(call, name, arguments)


def _asked(item: Wire) -> Iterator[TurnEvent]:
    if id_ := name_of(item, "id"):
        server, name = name_of(item, "server_label"), name_of(item, "name")
        yield ApprovalAsked(id_, server, name, text_of(item, "arguments"))


def _tool(item: Wire) -> str:
    return f"{name_of(item, 'server_label')} · {name_of(item, 'name')}"


def _failed(item: Wire) -> bool:
    """Answers of a tool do not always have a status; the error counts."""
    return text_of(item, "status") == "failed" or bool(item.get("error"))


def _decided(item: Wire) -> bool:
    return _failed(item) or bool(text_of(item, "result"))


def _looked(action: Wire) -> tuple[StepKind, str]:
    if text_of(action, "type") in ("open_page", "find_in_page"):
        return StepKind.READ, words_of(action, "url")
    queries = action.get("queries")
    first = {"query": queries[0]} if isinstance(queries, list) and queries else {}
    return StepKind.SEARCH, words_of(action, "query") or words_of(first, "query")
