"""Figures, ratios and aims, and the table that shows them."""

from bench import table
from bench.figures import Figure, Value, exactly, spread, times, together, under


def made(*aims: object) -> Figure:
    values = {"limit": Value(10, 20), "usual": Value(40, 80), "sqlite": Value(30, 120)}
    return Figure(2, "a figure", "ms", values, aims)  # type: ignore[arg-type] # any aim


def test_a_ratio_is_taken_of_both_quantiles() -> None:
    figure = made()
    assert figure.ratio("sqlite", "limit") == Value(3, 6)
    assert figure.ratio("sqlite", "usual") == Value(0.75, 1.5)


def test_nobody_is_compared_with_himself_or_with_the_absent() -> None:
    figure = Figure(2, "a figure", "ms", {"limit": Value(10), "sqlite": Value(None)})
    assert figure.ratio("limit", "limit") == Value(None)
    assert figure.ratio("sqlite", "limit") == Value(None)
    assert figure.ratio("sqlite", "usual") == Value(None)


def test_aims_are_met_or_not_or_cannot_be_told() -> None:
    figure = made(times(2, "limit"), times(1, "usual"), under(100, "ms"))
    assert [met for _, met in figure.judged("sqlite")] == [False, True, False]
    assert figure.judged("limit") == []
    alone = Figure(4, "lost", "", {"sqlite": Value(0)}, (exactly(0, "none"),))
    assert alone.judged("sqlite") == [("none", True)]
    lonely = Figure(2, "alone", "ms", {"sqlite": Value(1)}, (times(2, "limit"),))
    assert lonely.judged("sqlite") == [("p50 at most 2 × limit", None)]


def test_a_spread_is_the_middle_and_the_high_end() -> None:
    assert spread([3, 1, 2], 1000) == Value(2000, 3000)
    assert spread([]) == Value(None, None)


def test_figures_of_one_name_become_one() -> None:
    one = Figure(7, "grown", "ms", {"sqlite": Value(1)})
    two = Figure(7, "grown", "ms", {"postgres": Value(2)})
    [figure] = together([one, two])
    assert list(figure.values) == ["sqlite", "postgres"]


def test_the_table_says_who_reached_what() -> None:
    shown = "\n".join(table.lines([made(times(2, "limit"), times(1, "usual")).told()]))
    assert "2. A preview leaves the model" in shown
    assert "3.00 / 6.00" in shown
    assert "p50 at most 2 × limit: NOT MET; p50 below usual: met" in shown
