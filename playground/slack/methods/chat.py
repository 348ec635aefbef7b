"""chat.*: the app posts, edits, deletes, whispers."""

import json
import re
import time
from dataclasses import replace

from playground.slack import posting
from playground.slack.checks import new_words
from playground.slack.messages import Message
from playground.slack.posting import Author, Place
from playground.slack.request import Ask
from playground.slack.shapes import message_json
from playground.slack.values import Json, Refused, truth
from playground.slack.workspace import Channel
from playground.slack.world import open_dm

MOST_METADATA = 16_000
"""Letters of a message's metadata. Slack says that there is a limit, not which."""
_EVENT_TYPE = re.compile(r"[A-Za-z0-9_.-]+")


async def post_message(ask: Ask) -> Json:
    channel = destination(ask)
    thread_ts = thread_of(ask, channel)
    words = await new_words(ask)
    broadcast = truth(ask.args.get("reply_broadcast"))
    message = posting.post(
        ask.world,
        ask.team,
        Place(channel, thread_ts, broadcast),
        Author(ask.team.bot.id, is_app=True, metadata=_metadata(ask)),
        words,
    )
    return answer(ask, message)


async def update(ask: Ask) -> Json:
    channel = ask.room()
    message = ask.message(channel)
    if message.user != ask.team.bot.id:
        raise Refused("cant_update_message")
    _still_open(ask, message)
    words, metadata = await new_words(ask, message), _metadata(ask)
    ask.message(channel)  # a picture was perhaps fetched: it may be gone by now
    if not words.blocks:
        message.edited = {"user": message.user, "ts": ask.world.clock.ts()}
    if metadata is not None:
        message.metadata = metadata
    if message.versions[-1].file_ids and not words.file_ids:
        words = replace(words, file_ids=message.file_ids)
    posting.change(ask.world, ask.team, message, words)
    return {**answer(ask, message), "text": message.text}


async def delete(ask: Ask) -> Json:
    channel = ask.channel()
    message = ask.message(channel)
    if message.user != ask.team.bot.id:
        raise Refused("cant_delete_message")
    posting.remove(ask.world, ask.team, message)
    return {"channel": channel.id, "ts": message.ts}


async def post_ephemeral(ask: Ask) -> Json:
    channel = ask.room()
    user = ask.need("user")
    if user not in channel.members:
        raise Refused("user_not_in_channel")
    words = await new_words(ask)
    place = Place(channel, ask.text("thread_ts") or None, ephemeral_to=user)
    author = Author(ask.team.bot.id, is_app=True)
    message = posting.post(ask.world, ask.team, place, author, words)
    return {"message_ts": message.ts}


async def permalink(ask: Ask) -> Json:
    channel = ask.channel()
    message = ask.message(channel, "message_ts")
    path = f"{channel.id}/p{message.ts.replace('.', '')}"
    link = f"https://{ask.team.domain}.slack.com/archives/{path}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def destination(ask: Ask) -> Channel:
    """A channel, or a person: then the direct message with them."""
    wanted = ask.need("channel")
    if wanted in ask.team.users and wanted != ask.team.bot.id:
        return open_dm(ask.world, ask.team, [wanted, ask.team.bot.id])
    channel = ask.channel()
    public = channel.kind == "channel" and not channel.archived
    if public and "chat:write.public" in ask.world.app.scopes:
        return channel
    return ask.room()


def thread_of(ask: Ask, channel: Channel) -> str | None:
    """The thread to reply in; it must have a root, or what is left of one."""
    thread_ts = ask.text("thread_ts")
    if not thread_ts:
        return None
    root = channel.messages.get(thread_ts)
    if root is None or (root.deleted and not channel.thread(thread_ts)):
        raise Refused("thread_not_found")
    if root.is_reply:
        raise Refused("cannot_reply_to_message")
    return thread_ts


def answer(ask: Ask, message: Message) -> Json:
    shape = message_json(ask.world, message)
    return {"channel": message.channel, "ts": message.ts, "message": shape}


def _metadata(ask: Ask) -> Json | None:
    """An event_type and an event_payload, or nothing."""
    metadata = ask.value("metadata")
    if metadata is None:
        return None
    if not isinstance(metadata, dict):
        raise Refused("invalid_metadata_format")
    match metadata:
        case {"event_type": str() as kind, "event_payload": dict()}:
            if not _EVENT_TYPE.fullmatch(kind):
                raise Refused("invalid_metadata_format")
            if len(json.dumps(metadata, ensure_ascii=False)) > MOST_METADATA:
                raise Refused("metadata_too_large")
            return metadata
        case _:
            raise Refused("invalid_metadata_schema")


def _still_open(ask: Ask, message: Message) -> None:
    window = ask.world.settings.update_edit_window
    if window is not None and time.time() - float(message.ts) > window:
        raise Refused("edit_window_closed")


METHODS = {
    "chat.delete": delete,
    "chat.getPermalink": permalink,
    "chat.postEphemeral": post_ephemeral,
    "chat.postMessage": post_message,
    "chat.update": update,
}
