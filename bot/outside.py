"""The clients that everything shares."""

from dataclasses import dataclass

import aiohttp
from openai import AsyncOpenAI

from bot.adapters.slack_identity import InstalledClient
from bot.core.calls.budget import Budget
from bot.core.reporting.counters import Counters
from bot.stores import Store


@dataclass(frozen=True, slots=True)
class Outside:
    """The ways to Slack, to OpenAI and to the database, and what counts their use."""

    slack: InstalledClient
    http: aiohttp.ClientSession
    openai: AsyncOpenAI
    store: Store
    budget: Budget
    counters: Counters
