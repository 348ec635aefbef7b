"""The buttons and the menu under a message. Each carries the turn it is about."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.core.controls import Click
from bot.core.messages.booth import OPEN
from bot.core.messages.charts import DATA
from bot.core.messages.parts import PART, REST
from bot.core.messages.questions import LABELS
from bot.core.messages.sets import ALL, MISSING, PICK
from bot.core.turn.decisions import Choice
from bot.core.turn.sets import MOST
from bot.core.turn.turns import Turn
from handlers.booth import ask_for_looks
from handlers.desk import Desk
from handlers.details import open_details
from handlers.parts import ask_for_part
from handlers.payloads import Press, press_from
from handlers.shapes import ask_for_shape

Do = Callable[[Turn, Click], Awaitable[None]]
_FORMS: Final = {
    "reshape": ask_for_shape,
    OPEN: ask_for_looks,
    PART: ask_for_part,
}
"""Entries that open a form, because they need to know more."""


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the listeners. A click is acknowledged when its request is in the
    journal."""
    controls = desk.controls
    _listen(app, desk, "stop", {"": controls.stop})
    _listen(app, desk, "redo", {"": controls.redo})
    _listen(app, desk, "variations", {"": controls.vary})
    _listen(app, desk, "go_back", {"": controls.go_back})
    entries = {
        "build_on": controls.build_on,
        ALL: controls.share,
        MISSING: controls.complete,
        "larger": controls.larger,
        REST: controls.keep_rest,
        DATA: controls.data,
    }
    _listen(app, desk, "more", entries)
    for number in range(1, MOST + 1):
        _listen_to_pick(app, desk, number)

    for choice, (_, action) in LABELS.items():
        _listen_for(app, desk, action, choice)

    @app.action("details")
    async def on_details(ack: AsyncAck, body: dict[str, Any]) -> None:
        press = press_from(body)
        if press and press.trigger and (turn := await _turn(desk, press)):
            await open_details(desk, turn, press, body["team_id"])
        await ack()


def _listen_for(app: AsyncApp, desk: Desk, action: str, choice: Choice) -> None:
    @app.action(action)
    async def on_decision(ack: AsyncAck, body: dict[str, Any]) -> None:
        press = press_from(body)
        if press and press.question and (turn := await _turn(desk, press)):
            await desk.controls.decide(turn, press.click, press.question, choice)
        await ack()


def _listen_to_pick(app: AsyncApp, desk: Desk, number: int) -> None:
    @app.action(f"{PICK}_{number}")
    async def on_pick(ack: AsyncAck, body: dict[str, Any]) -> None:
        press = press_from(body)
        if press and (turn := await _turn(desk, press)):
            await desk.controls.pick(turn, press.click, number)
            desk.direct.chosen(turn, press.click.at)
        await ack()


def _listen(app: AsyncApp, desk: Desk, action: str, entries: Mapping[str, Do]) -> None:
    """Call the function for the chosen entry of a menu; a button has a single entry
    without a name.

    An unknown entry, perhaps of a later version, does nothing.
    """

    @app.action(action)
    async def on_press(ack: AsyncAck, body: dict[str, Any]) -> None:
        press = press_from(body)
        do = entries.get(press.entry) if press else None
        if press and do and (turn := await _turn(desk, press)):
            await do(turn, press.click)
            desk.direct.chosen(turn, press.click.at)
        elif press and press.entry in _FORMS and (turn := await _turn(desk, press)):
            await _FORMS[press.entry](desk, turn, press)
        await ack()


async def _turn(desk: Desk, press: Press) -> Turn | None:
    """The turn that the press is about, if it belongs to the workspace of the press."""
    return await desk.controls.turn(press.turn, press.teams, press.channel)
