"""Describes the state in words, for a test that waited in vain."""

import time
from collections.abc import Iterator

from playground.slack.messages import Message
from playground.slack.world import World

CALLS = 30


def dump(world: World) -> str:
    return "\n".join([*_channels(world), *_calls(world)])


def _channels(world: World) -> Iterator[str]:
    for team in world.teams.values():
        for channel in team.channels.values():
            messages = [*channel.messages.values(), *channel.ephemerals]
            if messages:
                yield f"{team.name} #{channel.name}"
            for message in messages:
                author = team.users[message.user].name
                yield f"  {_line(message, author)}"


def _line(message: Message, author: str) -> str:
    marks = [
        f"in {message.thread_ts}" if message.is_reply else "",
        f"v{len(message.versions)}",
        "deleted" if message.deleted else "",
        f"only for {message.ephemeral_to}" if message.ephemeral_to else "",
        " ".join(block["type"] for block in message.blocks),
    ]
    told = " ".join(filter(None, marks))
    return f"{message.ts} {author}: {message.text[:80]!r} ({told})"


def _calls(world: World) -> Iterator[str]:
    yield f"{len(world.calls)} calls, {len(world.sockets.sockets)} sockets; the last:"
    for call in list(world.calls)[-CALLS:]:
        ago = time.time() - call.at
        yield f"  {ago:6.2f} s ago {call.method} {call.status} {call.error}"
