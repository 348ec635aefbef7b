"""*Change a part…* and *Again here…*: entries of the menu, a message shortcut, and
their form.

Slack opens a form only within three seconds of a click, so the form comes first and its
picture follows.
"""

from dataclasses import dataclass, replace
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.core.accepting.part_forms import OpenForm
from bot.core.messages.booth import FORGOTTEN
from bot.core.messages.parts import (
    AGAIN,
    PAINT,
    PART,
    PART_FORM,
    no_part_form,
    part_form,
    reading_form,
)
from bot.core.turn.changes import CELLS, PartPlace
from bot.core.turn.painting import PostedPicture
from bot.core.turn.turns import Turn
from handlers.desk import Desk
from handlers.payloads import (
    Press,
    cell_form_from,
    part_from,
    part_kept,
    press_from,
    used_on,
)


@dataclass(frozen=True, slots=True)
class Opening:
    """A click that may open a form: in which workspace, by which trigger, by whom."""

    team: str
    trigger: str
    user: str


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the listeners."""
    _register_form(app, desk)

    @app.action(AGAIN)
    async def on_again(ack: AsyncAck, body: dict[str, Any]) -> None:
        press = press_from(body)
        if press and press.trigger:
            turn = await desk.controls.turn(press.turn, press.teams, press.channel)
            if turn:
                await _ask_again(desk, turn, press)
        await ack()

    @app.shortcut(PART)
    async def on_shortcut(ack: AsyncAck, body: dict[str, Any]) -> None:
        place = await desk.parts.at_message(*used_on(body))
        place = await with_page(desk, place, body["user"]["id"])
        await open_part_form(desk, _used(body), place)
        await ack()


def _register_form(app: AsyncApp, desk: Desk) -> None:
    @app.action(PAINT)
    async def on_painting(ack: AsyncAck) -> None:
        await ack()  # the browser follows the link by itself

    @app.view(PART_FORM)
    async def on_form(ack: AsyncAck, body: dict[str, Any]) -> None:
        kept = part_from(body)
        if kept is None:
            await ack(response_action="errors", errors={CELLS: FORGOTTEN})
        elif wrong := await desk.parts.take(cell_form_from(body), kept.place):
            # The form stays open with what is in it.
            await ack(response_action="errors", errors=wrong)
        else:
            await ack()
            desk.parts.done(kept.place.thread.team, kept.shown)

    @app.view_closed(PART_FORM)
    async def on_closed(ack: AsyncAck, body: dict[str, Any]) -> None:
        if kept := part_from(body):
            desk.parts.done(kept.place.thread.team, kept.shown)
        await ack()


async def ask_for_part(desk: Desk, turn: Turn, press: Press) -> None:
    """Open the form for the picture of a turn."""
    place = await desk.parts.at_turn(turn)
    place = await with_page(desk, place, press.click.user)
    await open_part_form(desk, _pressed(turn, press), place)


async def _ask_again(desk: Desk, turn: Turn, press: Press) -> None:
    """Open the form for the part that a turn has changed."""
    place = await desk.parts.again(turn)
    await open_part_form(desk, _pressed(turn, press), place)


async def with_page(desk: Desk, place: PartPlace | None, user: str) -> PartPlace | None:
    """The place with a link of this person's, if there is a page to paint on."""
    if desk.painting is None or place is None:
        return place
    if place.file:
        posted = PostedPicture(place.thread, place.file)
        page = await desk.painting.link_to_posted(posted, user)
    else:
        page = await desk.painting.link(place.onto, user)
    return replace(place, page=page)


async def open_part_form(desk: Desk, opening: Opening, place: PartPlace | None) -> None:
    """Open the form at once; its picture comes when Slack has it."""
    if place is None:
        await desk.views.open(opening.team, opening.trigger, no_part_form())
        return
    about = part_kept(place)
    known = part_form(about, place, waiting=True) if place.width else None
    form = known or reading_form(about)
    view = await desk.views.open(opening.team, opening.trigger, form)
    if view:
        opened = OpenForm(view, opening.user)
        desk.parts.begin_to_show(place, opened, part_kept)


def _pressed(turn: Turn, press: Press) -> Opening:
    return Opening(turn.ask.thread.team, press.trigger, press.click.user)


def _used(body: dict[str, Any]) -> Opening:
    """Whoever used a shortcut."""
    return Opening(body["team_id"], body["trigger_id"], body["user"]["id"])
