"""Limits and failures by script, and the log that shows what came of calls."""

import pytest
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.slack import Fault, SlackEmulator


@pytest.fixture
def once(slack: SlackEmulator) -> AsyncWebClient:
    """A client that tries nothing again."""
    return AsyncWebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[])


async def test_a_tier_is_counted_per_method_and_workspace(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    slack.settings.rate_limits = True
    for _ in range(20):
        await client.users_list()
    with pytest.raises(SlackApiError) as refused:
        await client.users_list()
    assert refused.value.response.status_code == 429
    assert 1 <= int(refused.value.response.headers["Retry-After"]) <= 60
    assert refused.value.response["error"] == "ratelimited"
    await client.users_info(user=slack.team().bot.id)


async def test_a_channel_takes_a_burst_of_posts_and_then_one_a_second(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    slack.settings.rate_limits = True
    for _ in range(slack.settings.post_burst):
        await client.chat_postMessage(channel="#general", text="a")
    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel="#general", text="a")
    assert refused.value.response.headers["Retry-After"] == "1"
    await client.chat_postMessage(channel="#design", text="a")


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (Fault("auth.test", status=500), 500),
        (Fault("auth.test", error="fatal_error"), 200),
        (Fault("auth.test", html=True), 200),
        (Fault("*", retry_after=7), 429),
    ],
)
async def test_a_fault_is_met_once_and_then_all_is_well(
    slack: SlackEmulator, once: AsyncWebClient, fault: Fault, status: int
) -> None:
    slack.faults.add(fault)
    with pytest.raises(SlackApiError):
        await once.auth_test()
    assert slack.calls.of("auth.test")[-1].status == status
    await once.auth_test()


async def test_a_dropped_call_was_not_carried_out_and_a_lost_answer_was(
    slack: SlackEmulator, once: AsyncWebClient
) -> None:
    slack.faults.add(Fault("chat.postMessage", drop=True))
    slack.faults.add(Fault("chat.postMessage", lose_answer=True))
    for text in ("dropped", "lost"):
        with pytest.raises(ClientError):
            await once.chat_postMessage(channel="#general", text=text)
    assert [message.text for message in slack.messages("#general")] == ["lost"]


async def test_a_fault_lets_the_first_calls_pass(
    slack: SlackEmulator, once: AsyncWebClient
) -> None:
    slack.faults.add(Fault("auth.test", after=1, error="fatal_error"))
    await once.auth_test()
    with pytest.raises(SlackApiError, match="fatal_error"):
        await once.auth_test()


async def test_the_log_has_size_and_time_and_no_token(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    await client.chat_postMessage(channel="#general", text="a fox")
    [call] = slack.calls.of("chat.postMessage")
    assert call.size > 0 < call.took
    assert call.args["text"] == "a fox"
    assert slack.bot_token not in str(call) + repr(slack.team()) + repr(slack.world.app)


async def test_a_wait_in_vain_shows_what_there_was(slack: SlackEmulator) -> None:
    await slack.person("ann").says("#general", "a fox")
    with pytest.raises(AssertionError, match="ann: 'a fox'"):
        await slack.until(lambda: False, timeout=0.01)


async def test_a_fault_may_come_by_chance_and_the_log_tells_which_call_met_one(
    slack: SlackEmulator, once: AsyncWebClient
) -> None:
    faults = iter([None, Fault("*", status=503), None])
    slack.faults.at_random = lambda _: next(faults)
    await once.users_list(limit=1)
    with pytest.raises(SlackApiError):
        await once.users_list(limit=2)
    await once.users_list(limit=3)
    calls = slack.calls.of("users.list")
    assert [call.fault for call in calls] == [False, True, False]
    assert [call.args for call in calls] == [{"limit": n} for n in "123"]
