"""The form in which a part of a picture is chosen: what it has to remember, and what it
brings back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.core.messages.parts import CHOSEN, LINE
from bot.core.turn.changes import (
    ACTION,
    CELLS,
    NAMED,
    SOUGHT,
    WISH,
    CellForm,
    PartPlace,
)
from bot.core.turn.options import Button
from bot.core.turn.regions import Region
from bot.core.turn.thread import ThreadKey
from handlers.payloads.fields import Form, Malformed, ident, listed, number, text
from handlers.payloads.modals import file_kept
from handlers.payloads.shape import Payload

MOST_NAME: Final = 60
_OFFERED: Final = (Button.CHANGED, Button.RESTORED, Button.KEPT)
_ABOUT = Form(
    {"channel": ident, "thread": text(255)},
    {
        "files": listed(file_kept, 1),
        "onto": number,
        "again": number,
        "width": number,
        "height": number,
        "shown": ident,
        "box": listed(number, 4),
    },
)
_PARTS: Final = 1000
"""A box is kept in so many parts of the picture's sides."""
_SHOWN = Form({"shown": ident})


@dataclass(frozen=True, slots=True)
class KeptPart:
    """What a form is about, and the file that it shows."""

    place: PartPlace
    shown: str = ""


def part_kept(place: PartPlace, shown: str = "") -> str:
    """The text that Slack keeps with the form."""
    files = [(place.file.id, place.file.name[:MOST_NAME])] if place.file else []
    about = {
        "channel": place.thread.channel,
        "thread": place.thread.ts,
        "files": files,
        "onto": place.onto,
        "again": place.again,
        "width": place.width,
        "height": place.height,
        "shown": shown or None,
        "box": [round(each * _PARTS) for each in _box(place)],
    }
    return json.dumps(about, ensure_ascii=False)


def part_from(body: Payload) -> KeptPart | None:
    """What the form is about; None if it no longer says."""
    try:
        about = _ABOUT(json.loads(body["view"].get("private_metadata", "")))
    except (Malformed, ValueError, RecursionError):
        return None
    width, height = about.get("width", 0), about.get("height", 0)
    box = tuple(min(1.0, each / _PARTS) for each in about.get("box", ()))
    place = PartPlace(
        ThreadKey(body["team_id"], about["channel"], about["thread"]),
        about.get("onto", 0),
        next(iter(about.get("files", ())), None),
        again=about.get("again", 0),
        width=width,
        height=height,
        region=Region(width, height, box=box) if len(box) == 4 else None,
    )
    return KeptPart(place, about.get("shown", ""))


def _box(place: PartPlace) -> tuple[float, ...]:
    """The box that was found; a region that is wanted again is in its turn."""
    return place.region.box if place.region and not place.again else ()


def sought_in(body: Payload) -> str:
    """What a person wants to have found in the picture."""
    return _words(body["view"].get("state", {}).get("values", {}), SOUGHT)


def shown_kept(file_id: str) -> str:
    """The text that Slack keeps with a modal that shows a file for a while."""
    return json.dumps({"shown": file_id})


def shown_from(body: Payload) -> str:
    """The file that a closed modal has shown; empty if it has shown none."""
    try:
        about = _SHOWN(json.loads(body["view"].get("private_metadata", "")))
    except (Malformed, ValueError, RecursionError):
        return ""
    return str(about["shown"])


def cell_form_from(body: Payload) -> CellForm:
    """What a person has filled in."""
    view = body["view"]
    values = view.get("state", {}).get("values", {})
    cells = _field(values, CELLS, CHOSEN).get("selected_options", ())
    action = _field(values, ACTION, CHOSEN).get("selected_option") or {}
    return CellForm(
        view=view["id"],
        user=body["user"]["id"],
        cells=tuple(each["value"] for each in cells),
        named=_words(values, NAMED),
        words=_words(values, WISH),
        button=_button(action.get("value", "")),
        sought=_words(values, SOUGHT),
    )


def _button(value: object) -> Button:
    return next((each for each in _OFFERED if each == value), Button.CHANGED)


def _field(values: Mapping[str, Any], block: str, action: str) -> Mapping[str, Any]:
    field: Mapping[str, Any] = values.get(block, {}).get(action, {})
    return field


def _words(values: Mapping[str, Any], block: str) -> str:
    return str(_field(values, block, LINE).get("value", "")).strip()
