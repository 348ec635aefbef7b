"""What a call of `chart` may ask for, and what is said of the rest."""

from typing import Any

import pytest

from bot.core.charts.blocks import block, fits_slack
from bot.core.charts.chart import Chart, KeptChart, Kind, WrongChart, read_chart
from bot.core.charts.drawing import drawing
from bot.core.charts.poster import panel_in
from bot.core.charts.telling import alt_text, csv_file

NORTH = {"name": "North", "values": [4120, -3980.5, None]}
SOUTH = {"name": "South", "values": [1, 2, 3]}


def call(**changed: Any) -> dict[str, Any]:
    """A call that is right, but for what is changed."""
    return {
        "title": " Ferries\u202e\n in  spring ",
        "kind": "bar",
        "x_label": "Month",
        "y_label": "Passengers",
        "unit": "",
        "labels": ["May", "June", "=July"],
        "series": [NORTH, SOUTH],
        "source": {"name": "Harbour", "url": "https://harbours.example/f"},
        "language": "de",
        **changed,
    }


def one(values: list[float | None], kind: str = "bar", **more: Any) -> Chart:
    """A chart of one series."""
    labels = [str(n) for n in range(len(values))]
    series = [{"name": "", "values": values}]
    return read_chart(call(**{"kind": kind, "labels": labels, "series": series} | more))


def test_words_are_one_line_and_numbers_as_given() -> None:
    chart = read_chart(call())
    assert chart.title == "Ferries in spring"
    assert chart.kind is Kind.BAR
    assert [*chart.values] == [4120, -3980.5, 1, 2, 3]
    assert chart.url == "https://harbours.example/f"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": " "}, "`title` is empty"),
        ({"kind": "donut"}, "`kind` is one of bar, line"),
        ({"labels": []}, "`labels` is empty"),
        ({"labels": ["a", "", "c"]}, "label 2 is empty"),
        ({"labels": ["a", "b"]}, "2 labels, but the series 'North' has 3 values"),
        ({"series": []}, "`series` is empty"),
        ({"series": [NORTH, NORTH]}, "two series have the name 'North'"),
        ({"series": [{"name": "x", "values": "1"}]}, "series 1 has no `values`"),
        ({"series": [{"name": "x", "values": ["1"]}]}, "series 1 is no number"),
        ({"series": [{"name": "x", "values": [True]}]}, "series 1 is no number"),
        ({"series": [{"name": "x", "values": [1e300]}]}, "series 1 is too large"),
        ({"series": [{"name": "x", "values": [None] * 3}]}, "no number at all"),
        ({"series": [{**SOUTH, "name": str(n)} for n in range(7)]}, "at most 6 series"),
        ({"kind": "pie"}, "a pie takes one series"),
        ({"kind": "pie", "series": [NORTH]}, "above zero only"),
        ({"kind": "area"}, "no negative values"),
        ({"kind": "scatter"}, "the numbers across"),
        ({"kind": "scatter", "labels": ["1", "nan", "3"]}, "the numbers across"),
    ],
)
def test_a_misfit_is_refused_in_words_that_mend_it(
    changed: dict[str, Any], said: str
) -> None:
    with pytest.raises(WrongChart, match=said.replace("(", r"\(")):
        read_chart(call(**changed))


def test_an_address_that_is_none_is_left_out() -> None:
    for url in ("javascript:alert(1)", "https://a.example/|x>", None, "x" * 3000):
        assert read_chart(call(source={"name": "a", "url": url})).url == ""


def test_alternative_text_has_the_numbers_as_they_are_read() -> None:
    assert alt_text(read_chart(call(unit="€"))).splitlines() == [
        "Bar chart: Ferries in spring: North (€), South (€)",
        "May: 4.120\u00a0€; 1\u00a0€",
        "June: −3.980,5\u00a0€; 2\u00a0€",
        "=July: –; 3\u00a0€",
    ]


def test_alternative_text_is_cut_with_how_many_more() -> None:
    text = alt_text(one([1000.5 + n for n in range(40)]), most=200)
    assert len(text) <= 200
    shown = len(text.splitlines()) - 2
    assert text.endswith(f"and {40 - shown} more")


def test_data_is_bare_and_no_label_is_a_formula() -> None:
    rows = csv_file(read_chart(call(unit="€"))).decode("utf-8-sig").splitlines()
    assert rows[0] == "Month,North (€),South (€)"
    assert rows[2] == "June,-3980.5,2"
    assert rows[3] == "'=July,,3"


@pytest.mark.parametrize(
    ("chart", "fits"),
    [
        (one([1, 2, 3]), True),
        (one([1, None, 3]), False),
        (one([1] * 20), True),
        (one([1] * 21), False),
        (one([1] * 6, "pie"), True),
        (one([1] * 7, "pie"), False),
        (one([1, 2], "scatter"), False),
        (one([1, None], "table"), True),
        (one([1], labels=["x" * 21]), False),
        (one([1], title="x" * 51), False),
        (one([1, 2], labels=["same", "same"]), False),
    ],
)
def test_slack_draws_what_fits_its_limits(chart: Chart, *, fits: bool) -> None:
    assert fits_slack(chart) is fits


def test_a_table_of_slacks_sorts_by_value_and_shows_text() -> None:
    table = block(one([1234.5, None], "table"), "b")
    assert table["rows"][1][1] == {
        "type": "raw_number",
        "value": 1234.5,
        "text": "1.234,5",
    }
    assert table["rows"][2][1] == {"type": "raw_text", "text": "–"}


def test_marks_stand_where_their_values_are() -> None:
    marks = drawing(KeptChart("c", one([0, 50, 100]), ""))
    assert marks["series"][0]["points"] == [0, 0.5, 1]
    assert [tick["at"] for tick in marks["ticks"]] == pytest.approx(
        [0, 0.2, 0.4, 0.6, 0.8, 1]
    )


def test_a_poster_has_room_for_so_many_rows_only() -> None:
    panel = panel_in(one([1, 2, 3]), 1024, 1024)
    assert panel.left + panel.width + panel.left == 1024
    labels = [f"A station with a long name {n}" for n in range(40)]
    with pytest.raises(WrongChart, match="no room for so many rows"):
        panel_in(one([1] * 40, labels=labels), 1024, 1024)
    with pytest.raises(WrongChart, match="too small"):
        panel_in(one([1, 2]), 300, 300)
