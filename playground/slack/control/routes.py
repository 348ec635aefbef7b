"""The paths of the orders, and the answers if one fails."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict

from aiohttp import web

from playground.slack.control import order as orders
from playground.slack.control.acts import ACTS, Act
from playground.slack.control.fields import Wrong, change, make
from playground.slack.control.order import Order
from playground.slack.control.reads import READS, Read
from playground.slack.control.stream import serve_events
from playground.slack.faults import Fault
from playground.slack.values import Json, Refused
from playground.slack.world import World, forget_all

REASONS = {"warning", "refresh_requested", "link_disabled"}
Serve = Callable[[Order], Awaitable[web.StreamResponse]]


def add_routes(app: web.Application, world: World) -> None:
    for name, read in READS.items():
        app.router.add_get(f"/control/{name}", _served(world, _reading(read)))
    acts = {**ACTS, "disconnect": disconnect, "faults": arm, "reset": reset}
    for name, act in acts.items():
        app.router.add_post(f"/control/{name}", _served(world, _acting(act)))
    app.router.add_patch("/control/settings", _served(world, _acting(settings)))
    app.router.add_delete("/control/faults", _served(world, _acting(disarm)))

    async def events(request: web.Request) -> web.StreamResponse:
        return await serve_events(world.changes, request)

    app.router.add_get("/control/events", events)


async def settings(order: Order) -> Json:
    change(order.world.settings, order.data)
    order.world.changes.tell("settings", **order.data)
    return asdict(order.world.settings)


async def arm(order: Order) -> Json:
    fault = make(Fault, order.data)
    order.world.faults.add(fault)
    return asdict(fault)


async def disarm(order: Order) -> Json:
    order.world.faults.clear()
    return {}


async def disconnect(order: Order) -> Json:
    reason = order.text("reason", "refresh_requested")
    drop = bool(order.data.get("drop"))
    match reason:
        case "warning" | "refresh_requested" | "link_disabled":
            await order.world.sockets.disconnect(reason, drop=drop)
        case _:
            raise Wrong(f"reason must be one of {', '.join(sorted(REASONS))}")
    return {}


async def reset(order: Order) -> Json:
    """Back to empty channels; people, tokens and connections stay."""
    forget_all(order.world)
    return {}


def _reading(read: Read) -> Serve:
    async def serve(order: Order) -> web.StreamResponse:
        return read(order)

    return serve


def _acting(act: Act) -> Serve:
    async def serve(order: Order) -> web.StreamResponse:
        return web.json_response(await act(order))

    return serve


def _served(
    world: World, serve: Serve
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return await serve(await orders.read(world, request))
        except LookupError as error:
            return _no(404, str(error))
        except PermissionError as error:
            return _no(403, str(error))
        except (Wrong, ValueError) as error:
            return _no(400, str(error))
        except Refused as refused:
            return _no(409, refused.error)

    return answer


def _no(status: int, words: str) -> web.Response:
    return web.json_response({"error": words}, status=status)
