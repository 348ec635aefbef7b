"""Turn payloads from Slack into values, and hand them over."""

from slack_bolt.app.async_app import AsyncApp

from handlers import (
    asks,
    booth,
    buttons,
    commands,
    decks,
    details,
    finding,
    guests,
    history,
    home,
    name_lists,
    names,
    parts,
    shapes,
    shortcuts,
    using,
)
from handlers.desk import Desk
from handlers.edge import Edge

__all__ = ["Desk", "Edge", "register_all"]


def register_all(app: AsyncApp, desk: Desk) -> Edge:
    """Listen to everything that the manifest subscribes to; return where payloads come
    in."""
    guests.register(app, desk)
    asks.register(app, desk)
    booth.register(app, desk)
    buttons.register(app, desk)
    commands.register(app, desk)
    decks.register(app, desk)
    home.register(app, desk)
    details.register(app, desk)
    finding.register(app, desk)
    name_lists.register(app, desk)
    names.register(app, desk)
    history.register(app, desk)
    parts.register(app, desk)
    shapes.register(app, desk)
    shortcuts.register(app, desk)
    using.register(app, desk)
    return Edge(app)
