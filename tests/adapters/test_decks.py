"""Decks as files: a PDF whose words can be read and found, and pages as pictures."""

import asyncio
import hashlib
import io
import random
import shutil
import subprocess
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from PIL import Image, ImageChops, ImageStat
from pptx import Presentation
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from bot.adapters.deck_maker import DecoderDeckMaker
from bot.adapters.decoder.wire import Outcome, UnreadableError
from bot.adapters.decoders import Decoders, Job
from bot.core.charts.chart import Chart, Kind, Series
from bot.core.decks.colors import contrast
from bot.core.decks.laid import LaidDeck
from bot.core.decks.outline import DeckSource, DeckTable, Layout, Outline, Slide
from bot.core.decks.themes import THEMES
from bot.core.errors import HangError
from bot.core.ports import DeckMaker

SOURCE = DeckSource("IEA", "https://www.iea.org/solar")


def photo(color: str) -> bytes:
    """A JPEG as large as the model draws one."""
    out = io.BytesIO()
    Image.new("RGB", (1536, 1024), color).save(out, "JPEG")
    return out.getvalue()


def noise(seed: int) -> bytes:
    """A photo as large as the model draws one, of which nothing can be compressed."""
    size = (1536, 1024)
    data = random.Random(seed).randbytes(3 * size[0] * size[1])
    out = io.BytesIO()
    Image.frombytes("RGB", size, data).save(out, "JPEG", quality=90)
    return out.getvalue()


PHOTO = photo("#3060c0")
SHA256 = hashlib.sha256(PHOTO).hexdigest()
CHART = Chart("Power", Kind.BAR, ("2025", "2026"), (Series("GW", (1.0, 2.0)),))
OUTLINE = Outline(
    "Solar power",
    "in 2026",
    "night",
    (
        Slide(Layout.TITLE, "Solar power"),
        Slide(
            Layout.POINTS, "First things", ("One point", "Another"), sources=(SOURCE,)
        ),
        Slide(
            *(Layout.PICTURE_LEFT, "A roof", ("Near it",)),
            picture="a roof at noon",
            sha256=SHA256,
        ),
        Slide(Layout.TABLE, "A table", table=DeckTable(("a", "b"), (("c", "7"),))),
        Slide(Layout.CHART, "A chart", chart=CHART),
        Slide(Layout.POINTS, "文字", ("日本語の文章", "مرحبا بالعالم", "שלום")),
    ),
)


async def pictures(sha256: str) -> bytes | None:
    """Has one picture."""
    return {SHA256: PHOTO}.get(sha256)


@pytest.fixture
async def maker() -> AsyncIterator[DeckMaker]:
    """Makes decks in two processes."""
    async with Decoders(2, 2) as decoders:
        yield DecoderDeckMaker(decoders)


@pytest.fixture
async def laid(maker: DeckMaker) -> LaidDeck:
    """A deck of several layouts, laid out."""
    return await maker.laid(OUTLINE, THEMES["night"])


async def read(maker: DeckMaker, laid: LaidDeck) -> PdfReader:
    """The PDF of the deck."""
    return PdfReader(io.BytesIO(await maker.pdf(laid, pictures)))


async def test_words_are_found_in_the_pdf_in_their_order(
    maker: DeckMaker, laid: LaidDeck
) -> None:
    pages = [page.extract_text() for page in (await read(maker, laid)).pages]
    assert pages[0].split() == ["Solar", "power", "in", "2026"]
    words = pages[1].split()
    assert words[:5] == ["First", "things", "One", "point", "Another"]
    assert "Source: iea.org" in " ".join(words)
    assert "日本語の文章" in pages[5]


async def test_the_pdf_has_links_bookmarks_a_title_and_a_language(
    maker: DeckMaker, laid: LaidDeck
) -> None:
    pdf = await read(maker, laid)
    links = [
        each.get_object()["/A"]["/URI"]
        for page in pdf.pages
        for each in page.get("/Annots", [])
    ]
    assert links == [SOURCE.url]
    assert [each.title for each in pdf.outline if not isinstance(each, list)] == [
        slide.title for slide in OUTLINE.slides
    ]
    root = cast(DictionaryObject, pdf.trailer["/Root"])
    marked = cast(DictionaryObject, root["/MarkInfo"])["/Marked"]
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Solar power"
    assert (str(root["/Lang"]), bool(marked)) == ("en", True)


def tags(pdf: PdfReader) -> list[str]:
    """What programs that read the PDF to others are told of its parts, in order."""
    found: list[str] = []

    def walk(node: Any) -> None:
        if isinstance(node, DictionaryObject) and "/S" in node:
            found.append(str(node["/S"])[1:])
        inside = node.get("/K", []) if isinstance(node, DictionaryObject) else []
        for each in inside if isinstance(inside, list) else [inside]:
            walk(each.get_object())

    root = cast(DictionaryObject, pdf.trailer["/Root"])
    walk(root["/StructTreeRoot"])
    return found


async def test_the_pdf_tells_what_is_a_list_and_what_is_a_table(
    maker: DeckMaker, laid: LaidDeck
) -> None:
    found = tags(await read(maker, laid))
    assert found.count("H1") == len(OUTLINE.slides)
    assert found.count("L") == 2
    assert found.count("LI") == 5
    table = found.index("Table")
    parts = [each for each in found[table:] if each[0] == "T"]
    assert parts == ["Table", "THead", "TR", "TH", "TH", "TBody", "TR", "TD", "TD"]


async def test_a_table_is_read_out_from_its_first_column_in_arabic(
    maker: DeckMaker,
) -> None:
    table = DeckTable(("بلد", "2024", "2025"), (("أ", "11", "22"),))
    slide = Slide(Layout.TABLE, "نص", table=table)
    outline = replace(OUTLINE, language="ar", slides=(slide,))
    laid = await maker.laid(outline, THEMES["paper"])
    [page] = (await read(maker, laid)).pages
    said: list[str] = []
    page.extract_text(visitor_text=lambda text, *_: said.append(text.strip()))
    assert [each for each in said if each.isdigit()][:4] == ["2024", "2025", "11", "22"]


async def test_the_pdf_contains_its_fonts(maker: DeckMaker, laid: LaidDeck) -> None:
    fonts = [
        font.get_object()
        for page in (await read(maker, laid)).pages
        for font in cast(Any, page["/Resources"])["/Font"].values()
    ]
    inner = [each["/DescendantFonts"][0].get_object() for each in fonts]
    files = ("/FontFile2", "/FontFile3")
    assert all({*files} & {*each["/FontDescriptor"]} for each in inner)
    assert any("Arimo" in each["/BaseFont"] for each in inner)


async def test_the_same_deck_makes_the_same_bytes(
    maker: DeckMaker, laid: LaidDeck
) -> None:
    assert await maker.pdf(laid, pictures) == await maker.pdf(laid, pictures)


async def test_single_pages_are_drawn(maker: DeckMaker, laid: LaidDeck) -> None:
    all_pages = await maker.thumbnails(laid, pictures, width=320)
    [third, first] = await maker.thumbnails(laid, pictures, (3, 1), width=320)
    assert [third, first] == [all_pages[2], all_pages[0]]
    assert len(all_pages) == 6
    shown = Image.open(io.BytesIO(third)).convert("RGB")
    assert shown.size == (320, 180)
    red, green, blue = shown.getpixel((70, 90))  # type: ignore[misc] # three channels
    assert abs(red - 0x30) + abs(green - 0x60) + abs(blue - 0xC0) < 12


async def test_a_picture_that_is_awaited_or_gone_leaves_a_plain_area(
    maker: DeckMaker, laid: LaidDeck
) -> None:
    async def none(sha256: str) -> bytes | None:
        return None

    slides = list(OUTLINE.slides)
    slides[2] = replace(slides[2], sha256="")
    awaited = await maker.laid(replace(OUTLINE, slides=tuple(slides)), THEMES["paper"])
    [waits] = await maker.thumbnails(awaited, pictures, (3,))
    [gone] = await maker.thumbnails(laid, none, (3,))
    assert waits != gone
    assert "a roof at noon" not in "".join(str(await read(maker, awaited)))


async def test_eight_slides_with_noisy_photos_stay_below_five_megabytes(
    maker: DeckMaker,
) -> None:
    noisy = {str(n): noise(n) for n in range(8)}

    async def photos(sha256: str) -> bytes | None:
        return noisy[sha256]

    slides = tuple(
        Slide(Layout.PICTURE_LEFT, n, ("One",), picture="noise", sha256=n)
        for n in noisy
    )
    deck = await maker.laid(replace(OUTLINE, slides=slides), THEMES["paper"])
    assert len(await maker.pptx(deck, photos)) < 5_000_000
    assert len(await maker.pdf(deck, photos)) < 5_000_000


async def test_files_that_are_made_at_once_share_their_small_pictures(
    maker: DeckMaker, laid: LaidDeck
) -> None:
    asked = []

    async def counted(sha256: str) -> bytes | None:
        asked.append(sha256)
        return PHOTO

    await asyncio.gather(maker.pdf(laid, counted), maker.pptx(laid, counted))
    await maker.thumbnails(laid, counted, (3,))
    assert asked == [SHA256]


async def test_bytes_that_are_no_picture_are_an_error(
    maker: DeckMaker, laid: LaidDeck
) -> None:
    async def broken(sha256: str) -> bytes | None:
        return b"no picture"

    with pytest.raises(HangError):
        await maker.pdf(laid, broken)


class SlowDecoders(Decoders):
    """Processes of a machine that is too busy for so many jobs."""

    def __init__(self, slow: int) -> None:
        super().__init__(1, 1)
        self.slow = slow

    async def do(self, job: Job, who: str = "") -> tuple[Outcome, bytes]:
        self.slow -= 1
        if self.slow >= 0:
            raise UnreadableError(Outcome.SLOW)
        return await super().do(job, who)


async def test_what_a_busy_machine_was_too_slow_for_is_made_again() -> None:
    """Once, because what takes long for itself would take long again."""
    async with SlowDecoders(1) as busy:
        laid = await DecoderDeckMaker(busy).laid(OUTLINE, THEMES["night"])
        assert len(laid.slides) == len(OUTLINE.slides)
    async with SlowDecoders(2) as busy:
        with pytest.raises(HangError, match="too long"):
            await DecoderDeckMaker(busy).laid(OUTLINE, THEMES["night"])


async def test_a_pie_stays_below_the_title(maker: DeckMaker) -> None:
    parts = Series("Share", (40.0, 60.0))
    pie = Slide(Layout.CHART, "Pie", chart=Chart("P", Kind.PIE, ("a", "b"), (parts,)))
    laid = await maker.laid(replace(OUTLINE, slides=(pie,)), THEMES["studio"])
    [page] = await maker.thumbnails(laid, pictures, width=960)
    [box] = [box for box in laid.slides[0].boxes if box.chart]
    above = Image.open(io.BytesIO(page)).convert("L").crop((0, 104, 960, int(box.y)))
    assert min(above.tobytes()) > 60


async def test_a_chart_stays_in_its_box_where_words_are_read_from_the_right(
    maker: DeckMaker,
) -> None:
    chart = Slide(Layout.CHART, "القدرة", chart=CHART)
    outline = replace(OUTLINE, language="ar", slides=(chart,))
    laid = await maker.laid(outline, THEMES["studio"])
    [page] = await maker.thumbnails(laid, pictures, width=960)
    [box] = [box for box in laid.slides[0].boxes if box.chart]
    beyond = (int(box.x + box.width) + 2, int(box.y), 960, int(box.y + box.height))
    beside = Image.open(io.BytesIO(page)).convert("L").crop(beyond)
    assert min(beside.tobytes()) == 255


async def test_a_powerpoint_file_is_made_of_it(
    maker: DeckMaker, laid: LaidDeck
) -> None:
    made = await maker.pptx(laid, pictures)
    assert len(Presentation(io.BytesIO(made)).slides) == 6


async def test_titles_are_bold_in_japanese_too(maker: DeckMaker) -> None:
    slide = Slide(Layout.POINTS, "2026年の太陽光発電", ("屋根の上",))
    deck = replace(OUTLINE, slides=(slide,), language="ja")
    [page] = (await read(maker, await maker.laid(deck, THEMES["night"]))).pages
    fonts = cast(Any, page["/Resources"])["/Font"].values()
    names = {str(each.get_object()["/BaseFont"]) for each in fonts}
    assert {"NotoSansCJKtc-Bold", "NotoSansCJKtc-Regular"} <= {
        name.partition("+")[2].removesuffix("-Identity-H") for name in names
    }


async def test_signs_have_the_shape_of_their_place(maker: DeckMaker) -> None:
    """One sign of Unicode is written differently in Tokyo, Beijing and Taipei."""
    slide = Slide(Layout.POINTS, "骨直化与海", ("骨",))
    pages: set[bytes] = set()
    for language in ("ja", "zh-CN", "zh-TW"):
        deck = replace(OUTLINE, slides=(slide,), language=language)
        laid = await maker.laid(deck, THEMES["paper"])
        pages.update(await maker.thumbnails(laid, pictures))
    assert len(pages) == 3


async def test_letters_that_no_font_has_are_named(maker: DeckMaker) -> None:
    slide = Slide(Layout.POINTS, "𝄞", ("ᚠuthark 𝄞",))
    table = Slide(Layout.TABLE, "a", table=DeckTable(("𝄞",), (("🂡",),)))
    laid = await maker.laid(replace(OUTLINE, slides=(slide, table)), THEMES["paper"])
    assert laid.missing == "𝄞ᚠ🂡"
    text = (await read(maker, laid)).pages[0].extract_text()
    assert text.split() == ["□uthark", "1"]


async def test_emoji_are_in_the_pdf(maker: DeckMaker) -> None:
    points = ("Sun 🌞", "Family 👩‍👩‍👧‍👦", "Flag 🇩🇪", "Heart ❤️", "Thumb 👍🏽")
    slide = Slide(Layout.POINTS, "Rocket 🚀", points)
    laid = await maker.laid(replace(OUTLINE, slides=(slide,)), THEMES["paper"])
    assert laid.missing == ""
    text = (await read(maker, laid)).pages[0].extract_text()
    assert {"🚀", "🌞", "👩‍👩‍👧‍👦", "🇩🇪", "❤️", "👍🏽"} <= {*text.split()}


async def test_the_colors_of_a_picture_are_read(maker: DeckMaker) -> None:
    picture = Image.new("RGB", (400, 300), "#ffffff")
    picture.paste("#c81e1e", (0, 0, 100, 300))
    out = io.BytesIO()
    picture.save(out, "PNG")
    white, red = (await maker.colors(out.getvalue()))[:2]
    assert white == "#ffffff"
    assert contrast(red, "#c81e1e") < 1.05


@pytest.mark.parametrize(
    ("logo", "ground"), [("white", "#000000"), ("black", "#ffffff")]
)
async def test_a_logo_on_nothing_is_seen_on_the_ground_that_it_is_for(
    maker: DeckMaker, logo: str, ground: str
) -> None:
    picture = Image.new("RGBA", (400, 300))
    picture.paste(logo, (100, 100, 200, 200))
    out = io.BytesIO()
    picture.save(out, "PNG")
    assert (await maker.colors(out.getvalue()))[0] == ground


def _run(*words: str) -> bytes:
    return subprocess.run(words, capture_output=True, check=True, timeout=60).stdout


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="needs poppler")
async def test_other_programs_show_the_same_pages(
    maker: DeckMaker, laid: LaidDeck, tmp_path: Path
) -> None:
    file = tmp_path / "deck.pdf"
    file.write_bytes(await maker.pdf(laid, pictures))
    await asyncio.to_thread(
        _run, "pdftoppm", "-png", "-scale-to-x", "640", "-scale-to-y", "360",
        str(file), str(tmp_path / "page"),
    )  # fmt: skip
    text = await asyncio.to_thread(_run, "pdftotext", str(file), "-")
    assert "First things" in text.decode()
    pages = await maker.thumbnails(laid, pictures, width=640)
    for number, ours in enumerate(pages, 1):
        theirs = tmp_path / f"page-{number}.png"
        assert _difference(ours, theirs.read_bytes()) < 4


def _difference(one: bytes, other: bytes) -> float:
    """The mean difference of two pictures, of 255."""
    pair = [Image.open(io.BytesIO(each)).convert("L") for each in (one, other)]
    [mean] = ImageStat.Stat(ImageChops.difference(*pair)).mean
    return float(mean)
