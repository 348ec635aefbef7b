"""Sets: several pictures of one ask, on one sheet in one message."""

import pytest

from playground.slack.messages import Message
from tests.postgres_server import new_database
from tests.whole.conftest import Room, Start, has_ended, pictures

FOUR = "@Darkroom a logo for a bakery --count 4"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
async def base(request: pytest.FixtureRequest) -> dict[str, str]:
    """Both engines."""
    alone = request.param == "sqlite"
    return {} if alone else {"database_url": await new_database()}


def buttons(message: Message) -> list[str]:
    """The actions under a message."""
    rows = [each["elements"] for each in message.blocks if each["type"] == "actions"]
    return [button["action_id"] for row in rows for button in row]


def entries(message: Message) -> list[str]:
    """What its menu has."""
    shown = [each for each in message.blocks if each["type"] == "actions"]
    menu = shown[-1]["elements"][-1]
    return [each["text"]["text"] for each in menu["options"]]


async def test_a_count_draws_so_many_pictures_without_asking_the_model(
    room: Room, start: Start
) -> None:
    await start()
    answer = await room.ask(FOUR)
    assert has_ended(answer)
    assert len(room.model.images) == 4
    assert not room.model.responses
    assert len(pictures(answer)) == 1
    assert buttons(answer)[:4] == ["pick_1", "pick_2", "pick_3", "pick_4"]
    assert "variations" not in buttons(answer)
    keep = ["Keep as a character…", "Keep as a style…"]
    assert entries(answer) == ["All as files", "Build on this one", *keep]
    assert "4 pictures" in str(answer.blocks)
    assert "'accessibility_label': 'Picture 3. Version 3'" in str(answer.blocks)


async def test_the_model_has_a_set_drawn_and_knows_its_numbers(
    room: Room, start: Start
) -> None:
    """So that the next reply, and the one after, can name one of them."""
    await start()
    answer = await room.ask("@Darkroom four logos for a bakery called Crumb")
    assert len(room.model.images) == 4
    assert len(room.model.responses) == 2
    assert len(pictures(answer)) == 1
    night = await room.ask("number 3, but at night", thread=answer)
    assert len(pictures(night)) == 1
    made = list(room.model.responses.values())
    assert made[2].previous_response_id == made[1].id


async def test_a_pick_shows_the_picture_whole_and_is_built_on(
    room: Room, start: Start
) -> None:
    await start()
    answer = await room.ask(FOUR)
    drawn = [each.pictures[0] for each in room.model.images.values()]
    await room.ann.clicks(answer, "pick_3")
    picked = await room.ended(answer)
    [file_id] = pictures(picked)
    assert room.slack.team().files[file_id].data in drawn
    assert "variations" in buttons(picked)
    assert len(room.model.images) == 4
    await room.ask("with wheat ears", thread=answer)
    assert "data:image/" in str(room.model.requests[-1].body["input"])


async def test_picking_twice_shows_it_once(room: Room, start: Start) -> None:
    await start()
    answer = await room.ask(FOUR)
    for _ in range(2):
        await room.ann.clicks(answer, "pick_2")
        await room.ended(answer)
    await room.ann.clicks(answer, "pick_1")
    await room.ended(answer, 1)
    assert len(room.beside(answer)) == 4  # the ask, the sheet, and two that were picked


async def test_variations_are_a_set_of_the_picture_itself(
    room: Room, start: Start
) -> None:
    await start()
    first = await room.ask("@Darkroom a lighthouse at night")
    await room.ann.clicks(first, "variations")
    varied = await room.ended(first)
    assert "asked for variations: a lighthouse at night" in str(varied.blocks)
    made = list(room.model.images.values())
    assert [each.way for each in made] == ["edit"] * 4
    assert len(pictures(varied)) == 1
    assert buttons(varied)[:4] == ["pick_1", "pick_2", "pick_3", "pick_4"]


async def test_all_of_them_come_as_files_in_one_share(room: Room, start: Start) -> None:
    """Untouched, below the sheet; a second click has nothing left to share."""
    await start()
    answer = await room.ask(FOUR)
    drawn = [each.pictures[0] for each in room.model.images.values()]
    await room.ann.clicks(answer, "more", "all_as_files:1")
    await room.slack.until(lambda: len(room.beside(answer)) == 3)
    await room.slack.until(lambda: "All as files" not in entries(answer))
    share = room.beside(answer)[-1]
    shared = [room.slack.team().files[each] for each in share.file_ids]
    assert {each.data for each in shared} == {*drawn}
    assert [each.title for each in shared] == sorted(each.title for each in shared)
    assert len(pictures(answer)) == 1


async def test_a_stop_keeps_what_is_finished_and_the_rest_can_be_drawn(
    room: Room, start: Start
) -> None:
    """What came is not paid for again."""
    room.model.play("images_silence", times=2)
    await start()
    asked = await room.ann.says("#general", FOUR)
    answer = await room.answer(asked)
    await room.slack.until(lambda: "2 done" in str(answer.blocks))
    await room.ann.clicks(answer, "stop")
    await room.slack.until(lambda: has_ended(answer))
    assert "Stopped by" in str(answer.blocks)
    assert len([each for each in buttons(answer) if "pick" in each]) == 2
    assert "Draw the missing ones" in entries(answer)
    before = len(room.model.images)
    await room.ann.clicks(answer, "more", "draw_missing:1")
    whole = await room.ended(asked, 1)
    assert "asked for the missing pictures: a logo" in str(whole.blocks)
    assert len([each for each in buttons(whole) if "pick" in each]) == 4
    assert len(room.model.images) == before + 2


async def test_one_photo_in_three_styles_is_three_edits_of_it(
    room: Room, start: Start
) -> None:
    await start()
    await room.ask("@Darkroom a fox --direct")
    [fox] = room.model.images.values()
    answer = await room.ask(
        "@Darkroom this photo in three styles", files=[("me.jpg", fox.pictures[0])]
    )
    _, *made = room.model.images.values()
    assert [each.way for each in made] == ["edit"] * 3
    assert len(pictures(answer)) == 1
    assert "Watercolour" in str(answer.blocks)


async def test_a_declined_picture_keeps_its_place_and_costs_nothing(
    room: Room, start: Start
) -> None:
    room.model.play("images_moderation")
    await start()
    answer = await room.ask(FOUR)
    picks = [each for each in buttons(answer) if "pick" in each]
    assert len(picks) == 3
    assert "declined" in str(answer.blocks)
    assert "Draw the missing ones" in entries(answer)


async def test_the_model_knows_the_numbers_of_a_set_that_a_flag_asked_for(
    room: Room, start: Start
) -> None:
    """It brings the pictures once, each behind its line."""
    await start()
    answer = await room.ask(FOUR)
    night = await room.ask("number 3, but at night", thread=answer)
    assert len(pictures(night)) == 1
    brought = str(room.model.requests[-1].body["input"])
    assert "3. Version 3" in brought
    await room.ask("number 3, but in snow", thread=answer)
    assert "3. Version 3" not in str(room.model.requests[-1].body["input"])


async def test_a_set_whose_message_is_deleted_is_drawn_no_further(
    room: Room, start: Start
) -> None:
    room.model.hold(before="image_generation.completed")
    await start()
    asked = await room.ann.says("#general", FOUR)
    answer = await room.answer(asked)
    await room.model.until(lambda: len(room.model.held) == 4)
    await room.slack.person("cleo").deletes(answer)
    made = list(room.model.images.values())
    await room.model.until(lambda: all(each.closed_early for each in made))
    assert len(room.beside(asked)) == 1


async def test_a_set_has_no_more_pictures_than_one_answer_may(
    room: Room, start: Start
) -> None:
    """The owner's limit holds for whoever asks, and for the model."""
    await start(answer_calls="2")
    answer = await room.ask(FOUR)
    assert "at most 2 pictures" in str(answer.blocks)
    await room.ask("@Darkroom four logos for a bakery called Crumb")
    assert not room.model.images


async def test_details_have_each_picture_with_its_price(
    room: Room, start: Start
) -> None:
    """And the message has their sum."""
    await start()
    answer = await room.ask(FOUR)
    await room.ann.clicks(answer, "details")
    await room.slack.until(lambda: room.slack.modal_of("ann"))
    view = str(room.slack.modal_of("ann"))
    assert view.count("about $0.") == 4 + 1
    assert "3. Version 3" in view
    assert view.count("Drawn from") == 1
    assert "$0." in str(answer.blocks)


async def test_a_count_takes_no_more_words_than_one_picture(
    room: Room, start: Start
) -> None:
    """And nothing of it is asked for."""
    await start()
    answer = await room.ask(f"@Darkroom {'fox ' * 3_001} --count 2")
    assert "That is too long" in str(answer.blocks)
    assert not room.model.images
