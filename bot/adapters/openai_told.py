"""Tells the model what comes with an ask besides its words: names, a deck, files.

All of it is material, and is said to be so. Pure.
"""

from collections.abc import Sequence
from typing import Any, Final

from pybase64 import b64encode_as_string

from bot.adapters.instructions import THE_BEGINNING, THE_DECK, THE_FILE
from bot.core.turn.request import InputImage, InputText, Request, ShownName

Json = dict[str, Any]
_LONGEST_QUOTED: Final = 500
_QUOTES: Final = str.maketrans("“”„«»", '""' + '"' * 3)


def material(request: Request) -> list[Json]:
    """The deck of the thread, and the words of files: messages of their own."""
    deck = [_told(THE_DECK, request.deck)] if request.deck else []
    return [*deck, *map(_file, request.texts)]


def names_told(names: Sequence[ShownName]) -> list[Json]:
    """Characters and styles: a line for each, and its pictures right behind it."""
    return [
        part
        for each in names
        for part in (text_part(f"{line(each)}."), *map(image_part, each.images))
    ]


def line(name: ShownName) -> str:
    """What a model is told of a character or a style. Nothing that people wrote can
    close the quotation marks around it."""
    told = f"The {name.kind} “{_quotable(name.name)}”"
    sentence = _quotable(name.sentence)
    return f"{told}, which people describe as “{sentence}”" if sentence else told


def _quotable(text: str) -> str:
    return " ".join(text.translate(_QUOTES).split())[:_LONGEST_QUOTED]


def _file(text: InputText) -> Json:
    """The words of a file. Its name cannot close the quotation marks around it."""
    said = THE_FILE if text.whole else THE_BEGINNING
    return _told(said.format(name=_quotable(text.name)), text.text)


def _told(what: str, text: str) -> Json:
    """Something to work with: it is not what is asked."""
    return {"role": "user", "content": [text_part(f"{what}\n\n{text}")]}


def text_part(words: str) -> Json:
    return {"type": "input_text", "text": words}


def image_part(image: InputImage) -> Json:
    data = b64encode_as_string(image.data)
    return {
        "type": "input_image",
        "detail": "auto",
        "image_url": f"data:{image.mimetype};base64,{data}",
    }
