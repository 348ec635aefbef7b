"""An emulated Slack, as strict as the real one: for tests and for people.

    async with SlackEmulator(Path("manifest.yml")) as slack:
        ...  # SLACK_API_URL = slack.api_url

The README of this folder says what it checks and what it cannot know.
"""

from playground.slack.emulator import NeverHappened, SlackEmulator
from playground.slack.faults import Fault
from playground.slack.hands import Reply
from playground.slack.messages import Message, Seen, Version
from playground.slack.people import Person
from playground.slack.settings import Settings
from playground.slack.workspace import Room, View, Workspace

__all__ = [
    "Fault",
    "Message",
    "NeverHappened",
    "Person",
    "Reply",
    "Room",
    "Seen",
    "Settings",
    "SlackEmulator",
    "Version",
    "View",
    "Workspace",
]
