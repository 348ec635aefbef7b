"""`darkroom move`: from SQLite to PostgreSQL, with everything."""

import asyncio
import hashlib
from contextlib import AsyncExitStack
from pathlib import Path

import click

from bot.core.ports import Shelf
from bot.setting_values import database as database_url
from bot.stores import StoreError
from bot.stores.choice import open_store

WRONG_WAY = "It goes --from sqlite:///… --to postgresql://… only."


def move(source: str, target: str, pictures: str | None) -> str | None:
    """Move; return a sentence if it could not be done."""
    if not source.startswith("sqlite:///") or not target.startswith("postgres"):
        return WRONG_WAY
    try:
        file = Path(database_url(source).removeprefix("sqlite:///"))
        database_url(target)
    except ValueError as error:
        return f"The address {error}."
    if not file.exists():
        return f"There is no file {file}."
    folder = Path(pictures) if pictures else file.parent / "darkroom-pictures"
    try:
        return asyncio.run(_move(source, target, folder))
    except StoreError as error:
        return error.sentence


async def _move(source: str, target: str, folder: Path) -> str | None:
    # The extra may be missing: what needs it is loaded after the store has said so.
    async with AsyncExitStack() as stack:
        old = await stack.enter_async_context(open_store(source, folder))
        new = await stack.enter_async_context(open_store(target, folder))
        from bot.stores.embedded import EmbeddedStore  # noqa: PLC0415
        from bot.stores.shared import SharedStore  # noqa: PLC0415
        from storage.postgres import moving  # noqa: PLC0415

        assert isinstance(old, EmbeddedStore)  # noqa: S101 -- by its address
        assert isinstance(new, SharedStore)  # noqa: S101 -- by its address
        try:
            hashes = await moving.pictures(old.worker)
            missing = await _pictures(hashes, old.shelf, new.shelf)
            counts = await moving.move(old.worker, new.database)
        except moving.MoveError as error:
            return str(error)
    for name, count in counts.items():
        click.echo(f"{name:<10} {count:>9,} rows, counted and compared")
    click.echo(f"{'bytes of':<10} {len(hashes) - missing:>9,} pictures")
    if missing:
        click.echo(f"{missing} pictures were no longer in {folder}.")
    click.echo("Moved. Set DATABASE_URL to the new address, and start again.")
    return None


async def _pictures(hashes: list[str], old: Shelf, new: Shelf) -> int:
    """Move the bytes; return how many were not there."""
    missing = 0
    for sha256 in hashes:
        data = await old.read(sha256)
        if data is None or hashlib.sha256(data).hexdigest() != sha256:
            missing += 1
            continue
        await new.keep(data)
    return missing
