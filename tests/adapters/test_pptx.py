"""A PowerPoint file holds what the slides hold, in PowerPoint's own terms."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import (  # type: ignore[import-untyped] # not typed there
    OpenXmlValidator,
)
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE

from bot.adapters.decoder.measuring import widths
from bot.adapters.pptx.writer import pptx_file
from bot.core.charts.drawing import Theme
from bot.core.decks.laid import Box, LaidDeck, Role
from bot.core.decks.models import models
from bot.core.decks.outline import DeckTable, Layout
from bot.core.decks.themes import THEMES
from tests.adapters.laid_deck import (
    BLUE,
    PICTURES,
    body,
    foot,
    found,
    laid,
    marked_up,
    opened,
    photo,
    points,
    title,
    whole_deck,
    words,
)

NIGHT = Theme("#0e1626", "#f1f5fb", "#a9b6c9", "#2f3d55", ("#6fc3ff", "#ffb454"))
WHOLE = pptx_file(whole_deck(), PICTURES)


def written(*boxes: Box, **more: str) -> bytes:
    """A file with one slide of points."""
    return pptx_file(laid(("points", boxes), **more), PICTURES)


def complaints(data: bytes, folder: Path) -> list[str]:
    """What the schemas of Microsoft's own SDK say against it."""
    file = folder / "deck.pptx"
    file.write_bytes(data)
    result = OpenXmlValidator().validate(file)
    return [f"{each.part_uri} {each.path} {each.description}" for each in result.errors]


def test_the_format_allows_all_of_it(tmp_path: Path) -> None:
    assert complaints(WHOLE, tmp_path) == []


def test_the_format_allows_a_dark_theme_and_one_empty_slide(tmp_path: Path) -> None:
    deck = replace(laid(("points", ())), colors=NIGHT)
    assert complaints(pptx_file(deck, {}), tmp_path) == []


def test_the_schemas_would_have_complained(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as file, zipfile.ZipFile(out, "w") as bad:
        for name in file.namelist():
            data = file.read(name)
            if name == "ppt/slides/slide3.xml":
                data = data.replace(b'anchor="t"', b'anchor="top"', 1)
            bad.writestr(name, data)
    assert any("anchor" in each for each in complaints(out.getvalue(), tmp_path))


def test_the_same_deck_makes_the_same_bytes() -> None:
    assert pptx_file(whole_deck(), PICTURES) == WHOLE


def test_it_is_wide_and_has_a_layout_of_each_kind() -> None:
    file = opened(WHOLE)
    assert file.slide_width / file.slide_height == pytest.approx(16 / 9)
    names = [layout.name.lower().replace(" ", "_") for layout in file.slide_layouts]
    assert names == [*Layout]
    used = [slide.slide_layout.name for slide in file.slides]
    assert used[:3] == ["Title", "Section", "Points"]


def test_words_stand_in_placeholders_of_their_layout() -> None:
    slides = opened(WHOLE).slides
    kinds = {each.placeholder_format.type for each in slides[2].placeholders}
    assert kinds == {
        PP_PLACEHOLDER.TITLE,
        PP_PLACEHOLDER.BODY,
        PP_PLACEHOLDER.SLIDE_NUMBER,
    }
    assert slides[0].shapes.title.text_frame.text == "Solar power in 2026"
    in_layout = {
        each.placeholder_format.idx for each in slides[2].slide_layout.placeholders
    }
    on_slide = {each.placeholder_format.idx for each in slides[2].placeholders}
    assert on_slide <= in_layout


def test_what_the_layout_says_is_not_said_again() -> None:
    [shape] = [
        each
        for each in opened(WHOLE).slides[2].placeholders
        if each.name.startswith("Body")
    ]
    assert not shape.element.spPr.xpath("./a:xfrm")
    assert not shape.element.xpath(".//a:rPr/@sz | .//a:rPr/a:solidFill")
    assert (shape.left, shape.width) == (60 * 12700, 840 * 12700)


def test_a_second_slide_says_in_what_it_departs() -> None:
    first, second = body(*points("One")), body(words("Small", 11, BLUE), x=100)
    deck = laid(("points", (first,)), ("points", (second,)))
    [shape] = opened(pptx_file(deck, {})).slides[1].placeholders
    run = shape.text_frame.paragraphs[0].runs[0]
    assert (shape.left, run.font.size.pt) == (100 * 12700, 11)
    assert run.font.color.theme_color.name == "ACCENT_1"
    assert shape.element.xpath(".//a:pPr/a:buNone")


def test_a_layout_has_every_placeholder_that_any_of_its_slides_has() -> None:
    deck = laid(("points", (title("One"),)), ("points", (title("Two"), *foot(2))))
    file = opened(pptx_file(deck, {}))
    names = [each.name.rstrip(" 0123456789") for each in file.slides[1].placeholders]
    assert [*names] == ["Title", "Slide number", "Sources"]
    assert not file.slides[1].shapes[1].element.xpath("./p:spPr/a:xfrm")


def test_what_adorns_every_slide_of_a_layout_is_on_the_layout() -> None:
    strip = Box(0, 0, 10, 540, Role.ORNAMENT, fill=BLUE)
    other = Box(0, 0, 960, 9, Role.ORNAMENT, fill=BLUE)
    deck = laid(
        ("points", (strip, title("One"))),
        ("points", (strip, other, title("Two"))),
    )
    file = opened(pptx_file(deck, {}))
    ornaments = "//p:cNvPr[contains(@name, 'Decoration')]/@id"
    counts = [len(found(slide.part, ornaments)) for slide in file.slides]
    assert counts == [0, 1]
    assert len(found(file.slides[0].slide_layout.part, ornaments)) == 1


def test_a_title_without_words_is_not_asked_for() -> None:
    file = opened(written(title(""), body(words("A quote"))))
    assert [each.name for each in file.slides[0].shapes] == ["Body 2"]


def test_layouts_that_no_slide_has_are_there_to_be_chosen(tmp_path: Path) -> None:
    theme = THEMES["night"]
    deck = replace(
        laid(("points", (title("One"),))),
        models=models(theme, "ar", widths),
        colors=theme.chart_colors,
    )
    data = pptx_file(deck, {})
    names = [layout.name.lower().replace(" ", "_") for layout in file_layouts(data)]
    assert names == [*Layout]
    assert all([*layout.placeholders] for layout in file_layouts(data))
    assert complaints(data, tmp_path) == []


def file_layouts(data: bytes) -> Any:
    return opened(data).slide_layouts


@pytest.mark.parametrize(("language", "way"), [("ar", "1"), ("en", "0")])
def test_slides_that_are_added_are_read_the_right_way(language: str, way: str) -> None:
    deck = replace(
        laid(("points", (title("a"),)), language=language),
        models=models(THEMES["paper"], language, widths),
    )
    file = opened(pptx_file(deck, {}))
    for layout in list(file.slide_layouts):
        if layout.name != "Points":  # which the deck has, with its own words
            named = "//p:sp[.//p:ph[@type='title' or @type='ctrTitle']]"
            assert found(layout.part, f"{named}//a:lvl1pPr/@rtl") == [way]
    assert {*found(file.slide_master.part, "//p:titleStyle//@rtl")} == {way}
    assert {*found(file.slide_master.part, "//p:bodyStyle//@rtl")} == {way}


def test_colors_and_fonts_are_in_the_theme_alone() -> None:
    file = opened(WHOLE)
    theme = file.slide_masters[0].part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    )
    assert found(theme, "//a:accent1/a:srgbClr/@val") == ["0072B2"]
    assert found(theme, "//a:majorFont/a:latin/@typeface") == ["Cambria"]
    assert found(theme, "//a:minorFont/a:latin/@typeface") == ["Arial"]
    runs = found(file.slides[2].part, "//a:rPr//a:srgbClr")
    assert runs == []
    named = {*found(file.slide_masters[0].part, "//a:latin/@typeface")}
    assert named == {"+mj-lt", "+mn-lt"}


def test_a_dark_theme_has_light_letters_on_a_dark_ground() -> None:
    deck = replace(whole_deck(), colors=NIGHT)
    master = opened(pptx_file(deck, PICTURES)).slide_masters[0]
    assert found(master.part, "//p:clrMap/@bg1 | //p:clrMap/@tx1") == ["dk1", "lt1"]


def test_bullets_are_no_letters() -> None:
    shape = next(
        each
        for each in opened(WHOLE).slides[2].placeholders
        if each.name.startswith("Body")
    )
    assert shape.text_frame.text == "Cheap\nClean"
    layout = opened(WHOLE).slides[2].slide_layout
    assert "•" in found(layout.part, "//a:lvl1pPr/a:buChar/@char")


@pytest.mark.parametrize(
    ("text", "language", "side", "spelt"),
    [
        ("مرحبا", "ar", "r", "ar-SA"),
        ("שלום", "en", "r", "he-IL"),
        ("Hello", "en", "l", "en-US"),
        ("Hallo", "de-ch", "l", "de-CH"),
        ("சூரியன்", "en", "l", "ta-IN"),
        ("সূর্য", "bn", "l", "bn-IN"),
        ("Привет", "uk", "l", "uk-UA"),
        ("Καλημέρα", "en", "l", "el-GR"),
        ("太陽", "zh-Hant", "l", "zh-TW"),
        ("Góðan dag", "is", "l", "is"),
    ],
)
def test_words_are_read_the_right_way(
    text: str, language: str, side: str, spelt: str
) -> None:
    data = written(body(words(text, rtl=side == "r")), language=language)
    part = opened(data).slides[0].part
    way = found(part, "//a:pPr/@algn | //a:pPr/@rtl")
    layout = found(opened(data).slides[0].slide_layout.part, "//a:lvl1pPr/@algn")
    assert way == [] or side in way
    assert side in layout
    assert found(part, "//a:rPr/@lang") == [spelt]


def test_other_scripts_have_lines_that_no_font_makes_higher() -> None:
    part = opened(written(body(words("太陽光 2026", 20)))).slides[0].slide_layout.part
    assert "2400" in found(part, "//a:lvl1pPr/a:lnSpc/a:spcPts/@val")


def test_pictures_are_cut_and_told() -> None:
    file = opened(WHOLE)
    [left] = [each for each in file.slides[3].shapes if "Picture" in each.name]
    assert left.is_placeholder
    assert left.element.xpath("./p:nvPicPr/p:cNvPr/@descr") == ["A red field"]
    shown = 1 - left.crop_left - left.crop_right
    assert shown * 768 / 512 == pytest.approx(440 / 540, abs=0.01)
    assert left.crop_top == left.crop_bottom == 0
    assert left.image.blob == PICTURES["red"]
    media = [n for n in zipfile.ZipFile(io.BytesIO(WHOLE)).namelist() if "media" in n]
    assert len(media) == 2


def test_a_picture_that_is_missing_leaves_a_plain_area() -> None:
    data = pptx_file(whole_deck(), {})
    assert not [n for n in zipfile.ZipFile(io.BytesIO(data)).namelist() if "media" in n]
    assert len(opened(data).slides) == len(whole_deck().slides)


def test_ornaments_are_passed_over_by_screen_readers() -> None:
    part = opened(WHOLE).slides[5].part
    [mark] = found(part, "//*[local-name()='decorative']/@val")
    assert mark == "1"
    assert found(part, "//a:alpha/@val") == ["55000"]


def test_everything_with_a_picture_in_it_is_told() -> None:
    for slide in opened(WHOLE).slides:
        told = "//p:pic/p:nvPicPr/p:cNvPr | //p:graphicFrame//p:cNvPr"
        assert all(each.get("descr") for each in found(slide.part, told))


def test_tables_are_tables() -> None:
    [shape] = [each for each in opened(WHOLE).slides[6].shapes if each.has_table]
    table = shape.table
    assert [cell.text for cell in table.rows[0].cells] == ["Country", "2024", "2025"]
    assert table.cell(3, 0).text == "=1+1"
    assert table.first_row
    assert [column.width.pt for column in table.columns] == [400, 220, 220]
    sides = [cell.text_frame.paragraphs[0].alignment for cell in table.rows[1].cells]
    assert [each.name for each in sides] == ["LEFT", "RIGHT", "RIGHT"]


def test_a_table_that_is_read_from_the_right_has_its_first_column_there() -> None:
    shown = DeckTable(("2024", "البلد"), (("99.3", "ألمانيا"),))
    box = Box(60, 140, 840, 80, Role.BODY, table=shown, aligns=("start", "end"))
    [shape] = opened(written(box, language="ar")).slides[0].shapes
    assert [cell.text for cell in shape.table.rows[0].cells] == ["2024", "البلد"]
    [one, other] = [cell.text_frame.paragraphs[0] for cell in shape.table.rows[0].cells]
    assert (one.alignment.name, other.alignment.name) == ("LEFT", "RIGHT")
    assert not found(shape.part, "//a:tblPr/@rtl")


def test_numbers_in_a_table_that_is_read_from_the_right_keep_their_order() -> None:
    shown = DeckTable(("2024", "البلد"), (("315 GW", "ألمانيا"),))
    box = Box(60, 140, 840, 80, Role.BODY, table=shown, aligns=("start", "end"))
    [shape] = opened(written(box, language="ar")).slides[0].shapes
    ways = shape.element.xpath(".//a:tc//a:pPr/@rtl")
    assert ways == ["0", "1", "0", "1"]


def test_only_pages_are_linked() -> None:
    outside = [
        (relation.reltype.rpartition("/")[2], relation.target_ref)
        for slide in opened(WHOLE).slides
        for part in (slide.part, slide.notes_slide.part)
        for relation in part.rels.values()
        if relation.is_external
    ]
    assert {*outside} == {("hyperlink", "https://iea.example/a?b=1&c=2")}


def test_notes_say_what_is_said_and_where_it_comes_from() -> None:
    notes = opened(WHOLE).slides[2].notes_slide
    address = "https://iea.example/a?b=1&c=2"
    assert notes.notes_text_frame.text == f"Say this.\nThen that.\n{address}"
    assert found(notes.part, "//a:r[a:rPr/a:hlinkClick]/a:t/text()") == [address]


def test_notes_are_read_the_right_way() -> None:
    deck = laid(("points", (title("a"),)))
    slide = replace(deck.slides[0], notes="قل هذا.\nIEA – https://iea.example")
    page = opened(pptx_file(replace(deck, slides=(slide,)), {})).slides[0].notes_slide
    assert found(page.part, "//p:sp[2]//a:p/a:pPr/@rtl") == ["1"]
    assert found(page.part, "//p:sp[2]//a:p[2]/a:pPr") == []


def test_chinese_of_taiwan_has_a_font_of_its_own() -> None:
    part = opened(written(body(words("太陽")), language="zh-TW")).slide_master.part
    theme = part.part_related_by(RELATIONSHIP_TYPE.THEME)
    fonts = found(theme, "//a:ea/@typeface")
    assert fonts == ["Microsoft JhengHei"] * 2


def test_an_address_that_the_notes_have_is_not_said_twice() -> None:
    said = "Sources:\nIEA – https://iea.example/a?b=1&c=2"
    deck = laid(("points", (title("Sun"), *foot(1))))
    deck = replace(deck, slides=(replace(deck.slides[0], notes=said),))
    [slide] = opened(pptx_file(deck, {})).slides
    assert slide.notes_slide.notes_text_frame.text == said


def test_the_file_tells_its_title_and_language_and_nobody() -> None:
    about = opened(WHOLE).core_properties
    assert (about.title, about.language) == ("Sun & <wind>", "en-US")
    assert not about.author
    assert not about.last_modified_by
    dates = {each.date_time for each in zipfile.ZipFile(io.BytesIO(WHOLE)).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_numbers_of_slides_count_by_themselves() -> None:
    part = opened(WHOLE).slides[2].part
    assert found(part, "//a:fld[@type='slidenum']/a:t/text()") == ["3"]


def test_shapes_have_numbers_and_names_of_their_own() -> None:
    for slide in opened(WHOLE).slides:
        ids = found(slide.part, "//p:cNvPr/@id")
        names = found(slide.part, "//p:cNvPr/@name")
        assert len({*ids}) == len(ids)
        assert len({*names}) == len(names)


def test_sections_are_those_of_the_deck() -> None:
    part = opened(WHOLE).part
    names = found(part, "//*[local-name()='section']/@name")
    assert names == ["Slide 1", "Slide 2"]
    listed = found(part, "//*[local-name()='sldIdLst']/*[local-name()='sldId']/@id")
    assert len({*listed}) == len(whole_deck().slides)


def test_eight_slides_with_photos_stay_below_five_megabytes() -> None:
    large = photo("#aa2211", 1536, 1024)
    names = [str(n) for n in range(8)]
    pictures = {name: large[:-2] + name.encode() + large[-2:] for name in names}
    slides = [
        ("picture_left", (Box(0, 0, 440, 540, Role.BODY, picture=name), title(name)))
        for name in names
    ]
    assert len(pptx_file(laid(*slides), pictures)) < 5_000_000


def test_no_part_names_a_program_or_a_place() -> None:
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as file:
        whole = b"".join(file.read(name) for name in file.namelist())
    assert b"python" not in whole.lower()
    assert b"steve" not in whole.lower()


def test_a_deck_of_no_slides_still_opens() -> None:
    deck: LaidDeck = laid()
    assert len(opened(pptx_file(deck, {})).slides) == 0


def test_layouts_are_valid_without_their_slides() -> None:
    for layout in opened(WHOLE).slide_layouts:
        assert marked_up(layout.part) is not None
        assert [*layout.placeholders]
