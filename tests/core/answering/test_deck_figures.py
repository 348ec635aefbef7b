"""Figures on slides that no source has are named."""

import pytest

from bot.core.answering.deck_figures import unfound_figures
from bot.core.charts.chart import Chart, Kind, Series
from bot.core.charts.sources import numbers_in
from bot.core.decks.outline import DeckTable, Layout, Outline, Slide

KNOWN = numbers_in(["45.2 in Spain, 4,120 passengers, 3.5 million, in 2026, 42 %"])


def of(slide: Slide) -> tuple[str, ...]:
    return unfound_figures(Outline("Sun", "", "paper", (slide,)), KNOWN)


@pytest.mark.parametrize(
    "point",
    ["45.2: Spain", "4120 passengers", "4.120 Fahrgäste", "3.5 million", "in 2026",
     "42 % of roofs", "three steps", "step 2 of 3", "no figure"],
)  # fmt: skip
def test_what_was_found_is_not_named_however_it_is_written(point: str) -> None:
    assert not of(Slide(Layout.POINTS, "A", (point,)))


@pytest.mark.parametrize("point", ["7777 on the moon", "45.3: Spain", "9 % of roofs"])
def test_what_was_not_found_is_named_with_its_slide(point: str) -> None:
    [found] = of(Slide(Layout.POINTS, "A", (point,)))
    assert found.endswith("(slide 1)")


def test_tables_and_charts_count_and_the_future_does_not() -> None:
    table = DeckTable(("Land", "TWh"), (("Spain", "45.2"), ("Peru", "99.9")))
    assert of(Slide(Layout.TABLE, "A", table=table)) == ("99.9 (slide 1)",)
    chart = Chart("A", Kind.BAR, ("Spain", "Peru"), (Series("", (45.2, 88.0)),))
    assert of(Slide(Layout.CHART, "A", chart=chart)) == ("88 (slide 1)",)
    assert not of(Slide(Layout.TIMELINE, "A", ("2031: done",)))
