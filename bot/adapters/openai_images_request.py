"""Builds the Images API's request out of ours. Pure.

With pictures to start from, it is an edit. As in the request for Responses, fields that
some model refuses are left out, and so is `moderation`, which an edit does not have.
"""

import re
from collections.abc import Iterable
from typing import Final

from bot.adapters.instructions import LIKENESS
from bot.adapters.openai_request import format_fields
from bot.adapters.openai_told import Json, line
from bot.core.turn.request import InputImage, Request

MOST_INPUTS: Final = 16
MOST_WORDS: Final = 32_000
"""The most characters that the image model accepts."""
_FAMILY: Final = re.compile(r"gpt-image-(\d+(?:\.\d+)?)")
_FIRST_WITH_MARKUP: Final = 2.5
_NOTES: Final = (
    "The second picture has nothing but these notes, each where it belongs on the "
    "first one."
)
_JOINED: Final = "\n\n"
_ENDINGS: Final = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}
"""The media types of pictures that can be edited."""
File = tuple[str, bytes, str]


def build(request: Request) -> Json:
    """Return the fields of a request for one streamed picture.

    `image` is among them if the picture starts from others.
    """
    terms = request.terms
    body: Json = {
        "model": terms.image_model,
        "prompt": _prompt(request),
        "size": terms.size,
        "quality": terms.quality,
        **format_fields(request),
    }
    if terms.transparent:
        body["background"] = "transparent"
    if request.person:
        body["safety_identifier"] = request.person
    layers = _layers(request)
    names = (image for each in request.names for image in each.images)
    if files := _files((*_changed(request), *names)):
        body |= {"image": files, **layers}
    return body


def _changed(request: Request) -> tuple[InputImage, ...]:
    """The pictures that are not there to show a character or a style."""
    return (*request.images, *_beside(request, _layers(request)))


def _layers(request: Request) -> Json:
    """What lies over the first picture."""
    if request.mask is not None:
        return {"mask": ("mask.png", request.mask, "image/png")}
    if request.markup is not None and _takes_markup(request.terms.image_model):
        return {"markup": ("markup.png", request.markup, "image/png")}
    return {}


def _beside(request: Request, layers: Json) -> tuple[InputImage, ...]:
    """Notes for a model that has no place for them."""
    if request.markup is None or layers:
        return ()
    return (InputImage(request.markup, "image/png"),)


def _takes_markup(model: str) -> bool:
    found = _FAMILY.match(model)
    return found is not None and float(found[1]) >= _FIRST_WITH_MARKUP


def _prompt(request: Request) -> str:
    """Earlier asks that came to nothing, then the words of this ask.

    If that is too long, the oldest ones are left out.
    """
    said = [*(each.asked for each in request.history), request.words]
    if _beside(request, _layers(request)):
        said[-1] = f"{said[-1]} {_NOTES}"
    said += _names(request)
    while len(said) > 1 and len(_JOINED.join(said)) > MOST_WORDS:
        said.pop(0)
    return _JOINED.join(said)


def _names(request: Request) -> list[str]:
    """Which pictures show which characters and styles, in the order in which they are
    sent."""
    number = len(_usable(_changed(request)))
    lines: list[str] = []
    for each in request.names:
        first, number = number + 1, number + len(_usable(each.images))
        which = "Images" if number > first else "Image"
        range_ = f"{first} to {number}" if number > first else str(first)
        told = line(each)
        shown = f"{which} {range_}: {told[0].lower()}{told[1:]}."
        lines.append(shown if number >= first else f"{told}.")
    return ["\n".join((*lines, LIKENESS))] if lines else []


def _files(images: tuple[InputImage, ...]) -> list[File]:
    """The first pictures that can be edited, each with its media type."""
    return [
        (f"{number}.{_ENDINGS[each.mimetype]}", each.data, each.mimetype)
        for number, each in enumerate(_usable(images), start=1)
    ]


def _usable(images: Iterable[InputImage]) -> list[InputImage]:
    return [each for each in images if each.mimetype in _ENDINGS][:MOST_INPUTS]
