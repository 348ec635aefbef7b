"""A page from elsewhere, open in a browser here, reaches neither emulator."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from playground.openai import OpenAIEmulator
from playground.slack import SlackEmulator

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
SLACK_PATHS = (
    "/api/auth.test",
    "/link?ticket=x",
    "/actions/T1/1/x",
    "/upload/v1/x",
    "/files-pri/T1-F1/x.png",
    "/control/state",
    "/nothing",
)
FROM_ELSEWHERE = (
    {"Host": "rebound.example"},
    {"Host": "["},
    {"Origin": "https://elsewhere.example"},
    {"Origin": "null"},
    {"Origin": "http://["},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
)
OPENAI_PATHS = ("/v1/responses", "/v1/models", "/control/state", "/nothing")


@pytest.fixture
async def slack() -> AsyncIterator[SlackEmulator]:
    async with SlackEmulator(MANIFEST) as slack:
        yield slack


async def statuses(url: str, headers: dict[str, str]) -> set[int]:
    async with aiohttp.ClientSession(headers=headers) as http:
        answers = [await http.request(how, url) for how in ("GET", "POST")]
        return {answer.status for answer in answers}


@pytest.mark.parametrize("headers", FROM_ELSEWHERE, ids=str)
async def test_every_path_of_slack_is_shut(
    slack: SlackEmulator, headers: dict[str, str]
) -> None:
    keys = {"Authorization": f"Bearer {slack.bot_token}"}
    for path in SLACK_PATHS:
        assert await statuses(slack.url + path, headers | keys) == {403}, path
    assert not slack.calls.of("auth.test")


@pytest.mark.parametrize("headers", FROM_ELSEWHERE, ids=str)
async def test_every_path_of_openai_is_shut(headers: dict[str, str]) -> None:
    async with OpenAIEmulator() as model:
        keys = {"Authorization": f"Bearer {model.api_key}"}
        for path in OPENAI_PATHS:
            assert await statuses(model.url + path, headers | keys) == {403}, path
        assert model.requests == []


async def test_a_socket_opens_for_no_page_even_with_a_ticket(
    slack: SlackEmulator,
) -> None:
    client = AsyncWebClient(base_url=slack.api_url)
    opened = await client.apps_connections_open(app_token=slack.app_token)
    origin = "https://elsewhere.example"
    async with aiohttp.ClientSession() as http:
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await http.ws_connect(str(opened["url"]), origin=origin)
        async with http.ws_connect(str(opened["url"])) as socket:
            assert (await socket.receive_json())["type"] == "hello"


async def test_no_key_can_be_guessed_from_an_earlier_run(slack: SlackEmulator) -> None:
    async with SlackEmulator(MANIFEST) as other:
        mine = {slack.bot_token, slack.app_token, slack.signing_secret}
        theirs = {other.bot_token, other.app_token, other.signing_secret}
        assert not mine & theirs
    sockets = slack.world.sockets
    assert min(len(sockets.ticket()), len(sockets.ticket())) > 40
