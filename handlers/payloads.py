"""Slack's payloads as values. Pure: dicts in, asks out."""

import html
import re
from collections.abc import Mapping
from typing import Any

from bot.core.asks import Ask, attached_from
from bot.core.thread import ThreadKey

Payload = Mapping[str, Any]
SPOKEN = {None, "file_share", "thread_broadcast"}
"""The subtypes of a message that a person wrote just now."""
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
_WRAPPED = re.compile(
    r"<([@#!][^<>|]+|[a-z][a-z0-9+.-]*:[^<>|]+)(?:\|([^<>]*))?>", re.IGNORECASE
)


def is_spoken(event: Payload, bot_user: str) -> bool:
    """Whether a person has just said this: no bot, no edit, no announcement.

    Our own messages come as events too; answering one would never end.
    """
    if event.get("subtype") not in SPOKEN or event.get("hidden"):
        return False
    if event.get("bot_id") or event.get("edited"):
        return False
    return event.get("user") not in {None, bot_user}


def mentions(event: Payload, user: str) -> bool:
    """Whether the message names this user."""
    return user in _MENTION.findall(event.get("text") or "")


def speaks_to_another(event: Payload, user: str) -> bool:
    """Whether the message begins by naming somebody else: then it is not for us."""
    first = _MENTION.match((event.get("text") or "").strip())
    return first is not None and first[1] != user


def ask_from(event: Payload, team: str, bot_user: str) -> Ask:
    """The ask in a message. Its claim is the message, under whatever event it came."""
    channel, ts = str(event["channel"]), str(event["ts"])
    root = str(event.get("thread_ts") or ts)
    return Ask(
        claim=f"{team}/{channel}/{ts}",
        thread=ThreadKey(team, channel, root),
        user=str(event["user"]),
        words=words_from(event.get("text") or "", bot_user),
        ts=ts,
        attached=tuple(attached_from(each) for each in event.get("files") or ()),
        look_at_root=root != ts,
    )


def ask_from_command(body: Payload) -> Ask:
    """The ask in a slash command; it opens a thread of its own."""
    team, channel = str(body["team_id"]), str(body["channel_id"])
    trigger = str(body["trigger_id"])
    return Ask(
        claim=f"{team}/{channel}/command/{trigger}",
        thread=ThreadKey(team, channel, f"command-{trigger}"),
        user=str(body["user_id"]),
        words=words_from(body.get("text") or "", ""),
        opens_thread=True,
    )


def words_from(text: str, bot_user: str) -> str:
    """What was written, without our name and without Slack's wrapping."""
    text = re.sub(rf"<@{bot_user}(?:\|[^<>]{{0,100}})?>[ \t]*", "", text)
    return html.unescape(_WRAPPED.sub(_unwrapped, text)).strip()


def _unwrapped(match: re.Match[str]) -> str:
    target, label = match[1], match[2] or ""
    name = label or target[1:].split("^")[0]
    match target[0]:
        case "@":
            return f"@{name.removeprefix('@')}"
        case "#":
            return f"#{name}"
        case "!":
            # A date or a group brings the words to show; @here and the like do not.
            return label if "^" in target and label else f"@{name}"
    return _linked(target, label)


def _linked(target: str, label: str) -> str:
    """The address, and what a person wrote in its place if that was something else."""
    if not label:
        return target
    bare = re.sub(r"^(mailto|tel):", "", target)
    return bare if label in bare else f"{label} ({target})"
