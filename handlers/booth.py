"""The photo booth: a button, an entry of a menu, a message shortcut, and its form.

A slash command brings no files; where there is no photo yet, the form asks for one.
"""

from functools import partial
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.core.accepting.booth import Opening
from bot.core.messages.booth import BOOTH_FORM, FORGOTTEN, OPEN, booth_form
from bot.core.turn.booth import LOOKS, BoothForm, BoothPlace
from bot.core.turn.turns import Turn
from handlers.desk import Desk
from handlers.payloads import (
    Press,
    booth_form_from,
    is_direct,
    kept,
    place_kept,
    press_from,
    used_on,
)


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the listeners."""

    @app.action(OPEN)
    async def on_button(ack: AsyncAck, body: dict[str, Any]) -> None:
        press = press_from(body)
        if press and press.trigger:
            found = await desk.controls.turn(press.turn, press.teams, press.channel)
            if found:
                await ask_for_looks(desk, found, press)
        await ack()

    @app.shortcut(OPEN)
    async def on_shortcut(ack: AsyncAck, body: dict[str, Any]) -> None:
        opening = await desk.booth.at_message(*used_on(body))
        await open_booth(desk, body["trigger_id"], opening)
        await ack()

    @app.view(BOOTH_FORM)
    async def on_form(ack: AsyncAck, body: dict[str, Any]) -> None:
        if objections := await _taken(desk, place_kept(body), booth_form_from(body)):
            # The form stays open with what is in it.
            await ack(response_action="errors", errors=objections)
        else:
            await ack()


async def ask_for_looks(desk: Desk, turn: Turn, press: Press) -> None:
    """Open the form for the photo of a turn."""
    await open_booth(desk, press.trigger, await desk.booth.at_turn(turn))


async def open_booth(desk: Desk, trigger: str, opening: Opening) -> None:
    """Open the form. If Slack cannot show the photo in it, the form names the photo."""
    place, shown = opening
    looks, about = desk.booth.looks, kept(place)
    bare = booth_form(about, place, looks)
    view = booth_form(about, place, looks, shown) if shown else bare
    await desk.views.open(place.thread.team, trigger, view, bare if shown else None)


async def _taken(
    desk: Desk, place: BoothPlace | None, form: BoothForm
) -> dict[str, str]:
    """Take the form; return what is wrong with it, by field."""
    if place is None:
        return {LOOKS: FORGOTTEN}
    if objections := desk.booth.objections(form, place):
        return objections
    ask = await desk.booth.ask(form, place)
    if ask is None:
        return {LOOKS: FORGOTTEN}
    alone = place.opens_thread and is_direct({"channel": place.thread.channel})
    tell = partial(desk.views.tell, place.address) if place.address else None
    await (desk.direct if alone else desk.intake).take(ask, tell)
    return {}
