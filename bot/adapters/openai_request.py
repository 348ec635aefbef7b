"""Builds the Responses API's request out of ours. Pure.

Left out is what one model or another refuses: `input_fidelity` (2 and newer),
`output_compression` (png), `moderation` (the default is what we want).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from pybase64 import b64encode_as_string

from bot.adapters.instructions import INSTRUCTIONS, LAST_PICTURE, REMEMBERED
from bot.core.options import Options
from bot.core.request import InputImage, Request, Spoken

Json = dict[str, Any]

_TRANSPARENT: Final = re.compile(r"\btransparen|透明|прозрачн", re.IGNORECASE)
_MOST_REMEMBERED: Final = 20
_LONGEST_SPOKEN: Final = 2_000


@dataclass(frozen=True, slots=True)
class Drawing:
    """How answers are made: models, looks and limits, as the owner set them.

    `silence_seconds` is the longest wait for the next byte, `answer_seconds` for the
    whole answer. `format` "auto" is jpeg, but png where transparency is wanted.
    """

    model: str
    image_model: str
    quality: str = "medium"
    size: str = "1024x1024"
    format: str = "auto"
    previews: int = 3
    search: bool = True
    background: bool = False
    silence_seconds: float = 240.0
    answer_seconds: float = 600.0


def build(request: Request, drawing: Drawing) -> Json:
    """Return the body of `POST /responses` for one streamed answer."""
    body: Json = {
        "model": drawing.model,
        "instructions": INSTRUCTIONS,
        "input": _input(request),
        "tools": _tools(request, drawing),
        "store": True,
        "stream": True,
        "stream_options": {"include_obfuscation": False},
    }
    if _searches(request.options, drawing):
        body["include"] = ["web_search_call.action.sources"]
    if request.follows:
        body["previous_response_id"] = request.follows
    if request.person:
        body["safety_identifier"] = request.person
    if drawing.background:
        body["background"] = True
    return body


def _input(request: Request) -> list[Json]:
    said = _said(request.words, request.images)
    if not request.history:
        return [said]
    # An assistant may not send pictures, so the last one comes from the user.
    last = (request.last,) if request.last else ()
    return [_remembered(request.history, last), said]


def _said(words: str, images: Sequence[InputImage]) -> Json:
    content = [_image(image) for image in images]
    if words.strip() or not content:
        content.insert(0, _text(words))
    return {"role": "user", "content": content}


def _remembered(history: Sequence[Spoken], images: Sequence[InputImage]) -> Json:
    lines = [REMEMBERED]
    for spoken in history[-_MOST_REMEMBERED:]:
        lines.append(f"Person: {spoken.asked[:_LONGEST_SPOKEN]}")
        lines.append(f"Darkroom: {spoken.answered[:_LONGEST_SPOKEN]}")
    if images:
        lines.append(LAST_PICTURE)
    return _said("\n\n".join(lines), images)


def _text(words: str) -> Json:
    return {"type": "input_text", "text": words}


def _image(image: InputImage) -> Json:
    data = b64encode_as_string(image.data)
    return {
        "type": "input_image",
        "detail": "auto",
        "image_url": f"data:{image.mimetype};base64,{data}",
    }


def _tools(request: Request, drawing: Drawing) -> list[Json]:
    tools = [_image_tool(request, drawing)]
    if _searches(request.options, drawing):
        tools.append(
            {
                "type": "web_search",
                "search_context_size": "medium",
                # Without it, OpenAI takes everybody to be in the United States.
                "user_location": {"type": "approximate"},
            }
        )
    return tools


def _searches(options: Options, drawing: Drawing) -> bool:
    return drawing.search and options.search


def _image_tool(request: Request, drawing: Drawing) -> Json:
    options = request.options
    tool: Json = {
        "type": "image_generation",
        "model": drawing.image_model,
        "size": options.size or drawing.size,
        "quality": options.quality or drawing.quality,
        "output_format": _format(request, drawing),
        # Streams with 0 were refused ("must have non-zero partial images"), and
        # leaving it out is 0 too. One preview costs about $0.003; nobody shows it.
        "partial_images": max(1, drawing.previews),
    }
    if options.transparent:
        tool["background"] = "transparent"
    return tool


def _format(request: Request, drawing: Drawing) -> str:
    """The format asked for by flag, by the wish for transparency, by the settings.

    Only the flag forces transparency. Where just the words speak of it, png leaves
    the model free to understand them; a jpeg would paint the background white.
    """
    options = request.options
    if options.transparent:
        return "png"
    if options.format:
        return options.format
    if _TRANSPARENT.search(request.words):
        return "png"
    return "jpeg" if drawing.format == "auto" else drawing.format
