"""views.*: modals need a fresh trigger, a home tab only its person."""

from playground.slack import modals
from playground.slack.request import Ask
from playground.slack.shapes import view_json
from playground.slack.values import Json, Refused
from playground.slack.workspace import View


async def open_(ask: Ask) -> Json:
    body = _body(ask, "modal")
    trigger = ask.world.interactions.pull(_trigger(ask), ask.team.id)
    return _answer(ask, modals.open_modal(ask.world, ask.team, trigger.user, body))


async def push(ask: Ask) -> Json:
    body = _body(ask, "modal")
    trigger = ask.world.interactions.pull(_trigger(ask), ask.team.id)
    if trigger.view is None:
        raise Refused("invalid_trigger_id")
    return _answer(ask, modals.push_modal(ask.world, ask.team, trigger.user, body))


async def update(ask: Ask) -> Json:
    body, view = _body(ask, "modal"), _view(ask)
    _same_hash(ask, view)
    return _answer(ask, modals.change_view(ask.world, ask.team, view, body))


async def publish(ask: Ask) -> Json:
    user = ask.need("user_id")
    if not ask.world.app.manifest.home_tab:
        raise Refused("not_enabled")
    if user not in ask.team.users:
        raise Refused("user_not_found")
    body = _body(ask, "home")
    if home := ask.team.homes.get(user):
        _same_hash(ask, home)
    return _answer(ask, modals.publish_home(ask.world, ask.team, user, body))


def _trigger(ask: Ask) -> str:
    return ask.text("trigger_id") or ask.text("interactivity_pointer")


def _body(ask: Ask, kind: str) -> object:
    body = ask.value("view")
    if isinstance(body, dict) and body.get("type") not in {kind, None}:
        messages = [f"[ERROR] must be {kind} [json-pointer:/view/type]"]
        raise Refused("invalid_arguments", response_metadata={"messages": messages})
    checked = modals.refuse_view(ask.team, body)
    if asks_for_files(checked) and "files:read" not in ask.world.app.scopes:
        raise Refused("missing_scope", needed="files:read")
    return body


def asks_for_files(body: Json) -> bool:
    """Only apps that may read files may ask for some (docs of the file input)."""
    elements = (block.get("element") or {} for block in body["blocks"])
    return any(element.get("type") == "file_input" for element in elements)


def _view(ask: Ask) -> View:
    view_id, external = ask.text("view_id"), ask.text("external_id")
    for view in ask.world.views.values():
        known = external and view.body.get("external_id") == external
        if view.team == ask.team.id and (view.id == view_id or known):
            return view
    raise Refused("not_found")


def _same_hash(ask: Ask, view: View) -> None:
    if ask.text("hash") not in {"", view.hash}:
        raise Refused("hash_conflict")


def _answer(ask: Ask, view: View) -> Json:
    return {"view": view_json(ask.world, view)}


METHODS = {
    "views.open": open_,
    "views.publish": publish,
    "views.push": push,
    "views.update": update,
}
