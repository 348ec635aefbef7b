"""Pictures in blocks: where they are, whether they may be there, who sees them.

slack_file and image_url of facts 1.1 to 1.6. A picture renders for a person if
its file is processed, stands, and was shared into a channel that they can see.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from playground.slack.kinds import Kind
from playground.slack.messages import Message, Seen, Version
from playground.slack.stored import StoredFile
from playground.slack.values import Json
from playground.slack.workspace import Channel, Team, View

BLANK = {"card", "carousel"}
"""Blocks that accept a slack_file and show nothing (python-slack-sdk#1917)."""


@dataclass(frozen=True)
class Fetched:
    """One image_url as the proxy keeps it."""

    data: bytes = field(repr=False)
    kind: Kind


@dataclass
class Proxy:
    """Caches what was fetched per exact URL, as Slack's image proxy does."""

    pictures: dict[str, Fetched] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """One picture of a message: its pointer, its block, and what it names."""

    pointer: str
    block_id: str
    image: Json
    blank: bool = False

    @property
    def slack_file(self) -> Json | None:
        found = self.image.get("slack_file")
        return found if isinstance(found, dict) else None


def places(
    node: Any, pointer: str = "/blocks", block_id: str = "", blank: bool = False
) -> Iterator[Place]:
    """Every image with a slack_file or an image_url, however deep."""
    if isinstance(node, list):
        for number, item in enumerate(node):
            yield from places(item, f"{pointer}/{number}", block_id, blank)
    if not isinstance(node, dict):
        return
    block_id = str(node.get("block_id", block_id))
    blank = blank or node.get("type") in BLANK
    if "slack_file" in node or "image_url" in node:
        yield Place(pointer, block_id, node, blank)
    for key, value in node.items():
        if key != "slack_file":
            yield from places(value, f"{pointer}/{key}", block_id, blank)


def file_of(team: Team, slack_file: Json) -> StoredFile | None:
    """By id, or by its private URL or permalink, which both hold the id."""
    if "id" in slack_file:
        return team.files.get(str(slack_file["id"]))
    url = str(slack_file.get("url", ""))
    for file in team.files.values():
        if f"-{file.id}/" in url or f"/{file.id}/" in url:
            return file
    return None


def bot_may_see(team: Team, file: StoredFile) -> bool:
    """Its own files, those given to it in a form, and those shared where the bot is a
    member."""
    return (
        file.given
        or file.user == team.bot.id
        or any(team.bot.id in channel.members for channel in _shared_in(team, file))
    )


def look(team: Team, version: Version, viewer: str) -> tuple[Seen, ...]:
    """Which pictures of a version render for a viewer at this moment."""
    return tuple(_seen(team, place, viewer) for place in places(version.blocks))


def look_in(team: Team, view: View) -> list[Seen]:
    """Which pictures of a view render for its person at this moment."""
    return [_seen(team, place, view.user) for place in places(view.blocks)]


def look_at(team: Team, message: Message, person: str) -> list[Seen]:
    return list(look(team, message.versions[-1], team.user(person).id))


def _seen(team: Team, place: Place, viewer: str) -> Seen:
    if place.slack_file is None:
        return Seen(place.block_id, None, str(place.image["image_url"]), True)
    file = file_of(team, place.slack_file)
    reason = "blank in this block" if place.blank else _unseen(team, file, viewer)
    return Seen(place.block_id, file.id if file else None, None, not reason, reason)


def _unseen(team: Team, file: StoredFile | None, viewer: str) -> str:
    if file is None:
        return "file not found"
    if file.deleted:
        return "This file was deleted."
    if not file.shows:
        return "still processing"
    return "" if may_see(team, file, viewer) else "file not found"


def may_see(team: Team, file: StoredFile, viewer: str) -> bool:
    """Private until shared; then whoever can open one of its channels. A view that
    shows a file shares it with nobody."""
    return viewer == file.user or any(
        _can_open(team, channel, viewer) for channel in _shared_in(team, file)
    )


def _shared_in(team: Team, file: StoredFile) -> list[Channel]:
    """This workspace's channels; in an org, a file may stand in others' as well."""
    return [team.channels[one] for one in file.shares if one in team.channels]


def _can_open(team: Team, channel: Channel, viewer: str) -> bool:
    """Members can, and of public channels everybody but guests."""
    if viewer in channel.members:
        return True
    user = team.users.get(viewer)
    return channel.kind == "channel" and user is not None and not user.is_guest
