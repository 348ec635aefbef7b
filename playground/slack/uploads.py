"""The life of a file: announced, uploaded, completed, processed, deleted."""

import secrets
import time

from playground.slack.kinds import kind_of
from playground.slack.shapes import file_json
from playground.slack.stored import StoredFile
from playground.slack.workspace import Team
from playground.slack.world import World

PAST = 500
"""So many deleted files can still be looked at, by /control alone."""


def announce(world: World, team: Team, name: str, length: int) -> StoredFile:
    """The app asked where to upload; the key in that URL is all it takes."""
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
