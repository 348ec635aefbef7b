"""Channels that another company shares."""

from pathlib import Path

from bot.core.accepting.guests import NOT_OURS
from tests.whole.conftest import OVER_BOTH, Room, Start, pictures
from tests.whole.taught import images, last, school_in

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


async def test_people_of_another_company_use_only_names_of_their_channel(
    room: Room, start: Start, tmp_path: Path
) -> None:
    """What the workspace has taught is not for them, nor is it proposed to them."""
    room.slack.share("#general", "gus")
    gus = room.slack.person("gus")
    await start(shared_channels="all")
    channel = room.slack.team().channel("#general").id
    async with school_in(room, tmp_path) as school:
        portrait = await school.draws()
        await school.teach("Pixel", portrait)
        await school.teach("Foxy", portrait, channel=channel)
    answer = await room.ended(await gus.says("#general", "@Darkroom Pixel waving"))
    assert images(last(room)) == []
    assert "with Pixel" not in str(answer.blocks)
    await room.ended(await gus.says("#general", "@Darkroom Foxy waving"))
    assert images(last(room)) == [portrait]
    wrong = await room.ended(await gus.says("#general", "@Darkroom +pixl waving"))
    assert "“pixl”" in str(wrong.blocks)
    assert "Pixel" not in str(wrong.blocks)
    await room.ask("@Darkroom Pixel waving")
    assert images(last(room)) == [portrait]


async def test_people_of_another_company_have_no_deck_drawn(
    room: Room, start: Start
) -> None:
    """Nor changed, whichever button they press."""
    room.slack.share("#general", "gus")
    gus = room.slack.person("gus")
    await start()
    outline = await room.ask("@Darkroom a deck about solar power, 2 slides")
    for action in ("draw_deck", "deck_theme", "do_not_draw"):
        await gus.clicks(outline, action)
    await room.slack.until(lambda: room.slack.ephemerals("gus"))
    await room.ask("theme: night", thread=outline)
    assert not room.model.images
    assert room.slack.modal_of("gus") is None
    assert "Set aside" not in str(outline.blocks)
