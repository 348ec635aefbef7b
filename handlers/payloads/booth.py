"""The form of the photo booth: what it has to remember, and what it brings back."""

import json
from collections.abc import Mapping
from typing import Any, Final

from bot.core.messages.booth import CHOSEN, FILE, WORDS
from bot.core.turn.asks import Attached, attached_from
from bot.core.turn.booth import KEEP, LOOKS, OWN, PHOTO, BoothForm, BoothPlace
from bot.core.turn.thread import ThreadKey
from handlers.payloads.fields import (
    Form,
    Malformed,
    address,
    flag,
    ident,
    listed,
    number,
    text,
)
from handlers.payloads.modals import file_kept
from handlers.payloads.shape import Payload

MOST_NAME: Final = 60
_THREAD: Final = text(255)
"""A ts; or, of a thread that is to be opened, a name."""
_PLACE = Form(
    {"channel": ident, "thread": _THREAD},
    {
        "files": listed(file_kept, 1),
        "onto": number,
        "opens": flag,
        "address": address,
    },
)


def kept(place: BoothPlace) -> str:
    """The text that Slack keeps with the form."""
    files = [(place.file.id, place.file.name[:MOST_NAME])] if place.file else []
    about = {
        "channel": place.thread.channel,
        "thread": place.thread.ts,
        "files": files,
        "onto": place.onto,
        "opens": place.opens_thread,
        "address": place.address or None,
    }
    return json.dumps(about, ensure_ascii=False)


def place_kept(body: Payload) -> BoothPlace | None:
    """What the submitted form is about; None if the form no longer says."""
    try:
        about = _PLACE(json.loads(body["view"].get("private_metadata", "")))
    except (Malformed, ValueError, RecursionError):
        return None
    return BoothPlace(
        ThreadKey(body["team_id"], about["channel"], about["thread"]),
        next(iter(about.get("files", ())), None),
        about.get("onto"),
        about.get("opens", False),
        about.get("address", ""),
    )


def booth_form_from(body: Payload) -> BoothForm:
    """What a person has filled in."""
    view = body["view"]
    values = view.get("state", {}).get("values", {})
    chosen = _field(values, LOOKS, CHOSEN).get("selected_options", ())
    files = _field(values, PHOTO, FILE).get("files", ())
    return BoothForm(
        view=view["id"],
        user=body["user"]["id"],
        looks=tuple(dict.fromkeys(each["value"] for each in chosen)),
        own=_words(values, OWN),
        keep=_words(values, KEEP),
        file=_first(tuple(map(attached_from, files))),
    )


def _first(files: tuple[Attached, ...]) -> Attached | None:
    return files[0] if files else None


def _field(values: Mapping[str, Any], block: str, action: str) -> Mapping[str, Any]:
    field: Mapping[str, Any] = values.get(block, {}).get(action, {})
    return field


def _words(values: Mapping[str, Any], block: str) -> str:
    return " ".join(str(_field(values, block, WORDS).get("value", "")).split())
