"""The life of a file: announced, uploaded, completed, processed, deleted."""

import time

from playground.slack.kinds import kind_of
from playground.slack.stored import StoredFile
from playground.slack.workspace import Team
from playground.slack.world import World


def new_file(world: World, team: Team, user: str, name: str, length: int) -> StoredFile:
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


def complete(world: World, file: StoredFile) -> None:
    """The upload is whole: from here on Slack works on it, soon or late."""
    if file.completed_at is not None:
        return
    file.completed_at = time.time()
    world.changes.tell("file_completed", file.team, file=file.id, user=file.user)
    world.later(world.settings.file_processing_seconds, lambda: process(world, file))


def process(world: World, file: StoredFile) -> None:
    kind = kind_of(file.data or b"")
    file.mimetype, file.filetype = kind.mimetype, kind.filetype
    file.width, file.height = kind.width, kind.height
    file.length = len(file.data or b"")
    file.processed = True
    world.changes.tell(
        "file_processed", file.team, file=file.id, mimetype=file.mimetype
    )


def delete(world: World, file: StoredFile) -> None:
    """A tombstone stays; the bytes go."""
    file.deleted, file.data = True, None
    world.changes.tell("file_deleted", file.team, file=file.id)
