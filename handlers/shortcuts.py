"""The message shortcut: a form that asks what to change in a message's pictures."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.core.messages.forms import ASK_BLOCK, EDIT_FORM, FORGOTTEN, edit_form
from handlers.desk import Desk
from handlers.payloads import about_from, about_kept, ask_from_form


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the listeners."""

    @app.shortcut("edit_picture")
    async def on_shortcut(ack: AsyncAck, body: dict[str, Any]) -> None:
        form = edit_form(about_from(body).kept())
        await desk.views.open(body["team_id"], body["trigger_id"], form)
        await ack()

    @app.view(EDIT_FORM)
    async def on_form(ack: AsyncAck, body: dict[str, Any]) -> None:
        about = about_kept(body)
        if about is None:
            await _object(ack, FORGOTTEN)
            return
        ask = ask_from_form(body, about)
        if objection := desk.intake.objection(ask):
            await _object(ack, objection)
            return
        await desk.intake.take_on(ask, about.ts)
        await ack()


async def _object(ack: AsyncAck, objection: str) -> None:
    """Leave the form open with its text, and show what is wrong with it."""
    await ack(response_action="errors", errors={ASK_BLOCK: objection})
