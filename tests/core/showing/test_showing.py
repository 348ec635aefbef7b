"""The last form of a message: the ways gone down, one message in the end."""

import asyncio
from dataclasses import replace

import pytest

from bot.core.errors import (
    ChatBusy,
    ChatError,
    ChatFrozen,
    ChatRefused,
    HangBusy,
    HangError,
    PictureRefused,
)
from bot.core.messages.final import LATER, SOME_LATER
from bot.core.messages.message import Message
from bot.core.showing.hanging import Manner
from bot.core.turn.life import Status
from tests.fakes import FakeWay, OpenBudget, turns_of_the_loop
from tests.gallery import LONG, PICTURE, TWO, WORDS, gallery, post
from tests.memory_turns import rewritten


@pytest.mark.parametrize("error", [HangError("x"), ChatRefused("x"), ChatError("x")])
async def test_where_a_way_fails_the_next_one_holds(error: Exception) -> None:
    one = await gallery(FakeWay("channel", failure=error), FakeWay("file"))
    await one.end()
    assert "FFILE000001" in await one.shown()


@pytest.mark.parametrize("error", [HangError("x"), HangBusy("x"), ChatBusy("x")])
async def test_where_no_way_holds_the_words_are_left_and_the_picture_follows(
    error: Exception,
) -> None:
    one = await gallery(FakeWay(failure=error))
    await one.end()
    assert LATER in await one.shown()
    assert "Here it is." in await one.shown()
    assert not (await one.now()).settled


async def test_while_slack_is_busy_no_other_way_is_tried_at_the_end() -> None:
    """The message ends, and nobody has to wait for the picture."""
    posting = post()
    one = await gallery(FakeWay(failure=ChatBusy("500")), posting)
    await one.end()
    assert not posting.hung


async def test_of_three_pictures_those_that_slack_took_are_shown() -> None:
    file = FakeWay(failures=[ChatBusy("500")], good=1)
    one = await gallery(file, answer=replace(PICTURE, pictures=PICTURE.pictures * 3))
    await one.end()
    assert "FFILE000001" in await one.shown()
    assert SOME_LATER in await one.shown()


async def test_a_click_draws_the_message_with_what_it_lacks() -> None:
    one = await gallery(FakeWay(failure=ChatBusy("500")))
    await one.end()
    await one.studio.turns.aside(one.turn.id, aside=True)
    await one.showing.redraw(one.turn.id)
    assert "Set aside" in await one.shown()
    assert LATER in await one.shown()


async def test_of_two_pictures_that_cannot_both_hang_neither_is_left_lying() -> None:
    """The first was uploaded when the second failed; the next way hangs both."""
    file = FakeWay("file", failures=[HangError("x")], good=1)
    one = await gallery(file, post(), answer=replace(PICTURE, pictures=TWO))
    await one.end()
    await one.settle()
    assert str(one.standing).count("FPOST") == 2
    assert [spot.file_id for spot in file.taken_down] == ["FFILE000001"]


async def test_a_message_that_slack_refuses_goes_down_a_way_too() -> None:
    """And the file that no message shows is deleted."""
    file = FakeWay("file")
    one = await gallery(file, post())
    one.studio.chat.refusals["edit"] = [PictureRefused("invalid slack file")]
    await one.end()
    assert "FPOST000001" in str(one.standing)
    await one.settle()
    assert [spot.file_id for spot in file.taken_down] == ["FFILE000001"]


async def test_words_that_slack_refuses_cost_no_picture() -> None:
    """It is shown with a sentence of ours, the same way, from the same file."""
    file = FakeWay("file")
    one = await gallery(file, post())
    one.studio.chat.refusals["edit"] = [ChatRefused("msg_too_long")]
    await one.end()
    assert "FFILE000001" in await one.shown()
    assert "did not accept the text" in await one.shown()
    assert len(file.hung) == 1


async def test_what_slack_refuses_for_its_words_is_no_stumble_of_a_way() -> None:
    file = FakeWay("file")
    for _ in range(3):
        one = await gallery(file, post())
        one.studio.chat.refusals["edit"] = [ChatRefused("invalid_blocks")] * 4
        await one.end()
        assert [w.name for w in one.studio.hanging.ways("T1")] == ["file", "post"]


async def test_words_that_slack_refuses_become_a_sentence_of_ours() -> None:
    """The message is never left as it was."""
    one = await gallery(answer=WORDS)
    one.studio.chat.refusals["edit"] = [ChatRefused("invalid_blocks")]
    await one.end()
    assert "Slack did not accept my answer" in await one.shown()
    assert "'stop'" not in await one.shown()
    assert not (await one.studio.turns.unfinished())[0].settled


async def test_a_picture_that_is_posted_takes_the_old_message_away() -> None:
    one = await gallery(post())
    await one.end()
    [(ts, message)] = one.standing.items()
    assert "FPOST000001" in str(message.blocks)
    assert (await one.now()).message == ts != one.turn.message


async def test_the_old_message_stands_until_the_new_one_does() -> None:
    one = await gallery(post())
    one.studio.chat.refusals["post"] = [ChatError("no")]
    with pytest.raises(ChatError):
        await one.end()
    assert list(one.standing) == [one.turn.message]


async def test_a_deletion_that_is_only_busy_does_not_post_the_picture_twice() -> None:
    one = await gallery(post())
    one.studio.chat.refusals["delete"] = [ChatBusy("429", retry_after=0.001)] * 2
    await one.end()
    assert len(one.standing) == 1
    assert len(one.studio.chat.versions) == 2


async def test_an_old_message_that_may_not_be_deleted_points_to_the_new_one() -> None:
    one = await gallery(post())
    one.studio.chat.refusals["delete"] = [ChatRefused("cant_delete_message")]
    await one.end()
    assert "below" in one.standing[one.turn.message].text
    assert (await one.now()).message != one.turn.message


async def test_a_picture_whose_post_was_lost_is_not_posted_twice() -> None:
    one = await gallery(post())
    one.studio.chat.lost_answers = 1
    await one.end()
    assert len(one.standing) == 1


async def test_a_process_that_died_after_the_post_finds_it() -> None:
    """It did not come to delete the old message, nor to note the new one."""
    one = await gallery(post())
    new = await one.studio.chat.post(one.turn.ask.thread, Message("x"), "turn-1-afresh")
    one.turn = await one.studio.turns.begin(one.turn.id)
    await one.end()
    assert list(one.standing) == [new]
    assert (await one.now()).message == new


async def test_a_message_that_may_no_longer_be_edited_is_replaced() -> None:
    one = await gallery(answer=WORDS)
    one.studio.chat.refusals["edit"] = [ChatFrozen("edit_window_closed")]
    await one.end()
    [message] = one.standing.values()
    assert "Here it is." in str(message.blocks)


async def test_a_picture_beside_the_message_leaves_the_words_in_it() -> None:
    text = FakeWay("text", Manner.BESIDE)
    one = await gallery(text)
    await one.end()
    assert len(text.hung) == 1
    assert "'image'" not in await one.shown()
    assert "Here it is." in await one.shown()


async def test_a_message_that_was_deleted_is_left_alone() -> None:
    """Its picture, which nobody will see, is deleted as well."""
    file = FakeWay()
    one = await gallery(file, post())
    one.studio.chat.gone.add(one.turn.message)
    await one.end()
    await one.settle()
    assert not one.standing
    assert [spot.file_id for spot in file.taken_down] == ["FFILE000001"]
    assert (await one.now()).settled


async def test_what_did_not_fit_follows_in_the_thread_once() -> None:
    one = await gallery(answer=LONG)
    await one.end()
    first, *more = one.standing.values()
    assert len(more) == 2
    said = "".join(str(message.blocks) for message in (first, *more))
    assert said.count("word") == 4000
    await one.settle()
    assert len(one.standing) == 3


async def test_what_follows_is_not_repeated_after_a_restart() -> None:
    one = await gallery(answer=LONG)
    await one.end()
    rewritten(one.studio.turns, one.turn.id, status=Status.ANSWERED)
    one.turn = await one.studio.turns.begin(one.turn.id)
    await one.end()
    assert len(one.standing) == 3


async def test_what_follows_and_is_refused_takes_nothing_from_the_message() -> None:
    one = await gallery(FakeWay(), answer=replace(LONG, pictures=PICTURE.pictures))
    one.studio.chat.refusals["post"] = [ChatRefused("invalid_blocks")]
    await one.end()
    assert "FFILE000001" in await one.shown()


async def test_two_changes_of_one_message_do_not_overtake_each_other() -> None:
    """A click during a second look: the last version shows the last state."""
    one = await gallery()
    await one.end()
    one.studio.chat.pause = asyncio.Event()
    settling = asyncio.ensure_future(one.settle())
    await turns_of_the_loop()
    await one.studio.turns.aside(one.turn.id, aside=True)
    redrawing = asyncio.ensure_future(one.showing.redraw(one.turn.id))
    await turns_of_the_loop()
    one.studio.chat.pause.set()
    await asyncio.gather(settling, redrawing)
    assert one.studio.chat.most_editing == 1
    assert "Set aside" in await one.shown()


async def test_the_end_is_told_to_the_budget_before_previews() -> None:
    one = await gallery(post())
    await one.end()
    budget = one.studio.budget
    assert isinstance(budget, OpenBudget)
    assert {int(priority) for _, priority in budget.admissions[1:]} == {0}


async def test_a_picture_whose_bytes_are_gone_is_told_of() -> None:
    one = await gallery()
    one.studio.shelf.kept.clear()
    await one.end()
    await one.settle()
    assert "could not be shown here" in await one.shown()


async def test_what_a_dead_process_posted_afresh_goes_when_all_is_in_place() -> None:
    """It died before it could take the old message away: there would be two ends."""
    one = await gallery()
    thread = one.turn.ask.thread
    new = await one.studio.chat.post(thread, Message("x"), f"turn-{one.turn.id}-afresh")
    one.turn = replace(one.turn, attempt=2)
    await one.end()
    assert new not in one.standing
    assert (await one.now()).message in one.standing


async def test_a_later_attempt_keeps_what_it_had_to_post_afresh() -> None:
    one = await gallery(answer=WORDS)
    one.turn = replace(one.turn, attempt=2)
    one.studio.chat.refusals["edit"] = [ChatFrozen("edit_window_closed")]
    await one.end()
    assert list(one.standing) == [(await one.now()).message]
