"""The form of a thread's history: what it has to remember, and what is chosen in it."""

import json
from typing import Final

from bot.core.gallery.history_forms import HistoryPlace
from bot.core.messages.history import CHOSEN, field_of
from bot.core.turn.history import ON_PAGE
from bot.core.turn.slots import Spot
from handlers.payloads.fields import (
    Form,
    Malformed,
    address,
    flag,
    ident,
    listed,
    number,
)
from handlers.payloads.shape import Payload

MOST_CHOSEN: Final = 50
"""More are forgotten, the oldest first; two are enough for everything."""
_ABOUT = Form(
    {"turn": number},
    {
        "page": number,
        "chosen": listed(number, MOST_CHOSEN),
        "compares": flag,
        "wipe": flag,
        "file": ident,
        "url": address,
    },
)


def history_kept(place: HistoryPlace) -> str:
    """The text that Slack keeps with the form."""
    about = {
        "turn": place.turn,
        "page": place.page,
        "chosen": list(place.chosen[-MOST_CHOSEN:]),
        "compares": place.compares,
        "wipe": place.wipe,
        "file": place.spot.file_id or None,
        "url": place.spot.url or None,
    }
    return json.dumps(about)


def history_from(body: Payload) -> HistoryPlace | None:
    """What the form is about, with what is chosen in it now; None if it no longer
    says."""
    try:
        about = _ABOUT(json.loads(body["view"].get("private_metadata", "")))
    except (Malformed, ValueError, RecursionError):
        return None
    return HistoryPlace(
        about["turn"],
        about.get("page", 0),
        tuple(about.get("chosen", ())),
        about.get("compares", False),
        about.get("wipe", False),
        Spot(about.get("file", ""), about.get("url", "")),
    )


def ticked_in(body: Payload, page: int) -> tuple[int, ...] | None:
    """The turns that are chosen on a page; None if the form has no field for it."""
    values = body["view"].get("state", {}).get("values", {})
    field = values.get(field_of(page), {}).get(CHOSEN)
    if field is None:
        return None
    values = (each["value"] for each in field.get("selected_options", ())[:ON_PAGE])
    return tuple(int(each) for each in values if each.isdecimal())
