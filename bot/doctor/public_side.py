"""Checks PUBLIC_URL and PAGES_URL: do requests to them arrive here?"""

import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Final

import aiohttp
from aiohttp import web

from bot.doctor.finding import Finding, bad, good, unsure
from bot.settings import Settings

PUBLIC: Final = "PUBLIC_URL"
PAGES: Final = "PAGES_URL"
_ERRORS: Final = (aiohttp.ClientError, OSError, TimeoutError)
_TIMEOUT: Final = aiohttp.ClientTimeout(total=10)


async def check_public_url(settings: Settings) -> Finding:
    """Whether the public address leads here."""
    if not settings.public_url:
        return good(PUBLIC, "not set; only `HANG=url` needs it")
    return await _check(settings, PUBLIC, settings.public_url)


async def check_pages_url(settings: Settings) -> Sequence[Finding]:
    """Whether the address of our pages leads here, if there is one."""
    if not settings.pages_url:
        return ()
    return (await _check(settings, PAGES, settings.pages_url),)


async def _check(settings: Settings, name: str, url: str) -> Finding:
    """Answer at HOST:PORT for a moment, and ask for that answer from outside.

    If a bot is running already, the port is taken, and the bot answers instead.
    """
    word = secrets.token_urlsafe(12)
    try:
        async with _answering(settings, word):
            return await _ask(settings.port, name, f"{url}/{word}", word)
    except OSError:
        return await _ask(settings.port, name, f"{url}/healthz", "")


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


async def _ask(port: int, name: str, url: str, word: str) -> Finding:
    """Ask for the answer. Only its exact text counts: proxies answer 200 with pages of
    their own."""
    here = f"port {port} here"
    try:
        async with (
            aiohttp.ClientSession(timeout=_TIMEOUT, trust_env=True) as session,
            session.get(url) as response,
        ):
            text = (await response.content.read(4096)).decode(errors="replace")
    except _ERRORS as error:
        reason = str(error) or type(error).__name__
        return bad(
            name,
            f"nothing answers there ({reason}): check the tunnel, the proxy and DNS",
        )
    if word and text == word:
        return good(name, f"leads to {here}; this was tried from here, not from Slack")
    if not word and response.status == 200:
        return unsure(
            name,
            f"something answers there, and {here} is in use, perhaps by the bot",
        )
    return bad(
        name,
        f"answers {response.status}, which is not what {here} says: check which "
        "proxy is in between",
    )
