"""Forms: a person opens one from the menu of a message, and sends it filled in."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

from aiohttp import web

from bench.serving import now
from bench.slack.events import Events
from bench.slack.world import TEAM, Asked, Form, World

CELLS = 9
"""So many of the cells that a form offers are chosen."""
ACTION = "Take it back here"
Json = dict[str, Any]


class FormDesk:
    """The bench's requests about forms; every path ends in a contender's name."""

    def __init__(self, events: Callable[[str], Events]) -> None:
        self._events = events

    async def press(self, request: web.Request) -> web.Response:
        """POST /bench/press/{who}: opens the form of a turn; waits until it shows its
        picture, or for so many seconds."""
        events, given = self._of(request), await request.json()
        world = events.world
        name = f"Fm{next(world.numbers)}"
        form = world.forms[name] = Form(world.asked[given["turn"]], now())
        await events.interact(_pressed(form, name))
        until = form.pressed + given["seconds"]
        while not form.shown and now() < until:  # noqa: ASYNC110 - costs the measured path nothing
            await asyncio.sleep(0.005)
        times = {"pressed": form.pressed, "opened": form.opened, "shown": form.shown}
        told = {"form": name, "page": _page(form.view), **times}
        return web.json_response(told)

    async def send(self, request: web.Request) -> web.Response:
        """POST /bench/send/{who}: sends a form, which becomes this turn."""
        events, given = self._of(request), await request.json()
        form = events.world.forms[given["form"]]
        asked = _next(events.world, form.asked, given["turn"])
        payload = _sent(form, given["form"])
        asked.sent = now()
        await events.interact(payload)
        return web.json_response({})

    async def draw(self, request: web.Request) -> web.Response:
        """POST /bench/draw/{who}: has the outline of a turn drawn, which is another
        turn."""
        events, given = self._of(request), await request.json()
        world = events.world
        outline = world.asked[given["outline"]]
        name = f"Fm{next(world.numbers)}"
        world.documents = 0
        asked = _next(world, outline, given["turn"])
        asked.of_deck, asked.sent = True, now()
        await events.interact(_drawing(Form(outline), name))
        return web.json_response({})

    def _of(self, request: web.Request) -> Events:
        return self._events(request.match_info["who"])


def _next(world: World, before: Asked, turn: int) -> Asked:
    """The ask that a form becomes, in the thread of its picture."""
    asked = Asked(turn, world.next_ts(), before.root, before.channel)
    world.asked[turn] = asked
    world.threads.setdefault(before.root, []).append(asked)
    return asked


def _pressed(form: Form, name: str) -> Json:
    action = {
        "type": "overflow",
        "action_id": "more",
        "block_id": "actions",
        "action_ts": f"{time.time():.6f}",
        "selected_option": {"value": form.asked.part},
    }
    channel = {"id": form.asked.channel, "name": "general"}
    common = _common(form, name, "block_actions")
    return {**common, "channel": channel, "actions": [action]}


def _drawing(form: Form, name: str) -> Json:
    action = {
        "type": "button",
        "action_id": "draw_deck",
        "block_id": "actions",
        "action_ts": f"{time.time():.6f}",
        "value": form.asked.deck,
    }
    channel = {"id": form.asked.channel, "name": "general"}
    common = _common(form, name, "block_actions")
    return {**common, "channel": channel, "actions": [action]}


def _sent(form: Form, name: str) -> Json:
    view = {
        **form.view,
        "id": name,
        "team_id": TEAM,
        "state": {"values": _filled(form)},
    }
    return {**_common(form, name, "view_submission"), "view": view}


def _common(form: Form, name: str, kind: str) -> Json:
    user = {"id": f"U1{form.asked.turn:07d}", "team_id": TEAM}
    team = {"id": TEAM, "domain": "bench"}
    trigger = {"trigger_id": name, "api_app_id": "A00000001"}
    return {"type": kind, "user": user, "team": team, **trigger}


def _filled(form: Form) -> Json:
    """Some of the cells are chosen, and what to do with them."""
    fields = [each for each in form.view["blocks"] if each["type"] == "input"]
    return {
        each["block_id"]: {each["element"]["action_id"]: _choice(each["element"])}
        for each in fields
    }


def _choice(element: Json) -> Json:
    kind, options = element["type"], element.get("options", ())
    if kind == "multi_static_select":
        return {"type": kind, "selected_options": options[:CELLS]}
    chosen = [each for each in options if each["text"]["text"] == ACTION]
    return {"type": kind, **({"selected_option": chosen[0]} if chosen else {})}


def _page(view: Json) -> str:
    """The address to which a button of the form leads, if there is one."""
    rows = (each.get("elements", ()) for each in view.get("blocks", ()))
    links = (each["url"] for row in rows for each in row if each.get("url"))
    return next(links, "")
