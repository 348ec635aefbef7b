"""`darkroom playground`: both emulators, the page, and the real bot between them."""

import asyncio
import signal
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from bot.settings import Settings, SettingsError
from playground.insight import Insight
from playground.keeper import Keeper
from playground.mcp.house import House, can_open, open_house
from playground.openai import OpenAIEmulator
from playground.page import mount
from playground.slack import SlackEmulator
from playground.slack.settings import Settings as Weather
from playground.trouble import Sides

HOST = "127.0.0.1"
HERE = Path(__file__).parent
MANIFESTS = (HERE / "manifest.yml", HERE.parent / "manifest.yml")
FILES_TAKE = 0.5
SAMPLE = "@Darkroom a lighthouse at night with two boats"
DECK = "a deck about solar power in 2026, eight slides"
TOOLED = "how did the shop do this week, as a chart"


@dataclass(frozen=True, slots=True)
class Playground:
    """A workspace that a person can open."""

    slack: SlackEmulator
    model: OpenAIEmulator
    keeper: Keeper
    house: House


def playground(*, port: int, live_model: bool) -> None:
    """Run until Ctrl-C."""
    try:
        live = _live() if live_model else {}
    except SettingsError as error:
        click.echo(f"darkroom: {error.sentence}", err=True)
        sys.exit(2)
    asyncio.run(_run(_usable(port), live))


def _usable(port: int) -> int:
    """The wanted port, or 0 for any free one, so that a second playground can run."""
    try:
        with socket.create_server((HOST, port)):
            return port
    except OSError:
        click.echo(f"Port {port} cannot be had here, so the page takes another.")
        return 0


@asynccontextmanager
async def opened(
    port: int = 0, live: Mapping[str, str] | None = None, profile: str = "typical"
) -> AsyncIterator[Playground]:
    """Open the playground; the page is at the Slack emulator's own address."""
    live = live or {}
    async with AsyncExitStack() as stack:
        made = tempfile.TemporaryDirectory(prefix="darkroom-")
        folder = Path(stack.enter_context(made))
        # OpenAI itself could not reach servers of this machine.
        house = await stack.enter_async_context(_house(wanted=not live))
        tries = (DECK, TOOLED) if house.urls else (DECK,)
        keeper = Keeper(folder, folder / "bot.log")
        model = OpenAIEmulator(profile=profile)
        model.formats.update(("gif", "svg"))
        slack = SlackEmulator(
            _manifest(),
            port=port,
            settings=Weather(file_processing_seconds=FILES_TAKE),
            mount=[lambda app: mount(app, insight)],
        )
        insight = Insight(Sides(slack, model), keeper, house, tries)
        await stack.enter_async_context(model)
        await stack.enter_async_context(slack)
        keeper.environment = {
            **_environment(slack, model, folder),
            **house.environment(folder),
            **live,
        }
        await keeper.start()
        stack.push_async_callback(keeper.stop)
        yield Playground(slack, model, keeper, house)


@asynccontextmanager
async def _house(*, wanted: bool) -> AsyncIterator[House]:
    """The servers, if they are wanted and can be had."""
    if wanted and can_open():
        async with open_house() as house:
            yield house
    else:
        yield House()


async def _run(port: int, live: Mapping[str, str]) -> None:
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    async with opened(port, live) as ground:
        if not await ground.keeper.until_ready():
            click.echo("The bot did not start.", err=True)
            return
        click.echo(f"Open {ground.slack.url} and write: {SAMPLE}")
        if ground.house.urls:
            click.echo(f"A shop can be asked, too: @Darkroom {TOOLED}")
        elif not live:
            click.echo("There are no MCP servers: `make playground` installs them.")
        click.echo("Ctrl-C ends it; nothing is kept.")
        await stopping.wait()


def _free() -> int:
    """A port for the bot's own pages, which stays the same when the bot restarts."""
    with socket.create_server((HOST, 0)) as server:
        number: int = server.getsockname()[1]
        return number


def _environment(
    slack: SlackEmulator, model: OpenAIEmulator, folder: Path
) -> dict[str, str]:
    """The variables that a person would write into `.env`."""
    pages = _free()
    return {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": slack.api_url,
        "OPENAI_API_KEY": model.api_key,
        "OPENAI_BASE_URL": model.base_url,
        "DATABASE_URL": f"sqlite:///{folder}/darkroom.db",
        "TRANSPORT": "socket",
        "HANG": "auto",
        "PUBLIC_URL": "",
        "PORT": str(pages),
        "PAGES_URL": f"http://{HOST}:{pages}",
        "HOLDING_CHANNEL": "",
        "PICTURES": "",
        "STATUS_ADDRESS": "",
        "SETTLE_SECONDS": "2",
        "MCP_CONFIG": "",
    }


def _live() -> dict[str, str]:
    """The person's own OpenAI settings; Slack stays emulated."""
    settings = Settings.read(
        slack_bot_token="xoxb-emulated",  # noqa: S106 -- no secret: only OpenAI's are used
        slack_app_token="xapp-emulated",  # noqa: S106 -- likewise
    )
    return {
        "OPENAI_API_KEY": settings.openai_api_key.reveal(),
        "OPENAI_BASE_URL": settings.openai_base_url,
        "OPENAI_MODEL": settings.openai_model,
        "OPENAI_IMAGE_MODEL": settings.openai_image_model,
    }


def _manifest() -> Path:
    """In an installed package the manifest lies beside this module."""
    return next(path for path in MANIFESTS if path.exists())
