"""Modals and home tabs: opened, pushed, changed, closed.

A person has one stack of at most three modals, and one home tab.
"""

import json
import secrets
from dataclasses import asdict

from playground.slack.pictures import bot_may_see, file_of, look_in, places
from playground.slack.schema import check_view
from playground.slack.shapes import view_json
from playground.slack.values import Json, Refused
from playground.slack.workspace import Team, View
from playground.slack.world import World

DEEPEST = 3
LARGEST = 250_000
"""Bytes of a view (docs.slack.dev/reference/methods/views.publish: 250kb)."""
FIELDS = {
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "overflow": "selected_option",
    "radio_buttons": "selected_option",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "rich_text_input": "rich_text_value",
    "file_input": "files",
}
"""The name under which `state` and actions have each element's value."""


def open_modal(world: World, team: Team, user: str, body: object) -> View:
    view = _new(world, team, user, body, None)
    team.modals[user] = [view]
    _tell(world, "modal_opened", view)
    return view


def push_modal(world: World, team: Team, user: str, body: object) -> View:
    stack = team.modals.setdefault(user, [])
    if not stack:
        raise Refused("not_found")
    if len(stack) >= DEEPEST:
        raise Refused("push_limit_reached")
    view = _new(world, team, user, body, stack[-1])
    stack.append(view)
    _tell(world, "modal_opened", view)
    return view


def change_view(world: World, team: Team, view: View, body: object) -> View:
    """Replace a view's content; text that was typed into a block that stays is kept."""
    view.body = _checked(world, team, body)
    view.hash = _hash(world)
    _tell(world, "modal_updated", view)
    return view


def close_modal(world: World, team: Team, view: View, *, whole: bool = False) -> None:
    stack = team.modals.get(view.user, [])
    gone = list(stack) if whole else [one for one in stack if one is view]
    for one in gone:
        stack.remove(one)
        world.views.pop(one.id, None)
        _tell(world, "modal_closed", one)


def publish_home(world: World, team: Team, user: str, body: object) -> View:
    home = team.homes.get(user)
    if home is None:
        home = _new(world, team, user, body, None)
        team.homes[user] = home
    else:
        home.body = _checked(world, team, body)
        home.hash = _hash(world)
    _tell(world, "home_published", home)
    return home


def refuse_view(team: Team, body: object) -> Json:
    """Return a view that Slack accepts as it is; refuse any other."""
    if len(json.dumps(body, ensure_ascii=False).encode()) > LARGEST:
        raise Refused("view_too_large")
    problems = [f"[ERROR] {problem}" for problem in check_view(body)]
    if problems or not isinstance(body, dict):
        raise Refused("invalid_arguments", response_metadata={"messages": problems})
    for place in places(body["blocks"], "/view/blocks"):
        file = file_of(team, place.slack_file) if place.slack_file else None
        if place.slack_file and not (file and file.shows and bot_may_see(team, file)):
            told = f"[ERROR] invalid slack file [json-pointer:{place.pointer}]"
            raise Refused("invalid_arguments", response_metadata={"messages": [told]})
    return body


def _new(world: World, team: Team, user: str, body: object, below: View | None) -> View:
    checked = _checked(world, team, body)
    _refuse_twin(world, team, checked)
    view_id = world.ids.new("V")
    view = View(
        id=view_id,
        team=team.id,
        user=user,
        body=checked,
        hash=_hash(world),
        root=below.root if below else view_id,
        previous=below.id if below else None,
    )
    world.views[view_id] = view
    return view


def _refuse_twin(world: World, team: Team, body: Json) -> None:
    external = body.get("external_id")
    for view in world.views.values():
        if (
            external
            and view.team == team.id
            and view.body.get("external_id") == external
        ):
            raise Refused("duplicate_external_id")


def _checked(world: World, team: Team, body: object) -> Json:
    body = refuse_view(team, body)
    return {**body, "blocks": [_named(world, block) for block in body["blocks"]]}


def _named(world: World, block: Json) -> Json:
    """Every block and every input has an id, given or made up."""
    block = {**block, "block_id": block.get("block_id") or world.ids.new("b")}
    element = block.get("element")
    if isinstance(element, dict) and "action_id" not in element:
        block["element"] = {**element, "action_id": world.ids.new("a")}
    return block


def _hash(world: World) -> str:
    return f"{world.clock.ts()}.{secrets.token_hex(4)}"


def _tell(world: World, kind: str, view: View) -> None:
    """The change comes with what its person sees of the pictures in it."""
    seen = [asdict(one) for one in look_in(world.teams[view.team], view)]
    shape = view_json(world, view)
    world.changes.tell(kind, view.team, user=view.user, view=shape, seen=seen)
