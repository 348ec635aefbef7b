"""Where a chart lies on a picture that was drawn for it. Pure."""

from dataclasses import dataclass
from typing import Final

from bot.core.charts.chart import Chart, WrongChart
from bot.core.charts.drawing import natural_height

PIXELS: Final = 1.5
"""How many pixels a point of a poster's chart has."""
_WIDE: Final = 0.82
_HIGH: Final = 0.76
_LEAST: Final = 320.0
NO_SIZE: Final = "the picture is too small to lay a chart on it"
NO_ROOM: Final = "a poster has no room for so many rows; use fewer labels"


@dataclass(frozen=True, slots=True)
class Panel:
    """A box in a picture, in pixels from its upper left corner."""

    left: int
    top: int
    width: int
    height: int

    @property
    def points(self) -> tuple[float, float]:
        """The size of the chart that fills it."""
        return self.width / PIXELS, self.height / PIXELS


def panel_in(chart: Chart, width: int, height: int) -> Panel:
    """The panel for the chart in the middle of a picture. Raises WrongChart."""
    wide = round(width * _WIDE)
    most = round(height * _HIGH)
    if wide / PIXELS < _LEAST or most / PIXELS < _LEAST * 0.6:
        raise WrongChart(NO_SIZE)
    needed = round(natural_height(chart) * PIXELS)
    if needed > most * 1.25:
        raise WrongChart(NO_ROOM)
    high = min(most, max(needed, round(wide * 0.62)))
    return Panel((width - wide) // 2, (height - high) // 2, wide, high)
