"""Builds the Responses API's request out of ours. Pure.

Fields that some model refuses are left out: `input_fidelity` (2 and newer),
`output_compression` (png), `moderation` (the default is what we want).
"""

import re
from collections.abc import Sequence
from typing import Final

from bot.adapters.instructions import (
    CALLS,
    INSTRUCTIONS,
    LAST_PICTURE,
    LAST_PICTURES,
    REMEMBERED,
)
from bot.adapters.openai_told import (
    Json,
    image_part,
    material,
    names_told,
    text_part,
)
from bot.core.turn.decisions import Decision
from bot.core.turn.flag_values import WITHOUT_PREVIEWS
from bot.core.turn.legs import Output
from bot.core.turn.request import (
    CaptionedPicture,
    InputImage,
    Offer,
    Request,
    Spoken,
)
from bot.core.turn.terms import ToolServer

_TRANSPARENT: Final = re.compile(r"\btransparen|透明|прозрачн", re.IGNORECASE)
_MOST_REMEMBERED: Final = 20
_LONGEST_SPOKEN: Final = 2_000


def build(request: Request) -> Json:
    """Return the body of `POST /responses` for one streamed answer."""
    terms = request.terms
    body: Json = {
        "model": terms.model,
        "instructions": INSTRUCTIONS + CALLS.format(most=request.calls_left),
        "input": _input(request),
        "tools": _tools(request),
        "max_tool_calls": max(1, request.calls_left),
        "max_output_tokens": request.tokens_left,
        "store": True,
        "stream": True,
        "stream_options": {"include_obfuscation": False},
    }
    if not request.calls_left:
        body["tool_choice"] = "none"  # max_tool_calls cannot be 0
    if terms.search:
        body["include"] = ["web_search_call.action.sources"]
    if request.follows:
        body["previous_response_id"] = request.follows
    if request.person:
        body["safety_identifier"] = request.person
    if terms.background:
        body["background"] = True
    return body


def _input(request: Request) -> list[Json]:
    answers = [
        _output(each, request.shown.get(each.call, ())) for each in request.outputs
    ]
    answers += map(_decision, request.decisions)
    if answers and not (request.words or request.images or request.texts):
        return answers
    said = _said(request.words, request.images)
    said["content"] += names_told(request.names)
    if not request.history:
        return [*answers, *material(request), said]
    # An assistant's message may not contain pictures, so the last one is sent as the
    # user's.
    last = (request.last,) if request.last else ()
    remembered = _remembered(request.history, last, request.brought)
    return [*answers, remembered, *material(request), said]


def _output(output: Output, shown: Sequence[CaptionedPicture]) -> Json:
    """Words, or words and pictures, each with its line right before it."""
    told = [text_part(output.text), *_captioned(shown)] if shown else output.text
    return {"type": "function_call_output", "call_id": output.call, "output": told}


def _captioned(pictures: Sequence[CaptionedPicture]) -> list[Json]:
    return [
        part
        for each in pictures
        for part in (text_part(each.line), image_part(each.image))
    ]


def _decision(decision: Decision) -> Json:
    return {
        "type": "mcp_approval_response",
        "approval_request_id": decision.question,
        "approve": decision.allowed,
    }


def _said(words: str, images: Sequence[InputImage]) -> Json:
    content = [image_part(image) for image in images]
    if words.strip() or not content:
        content.insert(0, text_part(words))
    return {"role": "user", "content": content}


def _remembered(
    history: Sequence[Spoken],
    images: Sequence[InputImage],
    numbered: Sequence[CaptionedPicture],
) -> Json:
    lines = [REMEMBERED]
    for spoken in history[-_MOST_REMEMBERED:]:
        lines.append(f"Person: {spoken.asked[:_LONGEST_SPOKEN]}")
        lines.append(f"Darkroom: {spoken.answered[:_LONGEST_SPOKEN]}")
    if images:
        lines.append(LAST_PICTURE)
    if numbered:
        lines.append(LAST_PICTURES)
    said = _said("\n\n".join(lines), images)
    return {**said, "content": [*said["content"], *_captioned(numbered)]}


def _tools(request: Request) -> list[Json]:
    tools = [_image_tool(request)]
    if request.terms.search:
        tools.append(
            {
                "type": "web_search",
                "search_context_size": "medium",
                # Without it, OpenAI takes everybody to be in the United States.
                "user_location": {"type": "approximate"},
            }
        )
    servers = map(_server, request.terms.servers)
    return [*tools, *map(_function, request.offers), *servers]


def _function(offer: Offer) -> Json:
    return {
        "type": "function",
        "name": offer.name,
        "description": offer.description,
        "parameters": offer.schema,
        "strict": True,
    }


def _server(server: ToolServer) -> Json:
    """Every tool is named: what becomes of others is documented nowhere."""
    asked = [name for name in server.tools if name not in server.trusted]
    always, never = {"tool_names": asked}, {"tool_names": [*server.trusted]}
    tool: Json = {
        "type": "mcp",
        "server_label": server.label,
        "server_url": server.url,
        "allowed_tools": [*server.tools],
        "require_approval": "always",
    }
    if server.trusted:
        tool["require_approval"] = {"always": always, "never": never}
    if server.token:
        tool["authorization"] = server.token.reveal()
    return tool


def _image_tool(request: Request) -> Json:
    terms = request.terms
    tool: Json = {
        "type": "image_generation",
        "model": terms.image_model,
        "size": terms.size,
        "quality": terms.quality,
        **format_fields(request),
    }
    if terms.transparent:
        tool["background"] = "transparent"
    return tool


def format_fields(request: Request) -> Json:
    """The fields of the format, which are the same for both ways of drawing.

    GIF and SVG have no previews. Otherwise one is always asked for. Streams with 0 were
    refused ("must have non-zero partial images"), and leaving it out means 0, too; of a
    direct picture, it is the only sign of life. One costs about $0.003.
    """
    terms, chosen = request.terms, format_for(request)
    if chosen not in WITHOUT_PREVIEWS:
        return {"output_format": chosen, "partial_images": max(1, terms.previews)}
    fields: Json = {"output_format": chosen}
    if chosen == "gif" and terms.frames:
        fields["frame_count"] = terms.frames
    if chosen == "gif" and terms.frame_ms:
        fields["frame_duration_ms"] = terms.frame_ms
    return fields


def format_for(request: Request) -> str:
    """The format that was asked for or, if that is open, one that suits the wish.

    Only the flag forces transparency. If just the words mention it, PNG lets the model
    decide; a JPEG would have a white background.
    """
    terms = request.terms
    if terms.transparent:
        return "webp" if terms.format == "webp" else "png"
    if terms.format != "auto":
        return terms.format
    return "png" if _TRANSPARENT.search(request.words) else "jpeg"
