"""`darkroom export` and `darkroom forget`: what is stored about somebody.

Many laws give people a right to both. `forget` removes the files that the bot uploaded,
its rows, its pictures, and the answers that OpenAI keeps for it. Messages in Slack
stay: they belong to Slack.
"""

import asyncio
import json
import os
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import click
from openai import OpenAIError
from slack_sdk.errors import SlackApiError

from bot.adapters.slack_files import SlackFiles
from bot.clients import openai_client, slack_session, untried_client
from bot.commands import connections
from bot.core.belongings import Forgotten, Owner
from bot.core.caller import STEP
from bot.core.errors import ChatError
from bot.core.showing.posting import insisting
from bot.settings import Settings, SettingsError
from bot.stores import Store, StoreError
from bot.stores.choice import open_store

TAUGHT: Final = "names.jsonl"
SIGNED_IN: Final = "connections.jsonl"
SHUT_OUT: Final = {"account_inactive", "invalid_auth", "token_revoked"}
"""Slack's permanent answers after the app was removed: its files are out of reach."""


@dataclass(frozen=True, slots=True)
class Left:
    """What was not removed: `kept` can be tried again, `beyond` is out of reach."""

    kept: int = 0
    beyond: int = 0


def export(team: str, user: str, folder: str) -> str | None:
    """Write everything into a new folder; return a sentence if that was impossible."""
    owner = Owner(team, user)
    return _done(lambda settings: give_out(settings, owner, Path(folder)))


def forget(team: str, user: str, *, anyway: bool) -> str | None:
    """Remove everything; return a sentence if that was impossible."""
    owner = Owner(team, user)
    return _done(lambda settings: forget_all(settings, owner, anyway=anyway))


def _done(work: Any) -> str | None:
    os.umask(0o077)
    try:
        doing: Coroutine[Any, Any, str | None] = work(Settings.read())
        return asyncio.run(doing)
    except (SettingsError, StoreError) as error:
        return error.sentence


async def give_out(settings: Settings, owner: Owner, folder: Path) -> str | None:
    try:
        await asyncio.to_thread((folder / "pictures").mkdir, parents=True)
    except FileExistsError:
        return f"{folder} already exists. Name a folder that does not exist yet."
    async with open_store(settings.database_url, settings.pictures) as store:
        rows = await store.belongings.rows(owner)
        await asyncio.to_thread(_write_rows, folder / "turns.jsonl", rows)
        if owner.user and (stops := await store.belongings.stops(owner)):
            await asyncio.to_thread(_write_rows, folder / "stopped.jsonl", stops)
        names = await store.belongings.names(owner)
        if names:
            await asyncio.to_thread(_write_rows, folder / TAUGHT, names)
        if signed_in := await connections.exported(settings, store, owner):
            await asyncio.to_thread(_write_rows, folder / SIGNED_IN, signed_in)
        kept = [picture for row in (*rows, *names) for picture in row["pictures"]]
        formats = {each["sha256"]: each["format"] for each in kept}
        written = await _write_pictures(store, formats, folder / "pictures")
    taught = f", {len(names)} characters and styles," if names else ""
    click.echo(f"{len(rows)} turns{taught} and {written} pictures are in {folder}.")
    return None


def _write_rows(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    with path.open("x", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, default=str, ensure_ascii=False) + "\n")


async def _write_pictures(store: Store, names: dict[str, str], folder: Path) -> int:
    written = 0
    for sha256, format_name in names.items():
        if data := await store.shelf.read(sha256):
            path = folder / f"{sha256}.{format_name}"
            await asyncio.to_thread(path.write_bytes, data)
            written += 1
    return written


async def forget_all(
    settings: Settings, owner: Owner, *, anyway: bool = False
) -> str | None:
    async with open_store(settings.database_url, settings.pictures) as store:
        found = await store.belongings.files(owner)
        if found.unfinished and not anyway:
            return _under_way(found.unfinished)
        left = await _forget_elsewhere(settings, owner.team, found)
        if left.kept:
            return _kept(left.kept)
        await connections.ended(settings, store, owner)
        await store.belongings.forget(owner, found)
        for sha256 in found.pictures:
            await store.shelf.drop(sha256)
        _tell(found, left)
        return await _swept(store, owner)


def _tell(found: Forgotten, left: Left) -> None:
    names = f"{len(found.names)} characters and styles, " if found.names else ""
    click.echo(
        f"Forgotten: {len(found.turns)} turns, {len(found.pictures)} pictures, "
        f"{names}"
        f"{len(found.files) - left.beyond} files in Slack, "
        f"{len(found.responses)} answers at OpenAI."
    )
    if left.beyond:
        click.echo(_beyond_us(left.beyond))


async def _swept(store: Store, owner: Owner) -> str | None:
    """Have deleted data overwritten; return a sentence if that failed, or if more came
    meanwhile."""
    if trouble := await store.belongings.sweep():
        return (
            "The removed data may still be in the database's files, "
            f"because it has not been overwritten yet ({trouble}). Run the same "
            "command again in a minute."
        )
    later = await store.belongings.files(owner)
    if more := len(later.turns) + len(later.names):
        return f"{more} more came in meanwhile. Run the same command again."
    return None


def _under_way(count: int) -> str:
    """Why nothing is removed now: these turns' messages would never be finished."""
    one = count == 1
    still, done = ("request is", "it is") if one else ("requests are", "they are")
    return (
        f"{count} {still} still being answered. Try again when {done} done, or stop "
        f"{'it' if one else 'them'}. With --anyway, messages stay as they are now."
    )


def _kept(count: int) -> str:
    things = "file or answer" if count == 1 else "files or answers"
    return (
        f"{count} {things} could not be removed from Slack and OpenAI (see above), so "
        "nothing was removed here. Try again later."
    )


def _beyond_us(count: int) -> str:
    stay, them = ("file stays", "it") if count == 1 else ("files stay", "them")
    return (
        f"{count} {stay} in Slack, which no longer accepts the bot's token, "
        "perhaps because the app was removed. An admin of that workspace "
        f"can delete {them}; otherwise Slack does so together with the "
        "workspace's data."
    )


async def _forget_elsewhere(settings: Settings, team: str, found: Forgotten) -> Left:
    """Remove what Slack and OpenAI keep."""
    async with slack_session(settings) as http:
        client = untried_client(settings, http).by(STEP.within(team))
        files, left = SlackFiles(client, http), Left()
        for file_id in found.files:
            left = await _delete_file(files, file_id, left)
    return replace(left, kept=left.kept + await _delete_responses(settings, found))


async def _delete_file(files: SlackFiles, file_id: str, left: Left) -> Left:
    try:
        await insisting(lambda: files.delete(file_id), tries=8)
    except ChatError as error:
        click.echo(f"file {file_id}: {error}", err=True)
        if _code(error) in SHUT_OUT:
            return replace(left, beyond=left.beyond + 1)
        return replace(left, kept=left.kept + 1)
    return left


def _code(error: ChatError) -> str:
    """Slack's own name for what went wrong, if it gave one."""
    cause = error.__cause__
    data = cause.response.data if isinstance(cause, SlackApiError) else None
    return str(data.get("error", "")) if isinstance(data, dict) else ""


async def _delete_responses(settings: Settings, found: Forgotten) -> int:
    kept = 0
    async with openai_client(settings) as openai:
        for response in found.responses:
            try:
                await openai.responses.delete(response)
            except OpenAIError as error:
                status = getattr(error, "status_code", None)
                if status == 404:
                    continue
                # Its words may repeat a part of the key.
                kind = type(error).__name__ + (f" ({status})" if status else "")
                click.echo(f"answer {response}: {kind}", err=True)
                kept += 1
    return kept
