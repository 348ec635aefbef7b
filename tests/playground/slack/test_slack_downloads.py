"""Downloads and fetched pictures: what the bytes need to come and go."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, web
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.slack import SlackEmulator
from tests.playground.slack.pictures import PNG, upload


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


async def url_of(client: AsyncWebClient) -> str:
    found: str = (await client.files_info(file=await upload(client)))["file"][
        "url_private"
    ]
    return found


async def test_the_apps_token_opens_a_file(
    slack: SlackEmulator, client: AsyncWebClient, http: ClientSession
) -> None:
    headers = {"Authorization": f"Bearer {slack.bot_token}"}
    async with http.get(await url_of(client), headers=headers) as response:
        assert response.content_type == "image/png"
        assert await response.read() == PNG


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer xoxb-wrong"}])
async def test_without_the_token_there_is_a_page_to_log_in_and_a_200(
    client: AsyncWebClient, http: ClientSession, headers: dict[str, str]
) -> None:
    async with http.get(await url_of(client), headers=headers) as response:
        assert (response.status, response.content_type) == (200, "text/html")


def at(url: str) -> list[dict[str, str]]:
    return [{"type": "image", "alt_text": "a fox", "image_url": url}]


async def test_an_image_url_is_fetched_once_when_it_is_posted(
    client: AsyncWebClient, http: ClientSession
) -> None:
    fetched: list[str] = []

    async def give(request: web.Request) -> web.Response:
        fetched.append(request.path_qs)
        return web.Response(body=PNG, content_type="image/png")

    app = web.Application()
    app.router.add_get("/{name}", give)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/a.png"
    for _ in range(2):
        await client.chat_postMessage(channel="#general", text="a fox", blocks=at(url))
    await runner.cleanup()
    assert fetched == ["/a.png"]


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/a.png", "https://example.com/a"])
async def test_a_picture_that_cannot_be_fetched_refuses_the_whole_message(
    slack: SlackEmulator, client: AsyncWebClient, url: str
) -> None:
    with pytest.raises(SlackApiError) as error:
        await client.chat_postMessage(channel="#general", text="a fox", blocks=at(url))
    assert "downloading image failed" in str(error.value.response["errors"])
    assert slack.messages("#general") == []
