"""Safelight: a small Slack-like client in the browser, for an emulated Slack.

It talks to the Slack emulator alone and serves any bot; what it shows of the
model's side comes through the protocol `Inside`, where there is one.
"""

from playground.page.inside import Armable, Inside, ModelCall, ModelEvent, ServerCall
from playground.page.mount import mount, mounting

__all__ = [
    "Armable",
    "Inside",
    "ModelCall",
    "ModelEvent",
    "ServerCall",
    "mount",
    "mounting",
]
