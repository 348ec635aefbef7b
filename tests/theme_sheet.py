"""Draws docs/themes.png: four slides in each of the eight themes.

Run `python -m tests.theme_sheet` after a theme or a layout has changed.
"""

import asyncio
import hashlib
import io
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

from bot.adapters.deck_maker import DecoderDeckMaker
from bot.adapters.decoders import Decoders
from bot.core.charts.chart import Chart, Kind, Series
from bot.core.decks.outline import Layout, Outline, Slide
from bot.core.decks.themes import THEMES, DeckTheme

FILE: Final = Path(__file__).parents[1] / "docs/themes.png"
WIDTH, GAP, BETWEEN = 300, 8, 26
GROUND: Final = "#d5d8dc"
GIGAWATTS: Final = (236.0, 420.0, 597.0, 655.0, 712.0)


def landscape(theme: DeckTheme) -> bytes:
    """Hills and a sun in the colors of the theme."""
    first, second, third, *_ = theme.colors
    light = theme.cover if theme.cover != theme.paper else theme.panel
    picture = Image.new("RGB", (1536, 1024), light)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((640, 140, 960, 460), fill=third)
    draw.polygon([(0, 1024), (420, 420), (980, 1024)], fill=second)
    draw.polygon([(420, 1024), (1080, 560), (1536, 1024)], fill=first)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()


def outline(theme: DeckTheme, sha256: str) -> Outline:
    """A deck that shows what the theme does."""
    labels = ("2022", "2023", "2024", "2025", "2026")
    chart = Chart("Growth", Kind.BAR, labels, (Series("", GIGAWATTS),), unit="GW")
    slides = (
        Slide(Layout.TITLE, theme.name.title()),
        Slide(
            *(Layout.PICTURE_RIGHT, "Roofs are the quiet half"),
            points=("Four in ten new panels are on roofs", "Renters are left out"),
            picture="a roof",
            sha256=sha256,
        ),
        Slide(
            Layout.NUMBERS,
            "The year in numbers",
            ("712 GW: new solar power", "41 %: of all new power"),
        ),
        Slide(Layout.CHART, "Growth has not slowed yet", chart=chart),
    )
    return Outline("Themes", theme.about.partition(":")[0], theme.name, slides)


async def pages(theme: DeckTheme, maker: DecoderDeckMaker) -> list[Image.Image]:
    """The slides of the deck in this theme."""
    picture = landscape(theme)
    sha256 = hashlib.sha256(picture).hexdigest()

    async def read(wanted: str) -> bytes | None:
        return picture if wanted == sha256 else None

    laid = await maker.laid(outline(theme, sha256), theme)
    drawn = await maker.thumbnails(laid, read, width=WIDTH)
    return [Image.open(io.BytesIO(each)).convert("RGB") for each in drawn]


async def sheet() -> Image.Image:
    """All themes, two beside one another."""
    high = WIDTH * 9 // 16
    block = (2 * WIDTH + GAP, 2 * high + GAP)
    size = (2 * block[0] + 3 * BETWEEN, 4 * block[1] + 5 * BETWEEN)
    made = Image.new("RGB", size, GROUND)
    async with Decoders(2, 2) as decoders:
        maker = DecoderDeckMaker(decoders)
        for number, theme in enumerate(THEMES.values()):
            left = BETWEEN + (number % 2) * (block[0] + BETWEEN)
            top = BETWEEN + (number // 2) * (block[1] + BETWEEN)
            for at, page in enumerate(await pages(theme, maker)):
                x, y = at % 2 * (WIDTH + GAP), at // 2 * (high + GAP)
                made.paste(page, (left + x, top + y))
    return made


if __name__ == "__main__":
    drawn = asyncio.run(sheet())
    drawn.save(FILE, optimize=True)
