"""Buttons under a message. Each carries the turn that it is about."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.core.controls import Click
from bot.core.turns import Turn
from handlers.desk import Desk

Body = Mapping[str, Any]
Press = Callable[[Turn, Click], Awaitable[None]]


def register(app: AsyncApp, desk: Desk) -> None:
    """Listen. A click is acknowledged when what it wishes is in the journal."""
    controls = desk.controls
    _listen(app, desk, "stop", controls.stop)
    _listen(app, desk, "redo", controls.redo)
    _listen(app, desk, "variations", controls.vary)
    _listen(app, desk, "go_back", controls.go_back)
    _listen(app, desk, "more", controls.build_on)

    @app.action("details")
    async def on_details(ack: AsyncAck, body: dict[str, Any]) -> None:
        if turn := await _turn(desk, body):
            await desk.views.open(body["trigger_id"], controls.details(turn))
        await ack()


def _listen(app: AsyncApp, desk: Desk, action: str, press: Press) -> None:
    @app.action(action)
    async def on_press(ack: AsyncAck, body: dict[str, Any]) -> None:
        if turn := await _turn(desk, body):
            await press(turn, _click(body))
        await ack()


async def _turn(desk: Desk, body: Body) -> Turn | None:
    """The turn of the click, if it belongs where the click was."""
    action = body["actions"][0]
    chosen = action.get("selected_option") or action
    number = str(chosen.get("value", "")).rpartition(":")[2]
    if not number.isdecimal():
        return None
    channel = str((body.get("channel") or {}).get("id", ""))
    return await desk.controls.turn(int(number), body["team"]["id"], channel)


def _click(body: Body) -> Click:
    return Click(str(body["user"]["id"]), str(body["actions"][0]["action_ts"]))
