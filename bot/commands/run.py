"""`darkroom run` and `darkroom work`: the bot, until it is told to stop."""

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable

from bot.answers import Tools
from bot.app import StartError, open_app
from bot.core.errors import StoreAway
from bot.log import Lines, Objects, start_logging
from bot.settings import Settings

ONE_PROCESS = (
    "`darkroom work` shares a database with other processes, so DATABASE_URL must "
    "begin with postgresql://."
)


def run(
    settings: Settings, *, receiving: bool = True, tools: Tools | None = None
) -> str | None:
    """Run until SIGTERM or SIGINT; return a sentence if the bot could not start.

    Only its owner can read its files: people's words and pictures are in there.
    """
    os.umask(0o077)
    form = Objects if settings.log_format == "json" else Lines
    start_logging(settings.log_level, settings.secrets(), form=form)
    if settings.sqlite_file is not None and not receiving:
        return ONE_PROCESS
    try:
        with contextlib.suppress(asyncio.CancelledError):
            asyncio.run(_serve(settings, receiving, tools))
    except StartError as error:
        return error.sentence
    except StoreAway as error:
        return f"DATABASE_URL: the database opens but cannot be used: {error}."
    return None


async def _serve(settings: Settings, receiving: bool, tools: Tools | None) -> None:
    """Run the bot. A signal that comes while it starts closes what was opened so
    far."""
    if starting := asyncio.current_task():
        _at_signals(starting.cancel)
    async with open_app(settings, receiving=receiving, tools=tools) as app:
        _at_signals(app.stop)
        await app.until_stopped()


def _at_signals(act: Callable[[], object]) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, act)
