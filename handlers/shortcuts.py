"""Two message shortcuts: a form that asks what to change in a message's pictures, and
a view that says what is on one of them."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.core.accepting.part_forms import OpenForm
from bot.core.messages.describing import DESCRIBE, looking, nothing_here
from bot.core.messages.forms import (
    ASK_BLOCK,
    EDIT_FORM,
    FORGOTTEN,
    NO_PICTURE,
    NOT_HERE,
    NOT_THERE_NOW,
    edit_form,
    no_edit_form,
)
from handlers.desk import Desk
from handlers.payloads import (
    about_from,
    about_kept,
    ask_from_form,
    place_chosen,
    used_on,
)


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the listeners."""
    _register_form(app, desk)

    @app.shortcut("edit_picture")
    async def on_shortcut(ack: AsyncAck, body: dict[str, Any]) -> None:
        sentence = await _in_the_way(desk, body)
        form = edit_form(about_from(body).kept())
        shown = no_edit_form(sentence) if sentence else form
        await desk.views.open(body["team_id"], body["trigger_id"], shown)
        await ack()

    @app.shortcut(DESCRIBE)
    async def on_describe(ack: AsyncAck, body: dict[str, Any]) -> None:
        team, user = body["team_id"], body["user"]["id"]
        picture = await desk.describing.at_message(*used_on(body))
        form = looking() if picture else nothing_here()
        view = await desk.views.open(team, body["trigger_id"], form)
        if picture and view:
            desk.describing.begin(picture, OpenForm(view, user))
        await ack()


def _register_form(app: AsyncApp, desk: Desk) -> None:
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
        seeing = desk.home.seeing
        if not await seeing.may_speak(ask.thread.team, ask.user, about.channel):
            await _object(ack, NOT_THERE_NOW)
            return
        to = place_chosen(body)
        if to in {"", about.channel}:
            await desk.intake.take_on(ask, about.ts)
        elif wrong := await desk.using.elsewhere(ask, about.ts, to):
            await ack(response_action="errors", errors=wrong)
            return
        await ack()


async def _in_the_way(desk: Desk, body: dict[str, Any]) -> str:
    """Why there is nothing to change in the message; empty if there is."""
    thread, message, files = used_on(body)
    team, user = thread.team, body["user"]["id"]
    if not await desk.home.seeing.reaches(team, user, thread.channel):
        return NOT_HERE
    ours = await desk.controls.knows(thread, message)
    return "" if ours or files else NO_PICTURE


async def _object(ack: AsyncAck, objection: str) -> None:
    """Leave the form open with its text, and show what is wrong with it."""
    await ack(response_action="errors", errors={ASK_BLOCK: objection})
