"""Wires the home tab: the gallery, and who sees which of its pictures."""

from contextlib import AsyncExitStack
from time import time

from bot.adapters.slack_identity import InstalledClient
from bot.adapters.slack_memberships import SlackMemberships
from bot.adapters.slack_permalinks import SlackPermalinks
from bot.core.errands import Errands
from bot.core.gallery.home import Home, HomePorts, refreshed
from bot.core.gallery.seeing import Seeing
from bot.core.ports import Views
from bot.settings import Settings
from bot.stores import Store


async def home_tab(
    settings: Settings,
    store: Store,
    slack: InstalledClient,
    showing: tuple[Views, Errands],
    stack: AsyncExitStack,
) -> Home:
    """The home tab, kept as things are while the program runs."""
    public = settings.gallery == "public"
    ports = HomePorts(
        store.gallery,
        store.activity,
        store.taught_names,
        SlackPermalinks(slack),
        Seeing(SlackMemberships(slack), store.turns, public),
        settings.turns_per_user,
        time,
    )
    home = Home(ports, *showing)
    await stack.enter_async_context(refreshed(home))
    return home
