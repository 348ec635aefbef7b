"""People's actions over HTTP: one function per order, each calling a method of
Person."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict

from playground.slack.control.fields import Wrong
from playground.slack.control.order import Order
from playground.slack.control.shapes import message_shape
from playground.slack.hands import Reply
from playground.slack.joining import uninstall
from playground.slack.values import Json

Act = Callable[[Order], Awaitable[Json]]


async def say(order: Order) -> Json:
    message = await order.person.says(
        order.text("channel"),
        order.text("text", ""),
        thread=order.maybe("thread"),
        files=order.files,
        broadcast=bool(order.data.get("broadcast")),
    )
    return message_shape(order.world, message)


async def edit(order: Order) -> Json:
    await order.person.edits(order.message, order.text("text"))
    return message_shape(order.world, order.message)


async def delete(order: Order) -> Json:
    message = order.message
    await order.person.deletes(message)
    return message_shape(order.world, message)


async def click(order: Order) -> Json:
    """In a message (`channel`, `ts`) or in a `view`."""
    return _told(
        await order.person.clicks(
            order.view if "view" in order.data else order.message,
            order.text("action_id"),
            order.data.get("value"),
            block_id=order.maybe("block_id"),
            typed=_values(order, "typed") if "typed" in order.data else None,
        )
    )


async def run(order: Order) -> Json:
    return _told(
        await order.person.runs(
            order.text("command"),
            order.text("text", ""),
            channel=order.text("channel"),
            thread=order.maybe("thread"),
        )
    )


async def submit(order: Order) -> Json:
    given = {
        block: {action: _files(order, value) for action, value in one.items()}
        for block, one in _values(order, "values").items()
    }
    return {"errors": await order.person.submits(order.view, given)}


def _values(order: Order, name: str) -> dict[str, dict[str, object]]:
    values = order.data.get(name, {})
    if not isinstance(values, dict) or not all(
        isinstance(one, dict) for one in values.values()
    ):
        raise Wrong(f"{name} are {{block_id: {{action_id: value}}}}")
    return values


def _files(order: Order, value: object) -> object:
    """The files of a file input are sent along; their numbers stand in its place."""
    match value:
        case {"files": list(numbers)} if all(
            isinstance(one, int) and 0 <= one < len(order.files) for one in numbers
        ):
            return [order.files[one] for one in numbers]
        case dict():
            raise Wrong("the files of an input are {files: [numbers of sent files]}")
    return value


async def close(order: Order) -> Json:
    await order.person.closes(order.view, whole=bool(order.data.get("whole")))
    return {}


async def home(order: Order) -> Json:
    tab = order.text("tab", "home")
    await order.person.opens_home("messages" if tab == "messages" else "home")
    return {}


async def shortcut(order: Order) -> Json:
    message = order.message if "ts" in order.data else None
    return _told(await order.person.shortcut(order.text("callback_id"), message))


async def react(order: Order) -> Json:
    if order.data.get("remove"):
        await order.person.unreacts(order.message, order.text("name"))
    else:
        await order.person.reacts(order.message, order.text("name"))
    return {"reactions": order.message.reactions}


async def invite(order: Order) -> Json:
    await order.person.invites(order.text("who"), order.text("channel"))
    return {}


async def leave(order: Order) -> Json:
    """Leave a `channel`, or take `who` out of it."""
    who = order.maybe("who")
    if who:
        await order.person.removes(who, order.text("channel"))
    else:
        await order.person.leaves(order.text("channel"))
    return {}


async def remove_app(order: Order) -> Json:
    uninstall(order.world, order.team)
    return {}


def _told(reply: Reply) -> Json:
    return asdict(reply)


ACTS: dict[str, Act] = {
    "click": click,
    "close": close,
    "delete": delete,
    "edit": edit,
    "home": home,
    "invite": invite,
    "leave": leave,
    "react": react,
    "run": run,
    "say": say,
    "shortcut": shortcut,
    "submit": submit,
    "uninstall": remove_app,
}
