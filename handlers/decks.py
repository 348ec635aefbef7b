"""The buttons below a deck that open a form, and what comes back from it."""

from collections.abc import Callable
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.core.messages.deck_forms import SLIDE_FORM, THEME_FORM, slide_form, theme_form
from bot.core.messages.decks import CHANGE_SLIDE, THEME
from bot.core.turn.deck_asks import SlideWish, deck_of
from bot.core.turn.decks import KeptDeck
from bot.core.turn.turns import Turn
from handlers.desk import Desk
from handlers.payloads import DeckForm, Press, deck_form_from, press_from, turn_kept

Made = Callable[[str, KeptDeck], dict[str, Any]]


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the listeners. A form is acknowledged when its ask is in the journal."""
    _listen(app, desk, THEME, theme_form)
    _listen(app, desk, CHANGE_SLIDE, slide_form)

    @app.view(THEME_FORM)
    async def on_theme(ack: AsyncAck, body: dict[str, Any]) -> None:
        form = deck_form_from(body)
        if form and (turn := await _turn(desk, form.press)):
            user = form.press.click.user
            await desk.controls.decks.in_theme(turn, user, form.theme, form.view)
        await ack()

    @app.view(SLIDE_FORM)
    async def on_slide(ack: AsyncAck, body: dict[str, Any]) -> None:
        form = deck_form_from(body)
        if form and (turn := await _turn(desk, form.press)):
            await desk.controls.decks.change(turn, _wanted(form))
        await ack()


def _listen(app: AsyncApp, desk: Desk, action: str, made: Made) -> None:
    """Open the form, if the turn has a deck that it can be about."""

    @app.action(action)
    async def on_press(ack: AsyncAck, body: dict[str, Any]) -> None:
        press = press_from(body)
        turn = await _turn(desk, press) if press and press.trigger else None
        deck = deck_of(turn) if turn else None
        if press and turn and deck:
            team, form = turn.ask.thread.team, made(turn_kept(turn), deck)
            await desk.views.open(team, press.trigger, form)
        await ack()


def _wanted(form: DeckForm) -> SlideWish:
    return SlideWish(form.press.click.user, form.view, form.slide, form.wish)


async def _turn(desk: Desk, press: Press) -> Turn | None:
    return await desk.controls.turn(press.turn, press.teams, press.channel)
