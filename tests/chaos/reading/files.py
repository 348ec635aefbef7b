"""The files of the bot's: which stand in which thread, what is in them, and which
nothing shows."""

import io
from collections.abc import Iterator
from typing import Final

from pptx import Presentation
from pypdf import PdfReader

from playground.slack.messages import Message
from playground.slack.pictures import places
from playground.slack.stored import StoredFile
from playground.slack.workspace import Team
from tests.chaos.evidence import Posted, Stray, Thread
from tests.chaos.town import Town

MADE: Final = (".pptx", ".pdf", ".csv", "-chart.png")
"""How the names of files end that the bot makes itself."""


def posted(town: Town) -> list[Posted]:
    """Every file that stands in a thread, once for each time."""
    return [
        _posted((message.team, message.channel, message.root_ts), team.files[id_])
        for team in town.teams
        for message in _alive(team)
        for id_ in message.file_ids
        if message.by_app and id_ in team.files and not team.files[id_].deleted
    ]


def strays(town: Town) -> list[Stray]:
    """Files that were completed and not deleted, and that no message shows."""
    shown = set[str]().union(*map(_shown, town.teams))  # an organization shares files
    return [
        Stray(file.id, file.name, file.completed_at)
        for team in town.teams
        for file in team.files.values()
        if file.user == team.bot.id and file.completed_at
        if not file.deleted and file.id not in shown
    ]


def _alive(team: Team) -> Iterator[Message]:
    for channel in team.channels.values():
        yield from (m for m in channel.messages.values() if not m.deleted)


def _shown(team: Team) -> set[str]:
    """The ids of files in messages and views."""
    found = {id_ for message in _alive(team) for id_ in message.file_ids}
    views = [view for stack in team.modals.values() for view in stack]
    drawn = [message.blocks for message in _alive(team)]
    drawn += [view.blocks for view in (*views, *team.homes.values())]
    for blocks in drawn:
        found |= {str((p.slack_file or {}).get("id")) for p in places(blocks)}
    return found


def _posted(thread: Thread, file: StoredFile) -> Posted:
    data = file.data or b""
    if file.name.endswith(".pptx"):
        return Posted(thread, file.name, *_of_pptx(data))
    if file.name.endswith(".pdf"):
        return Posted(thread, file.name, len(PdfReader(io.BytesIO(data)).pages))
    return Posted(thread, file.name)


def _of_pptx(data: bytes) -> tuple[int, int]:
    """How many slides there are, and how many of them have a picture."""
    slides = [*Presentation(io.BytesIO(data)).slides]
    with_picture = (any(hasattr(s, "image") for s in slide.shapes) for slide in slides)
    return len(slides), sum(with_picture)
