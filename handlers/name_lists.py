"""The list behind `/darkroom names`, and the forms in which a name is changed or
forgotten."""

from dataclasses import replace
from functools import partial
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.core.accepting.part_forms import OpenForm
from bot.core.messages.forms import FORGOTTEN
from bot.core.messages.name_lists import (
    ALL,
    CHANGE,
    CHANGE_FORM,
    FORGET_FORM,
    LIST_FORM,
    MENU,
    PAGES,
    change_form,
    forget_form,
    not_done,
)
from bot.core.turn.keeping import NAME, ListPlace, NamePlace
from bot.core.turn.slots import Spot
from bot.core.turn.taught import Taught
from handlers.desk import Desk
from handlers.more import InPlace
from handlers.payloads import (
    change_form_from,
    chosen_from,
    list_kept,
    list_place_from,
    name_kept,
    name_place_from,
    page_from,
)

Body = dict[str, Any]


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the listeners."""
    _register_forms(app, desk)
    for action in (*PAGES.values(), ALL):
        _listen(app, desk, action)

    @app.action(MENU)
    async def on_menu(ack: AsyncAck, body: Body) -> None:
        if chosen := chosen_from(body):
            await _open_form(desk, body, *chosen)
        await ack()

    for view in (LIST_FORM, CHANGE_FORM):
        _listen_to_end(app, desk, view)


def _listen(app: AsyncApp, desk: Desk, action: str) -> None:
    @app.action(action)
    async def on_page(ack: AsyncAck, body: Body) -> None:
        if body.get("view") and (place := page_from(body)):
            desk.names.done(place.team, place.shown)
            here = _in_place(desk, body)
            place = replace(place, shown="")
            await open_names(here, body.get("trigger_id", ""), place, _user(body))
        await ack()


def _listen_to_end(app: AsyncApp, desk: Desk, view: str) -> None:
    @app.view_closed(view)
    async def on_closed(ack: AsyncAck, body: Body) -> None:
        if place := list_place_from(body):
            desk.names.done(place.team, place.shown)
        await ack()


def _register_forms(app: AsyncApp, desk: Desk) -> None:
    @app.view(CHANGE_FORM)
    async def on_change(ack: AsyncAck, body: Body) -> None:
        place = name_place_from(body)
        if place is None:
            await ack(response_action="errors", errors={NAME: FORGOTTEN})
            return
        about = list_kept(replace(place.back, shown=""))
        form = change_form_from(body)
        wrong, view = await desk.names.change(form, place, about)
        if wrong:
            await ack(response_action="errors", errors=wrong)
            return
        desk.names.done(place.back.team, place.back.shown)
        await ack(response_action="update", view=view)

    @app.view(FORGET_FORM)
    async def on_forget(ack: AsyncAck, body: Body) -> None:
        if place := name_place_from(body):
            about = list_kept(place.back)
            view = await desk.names.forget(place, _user(body), about)
            await ack(response_action="update", view=view)
        else:
            await ack()


async def open_names(desk: Desk, trigger: str, place: ListPlace, user: str) -> None:
    """Open the list at once; its pictures come when Slack has them."""
    view = await desk.names.form(place, user, list_kept(place))
    if opened := await desk.views.open(place.team, trigger, view):
        kept = partial(_kept, place)
        desk.names.begin_to_complete(place, OpenForm(opened, user), kept)


def _kept(place: ListPlace, file_id: str) -> str:
    return list_kept(replace(place, shown=file_id))


async def _open_form(desk: Desk, body: Body, entry: str, name: int) -> None:
    """Open the form for what was chosen, if this person may do that."""
    team, user = body["team_id"], _user(body)
    place = list_place_from(body) or ListPlace(team)
    desk.names.done(team, place.shown)
    place = replace(place, shown="")
    here, trigger = _in_place(desk, body), body.get("trigger_id", "")
    taught = await desk.names.changeable(place, name, user)
    if isinstance(taught, str):
        await here.views.open(team, trigger, not_done(list_kept(place), taught))
    elif entry == CHANGE:
        await _open_change(here, trigger, taught, (place, user))
    else:
        about = name_kept(NamePlace(name, place))
        await here.views.open(team, trigger, forget_form(about, taught))


async def _open_change(
    desk: Desk, trigger: str, taught: Taught, where: tuple[ListPlace, str]
) -> None:
    place, user = where

    def form(shown: Spot) -> dict[str, Any]:
        back = replace(place, shown=shown.file_id)
        about = name_kept(NamePlace(taught.id, back))
        return change_form(about, taught, None if shown == Spot() else shown)

    if opened := await desk.views.open(taught.team, trigger, form(Spot())):
        desk.names.begin_to_show(taught, OpenForm(opened, user), form)


def _in_place(desk: Desk, body: Body) -> Desk:
    """A desk whose forms take the place of the one that was clicked in; in the home
    tab, they open over it."""
    view = body.get("view") or {}
    if view.get("type") != "modal":
        return desk
    return replace(desk, views=InPlace(desk.views, view["id"]))


def _user(body: Body) -> str:
    return str(body["user"]["id"])
