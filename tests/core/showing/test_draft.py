"""The message that is edited in place: never two edits at once, the newest wins."""

import asyncio
from functools import partial

import pytest

from bot.core.caller import Priority
from bot.core.calls.call import Call
from bot.core.errors import ChatBusy, ChatFrozen, ChatGone, ChatRefused, ChatShut
from bot.core.messages.message import Message
from bot.core.showing.draft import Draft
from tests.fakes import THREAD, FakeChat, OpenBudget, Sketched, turns_of_the_loop

TS = "1.0"


def draft(chat: FakeChat, every: float = 0, budget: OpenBudget | None = None) -> Draft:
    chat.versions[TS] = [Message("posted")]
    return Draft(chat, THREAD, TS, budget or OpenBudget(), every=every)


def says(text: str) -> Message:
    return Message(text)


def texts(chat: FakeChat) -> list[str]:
    return [version.text for version in chat.versions[TS]]


async def test_what_is_shown_is_sent() -> None:
    chat = FakeChat()
    async with draft(chat) as one:
        one.show(Sketched(lambda: says("a")))
        assert (await chat.until(2)).text == "a"


async def test_stale_views_are_dropped_and_never_even_drawn() -> None:
    drawn: list[str] = []

    def draw(text: str) -> Message:
        drawn.append(text)
        return says(text)

    chat = FakeChat(pause=asyncio.Event())
    async with draft(chat) as one:
        one.show(Sketched(lambda: draw("a")))
        await begun(chat)
        one.show(Sketched(lambda: draw("b")))
        one.show(Sketched(lambda: draw("c")))
        assert chat.pause is not None
        chat.pause.set()
        await chat.until(3)
    assert texts(chat) == ["posted", "a", "c"]
    assert drawn == ["a", "c"]


class DeafBudget(OpenBudget):
    """A budget whose database answers just when nobody waits for it any more."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.cancelled = asyncio.Event(), False

    async def admitted(
        self, call: Call, priority: Priority, since: float = 0.0
    ) -> None:
        if priority is Priority.END:
            return
        self.asked.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.cancelled = True  # and the cancellation is lost


async def test_the_end_comes_though_the_database_swallows_a_cancellation() -> None:
    """As `asyncio.wait_for` does before Python 3.12; a message stayed as it was."""
    chat, budget = FakeChat(), DeafBudget()
    async with draft(chat, budget=budget) as one:
        one.show(Sketched(lambda: says("a step")))
        await budget.asked.wait()
        await asyncio.wait_for(one.close(says("the end")), 60)
    assert budget.cancelled
    assert texts(chat) == ["posted", "the end"]


async def begun(chat: FakeChat) -> None:
    """Wait until an edit is under way."""
    async with asyncio.timeout(60):
        while not chat.editing:  # noqa: ASYNC110 -- the fake says so in this number alone
            await asyncio.sleep(0)


async def test_the_same_view_is_not_sent_twice() -> None:
    chat = FakeChat()
    async with draft(chat) as one:
        for text in ("a", "a", "b"):
            one.show(Sketched(partial(says, text)))
            await turns_of_the_loop()
    assert texts(chat) == ["posted", "a", "b"]


async def test_edits_keep_their_distance() -> None:
    chat = FakeChat()
    async with draft(chat, every=60) as one:
        one.show(Sketched(lambda: says("a")))
        await chat.until(2)
        one.show(Sketched(lambda: says("b")))
        await turns_of_the_loop()
        await one.close(says("the end"))
    assert texts(chat) == ["posted", "a", "the end"]


async def test_the_last_edit_waits_for_the_one_under_way() -> None:
    chat = FakeChat(pause=asyncio.Event())
    async with draft(chat) as one:
        one.show(Sketched(lambda: says("a")))
        await begun(chat)
        closing = asyncio.ensure_future(one.close(says("the end")))
        await turns_of_the_loop()
        assert not closing.done()
        assert chat.pause is not None
        chat.pause.set()
        await closing
    assert texts(chat) == ["posted", "a", "the end"]
    assert chat.most_editing == 1


async def test_nothing_is_sent_after_the_end() -> None:
    chat = FakeChat()
    async with draft(chat) as one:
        await one.close(says("the end"))
        one.show(Sketched(lambda: says("too late")))
        await turns_of_the_loop()
    assert texts(chat)[-1] == "the end"


async def test_an_edit_under_way_is_not_cancelled_with_the_turn() -> None:
    """It might still land in Slack, on top of what comes after it."""
    chat = FakeChat(pause=asyncio.Event())
    one = draft(chat)

    async def turn() -> None:
        async with one:
            one.show(Sketched(lambda: says("a")))
            await asyncio.Event().wait()

    task = asyncio.ensure_future(turn())
    await begun(chat)
    task.cancel()
    await turns_of_the_loop()
    assert not task.done()
    assert chat.pause is not None
    chat.pause.set()
    await asyncio.gather(task, return_exceptions=True)
    assert texts(chat) == ["posted", "a"]


async def test_a_rate_limit_is_obeyed_and_the_view_kept() -> None:
    chat, budget = FakeChat(), OpenBudget()
    chat.failures = [ChatBusy("429", retry_after=9)]
    async with draft(chat, budget=budget) as one:
        one.show(Sketched(lambda: says("a")))
        await chat.until(2)
    assert budget.closings == [("chat.update", 9)]
    assert texts(chat) == ["posted", "a"]


async def test_the_end_is_told_to_the_budget_before_previews() -> None:
    budget = OpenBudget()
    one = draft(FakeChat(), budget=budget)
    await one.close(says("the end"))
    assert budget.admissions == [("chat.update", Priority.END)]


async def test_the_end_is_sent_however_often_slack_is_busy() -> None:
    chat, budget = FakeChat(), OpenBudget()
    chat.failures = [ChatBusy("500"), ChatBusy("429", retry_after=3), ChatBusy("lost")]
    await draft(chat, budget=budget).close(says("the end"))
    assert texts(chat)[-1] == "the end"
    assert [seconds for _, seconds in budget.closings] == [0.5, 3, 0.5]


async def test_patience_has_an_end() -> None:
    """An edit that is under way at that moment is waited for."""
    chat = FakeChat(pause=asyncio.Event())
    closing = asyncio.ensure_future(draft(chat).close(says("the end"), patience=0.01))
    await begun(chat)
    await asyncio.wait({closing}, timeout=0.05)  # it must not end by itself
    assert not closing.done()
    assert chat.pause is not None
    chat.pause.set()
    with pytest.raises(TimeoutError):
        await closing
    assert texts(chat) == ["posted", "the end"]


@pytest.mark.parametrize("error", [ChatGone("x"), ChatFrozen("x"), ChatShut("x")])
async def test_why_there_is_no_end_is_the_callers(error: ChatGone) -> None:
    chat = FakeChat()
    chat.failures = [error]
    with pytest.raises(type(error)):
        await draft(chat).close(says("the end"))


async def test_a_message_that_was_deleted_is_noticed() -> None:
    chat = FakeChat(gone={TS})
    async with draft(chat) as one:
        one.show(Sketched(lambda: says("a")))
        await asyncio.wait_for(one.gone.wait(), 60)


async def test_a_view_that_slack_refuses_does_not_stop_the_next() -> None:
    chat = FakeChat()
    chat.failures = [ChatRefused("invalid_blocks")]
    async with draft(chat) as one:
        one.show(Sketched(lambda: says("bad")))
        await turns_of_the_loop()
        one.show(Sketched(lambda: says("good")))
        await chat.until(2)
    assert texts(chat) == ["posted", "good"]


async def test_a_view_that_cannot_be_drawn_does_not_stop_the_next(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is a bug, and the log says so; the picture still comes."""

    def bug() -> Message:
        raise IndexError("a bug")

    chat = FakeChat()
    async with draft(chat) as one:
        one.show(Sketched(bug))
        await turns_of_the_loop()
        one.show(Sketched(lambda: says("good")))
        await chat.until(2)
    assert "a bug" in caplog.text
