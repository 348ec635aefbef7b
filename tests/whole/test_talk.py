"""Replies without a mention: what people say to each other is left alone."""

from tests.whole.conftest import OVER_BOTH, Room, Start

pytestmark = OVER_BOTH


def judged(room: Room) -> int:
    """How often the small model was asked."""
    return sum(each.path.endswith("/decisions") for each in room.model.requests)


async def test_thanks_and_laughter_get_no_answer_and_leave_no_trace(
    room: Room, start: Start
) -> None:
    """And no request at all, neither to OpenAI nor to Slack."""
    await start()
    first = await room.ask("@Darkroom a fox")
    ben = room.slack.person("ben")
    for text in ("thanks both", ":joy: :joy:"):
        await room.ann.says("#general", text, thread=first)
    await ben.says("#general", "lol nice", thread=first)
    await room.ask("make it blue", thread=first)
    assert len(room.model.responses) == 2
    assert len(room.slack.messages("#general", first)) == 7
    assert judged(room) == 0


async def test_a_wish_that_begins_with_thanks_is_a_wish(
    room: Room, start: Start
) -> None:
    await start()
    first = await room.ask("@Darkroom a fox")
    for text in ("nice, now without the hat", "perfect, but smaller", "again"):
        await room.ask(text, thread=first)
    assert len(room.model.responses) == 4
    assert judged(room) == 0


async def test_what_others_say_in_the_thread_is_judged_before_it_is_drawn(
    room: Room, start: Start
) -> None:
    """Somebody small and quick is asked, once, and a clear no is heeded."""
    room.slack.settings.duplicates = 1
    await start()
    first = await room.ask("@Darkroom a fox")
    ben = room.slack.person("ben")
    await ben.says("#general", "I had one of those in my garden", thread=first)
    await room.slack.until(lambda: judged(room) == 1)
    asked = await ben.says("#general", "could he show his teeth", thread=first)
    await room.ended(asked)
    assert len(room.model.responses) == 2
    assert judged(room) == 2
    assert "a fox" in str(room.model.requests[1].body)


async def test_in_doubt_it_is_an_ask(room: Room, start: Start) -> None:
    """Nobody with a real wish goes without an answer just to save a cent."""
    await start()
    first = await room.ask("@Darkroom a fox")
    ben = room.slack.person("ben")
    room.model.decide(0.3)
    await room.ended(await ben.says("#general", "like in Alaska", thread=first))
    assert len(room.model.responses) == 2


async def test_without_a_judge_what_is_in_doubt_is_answered(
    room: Room, start: Start
) -> None:
    await start(judge_model="off")
    first = await room.ask("@Darkroom a fox")
    ben = room.slack.person("ben")
    await room.ended(await ben.says("#general", "like in Alaska", thread=first))
    assert (len(room.model.responses), judged(room)) == (2, 0)


async def test_the_owner_can_have_every_reply_answered(
    room: Room, start: Start
) -> None:
    await start(replies="all")
    first = await room.ask("@Darkroom a fox")
    await room.ask("lol nice", thread=first)
    assert len(room.model.responses) == 2


async def test_a_mention_is_an_ask_whatever_it_says(room: Room, start: Start) -> None:
    await start()
    first = await room.ask("@Darkroom a fox")
    await room.ask("@Darkroom thanks!", thread=first)
    assert len(room.model.responses) == 2


async def test_in_a_direct_message_everything_is_for_the_bot(
    room: Room, start: Start
) -> None:
    await start()
    first = await room.ask("a fox", where="@Darkroom")
    await room.ask("lol nice", where="@Darkroom", thread=first)
    assert len(room.model.responses) == 2
