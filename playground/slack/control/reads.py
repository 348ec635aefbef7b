"""Everything that can be read over HTTP."""

from collections.abc import Callable
from dataclasses import asdict, replace
from urllib.parse import quote

from aiohttp import web

from playground.slack.control import shapes
from playground.slack.control.order import Order
from playground.slack.pictures import may_see
from playground.slack.transfers import bytes_of

Read = Callable[[Order], web.StreamResponse]


def state(order: Order) -> web.Response:
    return web.json_response(shapes.state(order.world))


def messages(order: Order) -> web.Response:
    """Of a `channel`, or of one `thread` of it; `as` adds what only they see."""
    channel = order.team.channel(order.text("channel"))
    thread = order.maybe("thread")
    found = [*channel.messages.values()]
    if who := order.maybe("as"):
        user = order.team.user(who).id
        found += [one for one in channel.ephemerals if one.ephemeral_to == user]
    shown = [
        shapes.message_shape(order.world, message)
        for message in sorted(found, key=lambda message: message.ts)
        if not message.deleted and thread in {None, message.root_ts}
    ]
    return web.json_response({"messages": shown})


def versions(order: Order) -> web.Response:
    """Every version of one message (`channel`, `ts`), oldest first."""
    message = order.message
    shape = shapes.message_shape(order.world, message)
    shape["versions"] = shapes.versions(order.world, message)
    return web.json_response(shape)


def calls(order: Order) -> web.Response:
    """The newest `limit` calls (200), perhaps of one `method`."""
    method, limit = order.maybe("method"), int(order.text("limit", "200"))
    log = [one for one in order.world.calls if method in {None, one.method}]
    return web.json_response({"calls": [one.json() for one in log[-limit:]]})


def settings(order: Order) -> web.Response:
    return web.json_response(asdict(order.world.settings))


def faults(order: Order) -> web.Response:
    armed = [asdict(fault) for fault in order.world.faults.armed]
    return web.json_response({"faults": armed})


def sockets(order: Order) -> web.Response:
    return web.json_response({"sockets": shapes.sockets(order.world)})


def file(order: Order) -> web.StreamResponse:
    """A file's bytes (`file`), as `as` would get them, or why `as` would not.

    With `past` also those of a file that was deleted lately.
    """
    found = order.team.files.get(order.text("file"))
    if found and found.deleted and order.maybe("past"):
        found = replace(found, data=order.world.past.get(found.id))
    if found is None or found.data is None:
        return web.json_response({"error": "file not found"}, status=404)
    who = order.maybe("as")
    if who and not may_see(order.team, found, order.team.user(who).id):
        return web.json_response({"error": "file not found"}, status=403)
    return bytes_of(found)


def picture(order: Order) -> web.StreamResponse:
    """An image_url's bytes (`url`), as fetched when it was posted."""
    found = order.world.proxy.pictures.get(order.text("url"))
    if found is None:
        where = quote(order.text("url"))
        return web.json_response({"error": f"never fetched: {where}"}, status=404)
    headers = {"Content-Security-Policy": "sandbox; default-src 'none'"}
    return web.Response(
        body=found.data, content_type=found.kind.mimetype, headers=headers
    )


READS: dict[str, Read] = {
    "calls": calls,
    "faults": faults,
    "file": file,
    "messages": messages,
    "picture": picture,
    "settings": settings,
    "sockets": sockets,
    "state": state,
    "versions": versions,
}
