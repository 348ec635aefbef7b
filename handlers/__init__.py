"""What comes in from Slack becomes a value here and is handed over."""

from collections.abc import Awaitable, Callable

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.core.rank import work_for
from handlers import asks, buttons, commands, home, shortcuts
from handlers.desk import Desk

__all__ = ["Desk", "register_all"]


def register_all(app: AsyncApp, desk: Desk) -> None:
    """Listen to everything that the manifest subscribes to."""
    app.middleware(_for_its_workspace)
    asks.register(app, desk)
    buttons.register(app, desk)
    commands.register(app, desk)
    home.register(app, desk)
    shortcuts.register(app, desk)


async def _for_its_workspace(
    context: AsyncBoltContext,
    next: Callable[[], Awaitable[None]],  # noqa: A002 -- Bolt goes by this name
) -> None:
    """What is called because of a payload counts for the workspace that it came from.

    Bolt runs middleware and listeners in the task of the payload, one after the other.
    """
    work_for(context.team_id or "")
    await next()
