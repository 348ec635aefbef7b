"""Draws charts in a message: Slack's own where it draws them, the print below, and the
menu's entry."""

from collections.abc import Iterator
from typing import Final

from bot.core.charts.blocks import block
from bot.core.charts.chart import KeptChart
from bot.core.charts.words import unfound_line, words_in
from bot.core.messages import blocks
from bot.core.messages.message import Block
from bot.core.messages.text import escaped, linked, plain
from bot.core.turn.turns import BEHIND, Answer, Turn

DATA: Final = "data"
FILE: Final = "The chart as a picture is a file in this thread."


def drawn_by_slack(turn: Turn, answer: Answer) -> Iterator[Block]:
    """The charts that Slack draws itself."""
    for number, kept in enumerate(behind(answer)):
        yield block(kept.chart, f"chart-{turn.id}-{turn.attempt}-{number}")


def behind(answer: Answer) -> tuple[KeptChart, ...]:
    """The charts whose picture is only the file behind them."""
    files = {each.sha256 for each in answer.pictures if each.place == BEHIND}
    return tuple(each for each in answer.charts if each.sha256 in files)


def small_print_of(answer: Answer) -> Iterator[Block]:
    """Source, date, and what was found in no source; on pictures it stands as well, but
    nobody can press it there."""
    for kept in answer.charts:
        lines = (
            _origin(kept),
            escaped(unfound_line(kept.unfound, kept.chart.language)),
        )
        if text := " · ".join(line for line in lines if line):
            yield blocks.context(text)


def entries(turn: Turn, answer: Answer) -> Iterator[tuple[str, str]]:
    """The menu's entry for the numbers."""
    if answer.charts:
        yield f"{DATA}:{turn.id}", "Data"


def _origin(kept: KeptChart) -> str:
    chart = kept.chart
    name = plain(chart.source, 80) or chart.url.partition("://")[2].partition("/")[0]
    named = linked(chart.url, name) if chart.url else escaped(name)
    line = f"{words_in(chart.language).source}: {named}" if named else ""
    return " · ".join(part for part in (line, kept.on) if part)
