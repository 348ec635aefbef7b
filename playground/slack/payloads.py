"""The payloads about clicks, commands, shortcuts and modals."""

import time
from dataclasses import dataclass

from playground.slack.interactions import ResponseUrl
from playground.slack.messages import Message
from playground.slack.modals import FIELDS
from playground.slack.shapes import message_json, view_json
from playground.slack.sharing import team_of
from playground.slack.values import Json
from playground.slack.workspace import Channel, Team, User, View
from playground.slack.world import World

NAMES = {"im": "directmessage", "group": "privategroup", "mpim": "mpdm"}


@dataclass(frozen=True)
class Scene:
    """The person who acts, and the workspace."""

    world: World
    team: Team
    user: User


def block_action(
    scene: Scene, source: Message | View, block_id: str, element: Json, chosen: Json
) -> Json:
    action = _action(block_id, element, chosen)
    if isinstance(source, View):
        where = _in_view(scene, source)
    else:
        where = _in_message(scene, source)
    common = _common(scene, "block_actions", source)
    return {**common, **where, "actions": [action]}


def view_submission(scene: Scene, view: View) -> Json:
    shape = view_json(scene.world, view)
    return {**_common(scene, "view_submission", view), "view": shape} | {
        "response_urls": []
    }


def view_closed(scene: Scene, view: View, *, whole: bool) -> Json:
    payload = _common(scene, "view_closed", view)
    del payload["trigger_id"]
    shape = view_json(scene.world, view)
    return {**payload, "view": shape, "is_cleared": whole}


def shortcut(scene: Scene, callback_id: str) -> Json:
    payload = _common(scene, "shortcut", None)
    return {**payload, "callback_id": callback_id, "action_ts": _now()}


def message_shortcut(scene: Scene, callback_id: str, message: Message) -> Json:
    return {
        **_common(scene, "message_action", message),
        "callback_id": callback_id,
        "action_ts": _now(),
        "message_ts": message.ts,
        "message": message_json(scene.world, message),
        "channel": _channel(scene.team.channels[message.channel]),
        "response_url": _response_url(scene, message.channel, message),
    }


def command(scene: Scene, name: str, text: str, channel: Channel) -> Json:
    """Form fields: all of them strings."""
    world, team, user = scene.world, scene.team, scene.user
    org = world.org
    return {
        "token": world.app.verification_token,
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": NAMES.get(channel.kind, channel.name),
        "user_id": user.id,
        "user_name": user.name,
        "command": name,
        "text": text,
        "api_app_id": world.app.id,
        **({"enterprise_id": org.id, "enterprise_name": org.name} if org else {}),
        "is_enterprise_install": "true" if org else "false",
        "response_url": _response_url(scene, channel.id, None),
        "trigger_id": world.interactions.trigger(team.id, user.id),
    }


def _common(scene: Scene, kind: str, source: Message | View | None) -> Json:
    world, team, user = scene.world, scene.team, scene.user
    view = source.id if isinstance(source, View) else None
    who = {"id": user.id, "username": user.name, "name": user.name}
    return {
        "type": kind,
        "user": {**who, "team_id": team_of(team, user.id)},
        "api_app_id": world.app.id,
        "token": world.app.verification_token,
        "trigger_id": world.interactions.trigger(team.id, user.id, view),
        "team": {"id": team.id, "domain": team.domain},
        "enterprise": {"id": world.org.id, "name": world.org.name}
        if world.org
        else None,
        "is_enterprise_install": world.org is not None,
    }


def _in_message(scene: Scene, message: Message) -> Json:
    channel = scene.team.channels[message.channel]
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.ephemeral_to is not None,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    where: Json = {
        "container": container,
        "channel": _channel(channel),
        "state": {"values": {}},
        "response_url": _response_url(scene, channel.id, message),
    }
    if message.ephemeral_to is None:
        where["message"] = message_json(scene.world, message)
    return where


def _in_view(scene: Scene, view: View) -> Json:
    shape = view_json(scene.world, view)
    container = {"type": "view", "view_id": view.id}
    return {"container": container, "view": shape}


def _action(block_id: str, element: Json, chosen: Json) -> Json:
    shown: Json = {
        key: element[key]
        for key in ("text", "value", "style", "confirm", "placeholder")
        if key in element
    }
    return {
        "action_id": element["action_id"],
        "block_id": block_id,
        **shown,
        "type": element["type"],
        "action_ts": _now(),
        **chosen,
    }


def chosen(element: Json, value: object) -> Json:
    """A person's choice, under the name that this kind of element uses."""
    field = FIELDS.get(element["type"])
    if field is None:
        return {} if value is None else {"value": value}
    if field == "selected_option":
        return {field: option(element, value)}
    if field == "selected_options":
        wanted = value if isinstance(value, list | tuple) else [value]
        return {field: [option(element, one) for one in wanted]}
    return {field: value}


def option(element: Json, value: object) -> Json | None:
    """The option with this value; one that is not offered cannot be picked."""
    if value is None:
        return None
    groups = [group["options"] for group in element.get("option_groups", [])]
    offered = [*element.get("options", []), *(one for group in groups for one in group)]
    for one in offered:
        if one["value"] == value:
            found: Json = one
            return found
    if element["type"].endswith("external_select"):
        text = {"type": "plain_text", "text": str(value)}
        return {"text": text, "value": value}
    raise LookupError(f"No option {value!r}: {[one['value'] for one in offered]}")


def _response_url(scene: Scene, channel: str, message: Message | None) -> str:
    url = ResponseUrl(
        team=scene.team.id,
        user=scene.user.id,
        channel=channel,
        born=time.monotonic(),
        thread_ts=message.thread_ts if message else None,
        message=message,
    )
    key = scene.world.interactions.open_url(url)
    return f"{scene.world.base_url}/actions/{key}"


def _channel(channel: Channel) -> Json:
    return {"id": channel.id, "name": NAMES.get(channel.kind, channel.name)}


def _now() -> str:
    return f"{time.time():.6f}"
