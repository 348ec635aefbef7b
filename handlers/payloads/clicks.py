"""Reads a press of a button, or a choice from a menu, as a value."""

import json
import re
from dataclasses import dataclass, replace
from typing import Final

from bot.core.controls import Click
from bot.core.turn.events import LONGEST_NAME
from handlers.payloads.fields import Form, Malformed, ident, number
from handlers.payloads.shape import Payload, teams_of

MOST_TURN: Final = 2**63 - 1
_ABOUT = re.compile(rf"(?:([a-z_]+):)?([0-9]{{1,19}})(?::(\S{{1,{LONGEST_NAME}}}))?")

_PLACE = Form({"turn": number, "channel": ident})


@dataclass(frozen=True, slots=True)
class Press:
    """Who pressed what, about which turn, and where.

    `entry` names the chosen entry of a menu; a button has none. `teams` are the
    workspaces where it may have happened: one, except in an organisation, where Slack
    does not always say which. `question` is the question that it answers, if it does.
    """

    turn: int
    teams: tuple[str, ...]
    channel: str
    click: Click
    trigger: str = ""
    entry: str = ""
    question: str = ""


def press_from(body: Payload) -> Press | None:
    """The press in a shaped payload; None if it is about no turn."""
    action = body["actions"][0]
    chosen = action.get("selected_option") or action
    about = _ABOUT.fullmatch(chosen.get("value", ""))
    if about is None or int(about[2]) > MOST_TURN:
        return None
    return Press(
        turn=int(about[2]),
        teams=teams_named(body),
        channel=body.get("channel", {}).get("id", ""),
        click=Click(body["user"]["id"], action["action_ts"]),
        trigger=body.get("trigger_id", ""),
        entry=about[1] or "",
        question=about[3] or "",
    )


def press_in_form(body: Payload) -> Press | None:
    """The press of a button in a form that keeps its turn and its channel."""
    press = press_from(body)
    try:
        about = _PLACE(json.loads(body["view"]["private_metadata"]))
    except (KeyError, Malformed, ValueError, RecursionError):
        return None
    if press is None or press.turn != about["turn"]:
        return None
    return replace(press, channel=about["channel"])


def teams_named(body: Payload) -> tuple[str, ...]:
    """The workspace that Slack names, and its organisation; if it names none, all
    possible ones."""
    if "team" not in body:
        return tuple(teams_of(body))
    named = body["team"]["id"]
    return tuple(dict.fromkeys([named, body.get("enterprise", {}).get("id", named)]))
