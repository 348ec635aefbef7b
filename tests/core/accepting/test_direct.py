"""When a conversation in direct messages is over."""

from dataclasses import replace

from bot.core.turn.asks import FROM_SCRATCH, Ask
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Turn
from tests.fakes import ask
from tests.studio import DRAWN, Studio, studio


def said(ts: str, words: str = "a fox") -> Ask:
    thread = ThreadKey("T1", "D1", ts)
    return replace(ask(words, claim=f"T1/D1/{ts}"), thread=thread, ts=ts)


async def taken(one: Studio, wanted: Ask) -> Turn:
    turn = await one.direct.take(wanted)
    assert turn is not None
    await one.idle()
    return await one.again(turn)


async def test_it_goes_on_for_an_hour_after_its_last_message() -> None:
    one = studio(*[DRAWN] * 4)
    first = await taken(one, said("1000.0"))
    second = await taken(one, said("4500.0"))
    third = await taken(one, said("8000.0"))
    fourth = await taken(one, said("11601.0"))
    assert (second.parent, third.parent) == (first.id, second.id)
    assert fourth.ask.onto == FROM_SCRATCH
    assert {each.ask.thread.ts for each in (first, fourth)} == {""}


async def test_what_somebody_has_chosen_is_not_over() -> None:
    """Somebody who presses "Build on this one" after a night means it."""
    one = studio(*[DRAWN] * 2)
    first = await taken(one, said("1000.0"))
    one.direct.chosen(first, "90000.0")
    assert (await taken(one, said("90100.0"))).parent == first.id


async def test_a_flag_begins_anew() -> None:
    one = studio(*[DRAWN] * 2)
    await taken(one, said("1000.0"))
    assert (await taken(one, said("1001.0", "a hen --new"))).parent is None


async def test_a_wrong_flag_is_told_as_ever() -> None:
    one = studio(*[DRAWN] * 2)
    turn = await taken(one, said("1000.0", "a hen --new --size huge"))
    assert turn.answer is not None
    assert "--size" in turn.answer.told
