"""`darkroom audit`: who allowed what outside of Slack, and what was used."""

import asyncio
import os
from collections.abc import Mapping
from typing import Any, Final

import click

from bot.core.belongings import Owner
from bot.core.messages.text import clean
from bot.settings import Settings, SettingsError
from bot.stores import StoreError
from bot.stores.choice import open_store

STORED: Final = ("database_url", "pictures")
"""The only settings that this needs."""


def audit(team: str) -> str | None:
    """Print a line for each; return a sentence if that was impossible."""
    os.umask(0o077)
    try:
        asyncio.run(print_all(Settings.read(only=STORED), team))
    except (SettingsError, StoreError) as error:
        return error.sentence
    return None


async def print_all(settings: Settings, team: str) -> None:
    """Print the approvals and uses of a workspace, the oldest first."""
    async with open_store(settings.database_url, settings.pictures) as store:
        rows = await store.belongings.audit(Owner(team=team))
    for row in rows:
        click.echo(_line(row))


def _line(row: Mapping[str, Any]) -> str:
    """Fields with a tab in between, none of which can break the line."""
    who = row["asked_by"] if row["kind"] == "call" else row["user"]
    fields = (
        str(row["at"])[:19],
        row["kind"],
        f"{row['server']} · {row['tool']}",
        row["outcome"],
        who or "-",
        f"turn {row['turn']} in {row['channel']}",
        f"arguments {row['arguments']}",
    )
    return "\t".join(" ".join(clean(str(each)).split()) for each in fields)
