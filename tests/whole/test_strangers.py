"""Channels that another company shares."""

from bot.core.accepting.guests import NOT_OURS
from tests.whole.conftest import OVER_BOTH, Room, Start, pictures

pytestmark = OVER_BOTH


async def test_people_of_another_company_are_not_answered(
    room: Room, start: Start
) -> None:
    """Our owner would pay for their asks. They are told so once, in private."""
    room.slack.share("#general", "gus")
    gus = room.slack.person("gus")
    await start()
    ours = await room.ask("@Darkroom a fox")
    await gus.says("#general", "@Darkroom a hen")
    await gus.says("#general", "make it night", thread=ours)
    await gus.clicks(ours, "redo")
    await room.slack.until(lambda: room.slack.ephemerals("gus"))
    await gus.says("#general", "@Darkroom please!")
    await room.ask("make it day", thread=ours)
    assert len(room.model.responses) == 2
    assert [each.text for each in room.slack.ephemerals("gus")] == [NOT_OURS]


async def test_people_of_another_company_are_answered_if_the_owner_wants_that(
    room: Room, start: Start
) -> None:
    """With buttons that work, for them and for us."""
    room.slack.share("#general", "gus")
    gus = room.slack.person("gus")
    await start(shared_channels="all")
    asked = await gus.says("#general", "@Darkroom a hen")
    answer = await room.ended(asked)
    assert pictures(answer)
    await room.ask("make it day", thread=answer)
    await gus.clicks(answer, "redo")
    await room.ended(asked, 2)
    assert len(room.model.responses) == 3
    assert not room.slack.ephemerals("gus")
