"""Reduces a payload to the fields that we know, each of its type; or refuses it.

This is done once, before Bolt sees the payload. Afterwards every payload has a
`team_id`.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from handlers.payloads.fields import Form, Malformed, ident
from handlers.payloads.kinds import (
    CHALLENGE,
    COMMAND,
    ENVELOPE,
    EVENTS,
    INTERACTIONS,
)

Payload = Mapping[str, Any]
_NAME = re.compile(r"[A-Za-z0-9._:/-]{1,40}")


def shaped(body: object) -> dict[str, Any]:
    """The payload with all the fields that we know. Raises Malformed."""
    if not isinstance(body, Mapping):
        raise Malformed
    if body.get("type") == "url_verification":
        return CHALLENGE(body)
    found = _read(body)
    team = next(teams_of(found), None)
    if team is None:
        raise Malformed
    return found | {"team_id": team}


def teams_of(body: Payload) -> Iterator[str]:
    """The workspaces that a shaped payload may belong to, the likeliest first.

    The workspace for which an event is authorised says more than the one that it names:
    in a channel that is shared with another company, that may be the other company's.
    If an app is installed for a whole organisation, Slack may name none, or null.
    """
    parts = [*body.get("authorizations", ()), body]
    named = (
        [each.get("team_id") for each in parts]
        + [_id(body, "team"), _part(body, "message").get("team")]
        + [body.get("context_team_id"), _part(body, "user").get("team_id")]
        + [_part(body, "view").get("team_id"), _id(body, "enterprise")]
        + [each.get("enterprise_id") for each in parts]
        + [body.get("context_enterprise_id")]
    )
    return iter(dict.fromkeys(each for each in named if each))


def whence(body: object) -> dict[str, object]:
    """The ids of any payload, for the log."""
    whole = body if isinstance(body, Mapping) else {}
    event, message = _part(whole, "event"), _part(whole, "message")
    return {
        "kind": _shown(event.get("type"), whole.get("type"), whole.get("command")),
        "team": _shown(whole.get("team_id"), _id(whole, "team")),
        "channel": _shown(
            event.get("channel"), whole.get("channel_id"), _id(whole, "channel")
        ),
        "ts": _shown(event.get("ts"), message.get("ts")),
        "event": _shown(whole.get("event_id")),
    }


def _read(body: Payload) -> dict[str, Any]:
    if body.get("command") is not None:
        return COMMAND(body)
    kind = ident(body.get("type"))
    if kind != "event_callback":
        return _of_kind(INTERACTIONS, kind)(body)
    event = body.get("event")
    form = _of_kind(EVENTS, ident(_part(body, "event").get("type")))
    return ENVELOPE(body) | {"event": form(event)}


def _of_kind(forms: Mapping[str, Form], kind: str) -> Form:
    if kind not in forms:
        raise Malformed
    return forms[kind]


def _part(body: Payload, name: str) -> Payload:
    part = body.get(name)
    return part if isinstance(part, Mapping) else {}


def _id(body: Payload, name: str) -> Any:
    return _part(body, name).get("id")


def _shown(*candidates: object) -> str:
    for each in candidates:
        if isinstance(each, str) and _NAME.fullmatch(each):
            return each
    return "-"
