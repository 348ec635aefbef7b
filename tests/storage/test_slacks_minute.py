"""Budgets as they are in earnest, against a Slack that counts."""

import asyncio
import tempfile
from contextlib import AsyncExitStack, closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.caller import Priority
from bot.core.calls.call import Call
from bot.core.calls.tiers import LATE, POST, Tiers
from playground.slack.limits import Limits
from playground.slack.settings import Settings
from storage.budgets import ledger_in
from storage.worker import SqliteWorker

bursts = st.lists(
    st.tuples(
        st.sampled_from([0.0, 1.0, 20.0, 60.0]),
        st.integers(1, 50),
        st.sampled_from(Priority),
        st.sampled_from([0.0, 0.3, 1.0]),
    ),
    min_size=4,
    max_size=8,
)
"""Seconds after the one before, how many, for what, and how late of the latest."""


Coming = list[tuple[float, int, Priority, float]]


async def sent(call: Call, coming: Coming, latest: float) -> list[float]:
    """When each call arrives at Slack; each waits as long as it is told to."""
    now, arrivals = 1000.0, []
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        worker = SqliteWorker(Path(folder) / "budgets.db")
        stack.enter_context(closing(worker))
        ledger = await stack.enter_async_context(ledger_in(worker, lambda: now))
        for pause, many, priority, share in coming:
            now += pause
            for _ in range(many):
                while wait := await ledger.take(Tiers()(call, priority)):
                    now += wait
                arrivals.append(now + share * latest)
    return sorted(arrivals)


@pytest.mark.parametrize(
    ("method", "latest"),
    [("chat.update", LATE), ("files.info", LATE), ("users.list", LATE), (POST, 1.0)],
)
@settings(max_examples=15, deadline=None)
@given(coming=bursts)
def test_slack_refuses_nothing_however_calls_come_and_however_late(
    method: str, latest: float, coming: Coming
) -> None:
    """A channel's second forgives less than a minute does."""
    slack = Limits(Settings(rate_limits=True))
    arrivals = asyncio.run(sent(Call("T1", method, "C1"), coming, latest))
    refused = [at for at in arrivals if slack.refuse("T1", method, "C1", at)]
    assert refused == []
