"""The forms of characters and styles: what they have to remember, and what they bring
back."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from bot.core.messages.fields import CHOSEN, LINE
from bot.core.turn.keeping import (
    AGREED,
    EVERYWHERE,
    MOST_SOURCES,
    NAME,
    NOBODY,
    PEOPLE,
    PICTURES,
    SENTENCE,
    WHERE,
    AddForm,
    KeepForm,
    KeepPlace,
    NameSource,
)
from bot.core.turn.taught import NameKind
from bot.core.turn.thread import ThreadKey
from handlers.payloads.fields import Form, Malformed, flag, ident, listed, number, text
from handlers.payloads.modals import file_kept
from handlers.payloads.shape import Payload

MOST_NAME: Final = 30
_ABOUT = Form(
    {
        "channel": ident,
        "thread": text(255),
        "kind": ident,
        "turns": listed(listed(number, 2), MOST_SOURCES),
        "files": listed(file_kept, MOST_SOURCES),
    },
    {"name": number, "agreed": flag},
)


def keep_kept(place: KeepPlace) -> str:
    """The text that Slack keeps with the form. Pictures of turns come before files, as
    in the form; a form has only one of both."""
    files = [each.file for each in place.sources if each.file]
    about = {
        "channel": place.thread.channel,
        "thread": place.thread.ts,
        "kind": place.kind,
        "turns": [(e.turn, e.number) for e in place.sources if not e.file],
        "files": [(each.id, each.name[:MOST_NAME]) for each in files],
    }
    return json.dumps(about, ensure_ascii=False)


def add_kept(place: KeepPlace, form: KeepForm, name: int) -> str:
    """The text that Slack keeps with the form that adds what was chosen to a name."""
    chosen = [each for n, each in enumerate(place.sources) if n in form.chosen]
    about = json.loads(keep_kept(replace(place, sources=tuple(chosen))))
    more = {"name": name, "agreed": bool(form.agreed)}
    return json.dumps(about | more, ensure_ascii=False)


def add_form_from(body: Payload) -> AddForm | None:
    """To which name something is to be added; None if the form no longer says."""
    try:
        about = _ABOUT(json.loads(body["view"].get("private_metadata", "")))
        name, agreed = about["name"], about["agreed"]
    except (KeyError, Malformed, ValueError, RecursionError):
        return None
    return AddForm(body["view"]["id"], body["user"]["id"], name, agreed)


def keep_place_from(body: Payload) -> KeepPlace | None:
    """What the form is about; None if it no longer says."""
    try:
        about = _ABOUT(json.loads(body["view"].get("private_metadata", "")))
        kind = NameKind(about["kind"])
        drawn = [NameSource(turn, place) for turn, place in about["turns"]]
    except (Malformed, ValueError, RecursionError):
        return None
    posted = [NameSource(file=each) for each in about["files"]]
    thread = ThreadKey(body["team_id"], about["channel"], about["thread"])
    return KeepPlace(thread, kind, (*drawn, *posted)) if drawn or posted else None


def keep_form_from(body: Payload, place: KeepPlace) -> KeepForm:
    """What a person has filled in. Of a single picture, there is nothing to tick."""
    values = body["view"].get("state", {}).get("values", {})
    chosen = ticked(values, PICTURES) if len(place.sources) > 1 else (0,)
    return KeepForm(
        view=body["view"]["id"],
        user=body["user"]["id"],
        name=line(values, NAME),
        sentence=line(values, SENTENCE) if SENTENCE in values else None,
        chosen=tuple(each for each in chosen if each < len(place.sources)),
        everywhere=picked(values, WHERE) == EVERYWHERE,
        agreed={AGREED: True, NOBODY: False}.get(picked(values, PEOPLE)),
    )


def line(values: Mapping[str, Any], block: str) -> str:
    """What was written into a field."""
    return str(field_of(values, block, LINE).get("value", "")).strip()


def picked(values: Mapping[str, Any], block: str) -> str:
    """The one thing that was chosen."""
    chosen = field_of(values, block, CHOSEN).get("selected_option") or {}
    return str(chosen.get("value", ""))


def ticked(values: Mapping[str, Any], block: str) -> tuple[int, ...]:
    """The numbers of what was ticked."""
    options = field_of(values, block, CHOSEN).get("selected_options", ())
    found = (str(each["value"]) for each in options)
    return tuple(dict.fromkeys(int(e) for e in found if e.isdecimal() and len(e) < 3))


def field_of(values: Mapping[str, Any], block: str, action: str) -> Mapping[str, Any]:
    """What a form has in one of its fields."""
    field: Mapping[str, Any] = values.get(block, {}).get(action, {})
    return field
