"""The ways that this installation could use, and a place where `url` is served."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from secrets import token_bytes
from tempfile import TemporaryDirectory

from aiohttp import ClientSession

from bot.adapters.hanging import AddressWay
from bot.adapters.hanging.choice import choose_ways
from bot.adapters.imaging import Imaging
from bot.adapters.proxies import proxy_to
from bot.adapters.shelf import DiskShelf
from bot.adapters.signing import Signer
from bot.adapters.slack_chat import SlackChat
from bot.adapters.slack_files import SlackFiles
from bot.adapters.web import Web
from bot.doctor.examination import slack_client
from bot.doctor.trial import Trial
from bot.settings import Settings


@asynccontextmanager
async def open_trial(settings: Settings) -> AsyncIterator[Trial]:
    """All that trying needs. Raises OSError where `url` cannot be served."""
    client, imaging = slack_client(settings), Imaging()
    async with AsyncExitStack() as stack:
        session = ClientSession(proxy=proxy_to(settings.slack_api_url))
        files = SlackFiles(client, await stack.enter_async_context(session))
        address = None
        if settings.public_url:
            folder = Path(stack.enter_context(TemporaryDirectory()))
            address = await stack.enter_async_context(
                _served(settings, DiskShelf(folder), imaging)
            )
        held = settings.holding_channel
        ways = choose_ways("auto", files, imaging, address, held)
        yield Trial(SlackChat(client), files, ways, settings.settle_seconds)


@asynccontextmanager
async def _served(
    settings: Settings, shelf: DiskShelf, imaging: Imaging
) -> AsyncIterator[AddressWay]:
    way = AddressWay(settings.public_url, shelf, imaging, Signer(token_bytes(32)))
    web = Web()
    web.serve_pictures(way)
    async with web.listening(settings.host, settings.port):
        yield way
