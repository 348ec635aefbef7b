"""The life of a file: announced, uploaded, completed, processed, deleted."""

import secrets
import time
from collections.abc import Sequence

from playground.slack.kinds import kind_of
from playground.slack.shapes import file_json
from playground.slack.stored import StoredFile
from playground.slack.values import Json
from playground.slack.workspace import Team
from playground.slack.world import World

Picture = tuple[str, bytes]
MOST_IN_FORM = 10
LARGEST_IN_FORM = 10_000_000
PAST = 500
"""So many deleted files can still be looked at, by /control alone."""


def announce(world: World, team: Team, name: str, length: int) -> StoredFile:
    """Note that the app asked where to upload. The key in the returned URL is all that
    an upload needs."""
    file = _new(world, team, team.bot.id, name, length)
    file.upload_key = secrets.token_urlsafe(24)
    world.upload_keys[file.upload_key] = file
    return file


def by_person(
    world: World, team: Team, user: str, name: str, data: bytes
) -> StoredFile:
    """A person's client has it processed by the time that the message goes."""
    file = _new(world, team, user, name, len(data))
    file.data, file.completed_at = data, time.time()
    _process(world, file)
    return file


def by_form(
    world: World, team: Team, user: str, element: Json, files: Sequence[Picture]
) -> list[StoredFile]:
    """What a person puts into a file input of an app's form.

    Slack's client takes no more files, no larger ones and none with other endings than
    the input says (docs.slack.dev/reference/block-kit/block-elements).
    """
    if len(files) > element.get("max_files", MOST_IN_FORM):
        raise ValueError(f"{len(files)} files are too many")
    for name, data in files:
        endings = element.get("filetypes")
        if endings and name.rpartition(".")[2].lower() not in endings:
            raise ValueError(f"{name} has none of the endings {', '.join(endings)}")
        if len(data) > LARGEST_IN_FORM:
            raise ValueError(f"{name} is larger than 10 MB")
    uploaded = [by_person(world, team, user, name, data) for name, data in files]
    for file in uploaded:
        file.given = True
    return uploaded


def complete(world: World, file: StoredFile) -> None:
    """The upload is whole: from here on Slack works on it, soon or late."""
    file.completed_at = time.time()
    world.upload_keys.pop(file.upload_key, None)
    world.later(world.settings.file_processing_seconds, lambda: _process(world, file))


def delete(world: World, file: StoredFile) -> None:
    """A tombstone stays; the bytes go, but for a page that shows the past."""
    if file.data is not None:
        world.past[file.id] = file.data
        while len(world.past) > PAST:
            del world.past[next(iter(world.past))]
    file.deleted, file.data = True, None
    world.changes.tell("file_deleted", file.team, file=file_json(world, file))


def _new(world: World, team: Team, user: str, name: str, length: int) -> StoredFile:
    file = StoredFile(
        id=world.ids.new("F"),
        team=team.id,
        user=user,
        name=name,
        title=name,
        length=length,
        created=time.time(),
    )
    team.files[file.id] = file
    return file


def _process(world: World, file: StoredFile) -> None:
    if file.deleted or file.data is None:
        return
    kind = kind_of(file.data)
    file.mimetype, file.filetype = kind.mimetype, kind.filetype
    file.width, file.height = kind.width, kind.height
    file.length = len(file.data)
    file.processed = True
    world.changes.tell("file_processed", file.team, file=file_json(world, file))
