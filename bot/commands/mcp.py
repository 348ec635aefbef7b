"""`darkroom mcp`: which servers the model may use tools of, and what they can do."""

import asyncio
import json
import os
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any, Final

import click

from bot.adapters.servers_file import NAME
from bot.commands.ready_servers import READY
from bot.core.errands import Errands
from bot.core.errors import StoreAway
from bot.core.servers.configured import ConfiguredServer
from bot.core.servers.known_servers import KnownServers
from bot.core.servers.offering import digests
from bot.core.servers.tools import ListedTool, Listing, ListingTrouble
from bot.doctor.finding import bad, good, unsure
from bot.servers import known_servers
from bot.setting_entries import SettingsError
from bot.setting_texts import in_file, present
from bot.settings import Settings
from bot.stores import StoreError
from bot.stores.choice import open_store

NONE: Final = (
    "No server is configured. `darkroom mcp add NAME` writes an entry for one of "
    "these into mcp.toml: {names}."
)
ADDED: Final = (
    "Then `darkroom mcp check` shows its tools. It counts from the next start."
)
NAMED: Final = ("mcp_config", "mcp_local")
"""The settings about servers. Listing them needs no others."""
STORED: Final = (*NAMED, "database_url", "pictures", "secrets_key")
"""What asking them needs as well: what was accepted, and what was signed in to."""
GRACE: Final = 30.0
"""Seconds that a token which is being renewed may take until it is stored."""
Work = Callable[[Settings, KnownServers], Coroutine[Any, Any, str | None]]


def show() -> str | None:
    """List what is configured, without asking anybody."""
    try:
        servers = Settings.read(only=NAMED).mcp_config.servers
    except SettingsError as error:
        return error.sentence
    if not servers:
        click.echo(NONE.format(names=", ".join(READY)))
    for each in servers:
        click.echo(_described(each))
    return None


def check() -> str | None:
    """Ask each server for its tools."""
    return _done(_check)


def accept(label: str) -> str | None:
    """Accept the tools of a server as they are now."""

    return _done(partial(_accept, label))


def add(name: str) -> str | None:
    """Append a ready entry to the file."""
    if name not in READY:
        return f"There is no entry for {name}. There are some for {', '.join(READY)}."
    texts = present(in_file(Path(".env"))) | present(os.environ)
    path = Path(texts.get("MCP_CONFIG") or NAME).expanduser()
    ready = READY[name]
    try:
        before = path.read_text("utf-8") if path.exists() else ""
        if f'label = "{name}"' in before:
            return f"{path} already has a server {name}."
        gap = "\n" if before else ""
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{gap}{ready.entry}")
    except (OSError, UnicodeDecodeError) as error:
        return f"{path} cannot be written: {error}."
    click.echo(f"{name} is in {path}.")
    if ready.fill_in:
        click.echo(ready.fill_in)
    click.echo(ADDED)
    return None


def _done(work: Work) -> str | None:
    os.umask(0o077)
    try:
        return asyncio.run(_with_store(Settings.read(only=STORED), work))
    except (SettingsError, StoreError) as error:
        return error.sentence
    except StoreAway as error:
        return f"DATABASE_URL: the database opens but cannot be used: {error}."


async def _with_store(settings: Settings, work: Work) -> str | None:
    errands = Errands()
    async with open_store(settings.database_url, settings.pictures) as store:
        try:
            return await work(settings, known_servers(settings, store, errands))
        finally:
            await errands.close(GRACE)


async def _check(settings: Settings, known: KnownServers) -> str | None:
    servers = settings.mcp_config.servers
    if not servers:
        click.echo(NONE.format(names=", ".join(READY)))
    listings = await asyncio.gather(*(known.look(each.label) for each in servers))
    for server, listing in zip(servers, listings, strict=True):
        _show_listing(server, listing, known.waiting(server.label))
    away = [
        server.label
        for server, each in zip(servers, listings, strict=True)
        if each.trouble not in (None, ListingTrouble.UNCONNECTED)
    ]
    return f"{', '.join(away)} cannot be used now." if away else None


def _show_listing(
    server: ConfiguredServer, listing: Listing, waiting: tuple[ListedTool, ...]
) -> None:
    if listing.trouble is not None:
        open_yet = listing.trouble is ListingTrouble.UNCONNECTED
        say = unsure if open_yet else bad
        click.echo(str(say(server.label, listing.why)))
        return
    click.echo(str(good(server.label, f"answers at {server.host}")))
    waits = {each.name for each in waiting}
    for tool in listing.tools:
        click.echo(f"    {tool.name}: {_said_of(server, tool, waits)}")
    for name in server.tools:
        if not server.every and name not in digests(listing.tools):
            click.echo(f"  {unsure(name, 'the server has no such tool')}")
    if waits:
        click.echo(f"  Look at them, then: darkroom mcp accept {server.label}")


def _said_of(server: ConfiguredServer, tool: ListedTool, waits: set[str]) -> str:
    if not server.wants(tool.name):
        return "not used"
    if tool.name in waits:
        return "new or changed, waits until you accept it"
    asks = server.asks_for(tool.name, read_only=tool.read_only)
    return "asks each time" if asks else "read-only, does not ask"


async def _accept(label: str, settings: Settings, known: KnownServers) -> str | None:
    labels = [each.label for each in settings.mcp_config.servers]
    if label not in labels:
        return f"There is no server {label} in mcp.toml."
    listing = await known.look(label)
    if listing.trouble is not None:
        return f"{label} cannot be asked: {listing.why}."
    accepted = await known.accept(label)
    for tool in accepted:
        click.echo(str(good(tool.name, _in_full(tool))))
    click.echo(f"{len(accepted)} accepted." if accepted else "Nothing was waiting.")
    return None


def _in_full(tool: ListedTool) -> str:
    """Everything that the model reads of a tool: orders may hide in any part of it."""
    said = tool.description or "(no description)"
    marks = json.dumps(tool.annotations, ensure_ascii=False)
    parameters = json.dumps(tool.schema, ensure_ascii=False)
    return f"{said} · marks: {marks} · parameters: {parameters}"


def _described(server: ConfiguredServer) -> str:
    names = "all tools" if server.every else ", ".join(server.tools)
    where = f" in {', '.join(server.channels)}" if server.channels else ""
    who = f" for {', '.join(server.people)}" if server.people else ""
    return f"{server.label}: {server.host}, {_token(server)}; {names}{where}{who}"


def _token(server: ConfiguredServer) -> str:
    if server.oauth:
        who = "each person" if server.personal else "an admin"
        return f"{who} signs in"
    return "with a token" if server.token else "without a token"
