"""The modal behind *Details*, and the small picture in it, if there is one."""

from functools import partial
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.core.accepting.part_forms import OpenForm
from bot.core.messages.details import DETAILS, with_names, with_where
from bot.core.turn.slots import Spot
from bot.core.turn.turns import Turn
from handlers.desk import Desk
from handlers.payloads import Press, shown_from, shown_kept

Modal = dict[str, Any]


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the listener for the end of the modal."""

    @app.view_closed(DETAILS)
    async def on_closed(ack: AsyncAck, body: dict[str, Any]) -> None:
        desk.parts.done(body["team_id"], shown_from(body))
        await ack()


async def open_details(desk: Desk, turn: Turn, press: Press, team: str) -> None:
    """Open it at once; its picture comes when Slack has it."""
    user = press.click.user
    taught = await desk.names.used_in(turn, user)
    modal = await desk.controls.details(turn, taught)
    view = await desk.views.open(team, press.trigger, modal)
    if view and turn.answer and turn.answer.where:
        made = partial(_with_picture, modal)
        desk.parts.begin_to_show_where(turn, OpenForm(view, user), made)
    elif view:
        made = partial(_with_names, modal)
        desk.names.begin_to_show_used(taught, OpenForm(view, user), made)


def _with_picture(modal: Modal, spot: Spot) -> Modal:
    return with_where(modal, shown_kept(spot.file_id), spot)


def _with_names(modal: Modal, spot: Spot) -> Modal:
    shown = spot != Spot()
    return with_names(modal, shown_kept(spot.file_id), spot) if shown else modal
