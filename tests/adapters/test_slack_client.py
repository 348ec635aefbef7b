"""The client that keeps to the budget, against a Slack that counts."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters import slack_client
from bot.adapters.slack_chat import SlackChat
from bot.adapters.slack_client import BudgetedClient
from bot.core.caller import STEP, Caller, Priority
from bot.core.calls.call import Call
from bot.core.calls.tiers import METHODS, POST
from bot.core.errors import ChatLate, Overtaken
from bot.core.identity.installations import Installation, OneInstallation
from bot.core.identity.secret import Secret
from bot.core.messages.message import Message
from bot.core.turn.thread import ThreadKey
from playground.slack import SlackEmulator
from playground.slack.faults import Fault
from tests.fakes import OpenBudget

ROOT = Path(slack_client.__file__).parents[2]


@pytest.fixture
async def slack() -> AsyncIterator[SlackEmulator]:
    async with SlackEmulator(manifest=ROOT / "manifest.yml") as emulator:
        yield emulator


class ShutBudget(OpenBudget):
    """Lets nobody pass."""

    async def admitted(
        self, call: Call, priority: Priority, since: float = 0.0
    ) -> None:
        await asyncio.Event().wait()


def client(slack: SlackEmulator, budget: OpenBudget) -> BudgetedClient:
    plain = AsyncWebClient(base_url=slack.api_url, retry_handlers=[])
    only = OneInstallation(Installation("T1", Secret(slack.bot_token)))
    return BudgetedClient(plain, only, budget, in_time=0)


async def test_a_call_is_admitted_under_the_rank_of_its_caller(
    slack: SlackEmulator,
) -> None:
    budget = OpenBudget()
    one = client(slack, budget)
    await one.auth_test()
    await one.by(Caller(priority=Priority.END)).auth_test()
    assert budget.admissions == [
        ("auth.test", Priority.STEP),
        ("auth.test", Priority.END),
    ]


async def test_a_call_that_was_admitted_before_is_not_counted_again(
    slack: SlackEmulator,
) -> None:
    """It is one call: the next is counted, and so is another before it."""
    budget = OpenBudget()
    admitted = client(slack, budget).by(STEP.let_pass("auth.test"))
    room = slack.team().channel("#general").id
    await admitted.chat_postMessage(channel=room, text="a")
    await admitted.auth_test()
    await admitted.auth_test()
    assert [method for method, _ in budget.admissions] == [POST, "auth.test"]


async def test_what_the_core_has_admitted_is_posted_and_edited_without_a_wait(
    slack: SlackEmulator,
) -> None:
    """All else of the chat waits, as urgently as its caller says."""
    budget = OpenBudget()
    chat, channel = SlackChat(client(slack, budget)), slack.team().channel("#general")
    thread = ThreadKey(slack.team().id, channel.id, "")
    ts = await chat.post(thread, Message("a"))
    await chat.edit(thread, ts, Message("b"))
    assert budget.admissions == []
    await chat.find(thread, "x", STEP.at(Priority.FIRST))
    await chat.delete(thread, ts, STEP.at(Priority.END))
    assert budget.admissions == [
        ("conversations.history", Priority.FIRST),
        ("chat.delete", Priority.END),
    ]
    assert {call.team for call in budget.calls} == {slack.team().id}


@pytest.mark.parametrize(
    ("fault", "closings"),
    [
        (Fault("auth.test", retry_after=9), [("auth.test", 9)]),
        (Fault("auth.test", error="ratelimited"), [("auth.test", 1)]),
        (Fault("auth.test", error="internal_error"), []),
        (Fault("auth.test", status=503), []),
    ],
    ids=["429", "in the body", "another error", "a fault"],
)
async def test_too_many_calls_shut_the_row(
    slack: SlackEmulator, fault: Fault, closings: list[tuple[str, float]]
) -> None:
    """For as long as Slack says; other errors do not shut it."""
    budget = OpenBudget()
    slack.faults.add(fault)
    with pytest.raises(SlackApiError):
        await client(slack, budget).auth_test()
    assert budget.closings == closings


async def test_a_preview_that_is_too_late_is_not_sent_up(slack: SlackEmulator) -> None:
    one = client(slack, ShutBudget()).by(Caller(priority=Priority.PREVIEW))
    with pytest.raises(ChatLate):
        await one.files_getUploadURLExternal(filename="a.jpg", length=1)
    assert slack.calls.of("files.getUploadURLExternal") == []


def test_every_method_that_we_call_has_a_tier() -> None:
    sources = [*ROOT.glob("bot/adapters/**/*.py"), *ROOT.glob("handlers/*.py")]
    text = " ".join(path.read_text("utf-8") for path in sources)
    called = set(
        re.findall(r"client\.((?:chat|files|conversations|views)_\w+)\(", text)
    )
    known = {method.replace(".", "_") for method in (*METHODS, POST)}
    assert called
    assert called <= known


async def test_nothing_is_called_for_an_attempt_that_is_over(
    slack: SlackEmulator,
) -> None:
    """Another process has continued the turn while the call was waiting."""

    async def over() -> None:
        raise Overtaken("elsewhere")

    one = client(slack, OpenBudget()).by(Caller(check=over))
    with pytest.raises(Overtaken):
        await one.files_info(file="F1")
    assert not slack.calls.of("files.info")


async def test_a_call_counts_for_the_workspace_that_it_is_made_for(
    slack: SlackEmulator,
) -> None:
    budget = OpenBudget()
    one = client(slack, budget)
    await one.by(STEP.within("T2")).auth_test()
    await one.by(STEP.within("T3")).auth_test()
    await one.auth_test()
    assert [call.team for call in budget.calls] == ["T2", "T3", "T1"]


async def test_what_nobody_can_read_does_not_reach_slack(slack: SlackEmulator) -> None:
    """Half a character is not valid JSON for others, and direction marks can reverse a
    name."""
    one = client(slack, OpenBudget())
    said = {"type": "plain_text", "text": "a\ud800\tb\x1b"}
    address = "https://a.example/\u202eb\x00"
    button = {"type": "button", "action_id": "a", "text": said, "url": address}
    room = slack.team().channel("#general").id
    posted = await one.chat_postMessage(
        channel=room,
        text="\u2066a\nb\ud83e\udd8a",
        blocks=[{"type": "actions", "elements": [button]}],
    )
    [message] = slack.messages("#general")
    assert message.text == "a\nb🦊"
    [shown] = message.blocks[0]["elements"]
    assert (shown["url"], shown["text"]["text"]) == (
        "https://a.example/b",
        "a\ufffd\tb",
    )
    await one.conversations_replies(channel=room, ts=f"{posted['ts']}\x00")
    assert slack.calls.of("conversations.replies")[-1].args["ts"] == posted["ts"]
