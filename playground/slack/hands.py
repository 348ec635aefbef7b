"""A person's actions with an app: clicks, commands, shortcuts, modals, the home tab.

Each waits for the app's acknowledgement, and returns what Slack would show.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from playground.slack import events, modals, payloads, uploads
from playground.slack.interactions import ResponseUrl
from playground.slack.messages import Message, find_elements
from playground.slack.outbox import Ack, Delivery
from playground.slack.payloads import Scene
from playground.slack.responding import respond
from playground.slack.shapes import file_json, view_json
from playground.slack.sharing import is_stranger
from playground.slack.states import fill, stateful, unfilled
from playground.slack.values import Json, Refused
from playground.slack.workspace import View

Values = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True)
class Reply:
    """How an app took a click or a command; `error` is what the person reads."""

    acked: bool
    error: str = ""
    payload: Json = field(default_factory=dict)


async def click(
    scene: Scene,
    source: Message | View,
    action_id: str,
    value: object,
    block_id: str | None,
    typed: Values | None = None,
) -> Reply:
    """With the click, the app also learns what is `typed` into the view by then."""
    if typed is not None and isinstance(source, View):
        fill(source, typed)
    found = [
        pair
        for pair in find_elements(source.blocks, action_id)
        if block_id in {None, pair[0]}
    ]
    if not found:
        raise LookupError(f"No element {action_id!r} in {source.blocks}")
    block_id, element = found[0]
    chosen = payloads.chosen(element, value)
    payload = payloads.block_action(scene, source, block_id, element, chosen)
    return _reply(await _interact(scene, payload))


async def run(
    scene: Scene, command: str, text: str, channel: str, *, in_thread: bool
) -> Reply:
    """Slack takes no command inside a thread, and none that it does not know."""
    known = {one.name for one in scene.world.app.manifest.commands}
    if in_thread:
        return Reply(False, f"{command} is not supported in threads. Sorry!")
    ours = not is_stranger(scene.team, scene.user.id)
    if command not in known or not ours or "commands" not in scene.world.app.scopes:
        return Reply(False, f"{command} is not a valid command.")
    room = scene.team.channel(channel)
    payload = payloads.command(scene, command, text, room)
    ack = await scene.world.outbox.send(Delivery("slash_commands", payload))
    if ack.error:
        return Reply(False, f'{command} failed with the error "{ack.error}"')
    return await _shown(scene, command, ack, room.id)


async def _shown(scene: Scene, command: str, ack: Ack, channel: str) -> Reply:
    """An ack that says something is a message, as if sent to response_url."""
    if ack.payload.get("text") or ack.payload.get("blocks"):
        url = ResponseUrl(scene.team.id, scene.user.id, channel, time.monotonic())
        try:
            await respond(scene.world, url, ack.payload)
        except Refused as refused:
            error = f'{command} failed with the error "{refused.error}"'
            return Reply(True, error, ack.payload)
    return Reply(True, payload=ack.payload)


async def submit(scene: Scene, view: View, values: Values) -> dict[str, str]:
    """Errors by block id; none when the app took it. Slack checks the empty ones."""
    fill(view, _with_uploads(scene, view, values))
    missing = unfilled(view)
    if missing:
        return missing
    ack = await _interact(scene, payloads.view_submission(scene, view))
    if ack.error:
        return {"": ack.error}
    body = ack.payload.get("view")
    match ack.payload.get("response_action"):
        case "errors":
            found: dict[str, str] = ack.payload.get("errors", {})
            return found
        case "update":
            modals.change_view(scene.world, scene.team, view, body)
        case "push":
            modals.push_modal(scene.world, scene.team, view.user, body)
        case "clear":
            modals.close_modal(scene.world, scene.team, view, whole=True)
        case _:
            modals.close_modal(scene.world, scene.team, view)
    return {}


def _with_uploads(scene: Scene, view: View, values: Values) -> Values:
    """The values with the files of file inputs uploaded, as they stand in the state."""
    inputs = {
        (block, element["action_id"]): element
        for block, element in stateful(view)
        if element["type"] == "file_input"
    }
    return {
        block: {
            action: _uploaded(scene, inputs[block, action], value)
            if (block, action) in inputs
            else value
            for action, value in given.items()
        }
        for block, given in values.items()
    }


def _uploaded(scene: Scene, element: Json, value: object) -> list[Json]:
    files = list(value) if isinstance(value, list | tuple) else []
    world, team = scene.world, scene.team
    made = uploads.by_form(world, team, scene.user.id, element, files)
    return [file_json(world, file) for file in made]


async def close(scene: Scene, view: View, *, whole: bool) -> None:
    """The app hears of it only if the view asked for that."""
    payload = payloads.view_closed(scene, view, whole=whole)
    modals.close_modal(scene.world, scene.team, view, whole=whole)
    if view.body.get("notify_on_close"):
        await _interact(scene, payload)


async def use_shortcut(
    scene: Scene, callback_id: str, message: Message | None
) -> Reply:
    kind = "message" if message else "global"
    offered = {
        one.callback_id
        for one in scene.world.app.manifest.shortcuts
        if one.kind == kind
    }
    if is_stranger(scene.team, scene.user.id):
        raise PermissionError(f"{scene.user.name} has no shortcuts of this app")
    if callback_id not in offered:
        raise LookupError(f"No {kind} shortcut {callback_id!r}: {sorted(offered)}")
    if message:
        payload = payloads.message_shortcut(scene, callback_id, message)
    else:
        payload = payloads.shortcut(scene, callback_id)
    return _reply(await _interact(scene, payload))


def open_home(scene: Scene, tab: str) -> None:
    event: Json = {
        "type": "app_home_opened",
        "user": scene.user.id,
        "tab": tab,
        "event_ts": scene.world.clock.ts(),
    }
    if channel := scene.team.dm(scene.user.id, scene.team.bot.id):
        event["channel"] = channel.id
    home = scene.team.homes.get(scene.user.id)
    if tab == "home" and home:
        event["view"] = view_json(scene.world, home)
    events.announce(scene.world, scene.team, event)


async def _interact(scene: Scene, payload: Json) -> Ack:
    return await scene.world.outbox.send(Delivery("interactive", payload))


def _reply(ack: Ack) -> Reply:
    return Reply(not ack.error, ack.error, ack.payload)
