"""Payloads as Slack sends them, one of every kind, and every way to get them wrong.

Each kind is written out as it comes over the wire. `mutations` changes one field of one
at a time: it is missing, or is something that no schema allows. `astray` names things
of another workspace in it.
"""

import copy
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

Json = dict[str, Any]
Way = Literal["events_api", "interactive", "slash_commands"]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """The place of the events, and the turn whose buttons are pressed."""

    team: str = "T1"
    channel: str = "C1"
    user: str = "U1"
    bot: str = "UBOT00001"
    ts: str = "1700000000.000100"
    turn: str = "1"
    response_url: str = "https://hooks.slack.example/actions/1"


@dataclass(frozen=True, slots=True)
class Sent:
    """One payload, the way it is sent, and what was done to it."""

    name: str
    way: Way
    payload: Any


def kinds(scene: Scene) -> list[Sent]:
    """One of every kind, with nothing wrong."""
    return [*_events(scene), *_interactions(scene), _command(scene)]


def mutations(sent: Sent) -> Iterator[Sent]:
    """The payload with one thing wrong, once for each thing that can be."""
    for name, value in _hostile().items():
        yield Sent(f"{sent.name} = {name}", sent.way, value)
    for path in _paths(sent.payload):
        where = f"{sent.name}: {'.'.join(map(str, path))}"
        yield Sent(f"{where} is missing", sent.way, _without(sent.payload, path))
        for name, value in _hostile().items():
            changed = _with(sent.payload, path, value)
            yield Sent(f"{where} = {name}", sent.way, changed)
        if (_at(sent.payload, path) or "").startswith("{"):
            yield from _noted(sent, path)


def _noted(sent: Sent, path: Path) -> Iterator[Sent]:
    """The payload with one thing wrong in the JSON that a form carries for us."""
    note = Sent(sent.name, sent.way, json.loads(_at(sent.payload, path)))
    for each in mutations(note):
        text = json.dumps(each.payload)
        yield Sent(f"{each.name} in it", sent.way, _with(sent.payload, path, text))


def mutation(sent: Sent, chance: random.Random) -> Sent:
    """One of these, by chance."""
    path = chance.choice(list(_paths(sent.payload)))
    where = f"{sent.name}: {'.'.join(map(str, path))}"
    wrong = _hostile()
    name = chance.choice(["missing", *wrong])
    if name == "missing":
        return Sent(f"{where} is missing", sent.way, _without(sent.payload, path))
    return Sent(f"{where} = {name}", sent.way, _with(sent.payload, path, wrong[name]))


def astray(sent: Sent, here: Scene, there: Scene) -> Iterator[Sent]:
    """The payload with one name, or all but one, of another workspace."""
    swaps = {
        path: swapped
        for path in _paths(sent.payload)
        if (swapped := _astray(_at(sent.payload, path), here, there))
    }
    for path, swapped in swaps.items():
        where = f"{sent.name}: {'.'.join(map(str, path))}"
        yield Sent(f"{where} is theirs", sent.way, _with(sent.payload, path, swapped))
        others = copy.deepcopy(sent.payload)
        for other in swaps.keys() - {path}:
            _set(others, other, swaps[other])
        yield Sent(f"{where} alone is ours", sent.way, others)


def _astray(value: str | None, here: Scene, there: Scene) -> str | None:
    """The value with the other workspace's name in it; None if it names nothing."""
    for field in ("team", "channel", "user", "ts", "turn"):
        if value == getattr(here, field):
            return str(getattr(there, field))
    parts = (value or "").split(":")  # as in `build_on:1` and `1:mcpr_1`
    if here.turn not in parts[:2]:
        return None
    return ":".join(there.turn if each == here.turn else each for each in parts)


def _hostile() -> dict[str, Any]:
    return {
        "null": None,
        "true": True,
        "zero": 0,
        "minus one": -1,
        "beyond 64 bits": 2**63,
        "40 digits": 10**40 - 1,
        "a fraction": 1e300,
        "nothing": "",
        "half a character": "a fox \ud83e",
        "a NUL": "a\x00fox",
        "turned round": "\u202exof a",
        "very long": "9" * 70_000,
        "digits": "9" * 40,
        "a list": [],
        "a list of lists": [[["U1"]], 7, None],
        "an object": {},
        "an object in an object": {"id": {"id": ["T1"]}, "type": {}, "text": 5},
        "deep": _deep(300),
    }


def _deep(levels: int) -> Any:
    value: Any = "x"
    for _ in range(levels):
        value = {"a": [value]}
    return value


def _events(scene: Scene) -> Iterator[Sent]:
    said: Json = {
        "type": "message",
        "user": scene.user,
        "ts": scene.ts,
        "client_msg_id": "5b4f8a2e-0000-4000-8000-000000000000",
        "text": f"<@{scene.bot}> a fox",
        "team": scene.team,
        "channel": scene.channel,
        "event_ts": scene.ts,
        "channel_type": "channel",
    }
    bare = {k: said[k] for k in ("type", "user", "ts", "text", "team")}
    file = {
        "id": "F0000000001",
        "name": "fox.png",
        "title": "fox",
        "mimetype": "image/png",
        "size": 4321,
        "mode": "hosted",
        "url_private": "https://files.slack.example/fox.png",
        "url_private_download": "https://files.slack.example/download/fox.png",
    }
    edited = bare | {"edited": {"user": scene.user, "ts": scene.ts}}
    hidden = {k: said[k] for k in ("channel", "event_ts", "channel_type")} | {
        "type": "message",
        "hidden": True,
        "ts": scene.ts,
        "previous_message": bare,
    }
    for name, event in {
        "mention": said | {"type": "app_mention"},
        "message": said,
        "direct message": said | {"channel_type": "im", "text": "a fox"},
        "reply": said | {"thread_ts": scene.ts, "parent_user_id": scene.user},
        "file share": said | {"subtype": "file_share", "files": [file]},
        "edit": hidden | {"subtype": "message_changed", "message": edited},
        "deletion": hidden | {"subtype": "message_deleted", "deleted_ts": scene.ts},
        "home opened": {
            "type": "app_home_opened",
            "user": scene.user,
            "channel": "D1",
            "tab": "home",
            "event_ts": scene.ts,
        },
        "uninstalled": {"type": "app_uninstalled", "event_ts": scene.ts},
        "tokens revoked": {
            "type": "tokens_revoked",
            "tokens": {"oauth": [], "bot": [scene.bot]},
            "event_ts": scene.ts,
        },
    }.items():
        yield Sent(name, "events_api", _envelope(scene, event))


def _envelope(scene: Scene, event: Json) -> Json:
    return {
        "token": "verification",
        "team_id": scene.team,
        "context_team_id": scene.team,
        "context_enterprise_id": None,
        "api_app_id": "A1",
        "event": event,
        "type": "event_callback",
        "event_id": "Ev0000000001",
        "event_time": 1700000000,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": scene.team,
                "user_id": scene.bot,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": "4-Ev0000000001",
    }


def _interactions(scene: Scene) -> Iterator[Sent]:
    channel = {"id": scene.channel, "name": "general"}
    message = {"type": "message", "ts": scene.ts, "team": scene.team, "text": "a fox"}
    pressed: Json = {
        "block_id": "actions",
        "action_ts": "1700000009.000100",
    }
    chosen = {"text": {"type": "plain_text", "text": "…"}}
    clicked = _acted(scene, "block_actions") | {
        "container": {"type": "message", "message_ts": scene.ts},
        "channel": channel,
        "message": message,
        "state": {"values": {}},
    }
    button = {"type": "button", "value": scene.turn, **pressed}
    menu = {"type": "overflow", "action_id": "more", **pressed}
    view: Json = {
        "id": "V1",
        "type": "modal",
        "team_id": scene.team,
        "callback_id": "edit_picture_form",
        "private_metadata": json.dumps(
            {
                "channel": scene.channel,
                "ts": scene.ts,
                "thread": scene.ts,
                "files": [["F1", "fox.png"]],
            }
        ),
        "state": {
            "values": {"ask": {"words": {"type": "plain_text_input", "value": "night"}}}
        },
        "app_installed_team_id": scene.team,
        "blocks": [],
    }
    about = {"callback_id": "edit_picture", "action_ts": "1700000009.000100"}
    used = _acted(scene, "message_action") | about
    for name, payload in {
        "button": clicked | {"actions": [{"action_id": "redo", **button}]},
        "stop": clicked | {"actions": [{"action_id": "stop", **button}]},
        "details": clicked | {"actions": [{"action_id": "details", **button}]},
        **{
            f"menu {entry}": clicked
            | {
                "actions": [
                    menu
                    | {"selected_option": chosen | {"value": f"{entry}:{scene.turn}"}}
                ]
            }
            for entry in (
                *("build_on", "all_as_files", "larger", "data", "reshape"),
                *("change_part", "keep_rest"),
            )
        },
        "pick": clicked
        | {
            "actions": [button | {"action_id": "pick_2", "value": f"{scene.turn}:2"}],
        },
        "decision": clicked
        | {
            "actions": [
                button | {"action_id": "allow_once", "value": f"{scene.turn}:mcpr_1"}
            ],
        },
        "form": _acted(scene, "view_submission") | {"view": view, "response_urls": []},
        "booth": clicked | {"actions": [{"action_id": "photo_booth", **button}]},
        "booth form": _acted(scene, "view_submission")
        | {"view": view | _booth_form(scene), "response_urls": []},
        "shape form": _acted(scene, "view_submission")
        | {"view": view | _shape_form(scene), "response_urls": []},
        "part again": clicked | {"actions": [{"action_id": "again_here", **button}]},
        "part form": _acted(scene, "view_submission")
        | {"view": view | _part_form(scene), "response_urls": []},
        "part form closed": _acted(scene, "view_closed")
        | {"view": view | _part_form(scene), "is_cleared": False},
        "part found": _acted(scene, "block_actions")
        | {
            "container": {"type": "view", "view_id": "V1"},
            "view": view | _part_form(scene),
            "actions": [{"action_id": "find_place", **button}],
        },
        "keep form": _acted(scene, "view_submission")
        | {"view": view | _keep_form(scene), "response_urls": []},
        "add form": _acted(scene, "view_submission")
        | {"view": view | _add_form(scene), "response_urls": []},
        "change name form": _acted(scene, "view_submission")
        | {"view": view | _change_name_form(scene), "response_urls": []},
        "name menu": _acted(scene, "block_actions")
        | {
            "container": {"type": "view", "view_id": "V1"},
            "view": view | _change_name_form(scene),
            "actions": [
                {"action_id": "name_menu", "type": "overflow", **pressed}
                | {"selected_option": chosen | {"value": "forget:1"}}
            ],
        },
        **_of_galleries(scene, view, button),
        "more form": _acted(scene, "block_actions")
        | {
            "container": {"type": "view", "view_id": "V1"},
            "view": view | _shape_form(scene),
            "actions": [
                {"action_id": "entry", **button}
                | {"value": f"keep_character:{scene.turn}"}
            ],
        },
        "keep shortcut": used
        | {"callback_id": "keep_style"}
        | {"channel": channel, "message": message, "message_ts": scene.ts},
        "part shortcut": used
        | {"callback_id": "change_part"}
        | {"channel": channel, "message": message, "message_ts": scene.ts},
        "booth shortcut": used
        | {"callback_id": "photo_booth"}
        | {"channel": channel, "message": message, "message_ts": scene.ts},
        "shortcut": used
        | {"channel": channel, "message": message, "message_ts": scene.ts},
        "global shortcut": used | {"type": "shortcut"},
    }.items():
        yield Sent(name, "interactive", payload)


def _of_galleries(scene: Scene, view: Json, button: Json) -> dict[str, Json]:
    """What is sent from the home tab, from a history, and from *Use in…*."""
    shown = _acted(scene, "block_actions") | {
        "container": {"type": "view", "view_id": "V1"}
    }
    sent = _acted(scene, "view_submission") | {"response_urls": []}
    search = {"words": "fox", "channel": scene.channel, "name": 1, "trail": [[1, 0]]}
    home = view | {"type": "home", "private_metadata": json.dumps(search)}
    history, use = view | _history_form(scene), view | _use_form(scene)
    place = {"type": "conversations_select", "selected_conversation": scene.channel}
    return {
        "home older": shown
        | {"view": home, "actions": [button | {"action_id": "home_older"}]},
        "home words": shown
        | {"view": home, "actions": [button | {"action_id": "home_words"}]},
        "history": shown
        | {"view": home, "actions": [button | {"action_id": "history"}]},
        "history form": sent | {"view": history},
        "history again": shown
        | {"view": history, "actions": [button | {"action_id": "history_again"}]},
        "use form": sent | {"view": use},
        "use place": shown
        | {"view": use, "actions": [button | place | {"action_id": "use_place"}]},
    }


def _history_form(scene: Scene) -> Json:
    """The form of a history, in which a turn is chosen."""
    about = {"turn": int(scene.turn), "page": 0, "chosen": [], "file": "F1"}
    ticked = {"type": "checkboxes", "selected_options": [{"value": scene.turn}]}
    return {
        "callback_id": "history_form",
        "private_metadata": json.dumps(about),
        "state": {"values": {"history_0": {"chosen": ticked}}},
    }


def _use_form(scene: Scene) -> Json:
    """The form that brings the picture of a turn elsewhere."""
    about = {"turn": int(scene.turn), "number": 0}
    place = {"type": "conversations_select", "selected_conversation": scene.channel}
    line = {"type": "plain_text_input", "value": "For the cover"}
    return {
        "callback_id": "use_in_form",
        "private_metadata": json.dumps(about),
        "state": {
            "values": {"use_to": {"use_place": place}, "use_said": {"words": line}}
        },
    }


def _shape_form(scene: Scene) -> Json:
    """The form of another shape, about the picture of a turn."""
    about = {"channel": scene.channel, "turn": int(scene.turn)}
    chosen = {"type": "radio_buttons", "selected_option": {"value": "16:9"}}
    return {
        "callback_id": "another_shape_form",
        "private_metadata": json.dumps(about),
        "state": {"values": {"shape": {"chosen": chosen}}},
    }


def _part_form(scene: Scene) -> Json:
    """The form of a part, about the picture of a turn, with a place that was found."""
    about = {
        "channel": scene.channel,
        "thread": scene.ts,
        "onto": int(scene.turn),
        "again": 0,
        "width": 1024,
        "height": 1024,
        "shown": "F1",
        "files": [],
        "box": [100, 100, 500, 500],
    }
    line = {"type": "plain_text_input", "value": "B2:C3"}
    action = {"type": "radio_buttons", "selected_option": {"value": "changed"}}
    cells = {"type": "multi_static_select", "selected_options": [{"value": "A1"}]}
    return {
        "callback_id": "change_part_form",
        "private_metadata": json.dumps(about),
        "state": {
            "values": {
                "cells": {"chosen": cells},
                "action": {"chosen": action},
                **{name: {"line": line} for name in ("named", "sought", "wish")},
            }
        },
    }


def _keep_form(scene: Scene) -> Json:
    """The form that teaches a name, about the picture of a turn."""
    about = {
        "channel": scene.channel,
        "thread": scene.ts,
        "kind": "character",
        "turns": [[int(scene.turn), 0], [int(scene.turn), 1]],
        "files": [],
    }
    return {
        "callback_id": "keep_name_form",
        "private_metadata": json.dumps(about),
        "state": {"values": _name_fields()},
    }


def _add_form(scene: Scene) -> Json:
    """The form that adds what the one before would have kept to a name."""
    about = json.loads(_keep_form(scene)["private_metadata"])
    kept = json.dumps(about | {"name": 1, "agreed": True})
    return {"callback_id": "add_to_name_form", "private_metadata": kept, "state": {}}


def _change_name_form(scene: Scene) -> Json:
    """The form in which a name is changed."""
    about = {"channel": scene.channel, "page": 0, "name": 1, "shown": "F1"}
    file = {"id": "F1", "name": "ann.jpg", "mimetype": "image/jpeg", "size": 9}
    files = {"file": {"type": "file_input", "files": [file]}}
    return {
        "callback_id": "change_name_form",
        "private_metadata": json.dumps(about),
        "state": {"values": {**_name_fields(), "taught_files": files}},
    }


def _name_fields() -> Json:
    line = {"type": "plain_text_input", "value": "Pixel"}
    ticked = {"type": "checkboxes", "selected_options": [{"value": "0"}]}
    where = {"type": "radio_buttons", "selected_option": {"value": "everywhere"}}
    people = {"type": "radio_buttons", "selected_option": {"value": "nobody"}}
    return {
        "taught_name": {"line": line},
        "taught_sentence": {"line": line},
        "taught_pictures": {"chosen": ticked},
        "taught_where": {"chosen": where},
        "taught_people": {"chosen": people},
    }


def _booth_form(scene: Scene) -> Json:
    """The form of the photo booth, about the picture of a turn."""
    about = {"channel": scene.channel, "thread": scene.ts, "onto": int(scene.turn)}
    ticked = [{"value": name} for name in ("Knitted", "Pixel art")]
    file = {"id": "F1", "name": "ann.jpg", "mimetype": "image/jpeg", "size": 9}
    return {
        "callback_id": "photo_booth_form",
        "private_metadata": json.dumps(about),
        "state": {
            "values": {
                "photo": {"file": {"type": "file_input", "files": [file]}},
                "looks": {"chosen": {"type": "checkboxes", "selected_options": ticked}},
                "own_look": {"words": {"type": "plain_text_input", "value": "a pawn"}},
                "keep": {"words": {"type": "plain_text_input", "value": "the hat"}},
            }
        },
    }


def _acted(scene: Scene, kind: str) -> Json:
    return {
        "type": kind,
        "user": {"id": scene.user, "username": "ann", "team_id": scene.team},
        "api_app_id": "A1",
        "token": "verification",
        "trigger_id": "13.37.abc",
        "team": {"id": scene.team, "domain": "acme"},
        "enterprise": None,
        "is_enterprise_install": False,
        "response_url": scene.response_url,
    }


def _command(scene: Scene) -> Sent:
    fields = {
        "token": "verification",
        "team_id": scene.team,
        "team_domain": "acme",
        "channel_id": scene.channel,
        "channel_name": "general",
        "user_id": scene.user,
        "user_name": "ann",
        "command": "/imagine",
        "text": "a fox",
        "api_app_id": "A1",
        "is_enterprise_install": "false",
        "response_url": scene.response_url,
        "trigger_id": "13.37.abc",
    }
    return Sent("command", "slash_commands", fields)


def _paths(value: Any, here: Path = ()) -> Iterator[Path]:
    """The paths of all fields, including those of nested objects."""
    inside: Any = ()
    if isinstance(value, dict):
        inside = value.items()
    elif isinstance(value, list):
        inside = enumerate(value)
    for key, each in inside:
        yield (*here, key)
        yield from _paths(each, (*here, key))


def _at(value: Any, path: Path) -> Any:
    for key in path:
        value = value[key]
    return value if isinstance(value, str) else None


def _set(value: Any, path: Path, new: object) -> None:
    for key in path[:-1]:
        value = value[key]
    value[path[-1]] = new


def _with(payload: Any, path: Path, new: object) -> Any:
    changed = copy.deepcopy(payload)
    _set(changed, path, new)
    return changed


def _without(payload: Any, path: Path) -> Any:
    changed = holder = copy.deepcopy(payload)
    for key in path[:-1]:
        holder = holder[key]
    del holder[path[-1]]
    return changed
