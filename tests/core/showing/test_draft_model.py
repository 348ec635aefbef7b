"""The draft against the simplest model of it, in any order of what can happen."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.core.errors import ChatBusy
from bot.core.messages.message import Message
from bot.core.showing.draft import Draft
from tests.fakes import THREAD, FakeChat, OpenBudget, Sketched, turns_of_the_loop

TS = "1.0"
TROUBLE = st.sampled_from([ChatBusy("429", retry_after=1), ChatBusy("500")])


class DraftMachine(RuleBasedStateMachine):
    """Slack is slow, or busy, and is shown more than it can take."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.chat = FakeChat(pause=asyncio.Event())
        self.chat.versions[TS] = []
        self.draft = Draft(self.chat, THREAD, TS, OpenBudget(), every=0)
        self.do(self.draft.__aenter__())
        self.shown: list[str] = []
        self.closing: asyncio.Task[None] | None = None

    def do(self, work: Coroutine[Any, Any, Any]) -> None:
        async def and_what_follows() -> None:
            await work
            await turns_of_the_loop()

        self.loop.run_until_complete(and_what_follows())

    @property
    def sent(self) -> list[str]:
        return [version.text for version in self.chat.versions[TS]]

    @rule()
    def show(self) -> None:
        text = str(len(self.shown))
        self.shown.append(text)
        self.draft.show(Sketched(lambda: Message(text)))
        self.do(turns_of_the_loop(1))

    @rule()
    def slack_is_slow(self) -> None:
        assert self.chat.pause
        self.chat.pause.clear()

    @rule()
    def slack_answers(self) -> None:
        assert self.chat.pause
        self.chat.pause.set()
        self.do(turns_of_the_loop(1))

    @rule(error=TROUBLE)
    def slack_will_be_busy(self, error: ChatBusy) -> None:
        self.chat.failures.append(error)

    @precondition(lambda self: self.closing is None)
    @rule()
    def close(self) -> None:
        async def begin() -> None:
            self.closing = asyncio.ensure_future(self.draft.close(Message("the end")))

        self.do(begin())

    @invariant()
    def no_two_edits_at_once(self) -> None:
        assert self.chat.most_editing <= 1

    @invariant()
    def nothing_older_follows_what_is_newer(self) -> None:
        numbers = [int(text) for text in self.sent if text != "the end"]
        assert numbers == sorted(set(numbers))

    @invariant()
    def the_end_is_the_end(self) -> None:
        assert "the end" not in self.sent[:-1]
        if self.closing is not None and self.closing.done():
            assert self.sent[-1] == "the end"

    @invariant()
    def the_newest_is_shown_as_soon_as_slack_takes_it(self) -> None:
        assert self.chat.pause
        free = self.chat.pause.is_set() and not self.chat.failures
        if free and self.shown and self.closing is None:
            assert self.sent[-1] == self.shown[-1]

    def teardown(self) -> None:
        assert self.chat.pause
        self.chat.failures.clear()
        self.chat.pause.set()
        if self.closing is None:
            self.close()
        assert self.closing
        self.do(asyncio.wait({self.closing}))
        assert self.sent[-1] == "the end"
        self.do(self.draft.__aexit__(None))
        assert not asyncio.all_tasks(self.loop)
        self.loop.close()


TestDraft = DraftMachine.TestCase
TestDraft.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
