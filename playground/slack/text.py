"""Turns what a person types into Slack's form: escaped text and rich text."""

import re

from playground.slack.values import Json
from playground.slack.workspace import Team

TOKEN = re.compile(
    r"<@(?P<id>\w+)>|<#(?P<room_id>\w+)(?:\|[^>]*)?>|@(?P<name>[\w.-]*\w)"
    r"|(?<!\S)#(?P<room>[\w-]+)|(?P<url>https?://[^\s<>]*[^\s<>.,;:!?)'\"])"
)


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def typed(text: str, team: Team) -> tuple[str, list[Json]]:
    """The message's `text` and its rich_text block, from what a person typed.

    Known @names and #channels become references; <@BOT> is the app's user.
    """
    pieces = [piece for piece in split(text, team) if piece]
    section = {"type": "rich_text_section", "elements": pieces}
    return "".join(map(wire, pieces)), [{"type": "rich_text", "elements": [section]}]


def split(text: str, team: Team) -> list[Json]:
    pieces: list[Json] = []
    at = 0
    for match in TOKEN.finditer(text):
        found = reference(match, team)
        if found:
            pieces += [*plain(text[at : match.start()]), found]
            at = match.end()
    return pieces + plain(text[at:])


def plain(text: str) -> list[Json]:
    return [{"type": "text", "text": text}] if text else []


def reference(match: re.Match[str], team: Team) -> Json | None:
    """The element that a token stands for; None when it is only words."""
    if match["url"]:
        return {"type": "link", "url": match["url"]}
    try:
        if name := match["id"] or match["name"]:
            user = team.bot if name == "BOT" else team.user(name)
            return {"type": "user", "user_id": user.id}
        channel = team.channel(match["room_id"] or match["room"])
    except LookupError:
        return None
    return {"type": "channel", "channel_id": channel.id}


def wire(piece: Json) -> str:
    match piece:
        case {"type": "user", "user_id": user}:
            return f"<@{user}>"
        case {"type": "channel", "channel_id": channel}:
            return f"<#{channel}|>"
        case {"type": "link", "url": url}:
            return f"<{escape(url)}>"
        case _:
            return escape(piece["text"])
