"""Checks PUBLIC_URL: do requests to it arrive here?"""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import aiohttp
from aiohttp import web

from bot.doctor.finding import Finding, bad, good, unsure
from bot.settings import Settings

PUBLIC: Final = "PUBLIC_URL"
_ERRORS: Final = (aiohttp.ClientError, OSError, TimeoutError)
_TIMEOUT: Final = aiohttp.ClientTimeout(total=10)


async def check_public_url(settings: Settings) -> Finding:
    """Answer at HOST:PORT for a moment, and ask for that answer from outside.

    If a bot is running already, the port is taken, and the bot answers instead.
    """
    if not settings.public_url:
        return good(PUBLIC, "not set; only `HANG=url` needs it")
    word = secrets.token_urlsafe(12)
    try:
        async with _answering(settings, word):
            return await _ask(settings, f"/{word}", word)
    except OSError:
        return await _ask(settings, "/healthz", "")


@asynccontextmanager
async def _answering(settings: Settings, word: str) -> AsyncIterator[None]:
    async def answer(request: web.Request) -> web.Response:
        """Answer, whatever path the proxy puts in front."""
        return web.Response(text=word if request.path.endswith(word) else "")

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
        yield
    finally:
        await runner.cleanup()


async def _ask(settings: Settings, path: str, word: str) -> Finding:
    """Ask for the answer. Only its exact text counts: proxies answer 200 with pages of
    their own."""
    here = f"port {settings.port} here"
    try:
        async with (
            aiohttp.ClientSession(timeout=_TIMEOUT, trust_env=True) as session,
            session.get(settings.public_url + path) as response,
        ):
            text = (await response.content.read(4096)).decode(errors="replace")
    except _ERRORS as error:
        reason = str(error) or type(error).__name__
        return bad(
            PUBLIC,
            f"nothing answers there ({reason}): check the tunnel, the proxy and DNS",
        )
    if word and text == word:
        return good(
            PUBLIC, f"leads to {here}; this was tried from here, not from Slack"
        )
    if not word and response.status == 200:
        return unsure(
            PUBLIC,
            f"something answers there, and {here} is in use, perhaps by the bot",
        )
    return bad(
        PUBLIC,
        f"answers {response.status}, which is not what {here} says: check which "
        "proxy is in between",
    )
