"""Shared by the tests of Slack's side: pictures, and a Slack with the bot's own
scopes."""

import io
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, web
from PIL import Image
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack_identity import InstalledClient
from bot.core.identity.installations import Installation, OneInstallation
from bot.core.identity.secret import Secret
from bot.core.turn.thread import ThreadKey
from playground.slack import SlackEmulator
from playground.slack.messages import Message

MANIFEST = Path(__file__).parents[2] / "manifest.yml"


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), **more: Any) -> bytes:
    """A small picture, red at the left and blue at the right."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    """The picture in the bytes, whole."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def client_of(url: str, token: str, http: ClientSession) -> InstalledClient:
    """A client like the program's: without retries of its own, and with a token per
    workspace."""
    plain = AsyncWebClient(base_url=url, session=http, retry_handlers=[])
    return InstalledClient(plain, OneInstallation(Installation("T1", Secret(token))))


def thread_of(slack: SlackEmulator, message: Message) -> ThreadKey:
    return ThreadKey(slack.team().id, message.channel, message.root_ts)


@asynccontextmanager
async def server(
    path: str, answer: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> AsyncIterator[str]:
    """A server with one path; yields its address."""
    app = web.Application()
    app.router.add_get(path, answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
