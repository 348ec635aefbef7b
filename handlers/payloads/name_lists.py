"""The list of characters and styles and the forms behind it: what they have to
remember, and what they bring back."""

import json
from dataclasses import replace
from typing import Any

from bot.core.messages.booth import FILE
from bot.core.messages.name_lists import CHANGE, FORGET
from bot.core.turn.asks import attached_from
from bot.core.turn.keeping import (
    AGREED,
    MORE_FILES,
    NAME,
    NOBODY,
    PEOPLE,
    PICTURES,
    SENTENCE,
    ChangeForm,
    ListPlace,
    NamePlace,
)
from handlers.payloads.fields import Form, Malformed, ident, number
from handlers.payloads.names import field_of, line, picked, ticked
from handlers.payloads.shape import Payload

_ABOUT = Form({"page": number}, {"channel": ident, "shown": ident, "name": number})


def list_kept(place: ListPlace) -> str:
    """The text that Slack keeps with a list."""
    return json.dumps(_about(place))


def name_kept(place: NamePlace) -> str:
    """The text that Slack keeps with a form about one name."""
    return json.dumps({**_about(place.back), "name": place.name})


def list_place_from(body: Payload) -> ListPlace | None:
    """Which list a view shows, or belongs to; None if it does not say."""
    about = _read(body)
    return _place(body, about) if about else None


def name_place_from(body: Payload) -> NamePlace | None:
    """What a form about one name is about; None if it no longer says."""
    about = _read(body)
    if not about or "name" not in about:
        return None
    return NamePlace(about["name"], _place(body, about))


def chosen_from(body: Payload) -> tuple[str, int] | None:
    """What was chosen in the menu of which name."""
    option = body["actions"][0].get("selected_option") or {}
    entry, _, name = str(option.get("value", "")).partition(":")
    known = entry in (CHANGE, FORGET) and name.isdecimal() and len(name) < 19
    return (entry, int(name)) if known else None


def page_from(body: Payload) -> ListPlace | None:
    """The page that a button of a list leads to."""
    place = list_place_from(body)
    page = str(body["actions"][0].get("value", ""))
    if place is None or not page.isdecimal() or len(page) > 5:
        return None
    return replace(place, page=int(page))


def change_form_from(body: Payload) -> ChangeForm:
    """What a person has changed."""
    values = body["view"].get("state", {}).get("values", {})
    files = field_of(values, MORE_FILES, FILE).get("files", ())
    return ChangeForm(
        view=body["view"]["id"],
        user=body["user"]["id"],
        name=line(values, NAME),
        sentence=line(values, SENTENCE),
        kept=ticked(values, PICTURES),
        files=tuple(map(attached_from, files)),
        agreed={AGREED: True, NOBODY: False}.get(picked(values, PEOPLE)),
    )


def _about(place: ListPlace) -> dict[str, Any]:
    named = {"channel": place.channel, "shown": place.shown}
    return {"page": place.page, **{k: name for k, name in named.items() if name}}


def _read(body: Payload) -> dict[str, Any] | None:
    try:
        return _ABOUT(json.loads(body["view"].get("private_metadata", "")))
    except (KeyError, Malformed, ValueError, RecursionError):
        return None


def _place(body: Payload, about: dict[str, Any]) -> ListPlace:
    channel, shown = about.get("channel", ""), about.get("shown", "")
    return ListPlace(body["team_id"], channel, about["page"], shown)
