"""The form that asks for another shape: what it has to remember, and what it brings
back."""

import json
from dataclasses import dataclass

from bot.core.controls import Click
from bot.core.messages.forms import SHAPE_ACTION, SHAPE_BLOCK
from bot.core.turn.sizes import SHAPES
from bot.core.turn.turns import Turn
from handlers.payloads.clicks import Press, teams_named
from handlers.payloads.fields import Form, Malformed, ident, number
from handlers.payloads.shape import Payload

_ABOUT = Form({"turn": number, "channel": ident})


@dataclass(frozen=True, slots=True)
class ChosenShape:
    """The shape that somebody chose, and for which turn."""

    press: Press
    shape: str


def turn_kept(turn: Turn) -> str:
    """The text that Slack keeps with a form about the turn."""
    return json.dumps({"turn": turn.id, "channel": turn.ask.thread.channel})


def shape_from(body: Payload) -> ChosenShape | None:
    """The choice in a submitted form; None if it does not say which, or about what."""
    view = body["view"]
    try:
        about = _ABOUT(json.loads(view.get("private_metadata", "")))
    except (Malformed, ValueError, RecursionError):
        return None
    shape = _chosen(view)
    if shape not in SHAPES:
        return None
    click = Click(body["user"]["id"], view["id"])
    press = Press(about["turn"], teams_named(body), about["channel"], click)
    return ChosenShape(press, shape)


def _chosen(view: Payload) -> str:
    values = view.get("state", {}).get("values", {})
    chosen = values.get(SHAPE_BLOCK, {}).get(SHAPE_ACTION, {})
    return str(chosen.get("selected_option", {}).get("value", ""))
