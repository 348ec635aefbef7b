"""The token that a call uses."""

import logging

import pytest
from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack_chat import SlackChat
from bot.adapters.slack_errors import translated
from bot.adapters.slack_identity import InstalledClient, installation_from
from bot.core.caller import Caller
from bot.core.errors import ChatShut
from bot.core.identity.installations import Installation, OneInstallation
from bot.core.identity.secret import Secret
from bot.core.messages.message import Message
from bot.core.turn.thread import ThreadKey
from playground.slack import SlackEmulator
from tests.fakes import ManyInstallations

TOKEN = "xoxb-1-abc"


@pytest.fixture
def nobody(slack: SlackEmulator, http: ClientSession) -> AsyncWebClient:
    return AsyncWebClient(base_url=slack.api_url, session=http, retry_handlers=[])


@pytest.fixture
def many(slack: SlackEmulator) -> ManyInstallations:
    """The emulated workspace, and one whose token Slack does not know."""
    here = Installation(slack.team().id, Secret(slack.bot_token))
    return ManyInstallations(here, Installation("T2", Secret(TOKEN)))


async def test_slack_says_who_the_bot_is(
    slack: SlackEmulator, nobody: AsyncWebClient
) -> None:
    token, team = Secret(slack.bot_token), slack.team()
    client = InstalledClient(nobody, OneInstallation(Installation("", token)))
    found = installation_from(await client.auth_test(), token)
    assert (found.team, found.alone, found.enterprise) == (team.id, team.id, "")
    assert (found.bot_user, found.bot_id) == (team.bot.id, team.bot_id)
    assert found.token == token
    assert found.scopes == frozenset(slack.world.app.scopes)


async def test_a_message_goes_to_the_workspace_of_its_thread(
    slack: SlackEmulator, nobody: AsyncWebClient, many: ManyInstallations
) -> None:
    """Whoever calls, because queue notices go to other people, too."""
    chat = SlackChat(InstalledClient(nobody, many, Caller("T2")))
    channel = slack.team().channel("#general").id
    ts = await chat.post(ThreadKey(slack.team().id, channel, ""), Message("hello"))
    assert slack.messages("#general")[-1].ts == ts
    with pytest.raises(ChatShut, match="invalid_auth"):
        await chat.post(ThreadKey("T2", channel, ""), Message("hello"))


async def test_where_it_is_not_installed_nothing_is_called(
    slack: SlackEmulator, nobody: AsyncWebClient, many: ManyInstallations
) -> None:
    client = InstalledClient(nobody, many)
    for team in ("", "T3"):
        with (
            translated("auth.test"),
            pytest.raises(ChatShut, match="not installed"),
        ):
            await client.by(Caller(team)).auth_test()
    assert not len(slack.calls)


async def test_a_token_is_shown_nowhere(
    nobody: AsyncWebClient, many: ManyInstallations, caplog: pytest.LogCaptureFixture
) -> None:
    """Not in its repr, not in the client's log, and not in errors of Slack's."""
    caplog.set_level(logging.DEBUG)
    client = InstalledClient(nobody, many).by(Caller("T2"))
    with pytest.raises(ChatShut) as caught, translated("auth.test"):
        await client.auth_test()
    shown = f"{await many.of('T2')!r} {client!r} {vars(client)} {caught.value!r}"
    assert TOKEN not in shown + repr(caught.value.__cause__) + caplog.text
