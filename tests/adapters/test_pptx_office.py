"""LibreOffice, which nobody here wrote, shows a deck's PowerPoint file as its PDF is.

Where it is not installed, these tests are skipped.
"""

import asyncio
import io
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from bot.adapters.deck_maker import DecoderDeckMaker
from bot.adapters.decoder.fonts import folders
from bot.adapters.decoders import Decoders, Limits
from bot.core.decks.laid import Box, LaidDeck
from bot.core.decks.outline import DeckSource, DeckTable, Layout, Outline, Slide
from bot.core.decks.themes import THEMES
from tests.adapters.laid_deck import CHARTS, photo

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (shutil.which("soffice") and shutil.which("pdftoppm")),
        reason="needs LibreOffice and poppler",
    ),
]
NEAR = 6
"""Pixels that places may differ by; a slide has 960 times 540 of them."""
FAR = 12
OTHERWISE = 40
"""Another program draws charts: their axes and numbers are a little elsewhere."""
SHADE = 30
"""What a channel of a color may differ by, of 255."""
WIDTH, HEIGHT = 960, 540
FONTS = """\
<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>{}
<alias binding="same"><family>Cambria</family><prefer><family>Caladea</family></prefer>
</alias><alias binding="same"><family>Arial</family><prefer><family>Arimo</family>
</prefer></alias><cachedir>{}</cachedir></fontconfig>
"""
SOURCES = (DeckSource("IEA", "https://www.iea.org/solar"),)
POINTS = ("Modules cost a third of what they did", "Storage followed", "Grids did not")


def one(layout: Layout, name: str, *points: str, photo: bool = False) -> Slide:
    wish = ("a roof", "roof") if photo else ("", "")
    return Slide(layout, name, points, picture=wish[0], sha256=wish[1], sources=SOURCES)


SLIDES = (
    one(Layout.TITLE, "Solar power in 2026", "What changed, and what it costs"),
    one(Layout.SECTION, "Prices fell faster than anybody had forecast"),
    one(Layout.POINTS, "Three reasons", *POINTS),
    one(Layout.PICTURE_LEFT, "Roofs", *POINTS, photo=True),
    one(Layout.PICTURE_RIGHT, "Fields", *POINTS, photo=True),
    one(Layout.FULL_PICTURE, "The sun delivers", photo=True),
    replace(
        one(Layout.TABLE, "By country"),
        table=DeckTable(("Country", "GW"), (("Germany", "99.3"), ("Spain", "38.5"))),
    ),
    replace(one(Layout.CHART, "How much"), chart=CHARTS[0]),
    one(Layout.QUOTE, "", "The sun does not send a bill.", "Franz Alt"),
    one(Layout.COMPARISON, "Sides", "2016", "30 cents", "", "2026", "8 cents"),
    one(Layout.NUMBERS, "Numbers", "42 %: cheaper than coal", "2.2 TW: installed"),
    one(Layout.TIMELINE, "Then", "1954: Bell Labs shows a cell", "2000: Tariffs"),
    one(Layout.CLOSING, "Thank you", "Questions?"),
)
RIGHT_TO_LEFT = (
    one(Layout.TITLE, "الطاقة الشمسية", "ما الذي تغير"),
    one(Layout.POINTS, "ثلاثة أسباب", "المصانع في آسيا", "والبنوك تطلب أقل"),
    replace(
        one(Layout.TABLE, "حسب البلد"),
        table=DeckTable(("البلد", "2024"), (("ألمانيا", "99.3"), ("إسبانيا", "38.5"))),
    ),
)
ROOF = photo("#a04020", 1536, 1024)


async def pictures(sha256: str) -> bytes | None:
    return ROOF


@pytest.fixture
async def maker() -> AsyncIterator[DecoderDeckMaker]:
    async with Decoders(2, 2, Limits(seconds=20, patience=60)) as decoders:
        yield DecoderDeckMaker(decoders)


def shown(file: Path) -> list[Image.Image]:
    """The slides of a file as LibreOffice shows them."""
    folder = file.parent
    dirs = "".join(f"<dir>{each}</dir>" for each in folders())
    fonts = folder / "fonts.conf"
    fonts.write_text(FONTS.format(dirs, folder / "cache"))
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    to_pdf = ("--headless", "--convert-to", "pdf", "--outdir", str(folder))
    _run("soffice", home, *to_pdf, str(file), fonts=fonts)
    size = ("-scale-to-x", "960", "-scale-to-y", "540")
    _run("pdftoppm", "-png", *size, str(file.with_suffix(".pdf")), str(folder / "page"))
    pages = sorted(folder.glob("page*.png"))
    return [Image.open(page).convert("RGB") for page in pages]


def _run(*command: str, fonts: Path | None = None) -> None:
    more = {"FONTCONFIG_FILE": str(fonts)} if fonts else {}
    where = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent", **more}
    subprocess.run(command, env=where, capture_output=True, check=True, timeout=170)


def ink(page: Image.Image, box: Box) -> tuple[int, int, int, int] | None:
    """Where the words of a box stand: what differs from its ground."""
    sides = (box.x - 4, box.y - 4, box.x + box.width + 4, box.y + box.height + 4)
    part = page.crop(tuple(round(each) for each in sides))  # type: ignore[arg-type] # four
    ground = Image.new("RGB", part.size, part.getpixel((0, 0)))
    differs = ImageChops.difference(part, ground).convert("L")
    return differs.point(lambda value: 255 if value > 90 else 0).getbbox()


def apart(
    laid: LaidDeck, ours: list[Image.Image], theirs: list[Image.Image]
) -> list[str]:
    """The boxes whose words stand elsewhere, or are higher than they should be."""
    found = []
    for slide, one_page, other in zip(laid.slides, ours, theirs, strict=True):
        for box in (box for box in slide.boxes if box.paragraphs and not box.fill):
            if not any(p.text for p in box.paragraphs):
                continue
            here, there = ink(one_page, box), ink(other, box)
            if here is None or there is None:
                found.append(f"{slide.layout} {box.role}: nothing is seen")
                continue
            right = box.paragraphs[0].rtl
            sides = (2, 1, 3) if right else (0, 1, 3)
            if any(abs(here[side] - there[side]) > NEAR for side in sides):
                found.append(f"{slide.layout} {box.role}: {here} {there}")
    return found


Sides = tuple[float, float, float, float]


def strips(box: Box) -> Iterator[Sides]:
    """Strips along the middle of each side of a box, within it and around it. A box
    that is too thin for that is one strip."""
    x, y, wide, high = box.x, box.y, box.width, box.height
    if min(wide, high) < 2 * FAR:
        yield x, y, x + wide, y + high
        return
    left, right, top, bottom = (
        *(x + 0.3 * wide, x + 0.7 * wide),
        *(y + 0.3 * high, y + 0.7 * high),
    )
    for away in (-FAR, NEAR):
        yield left, y - away - FAR + NEAR, right, y - away
        yield left, y + high + away, right, y + high + away + FAR - NEAR
        yield x - away - FAR + NEAR, top, x - away, bottom
        yield x + wide + away, top, x + wide + away + FAR - NEAR, bottom


def color(page: Image.Image, sides: Sides) -> list[float] | None:
    """The mean color of a part of a page; none of what is beyond its edges."""
    left, top, right, bottom = (round(each) for each in sides)
    part = (max(0, left), max(0, top), min(WIDTH, right), min(HEIGHT, bottom))
    if part[2] - part[0] < 1 or part[3] - part[1] < 1:
        return None
    return list(ImageStat.Stat(page.crop(part)).mean)


def moved(
    laid: LaidDeck, ours: list[Image.Image], theirs: list[Image.Image]
) -> list[str]:
    """The pictures and plain areas whose edges are elsewhere, and the tables and charts
    whose ink is."""
    found = []
    for slide, one_page, other in zip(laid.slides, ours, theirs, strict=True):
        for box in slide.boxes:
            where = f"{slide.layout} {box.role} {box.x:.0f} {box.y:.0f}"
            if box.table or box.chart:
                pair = ink(one_page, box), ink(other, box)
                most = NEAR if box.table else OTHERWISE
                if not _alike(*pair, most):
                    found.append(f"{where}: {pair}")
            elif box.picture or box.fill:
                for strip in strips(box):
                    here, there = color(one_page, strip), color(other, strip)
                    if not _alike(here, there, SHADE):
                        found.append(f"{where}: {strip} {here} {there}")
    return found


def _alike(
    one: Sequence[float] | None, other: Sequence[float] | None, most: float
) -> bool:
    if one is None or other is None:
        return one is other
    return all(abs(a - b) <= most for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(
    ("theme", "slides", "language"),
    [
        ("studio", SLIDES, "en"),
        ("night", SLIDES, "en"),
        ("harbour", RIGHT_TO_LEFT, "ar"),
    ],
)
async def test_everything_stands_where_it_stands_in_the_pdf(
    maker: DecoderDeckMaker,
    tmp_path: Path,
    theme: str,
    slides: tuple[Slide, ...],
    language: str,
) -> None:
    outline = Outline("Solar power", "", theme, slides, language)
    laid = await maker.laid(outline, THEMES[theme])
    file = tmp_path / "deck.pptx"
    file.write_bytes(await maker.pptx(laid, pictures))
    theirs = await asyncio.to_thread(shown, file)
    thumbnails = await maker.thumbnails(laid, pictures, width=960)
    ours = [Image.open(io.BytesIO(each)).convert("RGB") for each in thumbnails]
    assert apart(laid, ours, theirs) == []
    assert moved(laid, ours, theirs) == []
