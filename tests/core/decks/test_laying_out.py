"""Laying out: whatever is written, in any script, it is whole and at its place."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.charts.chart import Chart, Kind, Series
from bot.core.charts.words import fitting
from bot.core.decks.breaking import Face
from bot.core.decks.laid import Box, LaidDeck, LaidSlide, Paragraph, Role
from bot.core.decks.laying_out import laid_out
from bot.core.decks.outline import (
    COVERS,
    WITH_PICTURE,
    DeckSource,
    DeckTable,
    Layout,
    Outline,
    Slide,
)
from bot.core.decks.themes import NIGHT, PAPER, STUDIO, THEMES
from tests.laid_checks import ALPHABETS, check, check_words, rough, tight


def texts(most: int) -> st.SearchStrategy[str]:
    """Words as they can be read from a call, in one script or another."""
    scripts = st.sampled_from(ALPHABETS).flatmap(
        lambda letters: st.text(letters, min_size=1, max_size=most)
    )
    anything = st.text(min_size=1, max_size=most // 2)
    cleaned = st.one_of(scripts, scripts, anything).map(lambda t: fitting(t, most))
    return cleaned.filter(bool)


SOURCES = st.lists(
    st.from_regex(r"\Ahttps://[a-z]{1,50}\.example/[a-z]{0,9}\Z").map(
        lambda url: DeckSource("A page", url)
    ),
    max_size=8,
).map(tuple)


def pairs() -> st.SearchStrategy[str]:
    """Points of numbers or dates."""
    whole = texts(280).filter(lambda t: ":" not in t and "：" not in t)
    return st.tuples(whole.map(lambda t: t[:60].strip()), whole).map(": ".join)


@st.composite
def slides(draw: Any, layout: Layout) -> Slide:
    """Any slide of this layout, as it can be read."""
    many = st.lists(texts(300), max_size=12)
    points: list[str] = draw(many)
    match layout:
        case Layout.NUMBERS | Layout.TIMELINE:
            points = draw(st.lists(pairs(), min_size=1, max_size=8))
        case Layout.COMPARISON:
            side = st.lists(texts(300), min_size=2, max_size=5)
            points = [*draw(side), "", *draw(side)]
        case Layout.QUOTE:
            points = draw(st.lists(texts(300), min_size=1, max_size=2, unique=True))
        case Layout.TABLE:
            points = []
    shows = layout in WITH_PICTURE or (layout in COVERS and draw(st.booleans()))
    return Slide(
        layout,
        draw(texts(120)),
        tuple(points),
        table=draw(tables()) if layout is Layout.TABLE else None,
        chart=CHART if layout is Layout.CHART else None,
        picture="a roof" if shows else "",
        sha256=draw(st.sampled_from(("", "a" * 64))) if shows else "",
        why=draw(st.sampled_from(("", "refused"))) if shows else "",
        sources=draw(SOURCES),
    )


@st.composite
def tables(draw: Any) -> DeckTable:
    """Any table."""
    columns = draw(st.integers(1, 8))
    row = st.lists(texts(160), min_size=columns, max_size=columns).map(tuple)
    rows = draw(st.lists(row, min_size=1, max_size=draw(st.sampled_from((3, 40)))))
    return DeckTable(draw(row), tuple(rows))


CHART = Chart("t", Kind.BAR, ("a", "b"), (Series("", (1.0, 2.0)),), unit="GW")


@pytest.mark.slow
@pytest.mark.parametrize("layout", Layout)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[*HealthCheck], database=None
)
@given(data=st.data())
def test_everything_fits_whatever_is_written(layout: Layout, data: Any) -> None:
    outline = Outline(
        "A deck",
        data.draw(st.one_of(st.just(""), texts(200))),
        "",
        (data.draw(slides(layout)),),
        data.draw(st.sampled_from(("en", "ar", "ja"))),
    )
    theme = data.draw(st.sampled_from([*THEMES.values()]))
    laid = laid_out(outline, theme, rough)
    check(laid)
    if outline.language != "ar":  # whose tables are the other way round
        check_words(outline, laid)


def laid(*slides: Slide, language: str = "en", theme: str = "paper") -> LaidDeck:
    """A deck of these slides."""
    return laid_out(Outline("A deck", "", "", slides, language), THEMES[theme], rough)


def title_of(deck: LaidDeck) -> list[str]:
    return [each.title for each in deck.slides]


LONG = "word " * 59 + "end"


def body_of(deck: LaidDeck) -> Box:
    """The words of its only slide, below the title."""
    [slide] = deck.slides
    [found] = [box for box in slide.boxes if _is_body(box)]
    return found


def test_sources_and_numbers_can_be_read_on_a_wall() -> None:
    sources = tuple(DeckSource("", f"https://{c * 20}.example/") for c in "abcdefgh")
    [slide] = laid(Slide(Layout.POINTS, "t", ("p",), sources=sources)).slides
    small = [b for b in slide.boxes if b.role in (Role.SOURCES, Role.NUMBER)]
    assert min(p.size for b in small for p in b.paragraphs) >= 10


def test_a_single_point_is_large_and_not_right_below_the_title() -> None:
    one = body_of(laid(Slide(Layout.POINTS, "t", ("The sun delivers enough",))))
    three = body_of(laid(Slide(Layout.POINTS, "t", ("One", "Two", "Three"))))
    assert one.paragraphs[0].size > three.paragraphs[0].size
    assert one.y > three.y + 60


def test_a_few_points_stand_further_apart_than_many() -> None:
    few = body_of(laid(Slide(Layout.POINTS, "t", ("One", "Two", "Three"))))
    many = body_of(laid(Slide(Layout.POINTS, "t", ("One",) * 7)))
    assert few.spacing / few.paragraphs[0].size > many.spacing / many.paragraphs[0].size


def test_letters_become_smaller_before_a_word_is_broken() -> None:
    word = "Bundesimmissionsschutzverordnung"
    slide = Slide(Layout.PICTURE_LEFT, "t", (word, "Two"), picture="a roof")
    assert body_of(laid(slide)).paragraphs[0].lines == (word,)
    longer = replace(slide, points=(word, word * 3))
    assert body_of(laid(longer)).paragraphs[0].lines == (word,)


def test_numbers_without_cards_do_not_touch_one_another() -> None:
    slide = Slide(Layout.NUMBERS, "t", ("6,555 GW: new", "41 %: of all", "7: years"))
    boxes = laid(slide, theme="studio").slides[0].boxes
    words = {p.text: (box, p) for box in boxes for p in box.paragraphs}
    (first, figure), (second, _) = words["6,555 GW"], words["41 %"]
    wide = rough("6,555 GW", Face("Arial", bold=True)) * figure.size
    assert first.x + wide + 40 < second.x


def test_points_that_do_not_fit_go_on_on_another_slide() -> None:
    deck = laid(Slide(Layout.POINTS, "Much", (LONG,) * 12))
    assert title_of(deck)[:2] == ["Much", "Much (2)"]
    assert {each.of for each in deck.slides} == {1}
    sizes = {
        p.size for s in deck.slides for b in s.boxes for p in b.paragraphs if p.bullet
    }
    assert min(sizes) >= 14


def test_slides_that_go_on_are_about_equally_full() -> None:
    deck = laid(Slide(Layout.POINTS, "Much", (LONG,) * 9))
    counts = [
        sum(len(b.paragraphs) for b in s.boxes if b.role is Role.BODY)
        for s in deck.slides
    ]
    assert max(counts) - min(counts) <= 1


def test_what_goes_on_has_letters_of_about_the_same_size() -> None:
    deck = laid(Slide(Layout.POINTS, "Much", (*(LONG,) * 8, "short", "short")))
    sizes = [b.paragraphs[0].size for s in deck.slides for b in s.boxes if _is_body(b)]
    assert len(sizes) > 1
    assert max(sizes) <= 1.3 * min(sizes)


def _is_body(box: Box) -> bool:
    return box.role is Role.BODY and bool(box.paragraphs or box.table)


def words_on(slide: LaidSlide) -> list[Paragraph]:
    """All words of a slide but those at its foot."""
    foot = (Role.SOURCES, Role.NUMBER)
    return [p for b in slide.boxes for p in b.paragraphs if b.role not in foot]


def test_no_card_of_a_comparison_that_goes_on_is_empty() -> None:
    uneven = ("Left", "one", "", "Right", *(LONG[:150],) * 8)
    first, *more = laid(Slide(Layout.COMPARISON, "t", uneven)).slides
    assert more
    for slide in more:
        assert "Left" not in [p.text for p in words_on(slide)]
        [card] = [b for b in slide.boxes if b.fill and b.height > 50]
        assert card.width > 800
    assert {"Left", "Right"} <= {p.text for p in words_on(first)}


def test_both_sides_of_a_comparison_have_letters_of_one_size() -> None:
    side = (LONG, LONG)
    slide = Slide(Layout.COMPARISON, "t", ("A", *side, "", "B", *side, LONG[:80]))
    for each in laid(slide).slides:
        assert len({p.size for p in words_on(each) if p.bullet}) == 1


def test_a_long_number_is_not_broken() -> None:
    points = ("1,234,567,890,123 €: debt", "0.000000001 m: thickness")
    [slide] = laid(Slide(Layout.NUMBERS, "t", points)).slides
    [debt] = [p for p in words_on(slide) if "€" in p.text]
    assert len(debt.lines) == 1


@pytest.mark.parametrize(
    ("text", "marks"), [("It is free.", 1), ("“It is free.”", 0), ("「無料」", 0)]
)
def test_words_that_bear_quotation_marks_get_no_other(text: str, marks: int) -> None:
    [slide] = laid(Slide(Layout.QUOTE, "t", (text, "Ann"))).slides
    assert [p.text for p in words_on(slide)].count("“") == marks


@pytest.mark.parametrize(
    "layout", [Layout.TITLE, Layout.PICTURE_LEFT, Layout.PICTURE_RIGHT, Layout.QUOTE]
)
def test_titles_are_read_out_first(layout: Layout) -> None:
    slide = Slide(layout, "t", ("One", "Two"), picture="a roof", sha256="a" * 64)
    [shown] = laid(slide).slides
    roles = (b.role for b in shown.boxes if b.role is not Role.ORNAMENT)
    assert next(roles) is Role.TITLE


def test_no_word_is_alone_on_the_last_line_of_a_point() -> None:
    points = ("Four in ten of the new panels are on roofs", "Balconies need no permit")
    slide = Slide(Layout.PICTURE_LEFT, "t", points, picture="a roof")
    for paragraph in body_of(laid(slide)).paragraphs:
        assert len(paragraph.lines[-1].split()) > 1


@pytest.mark.parametrize("words", ["712 GW", "41 %", "Pourquoi ?", "3 kWh"])
def test_a_unit_or_a_sign_does_not_begin_a_line(words: str) -> None:
    for count in range(1, 60):
        point = f"{'a' * count} {'b ' * 20}{words} and more"
        [line] = body_of(laid(Slide(Layout.POINTS, "t", (point, "c")))).paragraphs[:1]
        last = words.rpartition(" ")[2]
        assert not any(each.startswith(last) for each in line.lines)


def test_a_table_goes_on_with_its_header() -> None:
    rows = tuple((f"row {n}", LONG[:150]) for n in range(40))
    deck = laid(Slide(Layout.TABLE, "Long", table=DeckTable(("Name", "What"), rows)))
    tables = [b.table for s in deck.slides for b in s.boxes if b.table]
    assert len(tables) > 1
    assert {each.header for each in tables} == {("Name", "What")}
    assert [row for each in tables for row in each.rows] == [*rows]


def test_prices_stand_at_the_end_of_their_column_as_numbers_do() -> None:
    rows = (("2020", "$0.28", "22 %"), ("2025", "$0.11", "25 %"))
    table = DeckTable(("Year", "Cost", "Efficiency"), rows)
    assert body_of(laid(Slide(Layout.TABLE, "t", table=table))).aligns[1:] == (
        "end",
        "end",
    )


@pytest.mark.parametrize("layout", [*WITH_PICTURE, Layout.TITLE])
def test_a_slide_whose_picture_was_refused_looks_as_if_it_never_had_one(
    layout: Layout,
) -> None:
    slide = Slide(layout, "Roofs", ("One", "Two"), picture="a roof", why="refused")
    [without] = laid(slide).slides
    assert not [box for box in without.boxes if box.picture]
    [awaits] = laid(replace(slide, why="")).slides
    assert [box.picture for box in awaits.boxes if box.picture] == ["awaited"]


def test_a_deck_in_arabic_begins_at_the_right() -> None:
    points = Slide(Layout.POINTS, "مرحبا", ("نص أول", "Latin"))
    [slide] = laid(points, language="ar", theme="night").slides
    [mirrored] = laid(points, language="en", theme="night").slides
    for one, other in zip(slide.boxes, mirrored.boxes, strict=True):
        assert one.x == pytest.approx(960 - other.x - other.width)
    [title, first, latin] = [
        p for b in slide.boxes for p in b.paragraphs if b.role is not Role.NUMBER
    ]
    assert (title.rtl, first.rtl, first.align) == (True, True, "start")
    assert (latin.rtl, latin.align) == (True, "start")


def test_numbers_in_an_arabic_deck_stand_at_the_right_and_read_as_they_are() -> None:
    slide = Slide(Layout.NUMBERS, "أرقام", ("712 GW: طاقة",))
    [shown] = laid(slide, language="ar").slides
    [figure] = [p for b in shown.boxes for p in b.paragraphs if p.text == "712 GW"]
    assert (figure.rtl, figure.align) == (False, "end")


def test_a_picture_stays_on_its_side_in_arabic() -> None:
    slide = Slide(Layout.PICTURE_LEFT, "نص", ("نص",), picture="x", sha256="a" * 64)
    [shown] = laid(slide, language="ar").slides
    [picture] = [box for box in shown.boxes if box.picture]
    assert picture.x == 0


def test_sources_are_named_and_linked_and_in_the_notes() -> None:
    sources = (
        DeckSource("IEA", "https://www.iea.org/a"),
        DeckSource("", "https://ember.example/b"),
    )
    slide = Slide(Layout.POINTS, "t", ("p",), notes="Say this.", sources=sources)
    [shown] = laid(slide, language="de").slides
    [line] = [b.paragraphs[0] for b in shown.boxes if b.role is Role.SOURCES]
    assert line.text == "Quellen: iea.org · ember.example"
    assert line.links == (
        ("iea.org", "https://www.iea.org/a"),
        ("ember.example", "https://ember.example/b"),
    )
    assert shown.notes == (
        "Say this.\n\nQuellen:\nIEA – https://www.iea.org/a\nhttps://ember.example/b"
    )


def test_each_site_is_named_once_and_on_full_pictures_too() -> None:
    addresses = ("https://a.example/1", "https://b.example/", "https://a.example/2")
    sources = tuple(DeckSource("", each) for each in addresses)
    full = Slide(Layout.FULL_PICTURE, "t", picture="x", sources=sources)
    [shown] = laid(full).slides
    [line] = [b.paragraphs[0] for b in shown.boxes if b.role is Role.SOURCES]
    assert line.text == "Sources: a.example · b.example"
    assert [url for _, url in line.links] == [*addresses[:2]]


def test_more_sources_than_fit_are_counted() -> None:
    sources = tuple(DeckSource("", f"https://{c * 50}.example/") for c in "abcdefgh")
    [shown] = laid(Slide(Layout.POINTS, "t", ("p",), sources=sources)).slides
    [line] = [b.paragraphs[0] for b in shown.boxes if b.role is Role.SOURCES]
    assert len(line.lines) == 1
    assert line.text.endswith(f"· +{8 - len(line.links)}")


def test_slides_have_numbers_but_covers_have_none() -> None:
    deck = laid(Slide(Layout.TITLE, "t"), Slide(Layout.POINTS, "u", ("p",)))
    assert [_number(each.boxes) for each in deck.slides] == ["", "2"]


def test_slides_are_numbered_one_after_the_other() -> None:
    more = Slide(Layout.POINTS, "Much", (LONG,) * 12)
    deck = laid(more, Slide(Layout.POINTS, "Last", ("p",)))
    numbers = [_number(each.boxes) for each in deck.slides]
    assert len(numbers) > 3
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]


def _number(boxes: tuple[Box, ...]) -> str:
    return "".join(b.paragraphs[0].text for b in boxes if b.role is Role.NUMBER)


def test_the_subtitle_is_on_the_first_slide_alone() -> None:
    title = Slide(Layout.TITLE, "t")
    outline = Outline("A deck", "below", "", (title, title))
    first, second = laid_out(outline, NIGHT, rough).slides
    texts = [[p.text for b in s.boxes for p in b.paragraphs] for s in (first, second)]
    assert texts == [["t", "below"], ["t"]]


@pytest.mark.parametrize("theme", [PAPER, STUDIO])
def test_a_chart_that_is_a_table_is_one(theme: Any) -> None:
    chart = replace(CHART, kind=Kind.TABLE, x_label="Year")
    slide = Slide(Layout.CHART, "t", chart=chart)
    [shown] = laid_out(Outline("d", "", "", (slide,)), theme, rough).slides
    [table] = [box.table for box in shown.boxes if box.table]
    assert table.rows == (("a", "1"), ("b", "2"))
    assert tight(table.header[0]) == "Year"
