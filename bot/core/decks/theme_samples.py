"""A few slides that show what a theme looks like, so that people choose with their
eyes. Pure."""

from typing import Final

from bot.core.charts.chart import Chart, Kind, Series
from bot.core.decks.outline import Layout, Outline, Slide
from bot.core.decks.themes import DeckTheme

_LABELS: Final = ("2022", "2023", "2024", "2025", "2026")
_SERIES: Final = (
    Series("One", (24.0, 31.0, 40.0, 46.0, 52.0)),
    Series("Other", (38.0, 35.0, 33.0, 30.0, 22.0)),
)
_CHART: Final = Chart("A chart", Kind.BAR, _LABELS, _SERIES)
MOST_SAMPLES: Final = 4


def sample_slides(theme: DeckTheme, count: int) -> Outline:
    """The first `count` of them; the very first bears the name of the theme."""
    slides = (
        Slide(Layout.TITLE, theme.name[:1].upper() + theme.name[1:]),
        Slide(Layout.CHART, "A chart", ("A point", "Another one"), chart=_CHART),
        Slide(Layout.NUMBERS, "Numbers", ("42 %: of all roofs", "1,250: new ones")),
        Slide(Layout.QUOTE, "A quote", ("Words that stay", "Who said them")),
    )
    about = theme.about.partition(":")[0]
    return Outline(theme.name, about, theme.name, slides[:count])
