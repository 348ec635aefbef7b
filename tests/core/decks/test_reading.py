"""Outlines as the model writes them: what is read, and what is refused with why."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.core.decks.outline import Layout, WrongOutline, in_two, sides
from bot.core.decks.reading import read_outline
from bot.core.decks.schemas import CHANGE, OUTLINE
from bot.core.decks.stored import outline_json, outline_of, theme_json, theme_of
from bot.core.decks.themes import THEMES

TABLE = {"header": ["Year", "GW"], "rows": [["2025", "1"], ["2026", "2"]]}
CHART = {
    "kind": "bar",
    "x_label": "",
    "y_label": "Power",
    "unit": "GW",
    "labels": ["2025", "2026"],
    "series": [{"name": "", "values": [1, 2.5]}],
}
BARS = [str(n) for n in range(17)]
SERIES = [{"name": "", "values": [*range(17)]}]
POINTS = {
    Layout.QUOTE: ["Light is free.", "A farmer"],
    Layout.COMPARISON: ["Roofs", "near", "", "Fields", "large"],
    Layout.NUMBERS: ["42 %: of roofs", "7 GW: new"],
    Layout.TIMELINE: ["2024: law", "10:30: start"],
}


def slide(layout: str = "points", **other: Any) -> dict[str, Any]:
    """A slide as a call has it."""
    return {
        "layout": layout,
        "title": "Solar",
        "points": POINTS.get(Layout(layout), ["One", "Two"]),
        "table": TABLE if layout == "table" else None,
        "chart": CHART if layout == "chart" else None,
        "picture": "a roof" if "picture" in layout else None,
        "notes": "Say this.\n\nAnd that.",
        "sources": [{"title": "IEA", "url": "https://iea.org/solar"}],
        **other,
    }


def deck(*slides: dict[str, Any], **other: Any) -> dict[str, Any]:
    """A deck as a call has it."""
    return {
        "title": "Solar power",
        "subtitle": None,
        "theme": "night",
        "language": "en",
        "slides": [*slides],
        **other,
    }


def test_every_layout_is_read_stored_and_read_again() -> None:
    given = deck(*(slide(layout) for layout in Layout))
    Draft202012Validator(OUTLINE).validate(given)
    outline = read_outline(given)
    assert [each.layout for each in outline.slides] == [*Layout]
    assert outline_of(outline_json(outline)) == outline


def test_a_chart_has_the_title_the_language_and_the_source_of_its_slide() -> None:
    outline = read_outline(deck(slide("chart"), language="de"))
    [chart] = [each.chart for each in outline.slides]
    assert chart is not None
    assert (chart.title, chart.language, chart.source) == ("Solar", "de", "IEA")


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (deck(), "`slides` is empty"),
        (deck(*[slide()] * 31), "1 to 30 slides, not 31"),
        (deck(slide(), title=" "), "`title` is empty"),
        (deck(slide(), theme="rococo"), "one of paper, studio, harbour"),
        (deck(slide(), language="English!"), "a code such as en"),
        (deck(slide(), slide(title="")), "slide 2: `title` is empty"),
        (deck(slide(title="a" * 121)), "slide 1: `title` has 121 letters; at most 120"),
        (deck(slide(layout="points") | {"layout": "pie"}), "`layout` is one of title"),
        (deck(slide(points=[])), "the layout `points` needs `points`"),
        (deck(slide(points=["a" * 301])), "point 1 has 301 letters; at most 300 fit"),
        (deck(slide(points=["a"] * 13)), "there are 13 points; at most 12 fit"),
        (deck(slide(points="a")), "`points` is no list"),
        (deck(slide("full_picture", picture=None)), "needs `picture`"),
        (deck(slide("table", table=None)), "the layout `table` needs `table`"),
        (
            deck(slide("table", table={"header": ["a"], "rows": [["1", "2"]]})),
            "row 1 of its table has 2 cells, but the header has 1",
        ),
        (
            deck(slide("table", table={"header": ["a"] * 9, "rows": [["1"] * 9]})),
            "its table is 9 × 1; at most 8 columns and 40 rows fit",
        ),
        (
            deck(slide("table", table={"header": ["a"], "rows": [["b" * 150]] * 30})),
            "its table has 4501 letters; at most 4000 fit",
        ),
        (deck(slide("chart", chart=None)), "the layout `chart` needs `chart`"),
        (
            deck(slide("chart", chart={**CHART, "labels": ["2025"]})),
            "its chart: there are 1 labels, but the series",
        ),
        (
            deck(slide("chart", chart={**CHART, "labels": BARS, "series": SERIES})),
            "its chart has 17 bars; a slide shows at most 16 labels and 48 bars",
        ),
        (deck(slide("quote", points=["a", "b", "c"])), "a quote has two points"),
        (deck(slide("comparison", points=["a", "b"])), "two sides with one empty"),
        (deck(slide("numbers", points=["42 of all"])), "begin with a number and a"),
        (deck(slide("timeline", points=["a"])), "begin with a date and a colon"),
        (deck(slide("timeline", points=["1: a"] * 9)), "at most 8 dates fit"),
        (deck(slide(sources=[{"title": "", "url": "x"}])), "source 1 has no web"),
        (
            deck(slide(sources=[{"title": "", "url": "https://a.b/<i>"}])),
            "source 1 has an address with signs",
        ),
        (deck(slide(notes=7)), "`notes` is no text"),
        (deck(slide()) | {"slides": ["x"]}, "slide 1: it is no object"),
    ],
)
def test_what_does_not_fit_together_is_refused_with_why(
    given: dict[str, Any], why: str
) -> None:
    with pytest.raises(WrongOutline) as error:
        read_outline(given)
    assert why in str(error.value)


def test_what_cannot_be_seen_is_left_out_of_words() -> None:
    given = slide(title="So\u200blar\n\x07 power \ud800", points=["", "One", " "])
    [read] = read_outline(deck(given)).slides
    assert (read.title, read.points) == ("Solar power", ("One",))


def test_marks_that_only_guide_letters_leave_no_gap_in_a_word() -> None:
    given = slide(
        title="(\u200e−66%\u200e)", points=["Strom\u00adpreis", "می\u200cشود"]
    )
    [read] = read_outline(deck(given)).slides
    assert (read.title, read.points) == ("(−66%)", ("Strompreis", "می\u200cشود"))


def test_a_deck_has_a_theme_that_the_team_has_made() -> None:
    given = deck(slide(), theme="Sea Ghosts")
    assert read_outline(given, [*THEMES, "sea ghosts"]).theme == "sea ghosts"
    assert read_outline(deck(slide(), theme=None)).theme == "paper"


def test_a_theme_is_known_however_it_is_spelled() -> None:
    """Unless a style of the team is called so."""
    given = deck(slide(), theme="Harbor")
    assert read_outline(given).theme == "harbour"
    assert read_outline(given, [*THEMES, "harbor"]).theme == "harbor"


def test_no_picture_is_wished_for_that_its_slide_does_not_show() -> None:
    given = deck(slide(picture="a roof"), slide("section", picture="a field"))
    wishes = [each.picture for each in read_outline(given).slides]
    assert wishes == ["", "a field"]


def test_cells_that_are_numbers_or_nothing_are_read_as_texts() -> None:
    given = slide("table", table={"header": ["a", None], "rows": [[1.5, None]]})
    [read] = read_outline(deck(given)).slides
    assert read.table is not None
    assert (read.table.header, read.table.rows) == (("a", ""), (("1.5", ""),))


def test_a_colon_within_a_time_is_no_end_of_a_date() -> None:
    assert in_two("10:30: coffee: black") == ("10:30", "coffee: black")
    assert in_two("２０２６年：開始") == ("２０２６年", "開始")
    assert in_two("none") == ("none", "")


def test_a_comparison_has_two_sides() -> None:
    assert sides(("a", "b", "", "c")) == (("a", "b"), ("c",))
    assert sides(("a",)) == (("a",), ())


@pytest.mark.parametrize("schema", [OUTLINE, CHANGE])
def test_the_schemas_are_strict_everywhere(schema: Any) -> None:
    Draft202012Validator.check_schema(schema)
    found = [schema]
    for each in found:
        if "properties" in each:
            assert each["required"] == [*each["properties"]]
            assert each["additionalProperties"] is False
            found.extend(each["properties"].values())
        found.extend([each["items"]] if "items" in each else [])
    assert len(found) > 20


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_is_stored_and_read_again(name: str) -> None:
    assert theme_of(theme_json(THEMES[name])) == THEMES[name]
