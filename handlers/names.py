"""*Keep as a character…* and *Keep as a style…*: entries of the menu, shortcuts of
messages, and their form."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.core.accepting.part_forms import OpenForm
from bot.core.messages.added_pictures import ADD_FORM, add_form
from bot.core.messages.forms import FORGOTTEN
from bot.core.messages.names import KEEP_FORM, KINDS, keep_form, no_keep_form
from bot.core.turn.keeping import NAME, KeepPlace
from bot.core.turn.taught import NameKind
from bot.core.turn.turns import Turn
from handlers.desk import Desk
from handlers.payloads import (
    Press,
    add_form_from,
    add_kept,
    keep_form_from,
    keep_kept,
    keep_place_from,
    used_on,
)


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the listeners."""
    for shortcut, kind in KINDS.items():
        _listen(app, desk, shortcut, kind)
    _register_adding(app, desk)

    @app.view(KEEP_FORM)
    async def on_form(ack: AsyncAck, body: dict[str, Any]) -> None:
        place = keep_place_from(body)
        if place is None:
            await ack(response_action="errors", errors={NAME: FORGOTTEN})
            return
        form = keep_form_from(body, place)
        if taught := await desk.adding.offered(form, place):
            desk.teaching.left(form.view)
            about = add_kept(place, form, taught.id)
            view = add_form(about, taught, len(form.chosen))
            await ack(response_action="update", view=view)
            return
        wrong, view = await desk.teaching.take(form, place)
        if wrong:
            # The form stays open with what is in it.
            await ack(response_action="errors", errors=wrong)
        else:
            await ack(response_action="update", view=view)


def _register_adding(app: AsyncApp, desk: Desk) -> None:
    @app.view(ADD_FORM)
    async def on_add(ack: AsyncAck, body: dict[str, Any]) -> None:
        place, form = keep_place_from(body), add_form_from(body)
        if place and form:
            view = await desk.adding.add(form, place)
            await ack(response_action="update", view=view)
        else:
            await ack()


def _listen(app: AsyncApp, desk: Desk, shortcut: str, kind: NameKind) -> None:
    @app.shortcut(shortcut)
    async def on_shortcut(ack: AsyncAck, body: dict[str, Any]) -> None:
        place = await desk.teaching.at_message(*used_on(body), kind)
        team, user = body["team_id"], body["user"]["id"]
        await _open(desk, place, kind, (team, body["trigger_id"], user))
        await ack()


async def ask_to_keep(desk: Desk, turn: Turn, press: Press) -> None:
    """Open the form for the pictures of a turn."""
    kind = KINDS[press.entry]
    place = await desk.teaching.at_turn(turn, kind)
    who = (turn.ask.thread.team, press.trigger, press.click.user)
    await _open(desk, place, kind, who)


async def _open(
    desk: Desk, place: KeepPlace | None, kind: NameKind, who: tuple[str, str, str]
) -> None:
    """Open the form at once; its sentence comes when the model has one. If Slack cannot
    show the pictures in it, the form names them."""
    team, trigger, user = who
    if place is None:
        await desk.views.open(team, trigger, no_keep_form(kind))
        return
    place = await desk.teaching.for_person(place, user)
    about = keep_kept(place)
    form = keep_form(about, place, None)
    bare = keep_form(about, place, None, shown=False)
    if view := await desk.views.open(team, trigger, form, bare):
        desk.teaching.begin_to_describe(place, OpenForm(view, user), about)
