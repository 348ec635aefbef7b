"""Whatever words a deck has, its file opens and holds them."""

import io
import re
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.pptx.colors import six
from bot.adapters.pptx.links import link
from bot.adapters.pptx.writer import pptx_file
from bot.adapters.pptx.xml import clean
from bot.core.decks.laid import Box, Paragraph, Role
from bot.core.decks.outline import DeckTable, Layout
from tests.adapters.laid_deck import body, laid, opened, title, words

TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
SIZES = st.floats(1, 200)
COLORS = st.sampled_from(("#0072b2", "#fff", "rgb(1,2,3)", "", "#12345678"))
PARAGRAPHS = st.builds(
    Paragraph,
    text=TEXT,
    lines=st.just(()),
    size=SIZES,
    color=COLORS,
    bold=st.booleans(),
    heading=st.booleans(),
    bullet=st.booleans(),
    align=st.sampled_from(("start", "center", "end")),
    rtl=st.booleans(),
    link=st.one_of(st.just(""), TEXT, st.just("https://a.example/ü?q=1&r=<")),
)
PLACES = st.floats(-50, 1000)
BOXES = st.builds(
    Box,
    x=PLACES,
    y=PLACES,
    width=st.floats(0, 1000),
    height=st.floats(0, 600),
    role=st.sampled_from(Role),
    paragraphs=st.lists(PARAGRAPHS, max_size=3).map(tuple),
    anchor=st.sampled_from(("top", "middle", "bottom")),
    fill=COLORS,
    opacity=st.floats(0, 1),
    radius=st.floats(0, 40),
)
SLIDES = st.tuples(
    st.sampled_from([str(each) for each in Layout]),
    st.lists(BOXES, max_size=4).map(tuple),
)


def shown(text: str) -> str:
    """What of a text can be in a file."""
    return re.sub(r"\s", "", clean(text))


def all_words(slide: Any) -> str:
    frames = (each for each in slide.shapes if each.has_text_frame)
    return "".join(shown(frame.text_frame.text) for frame in frames)


@settings(max_examples=60, deadline=None)
@given(st.lists(SLIDES, max_size=3), TEXT)
def test_every_word_is_in_the_file(
    slides: list[tuple[str, tuple[Box, ...]]], name: str
) -> None:
    deck = laid(*slides, title=name)
    data = pptx_file(deck, {})
    assert data == pptx_file(deck, {})
    for slide, (_, boxes) in zip(opened(data).slides, slides, strict=True):
        found = all_words(slide)
        for paragraph in (p for box in boxes for p in box.paragraphs):
            assert shown(paragraph.text) in found


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(TEXT, min_size=2, max_size=2), min_size=1, max_size=4))
def test_every_cell_is_in_the_file(rows: list[list[str]]) -> None:
    head, *others = (tuple(row) for row in rows)
    box = Box(60, 140, 840, 300, Role.BODY, table=DeckTable(head, tuple(others)))
    [shape] = opened(pptx_file(laid(("table", (box,))), {})).slides[0].shapes
    found = [[shown(cell.text) for cell in row.cells] for row in shape.table.rows]
    assert found == [[shown(text) for text in row] for row in rows]


def test_a_word_of_ten_thousand_letters_is_whole() -> None:
    long = "x" * 10_000
    [slide] = opened(pptx_file(laid(("points", (body(words(long)),))), {})).slides
    assert all_words(slide) == long


@pytest.mark.parametrize(
    "text", ["\x00a\x0bb\x1f", "a\ud800b", "\ufffea\uffff", "a\r\nb", "<b>&amp;]]>"]
)
def test_what_xml_does_not_take_is_left_out(text: str) -> None:
    data = pptx_file(laid(("points", (title(text), body(words(text)))), title=text), {})
    [slide] = opened(data).slides
    assert shown(text) in all_words(slide)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None


def test_lines_of_a_paragraph_are_broken_where_they_are() -> None:
    [slide] = opened(pptx_file(laid(("points", (body(words("one\ntwo")),))), {})).slides
    [shape] = slide.placeholders
    assert shape.text_frame.paragraphs[0].text == "one\vtwo"


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://a.example/b?c=1#d", "https://a.example/b?c=1#d"),
        ("http://ü.example/ü ü", "http://xn--tda.example/%C3%BC%20%C3%BC"),
        ("https://name:word@a.example/", "https://a.example/"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("ms-word:ofe|u|https://a.example", ""),
        ("//a.example", ""),
        ("https://", ""),
        ("https://[", ""),
        ("https://a.example/" + "x" * 3_000, ""),
        ("", ""),
    ],
)
def test_only_addresses_of_pages_are_links(address: str, linked: str) -> None:
    assert link(address) == linked


@given(st.text(max_size=10))
def test_a_color_is_six_digits_whatever_was_given(text: str) -> None:
    assert re.fullmatch("[0-9A-F]{6}", six(text))
