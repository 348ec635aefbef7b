"""Which names a request has: recognised once, told once, and left out if forgotten."""

from dataclasses import replace

import pytest

from bot.core.answering.following import ANEW
from bot.core.answering.using_names import words_of
from bot.core.errors import ModelRefused
from bot.core.turn.asks import Ask, with_flags_read
from bot.core.turn.options import Button, Options
from bot.core.turn.request import Request
from bot.core.turn.sets import SetPicture, with_names
from bot.core.turn.taught import LeftOut, NameKind, NamePicture, Taught
from bot.core.turn.turns import Outcome, Turn
from tests.fakes import Script, ask
from tests.studio import DRAWN, PNG, Studio, outcome, reply, shown, studio


async def studio_with(*names: str, scripts: tuple[Script, ...] = (DRAWN,)) -> Studio:
    """A studio whose workspace has taught these characters, each with one picture."""
    one = studio(*scripts)
    key = await one.shelf.keep(PNG)
    for number, name in enumerate(names):
        await one.taught.teach(pixel(name, key, made=float(number)), 200, 200)
    return one


def pixel(name: str = "Pixel", *hashes: str, made: float = 0.0) -> Taught:
    pictures = tuple(map(NamePicture, hashes))
    character = NameKind.CHARACTER
    return Taught("T1", character, name, "a fox", pictures, "U1", made=made)


async def request_of(one: Studio, turn: Turn) -> Request:
    """The request of an attempt at a turn."""
    return (await one.wanted(await one.asking.names.begun(turn))).request


async def test_a_request_has_what_its_words_name() -> None:
    one = await studio_with("Pixel", "Hex")
    request = await request_of(one, await one.accepted(ask("+Pixel waving")))
    [name] = request.names
    assert (request.words, name.name, name.sentence) == (
        "Pixel waving",
        "Pixel",
        "a fox",
    )
    assert [image.data for image in name.images] == [PNG]
    assert [each.id for each in request.known_names] == [1]


async def test_each_attempt_uses_the_same_names() -> None:
    """Whatever was taught in between."""
    one = await studio_with("Pixel")
    turn = await one.accepted(ask("Pixel and Hex"))
    await one.asking.names.begun(turn)
    await one.taught.teach(pixel("Hex"), 200, 200)
    request = await request_of(one, await one.again(turn))
    assert [each.name for each in request.names] == ["Pixel"]


async def test_a_name_that_was_forgotten_since_is_left_out_and_said() -> None:
    one = await studio_with("Pixel")
    turn = await one.accepted(ask("Pixel waving"))
    await one.asking.names.begun(turn)
    await one.taught.forget(1)
    await one.lanes.submit(await one.again(turn))
    await one.idle()
    [request] = one.model.requests
    assert request.names == ()
    assert "Without “Pixel”: forgotten" in await shown(one, turn)
    assert "with Pixel" not in await shown(one, turn)
    names = (await one.again(turn)).names or ()
    assert [each.left_out for each in names] == [LeftOut.FORGOTTEN]


async def test_the_words_of_an_unmet_turn_bring_its_names_again() -> None:
    one = await studio_with("Pixel", scripts=([ModelRefused("no")], DRAWN))
    first = await one.answer(ask("Pixel waving"))
    assert outcome(first) is Outcome.FAILED
    await one.answer(reply(2, "try again"))
    assert [each.name for each in one.model.requests[-1].names] == ["Pixel"]


async def test_what_a_chain_knows_is_told_again_once_it_has_changed() -> None:
    one = await studio_with("Pixel", scripts=(DRAWN,) * 3)
    first = await one.answer(ask("Pixel waving"))
    assert first.answer is not None
    assert [each.id for each in first.answer.known_names] == [1]
    second = await one.answer(reply(2, "Pixel by night"))
    assert not one.model.requests[-1].names
    assert second.answer is not None
    assert second.answer.known_names == first.answer.known_names
    [known] = await one.taught.of_team("T1")
    await one.taught.change(replace(known, sentence="a hare"))
    await one.answer(reply(3, "Pixel by day"))
    assert [each.sentence for each in one.model.requests[-1].names] == ["a hare"]


async def test_a_chain_that_begins_anew_is_told_everything_again() -> None:
    """All that the words of the thread name, but for an ask that wants no names."""
    one = await studio_with("Pixel", scripts=(DRAWN,) * 2)
    await one.answer(ask("Pixel waving"))
    expected: dict[str, list[str]] = {"at night": ["Pixel"], "by day --no-names": []}
    for words, names in expected.items():
        turn = await one.accepted(reply(len(words), words))
        turn = await one.asking.names.begun(await one.turns.begin(turn.id))
        wanted = await one.wanted(turn)
        again = await one.asking.before.rebuilt(turn, wanted, ANEW)
        assert [each.name for each in again.request.names] == names


async def test_a_chain_that_knows_what_was_forgotten_is_not_gone_on_with() -> None:
    one = await studio_with("Pixel", "Hex", scripts=(DRAWN,) * 3)
    await one.answer(ask("Pixel and Hex"))
    await one.taught.forget(1)
    second = await one.answer(reply(2, "at night"))
    request = one.model.requests[-1]
    assert request.follows is None
    assert [each.name for each in request.names] == ["Hex"]
    assert "has been forgotten" in await shown(one, second)
    await one.answer(reply(3, "by day"))
    assert one.model.requests[-1].follows == "resp_1"


async def test_one_that_was_told_only_in_part_is_told_again() -> None:
    one = studio(DRAWN, DRAWN)
    keys = [await one.shelf.keep(PNG + bytes([n])) for n in range(4)]
    for number in range(5):
        fox = pixel(f"Fox{number}", *keys, made=float(number))
        await one.taught.teach(fox, 200, 200)
    answered = await one.answer(ask("Fox0 Fox1 Fox2 Fox3 Fox4"))
    [request] = one.model.requests
    assert [len(each.images) for each in request.names] == [0, 4, 4, 4, 4]
    assert answered.answer is not None
    assert [each.id for each in answered.answer.known_names] == [2, 3, 4, 5]


async def test_a_picture_of_a_deck_is_shown_another_one_for_its_manner() -> None:
    """Unless a style is named on it, or that picture is gone."""
    one = await studio_with("Pixel")
    key = await one.shelf.keep(PNG)
    style = replace(pixel("Winter", key), kind=NameKind.STYLE)
    winter = await one.taught.teach(style, 200, 200)
    picture, names = SetPicture(1, "A", "a fox", manner=key), one.asking.names
    [shown] = await names.on(picture)
    assert (shown.kind, shown.images[0].data) == (NameKind.STYLE, PNG)
    [only] = await names.on(with_names(picture, [winter]))
    assert only.name == "Winter"
    assert not await names.on(replace(picture, manner="0" * 64))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (Options(), "the wish"),
        (Options(button=Button.VARY), "the wish"),
        (Options(names=False), ""),
        (Options(button=Button.LARGER), ""),
        (Options(button=Button.MISSING), ""),
        (Options(button=Button.PAIR), ""),
        (Options(looks=("Comic",), own_look="Pixel", keep="her hat"), "Pixel\nher hat"),
    ],
)
def test_names_are_looked_for_in_what_a_person_wrote(
    options: Options, words: str
) -> None:
    asked = Ask("c", ask().thread, "U1", "the words", options=options, wish="the wish")
    assert words_of(asked) == words


def test_a_wrong_flag_names_nothing() -> None:
    assert words_of(ask("Pixel --size huge")) == ""
    assert words_of(with_flags_read(ask("Pixel --no-names"))) == ""
