"""Versions that the bot puts together, while its process is killed: one message that
ends, and nothing is paid for."""

import pytest

from tests.whole.conftest import Room, has_ended, pictures
from tests.whole.test_parts import (
    BOX,
    CELLS,
    LIGHTHOUSE,
    bytes_of,
    changed_box,
    drawn,
    filled,
    opened_form,
)
from tests.whole.test_sets_killed import Kill, killed

__all__ = ["killed"]
pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]


async def test_a_part_that_is_taken_back_survives_a_kill(
    room: Room, killed: Kill
) -> None:
    first = await room.ask(LIGHTHOUSE)
    second = await room.ask("make it sunrise", thread=first)
    paid = len(room.model.responses)
    form = await opened_form(room, second, "change_part", 2)
    assert not await room.ann.submits(form, filled(*CELLS, action="restored"))
    third = await room.answer(second)
    await killed()
    await room.slack.until(lambda: has_ended(third), timeout=40)
    assert (len(room.model.responses), len(room.model.images)) == (paid, 0)
    assert len(pictures(third)) == 1
    box = changed_box(bytes_of(room, second), bytes_of(room, third))
    assert box is not None
    assert (box[0] >= BOX[0], box[1] >= BOX[1]) == (True, True)
    assert (box[2] <= BOX[2], box[3] <= BOX[3]) == (True, True)
    assert len(room.slack.messages("#general", first)) == 5


async def test_a_part_that_is_being_changed_is_asked_for_again_as_it_was(
    room: Room, killed: Kill
) -> None:
    """A direct picture cannot be waited for any more, so it is drawn once more, in the
    same message and with the same mask; a finished one is not."""
    first = await room.ask(LIGHTHOUSE)
    form = await opened_form(room, first, "change_part", 1)
    room.model.play("images_silence")
    assert not await room.ann.submits(form, filled(*CELLS, wish="a red bicycle"))
    second = await room.answer(first)
    await room.slack.until(lambda: len(drawn(room)) == 1)
    await killed()
    await room.slack.until(lambda: has_ended(second), timeout=40)
    once, again = drawn(room)
    assert again.request["prompt"] == once.request["prompt"]
    assert again.attached == once.attached
    assert len(pictures(second)) == 1
    await killed()
    assert len(drawn(room)) == 2
    assert len(room.slack.messages("#general", first)) == 3
