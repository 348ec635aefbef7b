"""The Web API's methods that the contenders call, in the form that Slack gives them."""

import asyncio
import json
import re
from collections.abc import Callable
from typing import Any

from aiohttp import web

from bench.serving import now
from bench.slack.world import BOT, CHANNELS, TEAM, Upload, World, Worlds

Json = dict[str, Any]
Method = Callable[[World, Json], Json]
_PICKS = '"pick_1"'
"""The button that a message with several pictures has when all of them are there."""
_PART = re.compile(r'"(change_part:\d+)"')
"""The entry that the menu of a message with one picture has when it is there."""
_DRAW = re.compile(r'"draw_deck"[^}]*"value":\s*"([^"]+)"')
"""The button below an outline."""
_DRAWN = '"change_slide"'
"""The button below a deck that is drawn."""
_SHOWN = re.compile(r'"slack_file":\s*\{\s*"id":\s*"(F[A-Z0-9]+)"')


async def call(worlds: Worlds, request: web.Request) -> web.Response:
    """POST /api/{method}. The end of the token tells whose call it is."""
    name = request.match_info["method"]
    args = await _args(request)
    who = request.headers["Authorization"].rpartition("-")[2]
    world = worlds[who]
    world.calls[name] += 1
    wait = world.limits.refuse(TEAM, name, str(args.get("channel", "")), now())
    if wait:
        world.refused[name] += 1
        return web.json_response(
            {"ok": False, "error": "ratelimited"},
            status=429,
            headers={"Retry-After": str(wait)},
        )
    if name == "apps.connections.open":
        address = f"ws://{request.host}/link/{who}"
        return web.json_response({"ok": True, "url": address})
    if name == "files.getUploadURLExternal":
        return web.json_response(_ticket(world, f"http://{request.host}/upload/{who}"))
    method = METHODS.get(name)
    if method is None:
        world.refused[f"unknown {name}"] += 1
        return web.json_response({"ok": False, "error": "unknown_method"})
    return web.json_response({"ok": True, **method(world, args)})


async def upload(worlds: Worlds, request: web.Request) -> web.Response:
    """POST /upload/{who}/{file}: raw bytes, as Slack's upload address takes them."""
    data, world = await request.read(), worlds[request.match_info["who"]]
    if world.line:
        await asyncio.sleep(len(data) * 8 / world.line)
    world.received(request.match_info["file"], data)
    return web.Response(text=f"OK - {len(data)}")


async def _args(request: web.Request) -> Json:
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        body: Json = json.loads(await request.read() or b"{}")
        return args | body
    return args | dict(await request.post())


def _auth(_: World, __: Json) -> Json:
    who = {"team_id": TEAM, "user_id": BOT, "bot_id": "B00000001"}
    return {"url": "https://bench.slack.com/", "team": "Bench", "user": "bot", **who}


def _post(world: World, args: Json) -> Json:
    """An answer belongs to the oldest ask of its thread that has none."""
    at, ts = now(), world.next_ts()
    waiting = world.threads.get(str(args.get("thread_ts")), [])
    asked = next((each for each in waiting if not each.posted), None)
    if asked is not None:
        asked.posted = at
        world.messages[ts] = asked
        world.showed(asked, _picture(args), at)
    return {
        "channel": args["channel"],
        "ts": ts,
        "message": {"ts": ts, "text": "", "user": BOT},
    }


def _status(world: World, args: Json) -> Json:
    """Set a thread's status, which is seen by everybody who asked there and has no
    message yet."""
    if args["status"]:
        for asked in world.threads.get(str(args["thread_ts"]), []):
            asked.signed = asked.signed or now()
    return {}


def _update(world: World, args: Json) -> Json:
    at, ts = now(), str(args["ts"])
    asked = world.messages.get(ts)
    if asked is not None:
        world.showed(asked, _picture(args), at)
        shown = _blocks(args)
        if part := _PART.search(shown):
            asked.part = part[1]
        if button := _DRAW.search(shown):
            asked.deck = button[1]
        if part or button or _PICKS in shown:
            world.ends(asked, at)
        asked.drawn = asked.drawn or _DRAWN in shown
        world.draws(asked, at)
    return {"channel": args["channel"], "ts": ts, "text": str(args.get("text", ""))}


def _picture(args: Json) -> str:
    """The file in the last image block."""
    shown = _SHOWN.findall(_blocks(args))
    return shown[-1] if shown else ""


def _blocks(args: Json) -> str:
    return _as_json(args.get("blocks") or "")


def _as_json(value: Any) -> str:
    """A structure as JSON, in whichever way it came."""
    return value if isinstance(value, str) else json.dumps(value)


def _open_form(world: World, args: Json) -> Json:
    name = str(args["trigger_id"])
    world.forms[name].opened = now()
    return _show_form(world, name, args)


def _update_form(world: World, args: Json) -> Json:
    return _show_form(world, str(args["view_id"]), args)


def _show_form(world: World, name: str, args: Json) -> Json:
    """Show it; a form whose picture is a file is complete."""
    form, view, at = world.forms[name], _as_json(args["view"]), now()
    form.view = json.loads(view)
    if _SHOWN.search(view):
        form.shown = form.shown or at
    return {"view": {"id": name}}


def _publish(world: World, args: Json) -> Json:
    tab, at = world.tabs[str(args["user_id"])], now()
    tab.view = json.loads(_as_json(args["view"]))
    tab.shown = at
    return {"view": {"id": "V00000001", "hash": f"{at:.6f}"}}


def _channels(world: World, _: Json) -> Json:
    """Everybody is in all channels, and so is the bot; they are all public."""
    each = [{"id": name, "is_member": True} for name in world.channels]
    return {"channels": each, "response_metadata": {"next_cursor": ""}}


def _permalink(_: World, args: Json) -> Json:
    ts = str(args["message_ts"]).replace(".", "")
    link = f"https://bench.slack.com/archives/{args['channel']}/p{ts}"
    return {"channel": args["channel"], "permalink": link}


def _user(_: World, args: Json) -> Json:
    return {"user": {"id": args["user"], "is_restricted": False}}


def _ticket(world: World, upload_to: str) -> Json:
    file = f"F{next(world.numbers):08d}"
    world.files[file] = Upload()
    return {"ok": True, "upload_url": f"{upload_to}/{file}", "file_id": file}


def _complete(world: World, args: Json) -> Json:
    given = args["files"]
    files = json.loads(given) if isinstance(given, str) else given
    for each in files if args.get("channel_id") else ():
        world.shared(each["id"], now())
    return {"files": [{"id": each["id"], "title": "a picture"} for each in files]}


def _info(world: World, args: Json) -> Json:
    """A file's info: it is processed at once, and shared if a message shows it."""
    file = str(args["file"])
    upload = world.files.get(file)
    shown = upload is not None and upload.shown
    channels = list(CHANNELS) if shown else []
    known = {"id": file, "mimetype": "image/jpeg", "filetype": "jpg"}
    return {"file": {**known, "channels": channels, "shares": {}}}


def _nothing(_: World, __: Json) -> Json:
    return {}


def _messages(_: World, __: Json) -> Json:
    return {"messages": [], "has_more": False, "response_metadata": {}}


METHODS: dict[str, Method] = {
    "assistant.threads.setStatus": _status,
    "auth.test": _auth,
    "chat.delete": _nothing,
    "chat.getPermalink": _permalink,
    "chat.postMessage": _post,
    "chat.update": _update,
    "conversations.list": _channels,
    "conversations.history": _messages,
    "conversations.replies": _messages,
    "files.completeUploadExternal": _complete,
    "files.delete": _nothing,
    "files.info": _info,
    "users.conversations": _channels,
    "users.info": _user,
    "views.open": _open_form,
    "views.publish": _publish,
    "views.update": _update_form,
}
