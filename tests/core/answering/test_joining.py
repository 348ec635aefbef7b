"""Two versions put together: a turn of its own, without a model."""

from dataclasses import replace

import pytest

from bot.core.turn.asks import Ask
from bot.core.turn.changes import PartForm, PartPlace, part_ask, rest_ask
from bot.core.turn.options import Button
from bot.core.turn.regions import of_cells
from bot.core.turn.turns import Answer, KeptPicture, Outcome, Turn
from tests.fakes import THREAD
from tests.studio import Studio, outcome, reply, shown, studio

CELLS = of_cells(1024, 1024, ("A1",))


async def drew(one: Studio, ask: Ask, data: bytes) -> Turn:
    """A turn that has ended with this picture."""
    turn = await one.accepted(ask)
    await one.turns.begin(turn.id)
    kept = KeptPicture(await one.shelf.keep(data), "png", 1024, 1024, len(data))
    await one.turns.answered(turn.id, Answer(Outcome.DONE, pictures=(kept,)))
    return await one.again(turn)


def of_part(before: Turn, button: Button, older: int = 0) -> Ask:
    form = PartForm(f"V{button}", "U1", CELLS, button, "a red bicycle")
    return part_ask(form, PartPlace(THREAD, onto=before.id, older=older), before)


async def made(one: Studio, turn: Turn) -> bytes:
    answer = (await one.again(turn)).answer
    assert answer is not None
    [kept] = answer.pictures
    assert (answer.direct, answer.model, answer.image_model) == (True, "", "")
    return bytes(one.shelf.kept[kept.sha256])


async def test_a_part_is_taken_back_from_an_older_version_without_a_model() -> None:
    one = studio()
    old = await drew(one, reply(1), b"old")
    new = await drew(one, reply(2), b"new")
    turn = await one.answer(of_part(new, Button.RESTORED, old.id))
    assert outcome(turn) is Outcome.DONE
    assert (await made(one, turn)).endswith(b"new with old")
    said = await shown(one, turn)
    assert "Put together by me from two versions" in said
    assert "asked for: Take back A1" in said or "Take back A1" in said


async def test_everything_but_the_part_is_taken_from_the_picture_before() -> None:
    one = studio()
    old = await drew(one, reply(1), b"old")
    new = await drew(one, of_part(old, Button.CHANGED), b"new")
    turn = await one.answer(rest_ask(new, "U2", "9.9"))
    assert (await made(one, turn)).endswith(b"old with new")


@pytest.mark.parametrize("lost", [b"old", b"new"])
async def test_a_version_that_is_gone_is_told(lost: bytes) -> None:
    one = studio()
    old = await drew(one, reply(1), b"old")
    new = await drew(one, reply(2), b"new")
    await one.shelf.drop(await one.shelf.keep(lost))
    turn = await one.answer(of_part(new, Button.RESTORED, old.id))
    assert outcome(turn) is Outcome.FAILED
    assert "no longer there" in await shown(one, turn)


async def test_nothing_is_taken_from_another_thread() -> None:
    one = studio()
    elsewhere = replace(reply(1), thread=replace(THREAD, ts="77.7"))
    other = await drew(one, elsewhere, b"secret")
    new = await drew(one, reply(2), b"new")
    turn = await one.answer(of_part(new, Button.RESTORED, other.id))
    assert outcome(turn) is Outcome.FAILED
    assert "not in this thread" in await shown(one, turn)
