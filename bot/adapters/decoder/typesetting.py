"""Typesets pages of ours: a template from this package, with values that are data.

The compiler sees nothing but the templates and the fonts of this installation. It asks
no network, knows no date, and draws the same bytes from the same values.
"""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import typst

from bot.adapters.decoder.coding import Coded
from bot.adapters.decoder.fonts import folders, letters
from bot.adapters.decoder.typesetting_wire import Page, unpacked_page
from bot.adapters.decoder.wire import Outcome, UnreadableError

TEMPLATES: Final = Path(__file__).parents[1] / "templates"


def typeset(data: bytes, most: int) -> Coded:
    """The page as a PNG in so many bytes. Raises UnreadableError."""
    page = unpacked_page(data)
    path = TEMPLATES / f"{page.template}.typ"
    if not page.template.isalpha() or not path.is_file():
        raise UnreadableError(Outcome.UNKNOWN)
    values = json.dumps(_with_letters(page), ensure_ascii=False)
    try:
        made = typst.compile(
            str(path),
            root=str(TEMPLATES),
            font_paths=[str(each) for each in folders()],
            ignore_system_fonts=True,
            sys_inputs={"values": values},
            format="png",
            ppi=page.per_inch,
        )
    except (typst.TypstError, RuntimeError) as error:
        raise UnreadableError(Outcome.DAMAGED) from error
    if not isinstance(made, bytes) or len(made) > most:
        raise UnreadableError(Outcome.LARGE)
    return Coded(Outcome.PNG, made)


def _with_letters(page: Page) -> Mapping[str, Any]:
    """The values without signs that no font has. A missing letter is an error, because
    a word without it would be another one."""
    known = letters()
    missing = {c for text in _texts(page.values) for c in text} - known
    if any(unicodedata.category(c)[0] in "LNM" for c in missing):
        raise UnreadableError(Outcome.LETTERS)
    drop = dict.fromkeys((ord(c) for c in missing if not c.isspace()), None)
    return {name: _without(value, drop) for name, value in page.values.items()}


def _without(value: Any, drop: Mapping[int, None]) -> Any:
    match value:
        case str():
            return value.translate(drop)
        case list():
            return [_without(each, drop) for each in value]
        case dict():
            return {name: _without(each, drop) for name, each in value.items()}
    return value


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from _texts(each)
        case dict():
            yield from _texts([*value.values()])
