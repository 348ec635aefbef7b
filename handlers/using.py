"""*Use in…*: in the home tab, in the menu of a picture, and its form."""

from collections.abc import Sequence
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.core.messages.gallery import USE
from bot.core.messages.using import PLACE, USE_FORM, no_use_form, use_form
from bot.core.turn.elsewhere import TO, UsedPicture
from bot.core.turn.slots import Spot
from bot.core.turn.turns import KeptPicture, Turn
from handlers.desk import Desk
from handlers.payloads import Press, press_from
from handlers.payloads.using import (
    picture_kept,
    place_in,
    use_form_from,
    used_picture,
)

FORGOTTEN = "I no longer know which picture this is about. Open the form again."


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the listeners."""

    @app.action(USE)
    async def on_use(ack: AsyncAck, body: dict[str, Any]) -> None:
        press = press_from(body)
        wanted = used_picture(press) if press else None
        if press and wanted:
            await open_use_form(desk, wanted, press, body["team_id"])
        await ack()

    @app.action(PLACE)
    async def on_place(ack: AsyncAck, body: dict[str, Any]) -> None:
        if found := place_in(body):
            await show_threads(desk, body, *found)
        await ack()

    @app.view(USE_FORM)
    async def on_form(ack: AsyncAck, body: dict[str, Any]) -> None:
        form = use_form_from(body)
        wrong = await desk.using.take(form) if form else {TO: FORGOTTEN}
        if wrong:
            await ack(response_action="errors", errors=wrong)
        else:
            await ack()


async def ask_where_to(desk: Desk, turn: Turn, press: Press) -> None:
    """Open the form for the last picture of a turn, or for its deck."""
    answer = turn.answer
    shown = (answer.slides or answer.own_pictures[-1:]) if answer else ()
    if answer and shown:
        wanted = UsedPicture(turn.id, answer.pictures.index(shown[-1]))
        await open_use_form(desk, wanted, press, turn.ask.thread.team)


async def show_threads(
    desk: Desk, body: dict[str, Any], wanted: UsedPicture, channel: str
) -> None:
    """Offer the latest threads of the channel that was chosen."""
    team, user = body["team_id"], body["user"]["id"]
    threads = await desk.using.threads(team, user, channel)
    found = await desk.using.picture(wanted, team, user)
    if found:
        view, bare = _forms(wanted, *found, threads)
        if not await desk.views.update(team, body["view"]["id"], view):
            await desk.views.update(team, body["view"]["id"], bare)


async def open_use_form(
    desk: Desk, wanted: UsedPicture, press: Press, team: str
) -> None:
    """Open the form, if the person may see the picture."""
    found = await desk.using.picture(wanted, team, press.click.user)
    if found is None:
        await desk.views.open(team, press.trigger, no_use_form())
    else:
        await desk.views.open(team, press.trigger, *_forms(wanted, *found))


def _forms(
    wanted: UsedPicture,
    turn: Turn,
    picture: KeptPicture,
    threads: Sequence[Turn] = (),
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The form with its picture, and without, in case Slack does not show that."""
    alt = picture.revised_prompt or turn.ask.words
    about = picture_kept(wanted)
    shown = use_form(about, picture.spot, alt, threads)
    return shown, use_form(about, Spot(), alt, threads)
