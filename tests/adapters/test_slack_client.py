"""The client that keeps to the budget, against a Slack that counts."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters import slack_client
from bot.adapters.slack_client import BudgetedClient
from bot.core.errors import ChatLate, Overtaken
from bot.core.fencing import fenced
from bot.core.rank import Call, Rank, paid, ranked, work_for
from bot.core.tiers import METHODS, POST
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

    async def admitted(self, call: Call, rank: Rank, since: float = 0.0) -> None:
        await asyncio.Event().wait()


def client(slack: SlackEmulator, budget: OpenBudget) -> BudgetedClient:
    plain = AsyncWebClient(slack.bot_token, slack.api_url, retry_handlers=[])
    return BudgetedClient(plain, budget, "T1", in_time=0)


async def test_a_call_is_admitted_under_the_rank_of_its_caller(
    slack: SlackEmulator,
) -> None:
    budget = OpenBudget()
    one = client(slack, budget)
    await one.auth_test()
    with ranked(Rank.END):
        await one.auth_test()
    with paid("auth.test"):
        await one.auth_test()
    assert budget.admissions == [("auth.test", Rank.STEP), ("auth.test", Rank.END)]


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
async def test_too_many_calls_shut_the_door(
    slack: SlackEmulator, fault: Fault, closings: list[tuple[str, float]]
) -> None:
    """For as long as Slack says; what else goes wrong does not."""
    budget = OpenBudget()
    slack.faults.add(fault)
    with pytest.raises(SlackApiError):
        await client(slack, budget).auth_test()
    assert budget.closings == closings


async def test_a_preview_that_is_too_late_is_not_sent_up(slack: SlackEmulator) -> None:
    one = client(slack, ShutBudget())
    with pytest.raises(ChatLate), ranked(Rank.PREVIEW):
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
    """Another process has gone on with the turn while the call waited its turn."""

    async def over() -> None:
        raise Overtaken("elsewhere")

    one = client(slack, OpenBudget())
    with fenced(over), pytest.raises(Overtaken):
        await one.files_info(file="F1")
    assert not slack.calls.of("files.info")


async def test_a_call_counts_for_the_workspace_that_it_is_made_for(
    slack: SlackEmulator,
) -> None:
    budget = OpenBudget()
    one = client(slack, budget)

    async def asked_by(team: str) -> None:
        work_for(team)
        await one.auth_test()

    await asyncio.gather(asked_by("T2"), asked_by("T3"))
    await one.auth_test()
    assert sorted(call.team for call in budget.calls) == ["T1", "T2", "T3"]
