"""*History* under a picture, and the form that it opens."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.core.accepting.part_forms import OpenForm
from bot.core.controls import Click
from bot.core.gallery.history_forms import HistoryPlace, ThreadHistory
from bot.core.messages.history import (
    AGAIN,
    BACK,
    BUILDS,
    COMPARE,
    FORGOTTEN,
    HISTORY,
    HISTORY_FORM,
    NEWER,
    NOT_YOURS,
    OLDER,
    PAIR_POSTED,
    POST,
    POSTED,
    SEVERAL,
    USE,
    WIPE,
    field_of,
    said_form,
)
from handlers.desk import Desk
from handlers.more import InPlace
from handlers.payloads import (
    Press,
    history_from,
    press_from,
    ticked_in,
)
from handlers.using import ask_where_to


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press in the form: where its person is, and what is chosen by now."""

    looked: ThreadHistory
    place: HistoryPlace
    form: OpenForm

    @property
    def all(self) -> tuple[ThreadHistory, HistoryPlace, OpenForm]:
        """Everything, in this order."""
        return self.looked, self.place, self.form


Do = Callable[[Desk, Pressed], Awaitable[None]]


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the listeners."""

    @app.action(HISTORY)
    async def on_history(ack: AsyncAck, body: dict[str, Any]) -> None:
        press = press_from(body)
        if press and press.trigger:
            await _open(desk, body["team_id"], press)
        await ack()

    @app.view_closed(HISTORY_FORM)
    async def on_closed(ack: AsyncAck, body: dict[str, Any]) -> None:
        if place := history_from(body):
            desk.history.done(body["team_id"], place)
        await ack()

    for action, do in _ACTS.items():
        _listen(app, desk, action, do)
    _register_choice(app, desk)


def _register_choice(app: AsyncApp, desk: Desk) -> None:
    @app.view(HISTORY_FORM)
    async def on_choice(ack: AsyncAck, body: dict[str, Any]) -> None:
        place = history_from(body)
        pressed = await _pressed(desk, body)
        if pressed is not None:
            wrong = await _built_on(desk, pressed)
        else:
            wrong = NOT_YOURS if place else FORGOTTEN
        if wrong:
            field = field_of(place.page if place else 0)
            await ack(response_action="errors", errors={field: wrong})
            return
        await ack()
        if place:
            desk.history.done(body["team_id"], place)


def _listen(app: AsyncApp, desk: Desk, action: str, do: Do) -> None:
    @app.action(action)
    async def on_press(ack: AsyncAck, body: dict[str, Any]) -> None:
        if body.get("view"):
            if pressed := await _pressed(desk, body):
                await do(desk, pressed)
            elif place := history_from(body):
                form = OpenForm(body["view"]["id"], body["user"]["id"])
                await desk.history.close(body["team_id"], form, NOT_YOURS)
                desk.history.done(body["team_id"], place)
        await ack()


async def _open(desk: Desk, team: str, press: Press) -> None:
    """Open the history with a turn for those who may see it."""
    found = await desk.history.turn(team, press.click.user, press.turn)
    if found is None:
        await desk.views.open(team, press.trigger, said_form(NOT_YOURS))
    else:
        await desk.history.open(press.trigger, press.click.user, found)


async def _pressed(desk: Desk, body: dict[str, Any]) -> Pressed | None:
    """The press, if its person may still see the channel."""
    place = history_from(body)
    if place is None:
        return None
    user = body["user"]["id"]
    looked = await desk.history.look(body["team_id"], user, place.turn)
    if looked is None:
        return None
    place = replace(place, page=min(place.page, looked.history.pages - 1))
    ticked = ticked_in(body, place.page)
    if ticked is not None:
        page = {each.turn for each in looked.history.page(place.page)}
        others = tuple(each for each in place.chosen if each not in page)
        place = replace(place, chosen=(*others, *ticked))
    return Pressed(looked, place, OpenForm(body["view"]["id"], user))


async def _built_on(desk: Desk, pressed: Pressed) -> str:
    """Have the next reply build on what is chosen; what is wrong with the choice."""
    looked, place, form = pressed.all
    nodes = looked.nodes(place.chosen)
    if not await desk.history.may_act(looked, form.user):
        return NOT_YOURS
    if wrong := desk.history.wrong_one(looked, place):
        return wrong
    turn = await desk.history.turns.get(nodes[0].turn)
    if turn is not None:
        # Slack says of no form when it was sent.
        click = Click(form.user, str(desk.history.pictures.now()))
        sentence = BUILDS.format(nodes[0].number)
        await desk.controls.build_on(turn, click, sentence)
        desk.direct.chosen(turn, click.at)
    return ""


async def _turn_page(desk: Desk, pressed: Pressed, by: int) -> None:
    last = pressed.looked.history.pages - 1
    page = min(max(0, pressed.place.page + by), last)
    place = replace(pressed.place, page=page)
    await desk.history.show(pressed.looked, place, pressed.form)


async def _older(desk: Desk, pressed: Pressed) -> None:
    await _turn_page(desk, pressed, -1)


async def _newer(desk: Desk, pressed: Pressed) -> None:
    await _turn_page(desk, pressed, 1)


async def _compare(desk: Desk, pressed: Pressed) -> None:
    await _show_pair(desk, pressed, wipe=False)


async def _wipe(desk: Desk, pressed: Pressed) -> None:
    await _show_pair(desk, pressed, wipe=True)


async def _show_pair(desk: Desk, pressed: Pressed, *, wipe: bool) -> None:
    looked, place, form = pressed.all
    if wrong := desk.history.wrong(looked, place, 2):
        await desk.history.tell(looked, place, form, wrong)
        return
    place = replace(place, compares=True, wipe=wipe)
    await desk.history.show(looked, place, form)


async def _back(desk: Desk, pressed: Pressed) -> None:
    place = replace(pressed.place, compares=False, wipe=False)
    await desk.history.show(pressed.looked, place, pressed.form)


async def _wrong(desk: Desk, pressed: Pressed, wanted: int) -> str:
    """Why so many cannot be posted; empty if nothing is in the way."""
    looked, place, form = pressed.all
    if not await desk.history.may_act(looked, form.user):
        return NOT_YOURS
    return desk.history.wrong(looked, place, wanted)


async def _show_again(desk: Desk, pressed: Pressed) -> None:
    looked, place, form = pressed.all
    told = await _wrong(desk, pressed, 1)
    if not told:
        [node] = looked.nodes(place.chosen)
        await desk.history.show_again(node, form.user, form.view)
        told = POSTED.format(node.number)
    await desk.history.tell(looked, place, form, told)


async def _post(desk: Desk, pressed: Pressed) -> None:
    looked, place, form = pressed.all
    told = await _wrong(desk, pressed, 2)
    if not told:
        await desk.history.post_pair(looked, place, form.user, form.view)
        told = PAIR_POSTED
    await desk.history.tell(looked, place, form, told)


async def _use(desk: Desk, pressed: Pressed) -> None:
    """Ask, in place of this form, where the picture is to be brought."""
    looked, place, form = pressed.all
    told = desk.history.wrong(looked, place, 1)
    node = next(iter(looked.nodes(place.chosen)), None)
    if not told and node is not None and node.pictures > 1:
        told = SEVERAL.format(node.number)
    turn = await desk.history.turns.get(node.turn) if node and not told else None
    if turn is None:
        await desk.history.tell(looked, place, form, told)
        return
    here = replace(desk, views=InPlace(desk.views, form.view))
    team = turn.ask.thread.team
    await ask_where_to(here, turn, Press(turn.id, (team,), "", Click(form.user, "")))
    desk.history.done(team, place)


_ACTS: dict[str, Do] = {
    OLDER: _older,
    NEWER: _newer,
    COMPARE: _compare,
    WIPE: _wipe,
    BACK: _back,
    AGAIN: _show_again,
    POST: _post,
    USE: _use,
}
