"""The bot tool `chart`: exact charts from data, drawn by the bot itself.

Each number is looked for in what this thread knows: in cited texts, in what tools gave
back, in people's words. Those that are not there are marked.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final

from bot.core.answering.bot_tools import BotTool
from bot.core.answering.chart_offer import NAME, OFFER
from bot.core.answering.tool_context import ToolContext
from bot.core.charts.blocks import fits_slack, has_room
from bot.core.charts.chart import Chart, KeptChart, WrongChart, read_chart
from bot.core.charts.drawing import drawing
from bot.core.charts.poster import panel_in
from bot.core.charts.sources import numbers_in, unfound
from bot.core.charts.telling import alt_text
from bot.core.charts.words import date_in
from bot.core.errors import HangError
from bot.core.ports import Shelf, Turns, Typesetter
from bot.core.turn.chains import is_of_another
from bot.core.turn.events import Picture
from bot.core.turn.legs import Leg, Output
from bot.core.turn.pictures import measured
from bot.core.turn.turns import BEHIND, COVERED, KeptPicture, Turn

MOST_REFUSED: Final = 2
MOST_CHARTS: Final = 4
WRONG: Final = "Nothing was drawn: {why}. Correct this, and call the tool again."
GIVE_UP: Final = (
    "Nothing was drawn: {why}. Do not call the tool again in this answer; give the "
    "numbers in words, and say that they could not be drawn."
)
SHOWN: Final = (
    "The chart is in the message, exactly with these numbers, its source and its date. "
    "Do not repeat the numbers; say in a sentence what they show."
)
UNFOUND: Final = (
    "These were in no search result, tool output or message of this thread, and are "
    "marked so on the chart: {numbers}. Tell the person."
)
NO_BACKDROP: Final = (
    "there is no picture to lay it on; draw the backdrop first, or set `backdrop` to "
    "false"
)
TOO_MANY: Final = f"one answer takes {MOST_CHARTS} charts"


@dataclass(frozen=True, slots=True)
class DrawChart:
    """Draws what a call of `chart` asks for."""

    typesetter: Typesetter
    turns: Turns
    shelf: Shelf
    now: Callable[[], float]

    @property
    def tool(self) -> BotTool:
        """The tool as the model is offered it."""
        return BotTool(OFFER, self.do)

    async def do(
        self, context: ToolContext, call: str, arguments: Mapping[str, Any]
    ) -> Output:
        """Draw the chart, unless an earlier attempt has, and tell the model."""
        known = next((e for e in context.leg.charts if e.call == call), None)
        if known is None:
            try:
                known = await self._drawn(context, call, arguments)
            except WrongChart as wrong:
                again = _refused(context) < MOST_REFUSED
                return Output(call, (WRONG if again else GIVE_UP).format(why=wrong))
        told = [SHOWN]
        if known.unfound:
            told.append(UNFOUND.format(numbers="; ".join(known.unfound)))
        return Output(call, "\n".join(told))

    async def _drawn(
        self, context: ToolContext, call: str, arguments: Mapping[str, Any]
    ) -> KeptChart:
        """Draw the chart and note it, with its picture, in one step. Raises
        WrongChart."""
        chart = read_chart(arguments)
        if sum(len(leg.charts) for leg in context.legs) >= MOST_CHARTS:
            raise WrongChart(TOO_MANY)
        past = await self._past(context.turn)
        missing = unfound(chart, known_numbers(context, past))
        kept = KeptChart(call, chart, "", self._today(chart), missing)
        backdrop = _backdrop(context, past) if arguments.get("backdrop") else None
        if arguments.get("backdrop") and backdrop is None:
            raise WrongChart(NO_BACKDROP)
        try:
            data = await self._picture(kept, backdrop)
        except HangError as error:
            raise WrongChart(f"it could not be drawn ({error})") from error
        return await self._noted(context, kept, data, backdrop)

    async def _picture(self, kept: KeptChart, backdrop: KeptPicture | None) -> bytes:
        if backdrop is None:
            return await self.typesetter.chart(drawing(kept))
        under = await self.shelf.read(backdrop.sha256)
        if under is None:
            raise WrongChart(NO_BACKDROP)
        panel = panel_in(kept.chart, backdrop.width, backdrop.height)
        drawn = drawing(kept, size=panel.points)
        return await self.typesetter.poster(drawn, under, panel)

    async def _noted(
        self,
        context: ToolContext,
        kept: KeptChart,
        data: bytes,
        backdrop: KeptPicture | None,
    ) -> KeptChart:
        picture = Picture(kept.call, data, "png", revised_prompt=alt_text(kept.chart))
        drawn = measured(picture, await self.shelf.keep(data))
        kept = replace(kept, sha256=drawn.sha256, laid=backdrop is not None)
        if backdrop is None and _slack_draws(kept.chart, context.legs):
            drawn = replace(drawn, place=BEHIND)
        under = backdrop.sha256 if backdrop else ""
        await context.note(partial(_with, kept=kept, drawn=drawn, under=under))
        return kept

    async def _past(self, turn: Turn) -> Sequence[Turn]:
        return await self.turns.lineage(turn.parent) if turn.parent else ()

    def _today(self, chart: Chart) -> str:
        return date_in(datetime.fromtimestamp(self.now(), UTC).date(), chart.language)


def _with(leg: Leg, kept: KeptChart, drawn: KeptPicture, under: str) -> Leg:
    """The leg with its chart; a backdrop of this leg is covered by it."""
    before = tuple(
        replace(each, place=COVERED) if each.sha256 == under else each
        for each in leg.pictures
    )
    return replace(leg, charts=(*leg.charts, kept), pictures=(*before, drawn))


def _slack_draws(chart: Chart, legs: Sequence[Leg]) -> bool:
    """Whether Slack can draw it itself, beside those of the message before it."""
    behind = {e.sha256 for leg in legs for e in leg.pictures if e.place == BEHIND}
    before = [e.chart for leg in legs for e in leg.charts if e.sha256 in behind]
    return fits_slack(chart) and has_room(chart, before)


def _refused(context: ToolContext) -> int:
    """How many charts of this turn were refused already."""
    calls = {e.id for leg in context.legs for e in leg.calls if e.name == NAME}
    drawn = {each.call for leg in context.legs for each in leg.charts}
    answered = {each.call for leg in context.legs for each in leg.outputs}
    return len(calls & answered - drawn)


def known_numbers(context: ToolContext, past: Sequence[Turn]) -> frozenset[float]:
    """All numbers that the thread knows from a source."""
    user = context.turn.ask.user
    before = {number for turn in past for number in _kept_numbers(turn, user)}
    here = {number for leg in context.legs for number in leg.returned}
    texts = [*_said(context), *(text for turn in past for text in _said_in(turn))]
    return numbers_in(texts) | frozenset(before | here)


def _kept_numbers(turn: Turn, user: str) -> Iterator[float]:
    """The numbers that tools gave back, unless to somebody else alone."""
    answer = turn.answer
    if answer is not None and not is_of_another(answer.chain, user):
        yield from answer.returned


def _said(context: ToolContext) -> Iterator[str]:
    yield context.turn.ask.words
    own = {each.id for leg in context.legs for each in leg.calls if each.name == NAME}
    for leg in context.legs:
        yield from (part.text for part in leg.parts if part.citations)
        yield from (each.text for each in leg.outputs if each.call not in own)


def _said_in(turn: Turn) -> Iterator[str]:
    yield turn.ask.words
    for part in turn.answer.parts if turn.answer else ():
        if part.citations:
            yield part.text


def _backdrop(context: ToolContext, past: Sequence[Turn]) -> KeptPicture | None:
    """The picture that the model drew for the chart: in this turn, or for a chart
    before."""
    here = [each for leg in context.legs for each in leg.pictures]
    charts = {each.sha256 for leg in context.legs for each in leg.charts}
    own = [e for e in here if e.place in (0, COVERED) and e.sha256 not in charts]
    if own:
        return own[-1]
    before = (p for turn in reversed(past) if turn.answer for p in turn.answer.pictures)
    return next((each for each in before if each.place == COVERED), None)
