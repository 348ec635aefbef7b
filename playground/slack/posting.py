"""Posts, changes and deletes messages, for people and for the app.

Each of the three keeps the version, reports the change and sends the events.
"""

import secrets
import time
from dataclasses import asdict, dataclass, field, replace

from playground.slack import events
from playground.slack.messages import Message, Version
from playground.slack.pictures import file_of, look, look_at, places
from playground.slack.shapes import message_json
from playground.slack.stored import Share, StoredFile
from playground.slack.values import Json
from playground.slack.workspace import Channel, Team
from playground.slack.world import World


@dataclass(frozen=True)
class Words:
    """The contents of a message, whoever wrote it."""

    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    file_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """The place for a message."""

    channel: Channel
    thread_ts: str | None = None
    broadcast: bool = False
    ephemeral_to: str | None = None


@dataclass(frozen=True)
class Author:
    user: str
    is_app: bool = False
    metadata: Json | None = None


def post(
    world: World, team: Team, place: Place, author: Author, words: Words
) -> Message:
    message = _new(world, team, place, author, words)
    if place.ephemeral_to:
        return _whisper(world, team, place, message)
    place.channel.messages[message.ts] = message
    _share_all(team, message, world.settings.update_registers_share, new=True)
    _remember(team, place.channel, message, words)
    if author.is_app and place.thread_ts:
        clear_status(world, team, place.channel, place.thread_ts)
    tell(world, team, "message_posted", message)
    _announce_new(world, team, place.channel, message)
    return message


def change(world: World, team: Team, message: Message, words: Words) -> None:
    """A new version by the message's own author."""
    channel = team.channels[message.channel]
    before = message_json(world, message)
    message.versions.append(_version(words))
    _share_all(team, message, world.settings.update_registers_share, new=False)
    _remember(team, channel, message, words)
    tell(world, team, "message_changed", message)
    if message.ephemeral_to:
        return
    after = message_json(world, message)
    event = _hidden(world, channel, "message_changed")
    event |= {"message": after, "previous_message": before}
    events.announce_message(world, team, channel, event)
    if mentions(team, message.text) > mentions(team, before["text"]):
        _announce_mention(world, team, channel, message)


def remove(world: World, team: Team, message: Message) -> None:
    channel = team.channels[message.channel]
    message.deleted = True
    tell(world, team, "message_deleted", message)
    if message.ephemeral_to:
        return
    event = _hidden(world, channel, "message_deleted")
    event |= {
        "deleted_ts": message.ts,
        "previous_message": message_json(world, message),
    }
    events.announce_message(world, team, channel, event)


def tell(world: World, team: Team, kind: str, message: Message) -> None:
    """The change with all that a page needs to draw the message anew."""
    seen = message.versions[-1].seen
    world.changes.tell(
        kind,
        team.id,
        channel=message.channel,
        ts=message.ts,
        version=len(message.versions),
        ephemeral_to=message.ephemeral_to,
        message=message_json(world, message),
        seen={who: [asdict(one) for one in what] for who, what in seen.items()},
    )


def clear_status(world: World, team: Team, channel: Channel, thread_ts: str) -> None:
    if channel.statuses.pop(thread_ts, None):
        world.changes.tell(
            "status", team.id, channel=channel.id, thread_ts=thread_ts, status=""
        )


def mentions(team: Team, text: str) -> int:
    return text.count(f"<@{team.bot.id}>")


def _new(
    world: World, team: Team, place: Place, author: Author, words: Words
) -> Message:
    own = secrets.token_hex(8) if not author.is_app else None
    return Message(
        team=team.id,
        channel=place.channel.id,
        ts=world.clock.ts(),
        user=author.user,
        versions=[_version(words)],
        thread_ts=place.thread_ts,
        broadcast=place.broadcast,
        subtype=_subtype(place, words),
        by_app=author.is_app,
        ephemeral_to=place.ephemeral_to,
        client_msg_id=own,
        metadata=author.metadata,
        upload=bool(words.file_ids),
        look=lambda message, person: look_at(team, message, person),
    )


def _subtype(place: Place, words: Words) -> str | None:
    if words.file_ids:
        return "file_share"
    return "thread_broadcast" if place.broadcast and place.thread_ts else None


def _version(words: Words) -> Version:
    return Version(
        words.text, words.blocks, time.time(), words.file_ids, words.attachments
    )


def _remember(team: Team, channel: Channel, message: Message, words: Words) -> None:
    """Note what rendered for whom when this version came up."""
    newest = message.versions[-1]
    if any(places(words.blocks)):
        seen = {one: look(team, newest, one) for one in channel.members}
        message.versions[-1] = replace(newest, seen=seen)


def _whisper(world: World, team: Team, place: Place, message: Message) -> Message:
    place.channel.ephemerals.append(message)
    _remember(team, place.channel, message, Words(blocks=message.blocks))
    tell(world, team, "ephemeral", message)
    return message


def _share_all(team: Team, message: Message, updates: bool, *, new: bool) -> None:
    """Posting shares attached files and pictures in blocks; editing perhaps."""
    for file_id in message.file_ids:
        if file := team.files.get(file_id):
            share(file, message, "FILE")
    if not message.by_app or not (new or updates):
        return
    for place in places(message.blocks):
        file = file_of(team, place.slack_file) if place.slack_file else None
        if file and not place.blank:
            share(file, message, "BK_IMAGE")


def share(file: StoredFile, message: Message, source: Share) -> None:
    stamps = file.shares.setdefault(message.channel, [])
    if message.ts not in stamps:
        stamps.append(message.ts)
    file.sources.setdefault(message.channel, source)


def _announce_new(world: World, team: Team, channel: Channel, message: Message) -> None:
    event = _event(world, message)
    mentioned = not message.by_app and mentions(team, message.text) > 0
    which = world.settings.mention_events if mentioned and not channel.is_dm else ""
    if mentioned and which != "message":
        events.announce_mention(world, team, channel, event)
    if which != "mention":
        if message.subtype == "thread_broadcast":
            event["root"] = message_json(world, channel.messages[message.root_ts])
        events.announce_message(world, team, channel, event)


def _announce_mention(
    world: World, team: Team, channel: Channel, message: Message
) -> None:
    if not message.by_app:
        events.announce_mention(world, team, channel, _event(world, message))


def _event(world: World, message: Message) -> Json:
    event = message_json(world, message)
    event |= {"channel": message.channel, "event_ts": message.ts}
    if "files" in event:
        event["files"] = [_event_file(world, one) for one in event["files"]]
    return event


def _event_file(world: World, file: Json) -> Json:
    """Just after an upload Slack may know less, or say to ask files.info."""
    match world.settings.event_files:
        case "full":
            return file
        case "bare":
            return {key: file[key] for key in file if not key.startswith("url_")}
        case "check_file_info":
            return {"id": file["id"], "mode": "file_access"} | {
                "file_access": "check_file_info",
                "created": 0,
                "timestamp": 0,
                "user": "",
            }


def _hidden(world: World, channel: Channel, subtype: str) -> Json:
    ts = world.clock.ts()
    return {
        "type": "message",
        "subtype": subtype,
        "hidden": True,
        "channel": channel.id,
        "ts": ts,
        "event_ts": ts,
    }
