"""Whatever characters, numbers and floods an answer consists of, it is stored and
shown."""

from collections.abc import Mapping

import pytest

from playground.openai import Script
from playground.openai.steps import Draw, Raw, Say, Step
from tests.postgres_server import new_database
from tests.whole.conftest import Room, Start, pictures

HALF = "\ud83d"
MANY = 150
LINK = {
    "type": "url_citation",
    "start_index": 0,
    "end_index": 5,
    "url": "https://a.example",
    "title": "A",
}


@pytest.fixture(params=["sqlite", "postgres"])
async def base(request: pytest.FixtureRequest) -> dict[str, str]:
    """Once on each engine."""
    if request.param == "sqlite":
        return {}
    return {"database_url": await new_database()}


def script(*steps: Step) -> Script:
    return Script("odd", "An answer that no model means to give.", (steps,))


def begun(response: str) -> Raw:
    """A response by another name."""
    about = {"id": response, "model": f"gpt-{HALF}", "status": "in_progress"}
    return Raw("response.created", {"response": about})


def added(item: Mapping[str, object], place: int) -> Raw:
    return Raw("response.output_item.done", {"output_index": place, "item": item})


def words(item: str, text: str) -> Raw:
    where = {"item_id": item, "output_index": 7, "content_index": 0}
    return Raw("response.output_text.done", {**where, "text": text})


def ended(**usage: object) -> Raw:
    """The last event; nothing is read after it."""
    about = {"id": "resp_odd", "status": "completed", "output": [], "usage": usage}
    return Raw("response.completed", {"response": about})


async def test_an_answer_is_stored_despite_letters_and_numbers_that_no_database_takes(
    room: Room, start: Start
) -> None:
    query = {"type": "search", "query": f"{HALF}\0"}
    looked = {"id": f"ws_{HALF}", "type": "web_search_call", "action": query}
    odd = script(
        begun(f"resp_{HALF}"),
        added(looked, 1),
        Draw("a fox"),
        words(f"msg_{HALF}", f"A fox {HALF}, and half of it\0."),
        ended(input_tokens=10**400, output_tokens=10**400),
    )
    room.model.play(odd)
    await start()
    answer = await room.ask("@Darkroom a fox")
    assert len(pictures(answer)) == 1
    assert "and half of it" in str(answer.blocks)
    again = await room.ask("make it red", thread=answer)
    assert len(pictures(again)) == 1


async def test_an_answer_ends_despite_a_flood_of_parts_steps_and_links(
    room: Room, start: Start
) -> None:
    flood = [
        each
        for number in range(MANY)
        for each in (
            added({"id": f"ws_{number}", "type": "web_search_call"}, 1),
            words(f"msg_{number}", f"Words {number}."),
            Raw(
                "response.output_text.annotation.added",
                {"item_id": "msg_0", "content_index": 0, "annotation": LINK},
            ),
        )
    ]
    room.model.play(script(Draw("a fox"), *flood, Say("It is over.")))
    await start(edit_seconds="1")
    answer = await room.ask("@Darkroom a fox")
    assert len(pictures(answer)) == 1
    assert "Words 7." in str(answer.blocks)
