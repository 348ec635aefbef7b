"""Sets on every journal: what was finished before a kill is not paid for again."""

from collections import Counter
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field

import pytest

from bot.core.answering.bot_tools import BotTools
from bot.core.answering.draw_set import DrawSet
from bot.core.answering.set_drawing import SetDrawing
from bot.core.controls import Click
from bot.core.errors import ModelBusy
from bot.core.ports import Turns
from bot.core.turn.events import (
    Finished,
    FunctionCalled,
    Picture,
    PictureDrawn,
    PictureRefused,
    PreviewDrawn,
    Started,
    TextDone,
    TurnEvent,
    Usage,
)
from bot.core.turn.life import Status
from bot.core.turn.pressed import picked
from bot.core.turn.request import Request
from bot.core.turn.stop import Stop
from bot.core.turn.turns import Answer, Outcome, Turn
from tests.fakes import FakeChat, MemoryShelf, ask
from tests.studio import PNG, Studio, reply

FOUR = "a logo for a bakery --count 4"
ANN = Click("U1", "1.1")
TWO = """{"pictures": [
    {"title": "Wheat", "prompt": "an ear of wheat", "uses": []},
    {"title": "Oven", "prompt": "an oven", "uses": []}
]}"""
WRONG = """{"pictures": [
    {"title": "Wheat", "prompt": "an ear of wheat", "uses": ["attached 3"]},
    {"title": "Oven", "prompt": "an oven", "uses": []}
]}"""
USED = Usage(image_text_tokens=10, image_output_tokens=1000)


class Killed(BaseException):
    """The process ends here."""


@dataclass
class Painter:
    """Draws whatever it is asked for directly; other requests follow a script.

    It counts what it has drawn to the end, by the picture's key: that is what is paid
    for. The process dies before the event with the number `dies_at`.
    """

    legs: list[Sequence[TurnEvent]] = field(default_factory=list)
    dies_at: int = 0
    refuses: str = ""
    busy: str = ""
    stops: Stop | None = None
    events: int = 0
    paid: Counter[str] = field(default_factory=Counter)
    requests: list[Request] = field(default_factory=list)

    def leave(self, response: str) -> None:
        """Nothing runs on."""

    async def answer(self, request: Request) -> AsyncGenerator[TurnEvent, None]:
        self.requests.append(request)
        for event in self._script(request):
            self.events += 1
            if self.events == self.dies_at:
                raise Killed
            if isinstance(event, PictureDrawn):
                self.paid[request.picture] += 1
            yield event
            if self.stops and isinstance(event, PictureDrawn):
                self.stops.ask("Stopped by <@U1>.")

    def _script(self, request: Request) -> Sequence[TurnEvent]:
        if not request.terms.direct:
            return self.legs.pop(0)
        key = request.picture
        if key == self.busy:
            raise ModelBusy("429")
        if key == self.refuses:
            return (PictureRefused(key, moderated=True), Finished())
        data = PNG + key.encode() + request.words.encode() + bytes([self.events])
        picture = Picture(key, data, "png", "1024x768")
        return (PreviewDrawn(key, 0, PNG), PictureDrawn(picture), Finished(USED))


def process(
    turns: Turns, chat: FakeChat, shelf: MemoryShelf, painter: Painter, at_once: int = 2
) -> Studio:
    """One process after another: what they share is the journal, shelf and Slack."""
    drawing = SetDrawing(painter, shelf, at_once)
    tools = BotTools(DrawSet(drawing, b"key").tool)
    return Studio(painter, turns=turns, chat=chat, shelf=shelf, tools=tools)  # type: ignore[arg-type] # a model of these tests


@dataclass
class Place:
    """What outlives a process."""

    turns: Turns
    chat: FakeChat = field(default_factory=FakeChat)
    shelf: MemoryShelf = field(default_factory=MemoryShelf)

    def process(self, painter: Painter, at_once: int = 2) -> Studio:
        return process(self.turns, self.chat, self.shelf, painter, at_once)


@pytest.fixture
def place(turns: Turns) -> Place:
    return Place(turns)


def answer_of(turn: Turn) -> Answer:
    assert turn.answer is not None
    return turn.answer


def called(
    arguments: str, id_: str = "call_1", response: str = "resp_1"
) -> Sequence[TurnEvent]:
    call = FunctionCalled(id_, "draw_set", arguments)
    return [Started(response, "gpt-6.1-sol"), call, Finished(Usage(input_tokens=100))]


SAYS: Sequence[TurnEvent] = [
    Started("resp_2", "gpt-6.1-sol"),
    TextDone("p", "Here."),
    Finished(),
]


async def test_a_count_is_drawn_and_kept_with_its_numbers(place: Place) -> None:
    painter = Painter()
    turn = await place.process(painter).answer(ask(FOUR))
    answer = answer_of(turn)
    assert (turn.status, answer.outcome) == (Status.SHOWN, Outcome.DONE)
    assert [each.line for each in answer.set_pictures] == [
        f"{n}. Version {n}" for n in range(1, 5)
    ]
    assert all(answer.placed(n) for n in range(1, 5))
    assert answer.usage.image_output_tokens == 4000
    assert painter.paid == {f"set-{n}": 1 for n in range(1, 5)}


async def test_a_set_is_admitted_with_its_seat_for_one_picture(place: Place) -> None:
    """The others wait for the model's limit, each for itself."""
    painter, stop = Painter(), Stop()
    stop.admitted = True
    await place.process(painter).answer(ask(FOUR), stop)
    admitted = [each.caller.admitted for each in painter.requests]
    assert sorted(admitted) == ["", "", "", "responses"]


@pytest.mark.parametrize("moment", range(1, 13))
async def test_a_kill_at_any_moment_draws_only_what_is_missing(
    place: Place, moment: int
) -> None:
    """And leaves one message, which ends."""
    first = Painter(dies_at=moment)
    with pytest.raises(Killed):
        await place.process(first, at_once=1).answer(ask(FOUR))
    [turn] = await place.turns.unfinished()
    legs = await place.turns.legs.of(turn.id)
    noted = {each.key for leg in legs for each in leg.set_pictures if each.finished}
    second = Painter()
    again = place.process(second)
    await again.answering.run(turn, Stop())
    await again.idle()
    answer = answer_of(await again.again(turn))
    assert all(answer.placed(n) for n in range(1, 5))
    assert not noted & second.paid.keys()
    assert noted | second.paid.keys() == {f"set-{n}" for n in range(1, 5)}
    assert list(place.chat.standing) == [turn.message or "1.0"]
    assert answer.usage.image_output_tokens == 4000


async def test_a_set_of_the_model_goes_on_after_a_kill(place: Place) -> None:
    """The call is not asked for again, and its output has every picture."""
    with pytest.raises(Killed):
        await place.process(Painter([called(TWO)], dies_at=7), at_once=1).answer()
    [turn] = await place.turns.unfinished()
    assert turn.status is Status.DOING
    second = Painter([SAYS])
    again = place.process(second)
    await again.answering.run(turn, Stop())
    await again.idle()
    turn = await again.again(turn)
    assert second.paid == {"set-2": 1}
    [_, follows] = second.requests
    [output] = follows.outputs
    assert output.pictures == (1, 2)
    assert [each.line for each in follows.shown["call_1"]] == ["1. Wheat", "2. Oven"]
    assert answer_of(turn).response == "resp_2"
    assert answer_of(turn).usage.image_output_tokens == 2000


async def test_what_the_model_got_wrong_it_can_mend(place: Place) -> None:
    legs = [called(WRONG), called(TWO, "call_2", "resp_3"), SAYS]
    painter = Painter(legs)
    turn = await place.process(painter).answer()
    told = painter.requests[1].outputs[0].text
    assert "attached 3" in told
    assert "Nothing was drawn" in told
    assert painter.paid == {"set-1": 1, "set-2": 1}
    assert len(answer_of(turn).set_pictures) == 2


async def test_a_second_set_in_a_turn_is_numbered_on(place: Place) -> None:
    legs = [called(TWO), called(TWO, "call_2", "resp_3"), SAYS]
    turn = await place.process(Painter(legs)).answer()
    assert [each.number for each in answer_of(turn).set_pictures] == [1, 2, 3, 4]


async def test_a_stop_keeps_what_is_finished(place: Place) -> None:
    stop = Stop()
    painter = Painter(stops=stop)
    turn = await place.process(painter, at_once=1).answer(ask(FOUR), stop)
    answer = answer_of(turn)
    assert painter.paid == {"set-1": 1}
    assert answer.placed(1)
    assert not answer.placed(2)
    assert (answer.outcome, answer.told) == (Outcome.DONE, "Stopped by <@U1>.")


async def test_what_is_refused_or_fails_keeps_its_place_and_costs_nothing(
    place: Place,
) -> None:
    turn = await place.process(Painter(refuses="set-2", busy="set-3")).answer(ask(FOUR))
    answer = answer_of(turn)
    assert [each.why for each in answer.set_pictures] == [
        "",
        "declined",
        "too busy",
        "",
    ]
    assert answer.usage.image_output_tokens == 2000
    assert answer.outcome is Outcome.DONE


async def test_the_missing_ones_are_drawn_beside_those_that_came(place: Place) -> None:
    one = place.process(Painter(refuses="set-2"))
    first = await one.answer(ask(FOUR))
    painter = Painter()
    two = place.process(painter)
    await two.controls.complete(first, ANN)
    await two.idle()
    answer = answer_of(await two.again(Turn(2, first.ask)))
    assert painter.paid == {"set-2": 1}
    assert [answer.placed(n) is not None for n in range(1, 5)] == [True] * 4
    assert answer.placed(1).sha256 == answer_of(first).placed(1).sha256  # type: ignore[union-attr] # just seen
    assert answer.usage.image_output_tokens == 1000


async def test_the_missing_ones_are_drawn_once_however_often_it_is_pressed(
    place: Place,
) -> None:
    """Whoever presses again is told."""
    first = await place.process(Painter(refuses="set-2")).answer(ask(FOUR))
    painter = Painter()
    two = place.process(painter)
    await two.controls.complete(first, ANN)
    await two.idle()
    await two.controls.complete(first, Click("U2", "7.7"))
    await two.idle()
    assert painter.paid == {"set-2": 1}
    assert await place.turns.get(3) is None
    assert "already asked for" in place.chat.whispers[-1].text


async def test_the_missing_ones_are_drawn_again_if_none_of_them_came(
    place: Place,
) -> None:
    first = await place.process(Painter(refuses="set-2")).answer(ask(FOUR))
    for painter in (Painter(busy="set-2"), last := Painter()):
        two = place.process(painter)
        await two.controls.complete(first, ANN)
        await two.idle()
    assert last.paid == {"set-2": 1}
    assert answer_of(await two.again(Turn(3, first.ask))).placed(2)


async def test_a_set_of_which_nothing_came_says_why(place: Place) -> None:
    painter = Painter(legs=[])
    painter.refuses = "set-1"
    one = place.process(painter)
    turn = await one.answer(ask("a logo --count 2"))
    assert answer_of(turn).outcome is Outcome.DONE
    busy = Painter(busy="set-1", refuses="set-2")
    turn = await place.process(busy).answer(ask("a logo --count 2", claim="T1/C1/2"))
    assert answer_of(turn).outcome is Outcome.FAILED
    assert "busy" in answer_of(turn).told


async def test_a_pick_is_the_same_bytes_for_nothing_and_once(place: Place) -> None:
    one = place.process(Painter())
    first = await one.answer(ask(FOUR))
    painter = Painter()
    two = place.process(painter)
    await two.controls.pick(first, ANN, 3)
    await two.controls.pick(first, Click("U2", "7.7"), 3)
    await two.idle()
    second = await two.again(Turn(2, first.ask))
    [shown] = answer_of(second).pictures
    assert shown.sha256 == answer_of(first).placed(3).sha256  # type: ignore[union-attr] # all came
    assert not painter.requests
    assert answer_of(second).usage == Usage()
    assert await place.turns.get(3) is None
    assert "number 3" in place.chat.whispers[-1].text


@pytest.mark.parametrize("refused", [None, ModelBusy("429")])
async def test_a_pick_is_shown_though_it_is_stopped_or_refused(
    place: Place, refused: ModelBusy | None
) -> None:
    """It costs nothing, and could not be picked again."""
    one = place.process(Painter())
    first = await one.answer(ask(FOUR))
    stop = Stop()
    stop.refused = refused
    stop.ask("Stopped by <@U1>.")
    shown = await one.answer(picked(first, "U1", 3), stop)
    assert answer_of(shown).outcome is Outcome.DONE
    assert len(answer_of(shown).pictures) == 1


async def test_a_reply_to_a_pick_brings_that_picture_whole(place: Place) -> None:
    one = place.process(Painter([called(TWO), SAYS]))
    first = await one.answer()
    await one.controls.pick(first, ANN, 2)
    await one.idle()
    painter = Painter([SAYS])
    two = place.process(painter)
    await two.answer(reply(3, "at night"))
    [request] = painter.requests
    assert request.follows == "resp_2"
    assert request.last is not None
    kept = answer_of(first).placed(2)
    assert kept is not None
    assert request.last.data == place.shelf.kept[kept.sha256]


async def test_a_reply_to_a_count_brings_all_its_pictures_once(place: Place) -> None:
    painter = Painter([SAYS, SAYS])
    one = place.process(painter)
    await one.answer(ask("a logo --count 2"))
    await one.answer(reply(2, "number 2, but at night"))
    await one.answer(reply(3, "and snow"))
    brought, after = painter.requests[-2:]
    assert [each.line for each in brought.brought] == ["1. Version 1", "2. Version 2"]
    assert not after.brought
    assert after.follows == "resp_2"


async def test_redo_of_a_pick_draws_that_picture_anew(place: Place) -> None:
    one = place.process(Painter())
    first = await one.answer(ask(FOUR))
    await one.controls.pick(first, ANN, 3)
    await one.idle()
    painter = Painter()
    two = place.process(painter)
    await two.controls.redo(await two.again(Turn(2, first.ask)), ANN)
    await two.idle()
    answer = answer_of(await two.again(Turn(3, first.ask)))
    assert painter.paid == {"set-3": 1}
    assert len(answer.pictures) == 1
    assert not answer.set_pictures
