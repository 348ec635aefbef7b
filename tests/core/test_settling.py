"""A message that has its last form is looked at again, and tidied up."""

from collections.abc import Sequence

import pytest

from bot.core.errors import (
    ChatBusy,
    ChatError,
    ChatFrozen,
    ChatGone,
    HangError,
)
from tests.fakes import FakeWay
from tests.gallery import Gallery, gallery, post


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
    """Whatever Slack says: what a message shows is never deleted."""
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
    await one.studio.leftovers.lent(one.turn.id, "FPREVIEW1")
    one.studio.chat.refusals["edit"] = [error]
    await one.settle()
    assert [spot.file_id for spot in file.taken_down] == ["FPREVIEW1"]
    assert (await one.now()).settled


async def test_a_preview_is_deleted_even_if_slack_is_busy_at_first() -> None:
    file = FakeWay(busy_with_taking=[ChatBusy("429", retry_after=0.001)] * 2)
    one = await gallery(file)
    await one.end()
    await one.studio.leftovers.lent(one.turn.id, "FPREVIEW1")
    await one.settle()
    assert not one.studio.leftovers.files


async def test_a_file_that_went_up_early_goes_too_if_nobody_sees_it() -> None:
    file = FakeWay("file", visible=False)
    one = await gallery(file, post())
    await one.studio.leftovers.lent(one.turn.id, "FFILE000001")
    await one.end()
    await one.settle()
    assert "FPOST000001" in str(one.standing)
    assert [spot.file_id for spot in file.taken_down] == ["FFILE000001"]
    assert not one.studio.leftovers.files
