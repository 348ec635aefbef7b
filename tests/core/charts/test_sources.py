"""Which numbers of a chart are found, however a source writes them."""

import pytest

from bot.core.charts.sources import MOST_NUMBERS, numbers_in, unfound
from tests.core.charts.test_chart import one


@pytest.mark.parametrize(
    ("said", "value", "unit"),
    [
        ("4,120 passengers", 4120, ""),
        ("rund 4.120 Fahrgäste", 4120, ""),
        ("4 120 passagers", 4120, ""),
        ("4\u202f120 passagers", 4120, ""),
        ("4’120 Passagiere", 4120, ""),
        ("(4120)", 4120, ""),
        ("1,234,567.8", 1234567.8, ""),
        ("12,5 %", 12.5, "%"),
        ("a share of 0.125", 12.5, "%"),
        ("fell by 8 percent", -8, "%"),
        ("−3.2", -3.2, ""),
        ("about 1.2 million people", 1200000, ""),
        ("1,2 Mio. Euro", 1.2, "Mio. €"),
        ("1,200,000 dollars", 1.2, "million USD"),
        ("$4.5bn", 4500000000, "$"),
        ("120万人", 1200000, "人"),
        ("7.456", 7.46, ""),
        ("12.34", 12, ""),
        ("12,34,567", 1234567, "₹"),
        ("score 112:104", 104, ""),
    ],
)
def test_a_number_is_found_however_it_is_written(
    said: str, value: float, unit: str
) -> None:
    assert unfound(one([value], unit=unit), numbers_in([said])) == ()


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("4,120 passengers", 4121),
        ("4,120 passengers", 412),
        ("about 4,200", 4213),
        ("7.456", 7),
        ("41201", 4120),
        ("1.2 million", 1.3),
        ("no number", 0),
        ("12 %", 1200),
    ],
)
def test_another_number_is_not(said: str, value: float) -> None:
    assert len(unfound(one([value]), numbers_in([said]))) == 1


def test_what_was_not_found_is_named_once_as_it_is_written() -> None:
    chart = one([4120, 7777.5, 7777.5], language="de")
    assert unfound(chart, numbers_in(["4.120"])) == ("7.777,5",)


def test_a_flood_of_numbers_is_bounded() -> None:
    text = " ".join(str(n) for n in range(20_000))
    assert len(numbers_in([text])) == MOST_NUMBERS
