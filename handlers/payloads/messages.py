"""Reads messages and commands as asks. Pure: shaped payloads in, values out."""

import hashlib
import html
import re
from collections.abc import Mapping
from typing import Any

from bot.core.turn.asks import Ask, attached_from
from bot.core.turn.thread import ThreadKey
from handlers.payloads.shape import Payload

SPOKEN = {None, "file_share", "thread_broadcast"}
"""The subtypes of a message that a person wrote just now."""
MENTION_ADDED = 300.0
"""Seconds after which an edit that adds a mention no longer counts as an ask."""
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
_WRAPPED = re.compile(
    r"<([@#!][^<>|]+|[a-z][a-z0-9+.-]*:[^<>|]+)(?:\|([^<>]*))?>", re.IGNORECASE
)


def is_spoken(event: Payload, bot_user: str) -> bool:
    """Whether a person has just said this: no bot, no old edit, no announcement.

    Our own messages come as events too; answering one would never end.
    """
    if event.get("subtype") not in SPOKEN or event.get("hidden"):
        return False
    if event.get("bot_id") or (event.get("edited") and not _just_mentioned(event)):
        return False
    return event.get("user") not in {None, bot_user}


def is_direct(event: Payload) -> bool:
    """Whether it was said to the bot alone. Some events do not name the channel's
    type."""
    kind = event.get("channel_type")
    return kind == "im" or (not kind and str(event.get("channel")).startswith("D"))


def _just_mentioned(event: Payload) -> bool:
    """Whether this is a fresh message that an edit has added our mention to."""
    if event.get("type") != "app_mention":
        return False
    edited = event["edited"].get("ts") if isinstance(event["edited"], Mapping) else ""
    return 0 <= _seconds(edited) - _seconds(event.get("ts")) <= MENTION_ADDED


def _seconds(ts: Any) -> float:
    """Slack's ts as a time; anything else counts as long ago."""
    known = re.fullmatch(r"(\d{1,12})(?:\.\d{1,9})?", str(ts))
    return float(known[0]) if known else float("-inf")


def mentions(event: Payload, user: str) -> bool:
    """Whether the message names this user."""
    return user in _MENTION.findall(event.get("text") or "")


def names_somebody(event: Payload) -> bool:
    """Whether the message names anybody: a person, a group or the whole channel."""
    text = event.get("text") or ""
    return bool(_MENTION.search(text)) or "<!" in text


def speaks_to_another(event: Payload, user: str) -> bool:
    """Whether the message begins by naming somebody else: then it is not for us."""
    first = _MENTION.match((event.get("text") or "").strip())
    return first is not None and first[1] != user


def ask_from(event: Payload, team: str, bot_user: str) -> Ask:
    """The ask in a message. Its claim is made from the message, whichever event brought
    it."""
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


def deleted_from(event: Payload) -> str:
    """The ts of the message that was deleted, if Slack says so."""
    before = event.get("previous_message", {})
    return str(event.get("deleted_ts") or before.get("ts", ""))


def ask_from_command(body: Payload) -> Ask | None:
    """The ask in a slash command; it opens a thread of its own.

    None if nothing distinguishes this use of the command from another.
    """
    team, channel, trigger = body["team_id"], body["channel_id"], _once(body)
    if not trigger:
        return None
    return Ask(
        claim=f"{team}/{channel}/command/{trigger}",
        thread=ThreadKey(team, channel, f"command-{trigger}"),
        user=str(body["user_id"]),
        words=words_from(body.get("text") or "", ""),
        opens_thread=True,
    )


def _once(body: Payload) -> str:
    """A text that is different for each use of a command.

    The address for answers is a secret, so its hash is used.
    """
    if trigger := body.get("trigger_id"):
        return str(trigger)
    address = body.get("response_url", "")
    return hashlib.sha256(address.encode()).hexdigest()[:32] if address else ""


def words_from(text: str, bot_user: str) -> str:
    """The text that was written, without our name and without Slack's markup."""
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
            # A date or a group comes with the words to show; @here and the like do not.
            return label if "^" in target and label else f"@{name}"
    return _linked(target, label)


def _linked(target: str, label: str) -> str:
    """The address, and the words that a person wrote in its place, if they differ."""
    if not label:
        return target
    bare = re.sub(r"^(mailto|tel):", "", target)
    return bare if label in bare else f"{label} ({target})"
