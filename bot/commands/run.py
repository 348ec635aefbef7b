"""`darkroom run`: the bot, until it is told to stop."""

import asyncio
import signal

from bot.app import StartError, open_app
from bot.log import start_logging
from bot.settings import Settings


def run(settings: Settings) -> str | None:
    """Run until SIGTERM or SIGINT; return a sentence if it could not start."""
    start_logging(settings.log_level, settings.secrets())
    try:
        asyncio.run(_serve(settings))
    except StartError as error:
        return error.sentence
    except KeyboardInterrupt:
        return "Stopped before it had started."
    return None


async def _serve(settings: Settings) -> None:
    async with open_app(settings) as app:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, app.stop)
        await app.until_stopped()
