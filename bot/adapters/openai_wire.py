"""Translates OpenAI's stream events into ours. Pure and stateless.

Only the `type` string counts, because the SDK gives unknown events (`keepalive`) a
wrong class. Unknown events are ignored, and malformed fields count as missing. `fault`
and `is_last` say whether the stream failed or ended.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from bot.adapters.openai_errors import judge, named
from bot.adapters.openai_fields import (
    Wire,
    count_of,
    name_of,
    number_of,
    part_of,
    parts_of,
    text_of,
)
from bot.adapters.openai_items import item_done, item_started, settled
from bot.adapters.openai_pictures import bytes_of, drawing
from bot.adapters.openai_text import citation, part_key
from bot.core.errors import ModelError
from bot.core.turn.events import (
    Cited,
    Finished,
    ListingFailed,
    PreviewDrawn,
    Reached,
    Started,
    TextAdded,
    TextDone,
    TurnEvent,
    Usage,
)

_ENDS: Final = ("response.completed", "response.incomplete", "response.failed")


def translate(wire: Wire) -> tuple[TurnEvent, ...]:
    """Return what one event of the stream means to us."""
    read = _READERS.get(text_of(wire, "type"))
    return tuple(read(wire)) if read else ()


def is_last(wire: Wire) -> bool:
    """Whether nothing can follow."""
    return text_of(wire, "type") in _ENDS


def fault(wire: Wire) -> ModelError | None:
    """The error that an event reports: nested, flat, or as a failed response."""
    match text_of(wire, "type"):
        case "error":
            return judge(named(part_of(wire, "error") or wire))
        case "response.failed":
            return judge(named(part_of(part_of(wire, "response"), "error")))
    return None


def _created(wire: Wire) -> Iterator[TurnEvent]:
    response = part_of(wire, "response")
    yield Started(name_of(response, "id"), name_of(response, "model"))
    yield from _reached(wire)


def _item_added(wire: Wire) -> Iterator[TurnEvent]:
    yield from item_started(part_of(wire, "item"), count_of(wire, "output_index"))


def _item_done(wire: Wire) -> Iterator[TurnEvent]:
    yield from item_done(part_of(wire, "item"), count_of(wire, "output_index"))
    yield from _reached(wire)


def _partial(wire: Wire) -> Iterator[TurnEvent]:
    if data := bytes_of(text_of(wire, "partial_image_b64")):
        number = count_of(wire, "partial_image_index")
        yield PreviewDrawn(_item_key(wire), number, data)
    yield from _reached(wire)


def _not_listed(wire: Wire) -> Iterator[TurnEvent]:
    """The item itself says why, or never comes."""
    yield ListingFailed(_item_key(wire))
    yield from _reached(wire)


def _text_added(wire: Wire) -> Iterator[TurnEvent]:
    if delta := text_of(wire, "delta"):
        yield TextAdded(_part(wire), delta)


def _text_done(wire: Wire) -> Iterator[TurnEvent]:
    # A refusal by the model is an answer like any other: the person reads its words.
    if text := text_of(wire, "text") or text_of(wire, "refusal"):
        yield TextDone(_part(wire), text)


def _cited(wire: Wire) -> Iterator[TurnEvent]:
    if found := citation(part_of(wire, "annotation")):
        yield Cited(_part(wire), found)


def _response_done(wire: Wire) -> Iterator[TurnEvent]:
    response = part_of(wire, "response")
    for index, item in enumerate(parts_of(response, "output")):
        yield from settled(item, index)
    match text_of(wire, "type"):
        case "response.completed":
            yield Finished(_usage(response))
        case "response.incomplete":
            reason = name_of(part_of(response, "incomplete_details"), "reason")
            yield Finished(_usage(response), reason or "incomplete")


def _usage(response: Wire) -> Usage:
    usage, tools = part_of(response, "usage"), part_of(response, "tool_usage")
    authors = [part_of(e, "svg_usage") for e in parts_of(response, "output")]
    return replace(
        drawing(part_of(tools, "image_gen")),
        input_tokens=_sum(usage, authors, "input_tokens"),
        cached_tokens=count_of(part_of(usage, "input_tokens_details"), "cached_tokens"),
        output_tokens=_sum(usage, authors, "output_tokens"),
        searches=count_of(part_of(tools, "web_search"), "num_requests"),
    )


def _sum(usage: Wire, authors: Sequence[Wire], name: str) -> int:
    """What the model has used, with what it took to write drawings as SVG."""
    return count_of(usage, name) + sum(count_of(each, name) for each in authors)


def _reached(wire: Wire) -> Iterator[TurnEvent]:
    sequence = number_of(wire, "sequence_number")
    if sequence is not None:
        yield Reached(sequence)


def _item_key(wire: Wire) -> str:
    return name_of(wire, "item_id") or str(count_of(wire, "output_index"))


def _part(wire: Wire) -> str:
    return part_key(_item_key(wire), count_of(wire, "content_index"))


_READERS: Final[Mapping[str, Callable[[Wire], Iterator[TurnEvent]]]] = {
    "response.created": _created,
    "response.output_item.added": _item_added,
    "response.output_item.done": _item_done,
    "response.image_generation_call.partial_image": _partial,
    "response.output_text.delta": _text_added,
    "response.output_text.done": _text_done,
    "response.output_text.annotation.added": _cited,
    "response.refusal.delta": _text_added,
    "response.refusal.done": _text_done,
    "response.mcp_list_tools.failed": _not_listed,
    **dict.fromkeys(_ENDS, _response_done),
}
