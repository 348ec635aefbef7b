"""Charts on every journal: checked against the thread, and drawn once."""

import json
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from bot.core.answering.bot_tools import BotTools
from bot.core.answering.chart import DrawChart
from bot.core.charts.drawing import Drawing
from bot.core.charts.poster import Panel
from bot.core.errors import HangError, ParentGone
from bot.core.ports import Turns
from bot.core.showing.hanging import Frame
from bot.core.turn.events import (
    Citation,
    Finished,
    FunctionCalled,
    Picture,
    PictureDrawn,
    Started,
    TextDone,
    ToolReturned,
    TurnEvent,
)
from bot.core.turn.request import Request
from bot.core.turn.stop import Stop
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import BEHIND, COVERED, Answer, Turn
from tests.fakes import FakeChat, FakeWay, MemoryShelf, ScriptedModel, ask
from tests.studio import PNG, Studio, reply

BACKDROP = Picture("ig_1", PNG + b"sea", "png", "1024x768")


class Killed(BaseException):
    """The process ends here."""


@dataclass
class FakeTypesetter:
    """Implements `Typesetter`, and keeps what it was given."""

    drawn: list[Drawing] = field(default_factory=list)
    fails: bool = False

    async def chart(self, drawing: Drawing) -> bytes:
        self.drawn.append(drawing)
        if self.fails:
            raise HangError("no font here has all of its letters")
        return PNG + json.dumps(drawing).encode()

    async def poster(self, drawing: Drawing, backdrop: bytes, panel: Panel) -> bytes:
        self.drawn.append(drawing)
        return PNG + b"poster" + backdrop


@dataclass
class Place:
    """What outlives a process."""

    turns: Turns
    chat: FakeChat = field(default_factory=FakeChat)
    shelf: MemoryShelf = field(default_factory=MemoryShelf)
    typesetter: FakeTypesetter = field(default_factory=FakeTypesetter)

    def process(self, *legs: Any) -> Studio:
        self.model = Dying(*legs)
        draw = DrawChart(self.typesetter, self.turns, self.shelf, lambda: 0.0)
        tools, ways = BotTools(draw.tool), (FakeWay(),)
        return Studio(
            self.model,
            ways,
            self.turns,
            self.chat,
            self.shelf,
            tools=tools,
            share=shared,
        )


async def shared(files: Sequence[Frame], thread: ThreadKey) -> Sequence[str]:
    """Slack takes every file."""
    return [f"F{number}" for number, _ in enumerate(files)]


class Dying(ScriptedModel):
    """The process ends when there is nothing left to say."""

    async def answer(self, request: Request) -> AsyncGenerator[TurnEvent, None]:
        if not self._scripts:
            raise Killed
        async for event in super().answer(request):
            yield event


@pytest.fixture
def place(turns: Turns) -> Place:
    return Place(turns)


def chart(*values: float, call: str = "call_1", **more: Any) -> FunctionCalled:
    """The model wants a chart of these values."""
    given = {
        "title": "Payments",
        "kind": "bar",
        "labels": [f"day {n}" for n in range(len(values))],
        "series": [{"name": "", "values": values}],
        "language": "en",
        **more,
    }
    return FunctionCalled(call, "chart", json.dumps(given))


def leg(*events: TurnEvent, response: str = "resp_1") -> Sequence[TurnEvent]:
    return [Started(response, "gpt-6.1-sol"), *events, Finished()]


SAYS = leg(TextDone("p", "Here."), response="resp_2")


def answer_of(turn: Turn) -> Answer:
    assert turn.answer is not None
    return turn.answer


def outputs(place: Place) -> list[str]:
    """What the model was told of its calls."""
    return [o.text for request in place.model.requests for o in request.outputs]


async def test_numbers_of_tools_are_known_in_later_turns(place: Place) -> None:
    """Only the numbers are kept, not what they were about."""
    said = ToolReturned("mcp_1", '{"total": "4,120.50 USD", "secret": "x"}')
    studio = place.process(
        leg(said, TextDone("p", "Looked.")), leg(chart(4120.5)), SAYS
    )
    first = await studio.answer(ask("how did we do?"))
    assert (
        answer_of(first).returned == (4.12050, 4120.5)
        or 4120.5 in answer_of(first).returned
    )
    turn = await studio.answer(reply(2, "as a chart"))
    [kept] = answer_of(turn).charts
    assert kept.unfound == ()
    assert "secret" not in str(answer_of(turn))


async def test_what_only_the_model_says_is_no_source(place: Place) -> None:
    cited = TextDone("p", "12 in all.", (Citation(0, 2, "https://a.example"),))
    studio = place.process(leg(TextDone("q", "99 more."), cited, chart(12, 99)), SAYS)
    turn = await studio.answer(ask("chart of it"))
    assert answer_of(turn).charts[0].unfound == ("99",)
    assert "marked so on the chart: 99" in outputs(place)[0]


async def test_a_chart_that_is_stored_is_not_drawn_again(place: Place) -> None:
    """Its process died before the model had been told."""
    studio = place.process(leg(chart(1, 2)))
    turn = await studio.accepted(ask("chart of 1, 2"))
    with pytest.raises(Killed):
        await studio.answering.run(turn, Stop())
    [before] = await place.turns.legs.of(turn.id)
    await place.turns.legs.keep(turn.id, replace(before, outputs=()))
    again = place.process(SAYS)
    await again.answering.run(turn, Stop())
    await again.idle()
    done = await again.again(turn)
    assert len(answer_of(done).charts) == 1
    assert [each.place for each in answer_of(done).pictures] == [BEHIND]
    assert len(place.typesetter.drawn) == 1


async def test_the_backdrop_is_kept_and_shown_nowhere(place: Place) -> None:
    poster = chart(1, 2, backdrop=True)
    studio = place.process(leg(PictureDrawn(BACKDROP), poster), SAYS)
    turn = await studio.answer(ask("chart of 1, 2 as a poster"))
    shown, under = answer_of(turn).pictures
    assert (shown.place, under.place) == (0, COVERED)
    assert (shown.hangs, under.hangs) == (True, False)
    assert await place.shelf.read(under.sha256) == BACKDROP.data
    assert answer_of(turn).charts[0].laid


async def test_the_next_poster_has_the_same_backdrop(place: Place) -> None:
    poster, again = (chart(1, 2, backdrop=True, call=f"call_{n}") for n in (1, 2))
    studio = place.process(
        leg(PictureDrawn(BACKDROP), poster), SAYS, leg(again, response="resp_3"), SAYS
    )
    await studio.answer(ask("chart of 1, 2 as a poster"))
    turn = await studio.answer(reply(2, "as lines"))
    assert (await place.shelf.read(answer_of(turn).pictures[0].sha256) or b"").endswith(
        BACKDROP.data
    )


async def test_a_poster_needs_a_backdrop(place: Place) -> None:
    studio = place.process(leg(chart(1, 2, backdrop=True)), SAYS)
    turn = await studio.answer(ask("chart of 1, 2 as a poster"))
    assert "there is no picture to lay it on" in outputs(place)[0]
    assert not answer_of(turn).charts


async def test_letters_without_a_font_are_told_to_the_model(place: Place) -> None:
    place.typesetter.fails = True
    studio = place.process(leg(chart(1, 2)), SAYS)
    await studio.answer(ask("chart of 1, 2"))
    assert "no font here has all of its letters" in outputs(place)[0]


async def test_a_lost_thread_is_told_the_numbers(place: Place) -> None:
    studio = place.process(leg(chart(1, 2)), SAYS, [ParentGone("gone")], SAYS)
    await studio.answer(ask("chart of 1, 2"))
    await studio.answer(reply(2, "as lines"))
    assert "day 0: 1" in str(place.model.requests[-1].history)
