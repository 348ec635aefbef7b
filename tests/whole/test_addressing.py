"""Which messages are answered, and which are not."""

from tests.whole.conftest import Room, Start


async def test_the_bot_does_not_answer_itself(room: Room, start: Start) -> None:
    """Its own file in a direct message is a message there, and would be an ask."""
    await start(hang="text")
    answer = await room.ask("a fox", where="@Darkroom")
    await room.slack.until(lambda: len(room.slack.messages(answer.channel)) == 3)
    await room.ask("make it night", where="@Darkroom", thread=answer)
    assert len(room.model.responses) == 2


async def test_a_reply_that_is_also_sent_to_the_channel_is_an_ask(
    room: Room, start: Start
) -> None:
    """People tick that box without thinking of us."""
    await start()
    first = await room.ask("@Darkroom a lighthouse at night")
    await room.ask("make it sunrise", thread=first, broadcast=True)
    made = list(room.model.responses.values())
    assert made[1].previous_response_id == made[0].id


async def test_an_edit_of_an_ask_is_not_another_ask(room: Room, start: Start) -> None:
    """The picture is already being drawn."""
    await start()
    asked = await room.ann.says("#general", "@Darkroom a fox")
    await room.ended(asked)
    await room.ann.edits(asked, "@Darkroom a hen")
    await room.ask("@Darkroom a cow")
    assert len(room.model.responses) == 2


async def test_an_edit_that_adds_the_mention_is_an_ask(
    room: Room, start: Start
) -> None:
    """People who forgot it add it, and do not write everything again."""
    await start()
    asked = await room.ann.says("#general", "a fox")
    await room.ann.edits(asked, "@Darkroom a fox")
    await room.ended(asked)
    await room.ann.edits(asked, "@Darkroom and @Darkroom a hen")
    await room.ask("@Darkroom a cow")
    assert len(room.model.responses) == 2


async def test_a_direct_message_is_recognised_by_its_channel_alone(
    room: Room, start: Start
) -> None:
    """Not every event says what kind of channel it comes from."""
    room.slack.settings.channel_types = False
    await start()
    await room.ask("a fox", where="@Darkroom")
    assert len(room.model.responses) == 1


async def test_a_private_channel_is_answered_like_a_public_one(
    room: Room, start: Start
) -> None:
    """Replies without a mention included."""
    await start()
    first = await room.ask("@Darkroom a lighthouse at night", where="#secret")
    await room.ask("make it sunrise", where="#secret", thread=first)
    assert len(room.model.responses) == 2


async def test_a_mention_that_comes_only_as_a_message_event_is_answered(
    room: Room, start: Start
) -> None:
    """With a file, Slack has been seen to send the message alone."""
    room.slack.settings.mention_events = "message"
    await start()
    await room.ask("@Darkroom a fox")
    assert len(room.model.responses) == 1
