"""A set that ends early: what came is shown, paid for once, and built on."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from playground.slack.messages import Message
from tests.whole.conftest import Room, Start, has_ended, pictures
from tests.whole.test_sets import buttons

FIRST = "@Darkroom a lighthouse at night"
CRUMB = "four logos for a bakery called Crumb"


async def half_drawn(room: Room, words: str, **more: Any) -> Message:
    """The message of a set of four, two of which are there; the others never come."""
    room.model.play("images_silence", times=2)
    asked = await room.ann.says("#general", words, **more)
    answer = await room.answer(asked)
    await room.slack.until(lambda: "2 done" in str(answer.blocks), timeout=30)
    return answer


def picks(message: Message) -> list[int]:
    """The numbers of the pictures that can be picked."""
    named = (each.removeprefix("pick_") for each in buttons(message))
    return [int(each) for each in named if each.isdecimal()]


def answers(folder: Path) -> list[dict[str, Any]]:
    """The stored answers, each with how many pictures it has, from outside."""
    with closing(sqlite3.connect(folder / "darkroom.db")) as db:
        found = db.execute("select id, answer from turns order by id").fetchall()
        count = "select count(*) from pictures where turn = ? and not sheet"
        return [
            json.loads(answer) | {"came": db.execute(count, [turn]).fetchone()[0]}
            for turn, answer in found
            if answer
        ]


async def test_after_a_stop_the_chain_goes_on_from_before_and_knows_what_came(
    room: Room, start: Start
) -> None:
    """OpenAI refuses to follow a response whose call has no output."""
    await start()
    first = await room.ask(FIRST)
    sheet = await half_drawn(room, CRUMB, thread=first)
    await room.ann.clicks(sheet, "stop")
    await room.slack.until(lambda: has_ended(sheet))
    [_, number] = picks(sheet)
    night = await room.ask(f"number {number}, but at night", thread=first)
    assert len(pictures(night)) == 1
    assert "no longer has" not in str(night.blocks)
    made = list(room.model.responses.values())
    assert made[-1].previous_response_id == made[0].id
    assert [each.number for each in made[-1].returned] == picks(sheet)
    assert "four logos" in str(room.model.requests[-1].body["input"])


async def test_after_a_stop_of_a_first_turn_nothing_is_said_to_be_lost(
    room: Room, start: Start
) -> None:
    await start()
    sheet = await half_drawn(room, f"@Darkroom {CRUMB}")
    await room.ann.clicks(sheet, "stop")
    await room.slack.until(lambda: has_ended(sheet))
    night = await room.ask(f"number {picks(sheet)[0]}, at night", thread=sheet)
    assert len(pictures(night)) == 1
    assert "no longer has" not in str(night.blocks)
    assert len(list(room.model.responses.values())[-1].returned) == 2


async def test_pictures_that_a_stop_left_out_can_still_be_drawn(
    room: Room, start: Start
) -> None:
    """And drawing that once more pays for no more than that."""
    await start()
    sheet = await half_drawn(room, f"@Darkroom {CRUMB}")
    await room.ann.clicks(sheet, "stop")
    await room.slack.until(lambda: has_ended(sheet))
    before = len(room.model.images)
    await room.ann.clicks(sheet, "more", "draw_missing:1")
    whole = await room.ended(sheet)
    assert picks(whole) == [1, 2, 3, 4]
    assert len(room.model.images) == before + 2
    await room.ann.clicks(whole, "redo")
    again = await room.ended(sheet, 1)
    assert picks(again) == [1, 2, 3, 4]
    assert len(room.model.images) == before + 4
    assert len(room.model.responses) == 1


async def test_deleting_the_message_in_a_later_leg_keeps_what_was_paid_for(
    room: Room, start: Start, tmp_path: Path
) -> None:
    """It is all accounted for, and `forget` finds the pictures."""
    await start()
    first = await room.ask(FIRST)
    room.model.hold(before="response.output_text.delta")
    asked = await room.ann.says("#general", CRUMB, thread=first)
    sheet = await room.answer(asked)
    await room.model.until(lambda: len(room.model.held) == 1)
    await room.slack.person("cleo").deletes(sheet)
    room.model.release()
    await room.slack.until(lambda: len(answers(tmp_path)) == 2)
    *_, answer = answers(tmp_path)
    assert answer["came"] == 4
    assert answer["usage"]["image_output_tokens"] > 0
    assert answer["outcome"] == "done"
    assert "deleted" in answer["told"]
