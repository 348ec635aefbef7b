"""What a request asks for: its words, its pictures, and the picture before it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playground.openai.record import Record

Fetch = Callable[[Mapping[str, Any], str], bytes | None]


@dataclass(frozen=True, slots=True)
class Ask:
    """The last thing that a person said, and the picture that an edit would change."""

    text: str
    attached: tuple[bytes, ...] = ()
    canvas: bytes | None = None

    @property
    def canvases(self) -> tuple[bytes, ...]:
        """What an edit starts from: several attached pictures are joined."""
        if len(self.attached) > 1:
            return self.attached
        return () if self.canvas is None else (self.canvas,)


def ask_from(request: Mapping[str, Any], chain: Sequence[Record], fetch: Fetch) -> Ask:
    """Read the request; `chain` is the responses before it, the latest first."""
    said = list(_said(request))
    found = (fetch(part, where) for part, where in _pictures(request))
    attached = tuple(data for data in found if data is not None)
    shown = (*reversed(attached), *_shown_before(chain))
    return Ask(said[-1] if said else "", attached, next(iter(shown), None))


def messages(request: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The input as a list of items, however it was written."""
    given = request.get("input") or ()
    if isinstance(given, str):
        return [{"role": "user", "content": given}]
    return list(given)


def parts(message: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The content of a message as a list of parts."""
    content = message.get("content") or ()
    if isinstance(content, str):
        return [{"type": "input_text", "text": content}]
    return list(content)


def _said(request: Mapping[str, Any]) -> Iterator[str]:
    for message in messages(request):
        if message.get("role") == "user":
            texts = [p["text"] for p in parts(message) if p["type"] == "input_text"]
            yield "\n".join(texts)


def _pictures(request: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Everything in the input that is a picture, and where it stands."""
    for index, item in enumerate(messages(request)):
        if item.get("type") in ("image_generation_call", "item_reference"):
            yield item, f"input[{index}]"
        for place, part in enumerate(parts(item)):
            if part.get("type") == "input_image":
                yield part, f"input[{index}].content[{place}]"


def _shown_before(chain: Sequence[Record]) -> Iterator[bytes]:
    for record in chain:
        yield from reversed(record.canvases)
        yield from reversed(record.attached)
