"""Reads what a request asks for: its words, its pictures, and the picture before it."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import Any

from playground.openai.numbered import Numbered, is_caption, meant, numbered
from playground.openai.record import Record
from playground.openai.references import (
    Reference,
    counts,
    lines_of,
    named,
    shown_in,
)

_REFUSED = re.compile(
    r"Nothing was \w+: (.*?)\. (?:Correct this|Do not call)", re.DOTALL
)
Fetch = Callable[[Mapping[str, Any], str], bytes | None]


@dataclass(frozen=True, slots=True)
class Ask:
    """The last thing that a person said, and the picture that an edit would change."""

    text: str
    attached: tuple[bytes, ...] = ()
    canvas: bytes | None = None
    answers: bool = False
    """Nothing new was said: the request brings outputs of functions, or decisions."""
    called: frozenset[str] = frozenset()
    """The functions that gave something back."""
    allowed: bool | None = None
    """Whether a person has allowed anything; None where nothing was decided."""
    returned: tuple[Numbered, ...] = ()
    about: Numbered | None = None
    """The picture of a set that the words name, when no other one came with them."""
    charted: str | None = None
    """The arguments of the last chart in the responses before."""
    material: str = ""
    """What else was brought with the last words, such as the words of a file."""
    deck: Mapping[str, Any] | None = None
    """The deck that the request tells of, slide by slide."""
    refused: str = ""
    """Why nothing was drawn, as the last output says; empty if something was."""
    references: tuple[Reference, ...] = ()
    """The pictures of characters and styles that came with it."""
    meant: tuple[Reference, ...] = ()
    """These, and those of the responses before that its words name."""

    @property
    def canvases(self) -> tuple[bytes, ...]:
        """The pictures that an edit starts from; several attached ones are joined."""
        if len(self.attached) > 1:
            return self.attached
        return () if self.canvas is None else (self.canvas,)


def ask_from(request: Mapping[str, Any], chain: Sequence[Record], fetch: Fetch) -> Ask:
    """Read the request; `chain` is the responses before it, the latest first."""
    said, before = list(_said(request)), _words_before(chain)
    found = (fetch(part, where) for part, where in _pictures(request))
    attached = tuple(data for data in found if data is not None)
    returned = tuple(_returned(request, fetch))
    given = (one.data for one in reversed(returned))
    shown = (*reversed(attached), *given, *_shown_before(chain))
    words = said[-1] if said else before
    sets = [*returned, *(one for record in chain for one in record.returned)]
    about = None if _attaches(request) else meant(words, sets)
    canvas = about.data if about else next(iter(shown), None)
    answers = _answers(messages(request))
    called, allowed = _called(request, chain), _allowed(request)
    ask = Ask(words, attached, canvas, answers, called, allowed, returned, about)
    charted = next(_charts(chain), None)
    own = _references(request, fetch)
    ask = replace(ask, references=own, meant=(*own, *_known(words, own, chain)))
    deck, material = next(_decks(request), None), "\n".join(said[:-1])
    ask = replace(ask, deck=deck, material=material)
    return replace(ask, charted=charted, refused=_refused(request))


def _decks(request: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The decks that are written as JSON among the words, the latest first."""
    for said in reversed([*_said(request)]):
        at = said.find("{")
        try:
            found, _ = json.JSONDecoder().raw_decode(said[at:] if at >= 0 else "")
        except ValueError:
            continue
        if isinstance(found, dict) and isinstance(found.get("slides"), list):
            yield found


def _references(request: Mapping[str, Any], fetch: Fetch) -> tuple[Reference, ...]:
    """The pictures of characters and styles that came with the request."""
    if not _counts(request):
        return ()
    found: list[Reference] = []
    for index, item in enumerate(messages(request)):
        content = parts(item)

        def see(
            place: int, content: list[Mapping[str, Any]] = content, index: int = index
        ) -> bytes | None:
            return fetch(content[place], f"input[{index}].content[{place}]")

        found += shown_in(content, see)
    return tuple(found)


def _known(
    words: str, own: Sequence[Reference], chain: Sequence[Record]
) -> Iterator[Reference]:
    """Those of the responses before that the words name, as they came last."""
    seen = {each.name for each in own}
    for record in chain:
        found = [each for each in record.references if each.name not in seen]
        seen |= {each.name for each in found}
        yield from named(words, found)


def _counts(request: Mapping[str, Any]) -> bool:
    said = (p.get("text") for i in messages(request) for p in parts(i))
    return counts(request.get("instructions"), *said)


def _charts(chain: Sequence[Record]) -> Iterator[str]:
    """The arguments of charts in these responses, the latest first."""
    for record in chain:
        for item in reversed(record.items):
            if item.get("type") == "function_call" and item["name"] == "chart":
                yield str(item["arguments"])


def _refused(request: Mapping[str, Any]) -> str:
    outputs = [item["output"] for item in messages(request) if _is_output(item)]
    found = _REFUSED.match(str(outputs[-1])) if outputs else None
    return found[1] if found else ""


def _attaches(request: Mapping[str, Any]) -> bool:
    """Whether a picture without a number came with the last words, and not before."""
    said = [item for item in messages(request) if item.get("role") == "user"]
    return any(
        part.get("type") == "input_image" and place not in known
        for item in said[-1:]
        for known in [
            {where for where, _, _ in _numbered(item)} | _shown(request, item)
        ]
        for place, part in enumerate(parts(item))
    )


def _words_before(chain: Sequence[Record]) -> str:
    """The last words in the responses before."""
    return next((said[-1] for r in chain if (said := list(_said(r.request)))), "")


def _answers(items: Sequence[Mapping[str, Any]]) -> bool:
    """Whether an output, or a decision, came after all that was said."""
    last = [i for i in items if _brings(i) or i.get("role") == "user"][-1:]
    return any(map(_brings, last))


def _brings(item: Mapping[str, Any]) -> bool:
    return _is_output(item) or item.get("type") == "mcp_approval_response"


def _called(request: Mapping[str, Any], chain: Sequence[Record]) -> frozenset[str]:
    """The names of the functions whose outputs the request brings."""
    ids = {item.get("call_id") for item in messages(request) if _is_output(item)}
    before = (item for record in chain for item in record.items)
    calls = (*before, *messages(request))
    return frozenset(
        str(call["name"])
        for call in calls
        if call.get("type") == "function_call" and call.get("call_id") in ids
    )


def _allowed(request: Mapping[str, Any]) -> bool | None:
    items = messages(request)
    made = [i["approve"] for i in items if i.get("type") == "mcp_approval_response"]
    return any(made) if made else None


def _is_output(item: Mapping[str, Any]) -> bool:
    return item.get("type") == "function_call_output"


def _returned(request: Mapping[str, Any], fetch: Fetch) -> Iterator[Numbered]:
    """The pictures in the outputs of functions, and those that a person sent with
    numbers."""
    for index, item in enumerate(messages(request)):
        for place, part, line in _numbered(item):
            path = f"input[{index}].content[{place}]"
            data = fetch(part, path) or b""
            yield from numbered((line, part), partial(_given, data))
        if _is_output(item) and not isinstance(item["output"], str):
            path = f"input[{index}].output"

            def see(part: Mapping[str, Any], place: int, path: str = path) -> bytes:
                return fetch(part, f"{path}[{place}]") or b""

            yield from numbered(item["output"], see)


def _given(data: bytes, *_: object) -> bytes:
    return data


def _numbered(
    item: Mapping[str, Any],
) -> Iterator[tuple[int, Mapping[str, Any], Mapping[str, Any]]]:
    """The pictures of a message behind a line with a number, and their lines."""
    content = parts(item)
    for place, (line, part) in enumerate(pairwise(content), 1):
        if part.get("type") == "input_image" and is_caption(line):
            yield place, part, line


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
            content = parts(message)
            lines = set(lines_of(content).values()) if _counts(request) else set()
            texts = [
                part["text"]
                for place, part in enumerate(content)
                if part["type"] == "input_text" and place not in lines
            ]
            yield "\n".join(texts)


def _pictures(request: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Everything in the input that is a picture, and where it stands."""
    for index, item in enumerate(messages(request)):
        if item.get("type") in ("image_generation_call", "item_reference"):
            yield item, f"input[{index}]"
        known = {place for place, _, _ in _numbered(item)} | _shown(request, item)
        for place, part in enumerate(parts(item)):
            if part.get("type") == "input_image" and place not in known:
                yield part, f"input[{index}].content[{place}]"


def _shown(request: Mapping[str, Any], item: Mapping[str, Any]) -> set[int]:
    """The places of pictures that only show characters and styles."""
    return set(lines_of(parts(item))) if _counts(request) else set()


def _shown_before(chain: Sequence[Record]) -> Iterator[bytes]:
    for record in chain:
        yield from reversed(record.canvases)
        yield from (one.data for one in reversed(record.returned))
        yield from reversed(record.attached)
