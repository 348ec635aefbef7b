"""*Use in…*: which picture is meant, and what its form brings back."""

import json
from collections.abc import Mapping
from typing import Any

from bot.core.messages.text import plain
from bot.core.messages.using import CHOSEN, MOST_LINK, PLACE, WORDS
from bot.core.turn.elsewhere import (
    LATEST,
    MOST_SAID,
    SAID,
    THREAD,
    TO,
    UsedPicture,
    UseForm,
)
from handlers.payloads.clicks import MOST_TURN, Press
from handlers.payloads.fields import Form, Malformed, number, stamp
from handlers.payloads.shape import Payload

_ABOUT = Form({"turn": number, "number": number})


def used_picture(press: Press) -> UsedPicture | None:
    """The picture that a button is about."""
    if not press.question.isdecimal() or len(press.question) > 9:
        return None
    return UsedPicture(press.turn, int(press.question))


def picture_kept(picture: UsedPicture) -> str:
    """The text that Slack keeps with the form."""
    return json.dumps({"turn": picture.turn, "number": picture.number})


def use_form_from(body: Payload) -> UseForm | None:
    """What a person has filled in; None if the form no longer says about what."""
    view = body["view"]
    try:
        about = _ABOUT(json.loads(view.get("private_metadata", "")))
    except (Malformed, ValueError, RecursionError):
        return None
    if about["turn"] > MOST_TURN:
        return None
    values = view.get("state", {}).get("values", {})
    return UseForm(
        UsedPicture(about["turn"], about["number"]),
        view["id"],
        body["team_id"],
        body["user"]["id"],
        to=str(_field(values, TO, PLACE).get("selected_conversation", "")),
        latest=_stamp(_field(values, LATEST, CHOSEN)),
        link=str(_field(values, THREAD, WORDS).get("value", ""))[:MOST_LINK],
        said=plain(str(_field(values, SAID, WORDS).get("value", "")), MOST_SAID),
    )


def place_in(body: Payload) -> tuple[UsedPicture, str] | None:
    """The picture that an open form is about, and the channel that was just chosen."""
    form = use_form_from(body) if body.get("view") else None
    chosen = str(body["actions"][0].get("selected_conversation", ""))
    return (form.picture, chosen) if form else None


def _stamp(chosen: Mapping[str, Any]) -> str:
    """The thread that was chosen; empty if it is not a thread."""
    try:
        return stamp(chosen.get("selected_option", {}).get("value"))
    except Malformed:
        return ""


def _field(values: Mapping[str, Any], block: str, action: str) -> Mapping[str, Any]:
    field: Mapping[str, Any] = values.get(block, {}).get(action, {})
    return field
