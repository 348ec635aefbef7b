"""Lays decks out, and makes a PDF or single pages of them.

The compiler is given the templates and the pictures in memory. It reads no file but the
fonts, and asks no network.
"""

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import chain
from typing import Final

import typst
from PIL import Image

from bot.adapters.decoder.coding import Coded
from bot.adapters.decoder.deck_values import deck_values
from bot.adapters.decoder.deck_wire import (
    DeckJob,
    packed_laid_deck,
    unpacked_deck,
    unpacked_outline,
)
from bot.adapters.decoder.fonts import folders
from bot.adapters.decoder.measuring import missing_in, widths
from bot.adapters.decoder.typesetting import TEMPLATES
from bot.adapters.decoder.wire import Outcome, UnreadableError
from bot.core.decks.laid import WIDTH, Box
from bot.core.decks.laying_out import laid_out
from bot.core.decks.models import models

_TEMPLATES: Final = ("theme.typ", "charts.typ")
_PER_INCH: Final = 72.0
_FRAME: Final = """\
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" \
width="{0}" height="{1}" viewBox="0 0 {0} {1}"><image width="{0}" height="{1}" \
xlink:href="data:image/jpeg;base64,{2}"/></svg>"""
"""The compiler takes files in memory as texts only."""


def deck_laid(data: bytes, most: int) -> Coded:
    """The outline with everything at its place. Raises UnreadableError."""
    outline, theme = unpacked_outline(data)
    laid = laid_out(outline, theme, widths)
    texts = (text for slide in laid.slides for b in slide.boxes for text in _texts(b))
    laid = replace(
        laid,
        missing=missing_in("".join(texts)),
        models=models(theme, outline.language, widths),
    )
    return _within(Outcome.MADE, packed_laid_deck(laid), most)


def _texts(box: Box) -> Iterator[str]:
    """All words in a box."""
    yield from (each.text for each in box.paragraphs)
    if box.table is not None:
        yield from chain(box.table.header, *box.table.rows)
    if box.chart is not None:
        yield from (box.chart.unit, box.chart.x_label, *box.chart.labels)
        yield from (each.name for each in box.chart.series)


def deck_pdf(data: bytes, most: int) -> Coded:
    """The deck as a PDF. Raises UnreadableError."""
    return _within(Outcome.MADE, _compiled(unpacked_deck(data), "pdf"), most)


def deck_page(data: bytes, most: int) -> Coded:
    """The only slide of the deck as a PNG. Raises UnreadableError."""
    return _within(Outcome.PNG, _compiled(unpacked_deck(data), "png"), most)


def _within(kind: Outcome, made: bytes, most: int) -> Coded:
    if len(made) > most:
        raise UnreadableError(Outcome.LARGE)
    return Coded(kind, made)


def _compiled(job: DeckJob, kind: str) -> bytes:
    names = {sha256: f"p{n}.svg" for n, sha256 in enumerate(job.pictures)}
    pictures = {names[sha256]: _framed(job.pictures[sha256]) for sha256 in names}
    values = json.dumps(deck_values(job.laid, names), ensure_ascii=False)
    try:
        made = typst.compile(  # type: ignore[call-overload] # stubs know no dict
            {**_templates(), **pictures},
            font_paths=_fonts(),
            sys_inputs={"values": values},
            format="pdf" if kind == "pdf" else "png",
            ppi=_PER_INCH * (job.width or WIDTH) / WIDTH,
            pdf_standards="ua-1" if kind == "pdf" else [],
        )
    except (typst.TypstError, RuntimeError, OSError) as error:
        raise UnreadableError(Outcome.DAMAGED) from error
    if not isinstance(made, bytes):
        raise UnreadableError(Outcome.DAMAGED)
    return made


@cache
def _templates() -> Mapping[str, bytes]:
    files = {name: (TEMPLATES / name).read_bytes() for name in _TEMPLATES}
    return {"main.typ": (TEMPLATES / "deck.typ").read_bytes(), **files}


@cache
def _fonts() -> typst.Fonts:
    paths = [str(each) for each in folders()]
    return typst.Fonts(include_system_fonts=False, font_paths=paths)


def _framed(jpeg: bytes) -> bytes:
    """The picture within a drawing."""
    with Image.open(BytesIO(jpeg)) as opened:
        width, height = opened.size
    return _FRAME.format(width, height, b64encode(jpeg).decode()).encode()
