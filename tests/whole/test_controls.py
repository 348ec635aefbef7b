"""Buttons, commands, the form, the app's own tab, and deleting messages."""

from playground.slack.messages import Message
from tests.whole.conftest import OVER_BOTH, Room, Start, has_ended, pictures, unfinished

pytestmark = OVER_BOTH


async def held_answer(room: Room, start: Start) -> Message:
    """A message whose picture is half drawn."""
    room.model.hold(before="response.image_generation_call.completed")
    await start()
    asked = await room.ann.says("#general", "@Darkroom a lighthouse at night")
    answer = await room.answer(asked)
    await room.slack.until(lambda: "preview" in str(answer.blocks))
    return answer


async def test_stop_ends_the_turn_and_closes_the_stream(
    room: Room, start: Start
) -> None:
    """The message says who stopped it, and offers to do it again."""
    answer = await held_answer(room, start)
    await room.ann.clicks(answer, "stop")
    await room.slack.until(lambda: has_ended(answer))
    assert "Stopped by" in str(answer.blocks)
    assert not pictures(answer)
    assert unfinished(answer)
    [made] = room.model.responses.values()
    await room.model.until(lambda: made.closed_early)


async def test_a_reply_builds_on_the_picture_that_came_before_a_stop(
    room: Room, start: Start
) -> None:
    """It is paid for, and it is what the person saw when they said stop."""
    room.model.hold(before="response.completed")
    await start()
    asked = await room.ann.says("#general", "@Darkroom a lighthouse at night")
    answer = await room.answer(asked)
    await room.slack.until(lambda: "Finishing" in str(answer.blocks))
    await room.ann.clicks(answer, "stop")
    await room.slack.until(lambda: has_ended(answer))
    assert pictures(answer)
    room.model.release()
    await room.ask("make it sunrise", thread=answer)
    assert "data:image/" in str(room.model.requests[-1].body["input"])


async def test_a_turn_that_waits_can_be_stopped_at_once(
    room: Room, start: Start
) -> None:
    """It does not have to come to its turn for that."""
    answer = await held_answer(room, start)
    waiting = await room.ann.says("#general", "add two birds", thread=answer)
    second = await room.answer(waiting)
    await room.ann.clicks(second, "stop")
    await room.slack.until(lambda: has_ended(second))
    assert not has_ended(answer)
    assert len(room.model.responses) == 1


async def test_redo_asks_the_same_thing_of_the_same_parent(
    room: Room, start: Start
) -> None:
    """As a new message in the thread."""
    await start()
    first = await room.ask("@Darkroom a lighthouse at night")
    second = await room.ask("make it sunrise", thread=first)
    await room.ann.clicks(second, "redo")
    again = await room.ended(second)
    made = list(room.model.responses.values())
    assert again.ts != second.ts
    assert made[2].previous_response_id == made[1].previous_response_id == made[0].id


async def test_after_go_back_a_reply_builds_on_the_turn_before(
    room: Room, start: Start
) -> None:
    """And the message that was left says so."""
    await start()
    first = await room.ask("@Darkroom a lighthouse at night")
    second = await room.ask("make it sunrise", thread=first)
    await room.ann.clicks(second, "go_back")
    await room.slack.until(lambda: "Set aside" in str(second.blocks))
    await room.ask("add two birds", thread=first)
    made = list(room.model.responses.values())
    assert made[2].previous_response_id == made[0].id
    assert "builds on the turn before" in room.slack.ephemerals("ann")[-1].text


async def test_build_on_this_one_makes_a_turn_current(room: Room, start: Start) -> None:
    """However many came after it."""
    await start()
    first = await room.ask("@Darkroom a lighthouse at night")
    await room.ask("make it sunrise", thread=first)
    await room.ann.clicks(first, "more", "build_on:1")
    await room.slack.until(lambda: room.slack.ephemerals("ann"))
    await room.ask("add two birds", thread=first)
    made = list(room.model.responses.values())
    assert made[2].previous_response_id == made[0].id


async def test_details_open_a_modal_with_what_was_used(
    room: Room, start: Start
) -> None:
    """Models, size, tokens, price, and what the picture was drawn from."""
    await start()
    answer = await room.ask("@Darkroom a lighthouse at night")
    await room.ann.clicks(answer, "details")
    await room.slack.until(lambda: room.slack.modal_of("ann"))
    shown = str(room.slack.modal_of("ann"))
    assert "gpt-6.1-sol and gpt-image-2.6-sunburst" in shown
    assert "prices of 2026" in shown
    assert "Drawn from" in shown


async def test_imagine_starts_a_thread_whose_replies_edit(
    room: Room, start: Start
) -> None:
    """The message is in the channel, and says who asked for what."""
    await start()
    await room.ann.runs("/imagine", "a lighthouse at night", channel="#general")
    await room.slack.until(lambda: room.slack.messages("#general"))
    [answer] = room.slack.messages("#general")
    await room.slack.until(lambda: has_ended(answer))
    assert "asked for: a lighthouse at night" in str(answer.blocks)
    await room.ask("make it sunrise", thread=answer)
    made = list(room.model.responses.values())
    assert made[1].previous_response_id == made[0].id


async def test_imagine_in_a_channel_without_the_bot_says_how_to_invite_it(
    room: Room, start: Start
) -> None:
    """Only the person who asked sees that."""
    await start()
    await room.ann.runs("/imagine", "a fox", channel="#quiet")
    await room.slack.until(lambda: room.slack.ephemerals("ann"))
    assert "/invite" in room.slack.ephemerals("ann")[-1].text


async def test_imagine_with_a_wrong_flag_is_answered_in_private(
    room: Room, start: Start
) -> None:
    """Nobody else has to read it, and nothing is spent."""
    await start()
    await room.ann.runs("/imagine", "a fox --size huge", channel="#general")
    await room.slack.until(lambda: room.slack.ephemerals("ann"))
    assert "`16:9`" in room.slack.ephemerals("ann")[-1].text
    assert not room.slack.messages("#general")


async def test_darkroom_help_explains_itself(room: Room, start: Start) -> None:
    """In private."""
    await start()
    await room.ann.runs("/darkroom", "help", channel="#general")
    await room.slack.until(lambda: room.slack.ephemerals("ann"))
    assert "Reply in the thread" in room.slack.ephemerals("ann")[-1].text


async def test_the_shortcut_asks_what_to_change_in_a_message(
    room: Room, start: Start
) -> None:
    """A wrong flag is told in the form; a right ask is answered in the thread."""
    await start()
    first = await room.ask("@Darkroom a lighthouse at night")
    await room.ann.shortcut("edit_picture", first)
    await room.slack.until(lambda: room.slack.modal_of("ann"))
    form = room.slack.modal_of("ann")
    assert form is not None
    wrong = await room.ann.submits(form, {"ask": {"words": "fox --size huge"}})
    assert "16:9" in wrong["ask"]
    assert not await room.ann.submits(form, {"ask": {"words": "make it sunrise"}})
    await room.ended(first)
    made = list(room.model.responses.values())
    assert made[1].previous_response_id == made[0].id


async def test_the_home_tab_says_what_darkroom_does(room: Room, start: Start) -> None:
    """As soon as it is opened."""
    await start()
    await room.ann.opens_home()
    await room.slack.until(lambda: room.slack.home_of("ann"))
    assert "Mention me" in str(room.slack.home_of("ann"))


async def test_deleting_the_ask_stops_its_turn(room: Room, start: Start) -> None:
    """Nobody waits for that picture any more."""
    answer = await held_answer(room, start)
    [asked, _] = room.slack.messages("#general", answer)
    await room.ann.deletes(asked)
    await room.slack.until(lambda: has_ended(answer))
    assert "was deleted" in str(answer.blocks)


async def test_deleting_the_bots_message_ends_it_quietly(
    room: Room, start: Start
) -> None:
    """No new message takes its place, and the next reply is answered."""
    answer = await held_answer(room, start)
    [asked, _] = room.slack.messages("#general", answer)
    await room.slack.person("cleo").deletes(answer)
    [made] = room.model.responses.values()
    await room.model.until(lambda: made.closed_early)
    room.model.release()
    await room.ask("@Darkroom a fox", thread=asked)
    assert len(room.slack.messages("#general", asked)) == 3
