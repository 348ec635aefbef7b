"""One grace time for all that is closed."""

from bot.core.grace import Grace


def test_what_is_closed_later_gets_what_is_left() -> None:
    """And the time before the first of them does not count."""
    times = iter([100.0, 112.0, 140.0])
    grace = Grace(20, lambda: next(times))
    assert [grace.left(), grace.left(), grace.left()] == [20, 8, 0]
