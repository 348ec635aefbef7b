"""The town that a storm comes over: a Slack of three workspaces, and an OpenAI.

The bot has one token. So the workspaces are those of one organization, for which Slack
gives an app a single token; channels, people, threads and limits are each workspace's
own, and nothing of one may appear in another.
"""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playground.openai import OpenAIEmulator
from playground.slack import Fault, SlackEmulator, Workspace
from playground.slack.messages import Message
from playground.slack.workspace import Room, Team
from tests.mcp_servers import TOKEN, Shop, shop

MANIFEST: Final = Path(__file__).parents[2] / "manifest.yml"
WORKSPACES: Final = ("Acme", "Globex", "Initech")
ROOMS: Final = ("#general", "#design", "#secret")
EVE, EVES_ROOM = "eve", "lost"
"""The hostile person, and her channel."""
FASTER: Final = 10
"""Slack's minute is so many times shorter, and the bot is told so: a storm must end."""
UNLUCKY: Final = 0.05


@dataclass(frozen=True)
class Town:
    """Both services, and a server whose tools the model may use."""

    slack: SlackEmulator
    model: OpenAIEmulator
    shop: Shop

    @property
    def teams(self) -> list[Team]:
        return [self.slack.team(name) for name in WORKSPACES]

    def thread(self, asked: Message) -> list[Message]:
        """All that was said in a thread by the bot, deleted or not."""
        channel = self.slack.team(asked.team).channels[asked.channel]
        return [
            message
            for message in channel.messages.values()
            if message.root_ts == asked.root_ts and message.by_app
        ]


@asynccontextmanager
async def open_town(seed: int) -> AsyncIterator[Town]:
    """Both services, with delays, limits and bad luck."""
    spaces = [_workspace(name) for name in WORKSPACES]
    async with (
        SlackEmulator(MANIFEST, spaces, org="Conglomerate") as slack,
        OpenAIEmulator("brisk", sketchy=True) as model,
        shop(token=TOKEN) as there,
    ):
        _set_up(slack, random.Random(seed))
        yield Town(slack, model, there)


def _workspace(name: str) -> Workspace:
    usual = Workspace.small(name)
    people = (EVE, *usual.people)
    return Workspace(name, people, (*usual.rooms, Room(EVES_ROOM)))


def _set_up(slack: SlackEmulator, chance: random.Random) -> None:
    how = slack.settings
    how.rate_limits, how.rate_window_seconds = True, 60 / FASTER
    how.duplicates, how.order, how.shuffle_seconds = 2, "shuffled", 0.3
    how.file_processing_seconds = 0.5
    how.retries = 60  # Slack's own go on for six minutes
    slack.world.outbox.chance = random.Random(chance.random())

    def unlucky(_: str) -> Fault | None:
        return trouble(chance) if chance.random() < UNLUCKY else None

    slack.faults.at_random = unlucky


def trouble(chance: random.Random) -> Fault:
    """The fault that a call may meet instead of an answer."""
    return chance.choice(
        (
            Fault("*", retry_after=1),
            Fault("*", status=500),
            Fault("*", status=503, html=True),
            Fault("*", html=True),
            Fault("*", drop=True),
            Fault("*", lose_answer=True),
            Fault("*", error="internal_error"),
            Fault("*", delay=chance.uniform(0.2, 1.5)),
        )
    )
