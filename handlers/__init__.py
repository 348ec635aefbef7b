"""What comes in from Slack becomes a value here and is handed over."""

from slack_bolt.app.async_app import AsyncApp

from handlers import asks, buttons, commands, home, shortcuts
from handlers.desk import Desk

__all__ = ["Desk", "register_all"]


def register_all(app: AsyncApp, desk: Desk) -> None:
    """Listen to everything that the manifest subscribes to."""
    asks.register(app, desk)
    buttons.register(app, desk)
    commands.register(app, desk)
    home.register(app, desk)
    shortcuts.register(app, desk)
