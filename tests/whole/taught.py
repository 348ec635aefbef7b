"""Teaches names beside a running bot, and reads what the model was sent."""

import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.core.ports import TaughtNames
from bot.core.storing.pending_writes import lasting
from bot.core.turn.taught import NameKind, NamePicture, Taught
from playground.openai.images_record import ImageRecord
from playground.openai.record import Record
from storage.postgres.database import opened
from storage.postgres.taught import PostgresTaughtNames
from storage.taught import SqliteTaughtNames
from storage.worker import SqliteWorker
from tests.whole.conftest import Room

FOX = "A small fox with a green scarf"


@dataclass
class School:
    """Teaches names, beside the bot."""

    room: Room
    names: TaughtNames

    async def draws(self) -> bytes:
        """A picture that the model has drawn, and that is on the shelf."""
        await self.room.ask("@Darkroom a portrait --no-names")
        return self.room.model.pictures[-1]

    async def teach(self, name: str = "Pixel", *pictures: bytes, **more: Any) -> Taught:
        """A character, unless it is to be something else."""
        given: dict[str, Any] = {
            "team": self.room.slack.team().id,
            "kind": NameKind.CHARACTER,
            "sentence": FOX,
            "taught_by": self.room.ann.user.id,
        }
        shown = tuple(NamePicture(sha256(data).hexdigest()) for data in pictures)
        new, stored = Taught(name=name, pictures=shown, **{**given, **more}), []

        async def teach() -> None:
            stored.append(await self.names.teach(new, 200, 200))

        await lasting(teach, 0.05)  # the bot may be writing
        return stored[0]


@asynccontextmanager
async def school_in(room: Room, folder: Path, url: str = "") -> AsyncIterator[School]:
    """A school on the database of a running bot."""
    if url:
        async with opened(url) as database:
            yield School(room, PostgresTaughtNames(database))
        return
    with closing(SqliteWorker(folder / "darkroom.db")) as worker:
        yield School(room, SqliteTaughtNames(worker))


def last(room: Room) -> Record:
    """The latest response."""
    return [*room.model.responses.values()][-1]


def drawn(room: Room) -> ImageRecord:
    """What was drawn directly last."""
    return [*room.model.images.values()][-1]


def images(record: Record) -> list[bytes]:
    """The pictures in what a person said last."""
    found = (p["image_url"] for p in _content(record) if p["type"] == "input_image")
    return [base64.b64decode(url.partition("base64,")[2]) for url in found]


def texts(record: Record) -> list[str]:
    """The words in it, part by part."""
    return [p["text"] for p in _content(record) if p["type"] == "input_text"]


def _content(record: Record) -> list[dict[str, Any]]:
    said = [item for item in record.request["input"] if item.get("role") == "user"]
    parts: list[dict[str, Any]] = said[-1]["content"]
    return parts
