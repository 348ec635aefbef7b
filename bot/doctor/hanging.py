"""Opens the ways of hanging that this installation could use, and a server for
`url`."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from secrets import token_bytes
from tempfile import TemporaryDirectory

from bot.adapters.hanging import AddressWay
from bot.adapters.hanging.choice import choose_ways
from bot.adapters.imaging import Imaging
from bot.adapters.picture_routes import PictureRoutes
from bot.adapters.shelf import DiskShelf
from bot.adapters.signing import Signer
from bot.adapters.slack_chat import SlackChat
from bot.adapters.slack_files import SlackFiles
from bot.adapters.web import Web
from bot.clients import slack_session
from bot.doctor.examination import bot_client
from bot.doctor.trial import Trial
from bot.settings import Settings


@asynccontextmanager
async def open_trial(settings: Settings) -> AsyncIterator[Trial]:
    """Open everything that the trial needs. Raises OSError if `url` cannot be
    served."""
    client = bot_client(settings)
    async with AsyncExitStack() as stack:
        imaging = await stack.enter_async_context(Imaging())
        http = await stack.enter_async_context(slack_session(settings))
        files = SlackFiles(client, http)
        address = None
        if settings.public_url:
            folder = Path(stack.enter_context(TemporaryDirectory()))
            address = await stack.enter_async_context(
                _served(settings, DiskShelf(folder), imaging)
            )
        channel = settings.holding_channel
        ways = choose_ways("auto", files, imaging, address, channel)
        yield Trial(SlackChat(client), files, ways, settings.settle_seconds)


@asynccontextmanager
async def _served(
    settings: Settings, shelf: DiskShelf, imaging: Imaging
) -> AsyncIterator[AddressWay]:
    way = AddressWay(settings.public_url, shelf, imaging, Signer(token_bytes(32)))
    web = Web()
    web.serve(*PictureRoutes(way).routes())
    async with web.listening(settings.host, settings.port):
        yield way
