"""The buttons and the menu under a message. Each carries the turn it is about."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.core.controls import Click
from bot.core.messages.booth import OPEN
from bot.core.messages.charts import DATA
from bot.core.messages.decks import DONT, DRAW, PICTURES
from bot.core.messages.decks import MISSING as MISSING_OF_DECK
from bot.core.messages.gallery import USE
from bot.core.messages.menu import (
    BUILD_ON,
    CHOSEN,
    LARGER,
    MENU,
    MORE,
    RESHAPE,
    under_way,
)
from bot.core.messages.names import KINDS
from bot.core.messages.parts import PART, REST
from bot.core.messages.questions import LABELS
from bot.core.messages.sets import ALL, MISSING, PICK
from bot.core.turn.decisions import Choice
from bot.core.turn.sets import MOST
from bot.core.turn.turns import Turn
from handlers.booth import ask_for_looks
from handlers.desk import Desk
from handlers.details import open_details
from handlers.more import InPlace, ask_for_more
from handlers.names import ask_to_keep
from handlers.parts import ask_for_part
from handlers.payloads import Press, press_from, press_in_form
from handlers.shapes import ask_for_shape
from handlers.using import ask_where_to

Do = Callable[[Turn, Click], Awaitable[None]]
_FORMS: Final = {
    RESHAPE: ask_for_shape,
    MORE: ask_for_more,
    **dict.fromkeys(KINDS, ask_to_keep),
    OPEN: ask_for_looks,
    PART: ask_for_part,
    USE: ask_where_to,
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
    _listen(app, desk, DRAW, {"": controls.draw_deck})
    _listen(app, desk, DONT, {"": controls.dont_draw})
    _listen(app, desk, PICTURES, {"": controls.share})
    entries = {
        BUILD_ON: controls.build_on,
        ALL: controls.share,
        MISSING: controls.complete,
        LARGER: controls.larger,
        MISSING_OF_DECK: controls.draw_deck,
        REST: controls.keep_rest,
        DATA: controls.data,
    }
    _listen(app, desk, MENU, entries)
    _listen_in_form(app, desk, entries)
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
        if press and (turn := await _turn(desk, press)):
            await _chosen(desk, turn, press, entries)
        await ack()


def _listen_in_form(app: AsyncApp, desk: Desk, entries: Mapping[str, Do]) -> None:
    """Do the same for entries that had no room in the menu."""

    @app.action(CHOSEN)
    async def on_entry(ack: AsyncAck, body: dict[str, Any]) -> None:
        press = press_in_form(body)
        if press and (turn := await _turn(desk, press)):
            here = replace(desk, views=InPlace(desk.views, body["view"]["id"]))
            if await _chosen(here, turn, press, entries):
                await here.views.open(turn.ask.thread.team, "", under_way())
        await ack()


async def _chosen(
    desk: Desk, turn: Turn, press: Press, entries: Mapping[str, Do]
) -> bool:
    """Do what was chosen, or open its form; returns whether it is done."""
    if do := entries.get(press.entry):
        await do(turn, press.click)
        desk.direct.chosen(turn, press.click.at)
        return True
    if press.entry in _FORMS:
        await _FORMS[press.entry](desk, turn, press)
    return False


async def _turn(desk: Desk, press: Press) -> Turn | None:
    """The turn that the press is about, if it belongs to the workspace of the press."""
    return await desk.controls.turn(press.turn, press.teams, press.channel)
