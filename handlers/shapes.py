"""*Another shape…* in the menu of a picture: a form, and what was chosen in it."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.core.errors import AskError
from bot.core.messages.forms import SHAPE_FORM, shape_form
from bot.core.turn.redraws import other_shapes
from bot.core.turn.turns import Turn
from handlers.desk import Desk
from handlers.payloads import Press, shape_from, turn_kept


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the listener for the form."""

    @app.view(SHAPE_FORM)
    async def on_shape(ack: AsyncAck, body: dict[str, Any]) -> None:
        chosen = shape_from(body)
        turn = await _turn(desk, chosen.press) if chosen else None
        if chosen and turn:
            await desk.controls.reshape(turn, chosen.press.click, chosen.shape)
        await ack()


async def ask_for_shape(desk: Desk, turn: Turn, press: Press) -> None:
    """Open the form, if the turn has a picture that it can be about."""
    try:
        shapes = other_shapes(turn)
    except AskError:
        return
    await desk.views.open(
        turn.ask.thread.team, press.trigger, shape_form(turn_kept(turn), shapes)
    )


async def _turn(desk: Desk, press: Press) -> Turn | None:
    return await desk.controls.turn(press.turn, press.teams, press.channel)
