"""Numbers as people of each language write them, and axes with round steps."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.charts.numbers import axis_for, axis_labels, with_unit, written
from bot.core.charts.words import date_in, unfound_line


@pytest.mark.parametrize(
    ("language", "number", "percent", "money"),
    [
        ("en", "1,234.5", "12.5%", "−$1,200"),
        ("en-GB", "1,234.5", "12.5%", "−$1,200"),
        ("de", "1.234,5", "12,5\u00a0%", "−1.200\u00a0$"),
        ("de-CH", "1’234.5", "12.5%", "−1’200\u00a0$"),
        ("fr", "1\u202f234,5", "12,5\u00a0%", "−1\u202f200\u00a0$"),
        ("es", "1234,5", "12,5\u00a0%", "−1200\u00a0$"),
        ("pl", "1\u00a0234,5", "12,5\u00a0%", "−1\u00a0200\u00a0$"),
        ("ja", "1,234.5", "12.5%", "−$1,200"),
        ("xx", "1,234.5", "12.5%", "−$1,200"),
    ],
)
def test_each_language_has_its_own_marks(
    language: str, number: str, percent: str, money: str
) -> None:
    assert written(1234.5, language) == number
    assert with_unit(written(12.5, language), "%", language) == percent
    assert with_unit(written(-1200, language), "$", language) == money


def test_hindi_groups_by_two_above_a_thousand() -> None:
    assert written(12345678, "hi") == "1,23,45,678"


@pytest.mark.parametrize(
    ("language", "top"),
    [
        ("en", "2.5M"),
        ("de", "2,5\u00a0Mio."),
        ("ja", "250万"),
        ("pl", "2\u00a0500\u00a0000"),
    ],
)
def test_large_numbers_on_an_axis_are_short(language: str, top: str) -> None:
    axis = axis_for([1_200_000, 2_500_000], from_zero=True)
    assert axis_labels(axis, language)[-1] == top


@given(
    st.lists(
        st.floats(-1e12, 1e12).filter(lambda n: n == 0 or abs(n) > 1e-6),
        min_size=1,
        max_size=20,
    ),
    st.booleans(),
)
def test_every_value_has_a_place_on_its_axis(values: list[float], zero: bool) -> None:
    axis = axis_for(values, from_zero=zero)
    assert all(-1e-9 <= axis.at(value) <= 1 + 1e-9 for value in values)
    assert 2 <= len(axis.steps) <= 12
    assert len(set(axis_labels(axis, "en"))) == len(axis.steps)
    if zero:
        assert axis.low <= 0 <= axis.high


def test_dates_and_small_print_are_in_the_language() -> None:
    day = date(2026, 11, 9)
    languages = ("en", "de", "fr", "ja", "sw")
    assert [date_in(day, each) for each in languages] == [
        "9 Nov 2026",
        "9.11.2026",
        "09/11/2026",
        "2026年11月9日",
        "2026-11-09",
    ]
    assert unfound_line((), "en") == ""
    many = tuple(str(n) for n in range(10))
    assert unfound_line(many, "de").endswith("6; 7 und 2 weitere")
