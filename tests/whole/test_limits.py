"""What one answer may use is the same however many requests it takes."""

from tests.whole.conftest import Room, Start, pictures
from tests.whole.test_sets_cut_short import picks

CRUMB = "@Darkroom four logos for a bakery called Crumb"


async def test_a_set_that_uses_all_calls_leaves_only_words_for_the_end(
    room: Room, start: Start
) -> None:
    """The model is told to call nothing more, and so it can still end its answer."""
    await start(answer_calls="4")
    sheet = await room.ask(CRUMB)
    assert picks(sheet) == [1, 2, 3, 4]
    assert "has used all the searches and pictures" in str(sheet.blocks)
    first, last = (each.body for each in room.model.requests if "tools" in each.body)
    assert "tool_choice" not in first
    assert last["tool_choice"] == "none"
    night = await room.ask("number 3, but at night", thread=sheet)
    assert len(pictures(night)) == 1


async def test_without_tokens_an_answer_ends_with_what_it_has(
    room: Room, start: Start
) -> None:
    """In one sentence, and the next reply knows the pictures."""
    await start(answer_tokens="1000")
    sheet = await room.ask(CRUMB)
    assert len(room.model.responses) == 1
    assert "used all that one answer may use" in str(sheet.blocks)
    assert picks(sheet) == [1, 2, 3, 4]
    night = await room.ask("number 3, but at night", thread=sheet)
    assert len(pictures(night)) == 1
    assert "no longer has" not in str(night.blocks)
    *_, last = room.model.responses.values()
    assert [each.number for each in last.returned] == [1, 2, 3, 4]
