"""People who ask for help are told how to use the bot, and nothing is paid for."""

import pytest

from tests.whole.conftest import Room, Start

DIRECTLY = "@Darkroom"


async def helped(room: Room, number: int = 1) -> None:
    """Wait until Ann has been told so many times how to use the bot."""
    await room.slack.until(lambda: len(room.slack.ephemerals("ann")) == number)
    assert "*Mention me*" in room.slack.ephemerals("ann")[-1].text


@pytest.mark.parametrize(
    ("where", "text"), [("#general", "@Darkroom help"), (DIRECTLY, "Help!")]
)
async def test_whoever_asks_for_help_gets_it_and_no_picture(
    room: Room, start: Start, where: str, text: str
) -> None:
    """Slack delivers a mention twice; the help comes once, where it is seen at once."""
    room.slack.settings.duplicates = 1
    await start()
    asked = await room.ann.says(where, text)
    await helped(room)
    await room.ask("@Darkroom a fox")  # accepted after everything before it
    [told] = room.slack.ephemerals("ann")
    assert not told.is_reply
    assert len(room.model.requests) == 1
    assert room.slack.messages(asked.channel, asked) == [asked]


async def test_help_in_the_thread_of_a_picture_is_help_and_the_thread_goes_on(
    room: Room, start: Start
) -> None:
    """Nobody is asked whether the reply was meant for the bot."""
    await start()
    first = await room.ask("@Darkroom a fox")
    await room.slack.person("ben").says("#general", "thanks", thread=first)
    await room.ann.says("#general", "help", thread=first)
    await helped(room)
    assert room.slack.ephemerals("ann")[0].thread_ts == first.thread_ts
    assert len(room.model.requests) == 1
    await room.ask("help me draw it at night", thread=first)
    made = list(room.model.responses.values())
    assert made[1].previous_response_id == made[0].id


async def test_imagine_help_is_help(room: Room, start: Start) -> None:
    await start()
    await room.ann.runs("/imagine", "help")
    await helped(room)
    assert not room.model.requests
