"""A message that has its last form is looked at again, and tidied up."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.core.errands import Errands
from bot.core.errors import (
    ChatBusy,
    ChatError,
    ChatFrozen,
    ChatGone,
    ChatShut,
    HangError,
)
from bot.core.messages.final import LATER, LOST
from bot.core.messages.many import MOST
from bot.core.messages.message import Message
from bot.core.showing.hanging import Frame, Manner
from bot.core.showing.settling import ANYHOW, GIVEN_UP, Settling
from bot.core.turn.slots import Spot
from tests.fakes import FakeWay, turns_of_the_loop
from tests.gallery import PICTURE, Gallery, gallery, post


async def test_a_picture_that_everybody_sees_stays_where_it_is() -> None:
    one = await gallery(FakeWay(), post())
    await one.end()
    await one.settle()
    assert "FFILE000001" in await one.shown()
    assert (await one.now()).settled
    ids = [b["block_id"] for b in _versions(one) if b["type"] == "image"]
    assert len(set(ids)) == len(ids) == 2


def _versions(one: Gallery) -> Sequence[dict[str, str]]:
    versions = one.studio.chat.versions[one.turn.message]
    return [dict(block) for message in versions for block in message.blocks]


async def test_a_picture_that_nobody_sees_is_hung_the_next_way_down() -> None:
    """And its first file goes, once the other one stands."""
    file = FakeWay(visible=False)
    one = await gallery(file, post())
    await one.end()
    await one.settle()
    [message] = one.standing.values()
    assert "FPOST000001" in str(message.blocks)
    assert [spot.file_id for spot in file.taken_down] == ["FFILE000001"]
    assert (await one.now()).settled


async def test_a_workspace_is_not_tried_again_with_what_failed_there() -> None:
    file = FakeWay(visible=False)
    one = await gallery(file, post())
    await one.end()
    await one.settle()
    names = [way.name for way in one.studio.hanging.ways("T1")]
    assert names == ["post"]
    assert [way.name for way in one.studio.hanging.ways("T2")] == ["file", "post"]


async def test_a_picture_that_was_posted_and_is_not_seen_keeps_its_file() -> None:
    """Whatever Slack says, a file that a message shows is never deleted."""
    file, posting = FakeWay(failure=HangError("x"), visible=False), post()
    one = await gallery(file, posting)
    await one.end()
    await one.settle()
    [message] = one.standing.values()
    deleted = {spot.file_id for spot in (*file.taken_down, *posting.taken_down)}
    shown = {b["slack_file"]["id"] for b in message.blocks if b["type"] == "image"}
    assert shown
    assert not deleted & shown


@pytest.mark.parametrize("error", [ChatFrozen("x"), ChatError("x"), ChatGone("x")])
async def test_a_look_that_fails_does_not_keep_the_previews(error: ChatError) -> None:
    file = FakeWay()
    one = await gallery(file)
    await one.end()
    await one.studio.temporary_files.lent(one.turn.id, "FPREVIEW1")
    one.studio.chat.refusals["edit"] = [error]
    await one.settle()
    assert [spot.file_id for spot in file.taken_down] == ["FPREVIEW1"]
    assert (await one.now()).settled


async def test_a_preview_is_deleted_even_if_slack_is_busy_at_first() -> None:
    file = FakeWay(busy_with_taking=[ChatBusy("429", retry_after=0.001)] * 2)
    one = await gallery(file)
    await one.end()
    await one.studio.temporary_files.lent(one.turn.id, "FPREVIEW1")
    await one.settle()
    assert not one.studio.temporary_files.files


async def test_a_file_that_went_up_early_goes_too_if_nobody_sees_it() -> None:
    file = FakeWay("file", visible=False)
    one = await gallery(file, post())
    await one.studio.temporary_files.lent(one.turn.id, "FFILE000001")
    await one.end()
    await one.settle()
    assert "FPOST000001" in str(one.standing)
    assert [spot.file_id for spot in file.taken_down] == ["FFILE000001"]
    assert not one.studio.temporary_files.files


BUSY = ChatBusy("500")


async def test_a_picture_that_slack_did_not_take_is_hung_later() -> None:
    """In the same message, which then says no more of it."""
    file = FakeWay(failures=[BUSY] * 4)
    one = await gallery(file)
    await one.end()
    assert LATER in await one.shown()
    await one.settle()
    assert "FFILE000001" in await one.shown()
    assert LATER not in await one.shown()
    assert list(one.standing) == [one.turn.message]
    assert (await one.now()).settled


async def test_a_picture_that_slack_takes_again_comes_into_its_message() -> None:
    """Not beside it, though that way was free sooner."""
    text = FakeWay("text", Manner.BESIDE)
    one = await gallery(FakeWay(failures=[BUSY] * 4), text)
    await one.end()
    await one.settle()
    assert not text.hung
    assert "FFILE000001" in await one.shown()


async def test_after_an_hour_every_way_is_tried() -> None:
    """Slack may still take as a separate file what it could not process."""
    text = FakeWay("text", Manner.BESIDE)
    one = await gallery(FakeWay(failure=BUSY), text)
    await one.end()
    ended = (await one.now()).shown_at
    context = replace(one.studio.context, clock=lambda: ended + ANYHOW + 1)
    await Settling(context).settle(one.turn)
    assert len(text.hung) == 1
    assert LATER not in await one.shown()
    [drawn] = (await one.now()).answer.pictures  # type: ignore[union-attr] # it has one
    assert drawn.beside


async def test_pictures_that_are_posted_one_after_the_other_stand_in_one_message() -> (
    None
):
    posting = FakeWay("post", Manner.AFRESH, failures=[BUSY] * 3, good=1)
    answer = replace(PICTURE, pictures=PICTURE.pictures * 3)
    one = await gallery(posting, answer=answer)
    await one.end()
    await one.settle()
    [message] = one.standing.values()
    assert str(message.blocks).count("'slack_file'") == 3


async def test_a_message_that_was_deleted_gets_nothing_later() -> None:
    """Nor is anything sent up for it."""
    file = FakeWay(failures=[BUSY])
    one = await gallery(file)
    await one.end()
    one.studio.chat.gone.add(one.turn.message)
    await one.settle()
    assert not file.hung
    assert (await one.now()).settled


async def test_where_the_message_is_out_of_reach_nothing_is_sent_up() -> None:
    file = FakeWay(failures=[BUSY])
    one = await gallery(file)
    await one.end()
    one.studio.chat.refusals["edit"] = [ChatShut("is_archived")] * 3
    await one.settle()
    assert not one.studio.chat.refusals["edit"]
    assert len(file.hung) == 1


class Forgetting(FakeWay):
    """During its upload, somebody has the turn forgotten."""

    one: Gallery | None = None

    async def hang(self, frame: Frame) -> Spot:
        spot = await super().hang(frame)
        if self.one is not None:
            self.one.studio.turns._turns.clear()  # type: ignore[attr-defined] # in memory
        return spot


async def test_a_turn_that_is_forgotten_meanwhile_leaves_no_file() -> None:
    file = Forgetting(failures=[BUSY])
    one = await gallery(file)
    await one.end()
    file.one = one
    shown = await one.shown()
    await one.settle()
    assert [spot.file_id for spot in file.taken_down] == ["FFILE000001"]
    assert "FFILE000001" not in str(one.standing)
    assert LATER in shown


async def test_after_two_days_it_is_given_up_and_the_message_says_so() -> None:
    file = FakeWay(failure=BUSY)
    one = await gallery(file)
    await one.end()
    ended = (await one.now()).shown_at
    context = replace(one.studio.context, clock=lambda: ended + GIVEN_UP + 1)
    await Settling(context).settle(one.turn)
    assert LOST in await one.shown()
    assert (await one.now()).settled
    await one.showing.redraw(one.turn.id)
    assert LOST in await one.shown()


async def test_a_journal_that_is_away_for_a_while_does_not_end_it() -> None:
    file = FakeWay(failures=[BUSY, OSError("disk I/O error")])
    one = await gallery(file)
    await one.end()
    await one.settle()
    assert "FFILE000001" in await one.shown()


async def test_a_click_meanwhile_waits_for_no_upload() -> None:
    """And what it changed is still there when the picture comes."""
    slow = Slow(failures=[BUSY])
    one = await gallery(slow)
    await one.end()
    slow.go = asyncio.Event()
    settling = asyncio.ensure_future(one.settle())
    await slow.begun.wait()
    await one.studio.turns.aside(one.turn.id, aside=True)
    await one.showing.redraw(one.turn.id)
    assert "Set aside" in await one.shown()
    slow.go.set()
    await settling
    assert "Set aside" in await one.shown()
    assert "FFILE000001" in await one.shown()


class Slow(FakeWay):
    """Sends pictures up when a test says so."""

    go: asyncio.Event | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        self.begun = asyncio.Event()

    async def hang(self, frame: Frame) -> Spot:
        if self.go is not None:
            self.begun.set()
            await self.go.wait()
        return await super().hang(frame)


async def test_closing_does_not_wait_for_pictures_that_are_hung_later() -> None:
    """It is in the journal: the next start goes on with it."""
    one = await gallery(FakeWay(failure=BUSY))
    await one.end()
    context, errands = replace(one.studio.context, again_after=60), Errands()
    settling = errands.start(Settling(context).settle(one.turn), "settling")
    await turns_of_the_loop()
    async with asyncio.timeout(60):
        await errands.close(grace=600)
    assert settling.cancelled()
    assert not (await one.now()).settled


async def test_few_send_up_later_at_once() -> None:
    """However many wait for Slack: each holds its picture in memory."""
    slow = Slow(failures=[BUSY] * 6)
    ones = [await gallery(slow) for _ in range(6)]
    for one in ones:
        await one.end()
    slow.go, most = asyncio.Event(), ones[0].studio.context.hanging_later
    walls = [replace(one.studio.context, hanging_later=most) for one in ones]
    settling = [
        asyncio.ensure_future(Settling(context).settle(one.turn))
        for context, one in zip(walls, ones, strict=True)
    ]
    await slow.begun.wait()
    await turns_of_the_loop()
    assert most.locked()
    slow.go.set()
    await asyncio.gather(*settling)
    assert len(slow.hung) == 6


async def sixty(*ways: FakeWay) -> Gallery:
    return await gallery(*ways, answer=replace(PICTURE, pictures=PICTURE.pictures * 60))


async def test_what_the_message_has_no_room_for_follows_in_the_thread() -> None:
    """Not before the message has ended, and once."""
    file = FakeWay()
    one = await sixty(file)
    await one.end()
    assert len(file.hung) == 10
    assert "50 more pictures follow" in await one.shown()
    await one.settle()
    first, *below = one.standing.values()
    counts = [str(each.blocks).count("'slack_file'") for each in (first, *below)]
    assert counts == [10] * 6
    assert len({frame.name for frame in file.hung}) == 60
    assert "Pictures 51 to 60 of 60" in below[-1].text
    assert not one.studio.temporary_files.files or not file.taken_down


async def test_what_follows_is_not_posted_twice_by_who_takes_over() -> None:
    """It was posted but not noted; the message gets the files that are known."""
    one = await sixty(FakeWay())
    await one.end()
    thread, mark = one.turn.ask.thread, f"turn-{one.turn.id}-album-10"
    await one.studio.chat.post(thread, Message("x"), mark)
    await one.settle()
    assert len(one.standing) == 6
    assert "FFILE000011" in str(one.standing)


async def test_what_follows_waits_for_slack_too() -> None:
    file = FakeWay(failures=[BUSY] * 3, good=25)
    one = await sixty(file)
    await one.end()
    await one.settle()
    assert len(one.standing) == 6
    assert str(one.standing).count("'slack_file'") == 60


async def test_a_hundred_of_a_thousand_pictures_are_shown() -> None:
    file = FakeWay()
    one = await gallery(file, answer=replace(PICTURE, pictures=PICTURE.pictures * 1000))
    await one.end()
    await one.settle()
    assert len(file.hung) == MOST
    assert "900 more are saved" in await one.shown()
    assert (await one.now()).settled
