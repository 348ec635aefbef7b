"""What a reply builds on if the turn before it came to nothing."""

import pytest

from tests.postgres_server import new_database
from tests.whole.conftest import Room, Start, pictures


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
async def base(request: pytest.FixtureRequest, transport: str) -> dict[str, str]:
    """On both engines."""
    if request.param == "sqlite":
        return {"transport": transport}
    return {"transport": transport, "database_url": await new_database()}


async def test_a_reply_to_a_failed_first_turn_knows_what_was_asked(
    room: Room, start: Start
) -> None:
    await start()
    room.model.play("quota")
    first = await room.ask("@Darkroom a lighthouse with nine windows")
    assert not pictures(first)
    second = await room.ask("make it small", thread=first)
    assert "a lighthouse with nine windows" in str(room.model.requests[-1].body)
    assert "no longer has" not in str(second.blocks)
    await room.ask("and green", thread=first)
    assert "previous_response_id" in room.model.requests[-1].body
    assert "nine windows" not in str(room.model.requests[-1].body)


async def test_redo_of_a_reply_to_a_failed_turn_knows_what_was_asked(
    room: Room, start: Start
) -> None:
    await start()
    room.model.play("quota")
    first = await room.ask("@Darkroom a lighthouse with nine windows")
    second = await room.ask("make it small", thread=first)
    await room.ann.clicks(second, "redo")
    await room.ended(second)
    assert "a lighthouse with nine windows" in str(room.model.requests[-1].body)


async def test_going_back_steps_over_what_failed(room: Room, start: Start) -> None:
    """The next reply builds on the picture before, not on a wish that failed."""
    await start()
    first = await room.ask("@Darkroom a lighthouse")
    room.model.play("quota")
    await room.ask("with nine windows", thread=first)
    third = await room.ask("and a boat", thread=first)
    assert "with nine windows" in str(room.model.requests[-1].body)
    await room.ann.clicks(third, "go_back")
    await room.slack.until(lambda: "Set aside" in str(third.blocks))
    await room.ask("at night", thread=first)
    asked, made = room.model.requests[-1].body, list(room.model.responses.values())
    assert asked["previous_response_id"] == made[0].id
    assert "nine windows" not in str(asked)
