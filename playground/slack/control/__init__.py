"""The emulator's own HTTP interface, for a page and for curl; not a part of Slack."""

from playground.slack.control.routes import add_routes

__all__ = ["add_routes"]
