"""Direct messages: one conversation, answered where it is read."""

import pytest

from tests.postgres_server import new_database
from tests.whole.conftest import Room, Start, pictures

DM = "@Darkroom"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
async def base(request: pytest.FixtureRequest, transport: str) -> dict[str, str]:
    """On both engines."""
    if request.param == "sqlite":
        return {"transport": transport}
    return {"transport": transport, "database_url": await new_database()}


def follows(room: Room) -> list[str | None]:
    """Which response each one builds on."""
    return [each.previous_response_id for each in room.model.responses.values()]


async def test_a_message_builds_on_the_one_before(room: Room, start: Start) -> None:
    """And its answer stands below it, in no thread."""
    await start()
    first = await room.ask("a fox", where=DM)
    second = await room.ask("make it blue", where=DM)
    assert follows(room) == [None, next(iter(room.model.responses))]
    assert not first.thread_ts
    assert not second.thread_ts
    assert pictures(second)


async def test_two_at_once_are_answered_one_after_the_other(
    room: Room, start: Start
) -> None:
    await start()
    room.model.hold(before="response.completed")
    first = await room.ann.says(DM, "a fox")
    await room.ann.says(DM, "make it blue")
    waiting = await room.answer(first, 1)
    await room.slack.until(lambda: "1 ahead of you" in str(waiting.blocks))
    room.model.release()
    await room.slack.until(lambda: pictures(waiting))
    assert follows(room) == [None, next(iter(room.model.responses))]


async def test_after_a_pause_the_conversation_starts_over(
    room: Room, start: Start
) -> None:
    await start(direct_seconds="0.001")
    await room.ask("a fox", where=DM)
    await room.ask("a hen", where=DM)
    assert follows(room) == [None, None]


async def test_imagine_and_the_flag_new_start_over_and_the_next_message_builds_on_that(
    room: Room, start: Start
) -> None:
    await start()
    first = await room.ask("a fox", where=DM)
    await room.ann.runs("/imagine", "a hen", channel=first.channel)
    second = await room.ended(first)
    assert not second.thread_ts
    third = await room.ask("make it blue", where=DM)
    await room.ask("a cow --new", where=DM)
    made = list(room.model.responses)
    assert follows(room) == [None, None, made[1], None]
    assert pictures(third)


async def test_a_reply_in_a_thread_builds_on_the_message_above_it(
    room: Room, start: Start
) -> None:
    """And stays in that thread, whatever is said outside of it."""
    await start()
    first = await room.ask("a fox", where=DM)
    await room.ask("make it blue", where=DM)
    beside = await room.ask("make it red", where=DM, thread=first)
    await room.ask("bigger", where=DM, thread=first)
    await room.ask("with a hat", where=DM)
    made = list(room.model.responses)
    assert follows(room) == [None, made[0], made[0], made[2], made[1]]
    assert beside.thread_ts == first.ts


async def test_buttons_stay_in_the_conversation(room: Room, start: Start) -> None:
    await start()
    first = await room.ask("a fox", where=DM)
    second = await room.ask("make it blue", where=DM)
    await room.ann.clicks(second, "redo")
    redone = await room.ended(second)
    assert not redone.thread_ts
    await room.ann.clicks(second, "go_back")
    await room.slack.until(lambda: "Set aside" in str(second.blocks))
    await room.ask("make it red", where=DM)
    made = list(room.model.responses)
    assert follows(room) == [None, made[0], made[0], made[0]]
    assert pictures(first)


async def test_each_message_may_have_a_thread_of_its_own(
    room: Room, start: Start
) -> None:
    await start(direct_seconds="0")
    for words in ("a fox", "a hen"):
        asked = await room.ann.says(DM, words)
        await room.slack.until(
            lambda root=asked: len(room.slack.messages(root.channel, root)) == 2  # type: ignore[misc] # it is bound at once
        )
    await room.slack.until(lambda: len(room.model.responses) == 2)
    assert follows(room) == [None, None]
