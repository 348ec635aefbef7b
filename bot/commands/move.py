"""`darkroom move`: from SQLite to PostgreSQL, with everything."""

import asyncio
import hashlib
import os
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from bot.core.gallery.filling import Filling
from bot.core.ports import Shelf
from bot.setting_entries import SettingsError, entries
from bot.setting_texts import beside, in_file, present
from bot.setting_values import database as database_url
from bot.settings import Settings
from bot.stores import StoreError
from bot.stores.choice import open_store

WRONG_WAY = (
    "It only moves --from sqlite:///… --to postgresql://…. Without --to, it moves "
    "to the database in DATABASE_URL."
)


@dataclass(frozen=True, slots=True)
class Move:
    """What to move, and where. Empty fields are taken from the settings."""

    source: str
    target: str = ""
    pictures: str = ""
    without_missing: bool = False


def move(wanted: Move) -> str | None:
    """Move; return a sentence if it could not be done."""
    try:
        wanted = replace(wanted, target=wanted.target or _set("database_url"))
    except SettingsError as error:
        return error.sentence
    source, target = wanted.source, wanted.target
    if not source.startswith("sqlite:///") or not target.startswith("postgres"):
        return WRONG_WAY
    try:
        file = Path(database_url(source).removeprefix("sqlite:///"))
        database_url(target)
    except ValueError as error:
        return f"The address {error}."
    if not file.exists():
        return f"There is no file {file}."
    try:
        folder = Path(wanted.pictures or _set("pictures") or beside(source))
        return asyncio.run(_move(wanted, folder))
    except (SettingsError, StoreError) as error:
        return error.sentence


def _set(field: str) -> Any:
    """Read a single setting: a move does not need the others."""
    texts = present(in_file(Path(".env"))) | present(os.environ)
    return entries(Settings)[field].value(texts)


async def _move(wanted: Move, folder: Path) -> str | None:
    # The extra may be missing. The store says so before anything that needs it is
    # loaded.
    async with AsyncExitStack() as stack:
        old = await stack.enter_async_context(open_store(wanted.source, folder))
        new = await stack.enter_async_context(open_store(wanted.target, folder))
        from bot.stores.embedded import EmbeddedStore  # noqa: PLC0415
        from bot.stores.shared import SharedStore  # noqa: PLC0415
        from storage.postgres import moving  # noqa: PLC0415

        assert isinstance(old, EmbeddedStore)  # noqa: S101 -- by its address
        assert isinstance(new, SharedStore)  # noqa: S101 -- by its address
        hashes = await moving.pictures(old.worker)
        there = [sha256 for sha256 in hashes if await _read(old.shelf, sha256)]
        missing = len(hashes) - len(there)
        if missing and not wanted.without_missing:
            return _not_there(missing, len(hashes), folder)
        try:
            await moving.refuse_unless_empty(new.database)  # before any bytes go
            await _copy(there, old.shelf, new.shelf)
            counts = await moving.move(old.worker, new.database)
        except moving.MoveError as error:
            return str(error)
        await Filling(new.gallery_filling).once()
    _tell(counts, len(there), missing)
    return None


def _not_there(missing: int, of: int, folder: Path) -> str:
    return (
        f"{missing} of {of} pictures are missing from {folder} or have changed. "
        "Nothing was moved. Name their folder with --pictures, or leave them behind "
        "with --without-missing."
    )


async def _read(shelf: Shelf, sha256: str) -> bytes | None:
    """The bytes, if they are there and unchanged."""
    data = await shelf.read(sha256)
    known = data is not None and hashlib.sha256(data).hexdigest() == sha256
    return data if known else None


async def _copy(hashes: list[str], old: Shelf, new: Shelf) -> None:
    for sha256 in hashes:
        if data := await _read(old, sha256):
            await new.keep(data)


def _tell(counts: dict[str, int], pictures: int, missing: int) -> None:
    for name, count in counts.items():
        click.echo(f"{name:<10} {count:>9,} rows, counted and compared")
    click.echo(f"{'bytes of':<10} {pictures:>9,} pictures")
    if missing:
        click.echo(f"{missing} pictures were left behind because they are missing.")
    click.echo("Moved. Set DATABASE_URL to the new address, then start the bot again.")
