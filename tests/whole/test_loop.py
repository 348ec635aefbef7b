"""From a mention to a picture, and from a reply to another one."""

import pytest

from tests.whole.conftest import OVER_BOTH, Room, Start, pictures

pytestmark = OVER_BOTH


@pytest.fixture
def sketchy() -> bool:
    """Pictures as large as true ones."""
    return False


async def test_a_mention_becomes_one_message_that_develops(
    room: Room, start: Start
) -> None:
    """It starts as words, shows previews, and ends with the picture and its figures."""
    room.model.hold(before="response.image_generation_call.completed")
    await start()
    asked = await room.ann.says("#general", "@Darkroom a lighthouse at night")
    answer = await room.answer(asked)
    assert "'stop'" in str(answer.versions[0].blocks)
    await room.slack.until(lambda: "preview 3 of up to 3" in str(answer.blocks))
    room.model.release()
    await room.ended(asked)
    assert "1024×1024" in str(answer.blocks)
    assert len(pictures(answer)) == 1
    assert len(room.slack.messages("#general", asked)) == 2
    assert all(seen.ok for seen in answer.seen_by("ben"))


async def test_a_reply_without_a_mention_edits_the_picture(
    room: Room, start: Start
) -> None:
    """The second message is made with the first one's response, and looks different."""
    await start()
    first = await room.ask("@Darkroom a lighthouse at night")
    second = await room.ask("make it sunrise", thread=first)
    made = list(room.model.responses.values())
    assert made[1].previous_response_id == made[0].id
    assert made[0].pictures[0] != made[1].pictures[0]
    assert pictures(first) != pictures(second)


async def test_the_finished_picture_is_byte_for_byte_the_models(
    room: Room, start: Start
) -> None:
    """Coding it anew would strip what proves where it comes from."""
    await start()
    answer = await room.ask("@Darkroom a fox")
    [made] = room.model.responses.values()
    [file_id] = pictures(answer)
    assert room.slack.team().files[file_id].data == made.pictures[0]


async def test_facts_come_with_numbered_sources(room: Room, start: Start) -> None:
    """The model's inline links become numbers, with a line of sources below."""
    await start()
    room.model.hold(before="response.web_search_call.completed")
    asked = await room.ann.says(
        "#general", "@Darkroom a poster with tonight's Knicks score"
    )
    answer = await room.answer(asked)
    await room.slack.until(lambda: "Looking" in str(answer.blocks))
    room.model.release()
    shown = str((await room.ended(asked)).blocks)
    assert "[1]" in shown
    assert "utm_source" not in shown


async def test_a_mention_that_comes_as_two_events_is_answered_once(
    room: Room, start: Start
) -> None:
    """However often it is delivered."""
    room.slack.settings.duplicates = 2
    await start()
    answer = await room.ask("@Darkroom a fox")
    await room.ask("@Darkroom a hen")
    assert len(room.slack.messages("#general", answer)) == 2
    assert len(room.model.responses) == 2


async def test_two_replies_run_one_after_the_other(room: Room, start: Start) -> None:
    """The second says that it waits, and builds on the first."""
    await start()
    first = await room.ask("@Darkroom a fox")
    room.model.hold(before="response.completed")
    one = await room.ann.says("#general", "make it night", thread=first)
    await room.answer(one)
    two = await room.ann.says("#general", "add two birds", thread=first)
    waiting = await room.answer(two)
    await room.slack.until(lambda: "1 ahead of you" in str(waiting.blocks))
    room.model.release()
    await room.ended(two)
    made = list(room.model.responses.values())
    assert [each.previous_response_id for each in made[1:]] == [made[0].id, made[1].id]


async def test_a_direct_message_needs_no_mention(room: Room, start: Start) -> None:
    """Every message there is for the bot."""
    await start()
    answer = await room.ask("a fox", where="@Darkroom")
    assert pictures(answer)


async def test_nobody_is_answered_who_did_not_ask(room: Room, start: Start) -> None:
    """Not in the channel, and not where a reply names somebody else."""
    await start()
    await room.ann.says("#general", "nice weather")
    first = await room.ask("@Darkroom a fox")
    await room.ann.says("#general", "@ben what do you think?", thread=first)
    await room.ask("make it night", thread=first)
    assert len(room.model.responses) == 2


async def test_an_attached_picture_is_sent_to_the_model(
    room: Room, start: Start
) -> None:
    """So are the words of a text; what is neither is named as not used."""
    await start()
    fox = await room.ask("@Darkroom a fox")
    data = next(iter(room.model.responses.values())).pictures[0]
    files = [("fox.jpg", data), ("notes.txt", b"just words"), ("fox.zip", bytes(64))]
    answer = await room.ask("@Darkroom make it night", files=files)
    assert "Not used: fox.zip" in str(answer.blocks)
    sent = str(room.model.requests[-1].body["input"])
    assert "data:image/" in sent
    assert "just words" in sent
    assert fox.ts != answer.ts


async def test_a_mention_in_a_thread_sees_the_roots_picture(
    room: Room, start: Start
) -> None:
    """The picture that a conversation is about often stands at its top."""
    await start()
    await room.ask("@Darkroom a fox")
    data = next(iter(room.model.responses.values())).pictures[0]
    root = await room.ann.says("#general", "look", files=[("fox.jpg", data)])
    await room.ask("@Darkroom make it night", thread=root)
    assert "data:image/" in str(room.model.requests[-1].body["input"])


async def test_a_wrong_flag_costs_nothing(room: Room, start: Start) -> None:
    """The sentence names the right ones, and the model is not asked."""
    await start()
    answer = await room.ask("@Darkroom a fox --size huge")
    assert "`16:9`" in str(answer.blocks)
    assert not room.model.responses


async def test_flags_reach_the_model(room: Room, start: Start) -> None:
    """As the tool's own options."""
    await start()
    await room.ask(
        "@Darkroom a fox --size 16:9 --quality low --transparent --no-search"
    )
    body = room.model.requests[-1].body
    [tool] = [each for each in body["tools"] if each["type"] == "image_generation"]
    assert (tool["size"], tool["quality"]) == ("1536x864", "low")
    assert (tool["background"], tool["output_format"]) == ("transparent", "png")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("@Darkroom", "What should I draw?"),
        ("@Darkroom a fox --size huge", "`--size` takes"),
    ],
)
async def test_an_ask_that_says_too_little_or_too_much_is_told_how_to_ask(
    room: Room, start: Start, text: str, told: str
) -> None:
    """Without asking the model, and without a button that would only repeat it."""
    await start()
    answer = await room.ask(text)
    assert told in str(answer.blocks)
    assert "'redo'" not in str(answer.blocks)
    assert not room.model.responses
