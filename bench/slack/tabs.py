"""The app's home tab: a person opens it, looks for pictures, and turns its pages."""

import asyncio
from collections.abc import Callable
from typing import Any

from aiohttp import web

from bench.serving import now
from bench.slack.events import Events
from bench.slack.world import TEAM, Tab

Json = dict[str, Any]


class TabDesk:
    """The bench's requests about home tabs; every path ends in a contender's name."""

    def __init__(self, events: Callable[[str], Events]) -> None:
        self._events = events

    async def look(self, request: web.Request) -> web.Response:
        """POST /bench/tab/{who}: a person opens their tab, or, with a `field`, uses one
        of its fields or buttons; waits until the tab has changed, or for so many
        seconds."""
        events, given = self._of(request), await request.json()
        tab = events.world.tabs.setdefault(given["user"], Tab())
        tab.asked, tab.shown = now(), 0.0
        if given["field"]:
            await events.interact(_used(tab, given))
        else:
            await events.tell(_opened(given["user"]))
        until = tab.asked + given["seconds"]
        while not tab.shown and now() < until:  # noqa: ASYNC110 - costs the measured path nothing
            await asyncio.sleep(0.001)
        told = {"asked": tab.asked, "shown": tab.shown}
        return web.json_response({**told, "pictures": _pictures(tab.view)})

    async def join(self, request: web.Request) -> web.Response:
        """POST /bench/join/{who}: everybody is in these channels from now on."""
        given = await request.json()
        self._of(request).world.channels = tuple(given["channels"])
        return web.json_response({})

    def _of(self, request: web.Request) -> Events:
        return self._events(request.match_info["who"])


def _opened(user: str) -> Json:
    event = {"type": "app_home_opened", "user": user, "channel": "D00000001"}
    return {**event, "tab": "home", "event_ts": "1.1"}


def _used(tab: Tab, given: Json) -> Json:
    """What Slack sends when somebody has used a field of the tab."""
    found = _element(tab.view, given["field"])
    action = {
        "type": found["type"],
        "action_id": found["action_id"],
        "action_ts": "1.1",
        "block_id": "block",
        **_value(found, given["value"]),
    }
    view = {**tab.view, "id": "V00000001", "team_id": TEAM, "state": {"values": {}}}
    return {
        "type": "block_actions",
        "user": {"id": given["user"], "team_id": TEAM},
        "team": {"id": TEAM, "domain": "bench"},
        "api_app_id": "A00000001",
        "trigger_id": "1.1",
        "view": view,
        "actions": [action],
    }


def _element(view: Json, name: str) -> Json:
    """The field or button whose action has this name, or ends so."""
    for block in view.get("blocks", ()):
        for each in (block.get("element"), *block.get("elements", ())):
            if each and str(each.get("action_id", "")).endswith(name):
                found: Json = each
                return found
    raise LookupError(f"the home tab has no {name}")


def _value(element: Json, value: str) -> Json:
    match element["type"]:
        case "conversations_select":
            return {"selected_conversation": value}
        case "static_select":
            return {"selected_option": {"value": value}}
    return {"value": value}


def _pictures(view: Json) -> int:
    """How many pictures the tab shows."""
    kinds = [each["type"] for each in view.get("blocks", ())]
    return kinds.count("image")
