"""The buttons below a deck that open a form, and what comes back from it."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.core.messages.deck_forms import SLIDE_FORM, THEME_FORM, slide_form
from bot.core.messages.decks import CHANGE_SLIDE, THEME
from bot.core.turn.deck_asks import SlideWish, ThemeWish, deck_of
from bot.core.turn.decks import KeptDeck
from bot.core.turn.turns import Turn
from handlers.desk import Desk
from handlers.payloads import DeckForm, Press, deck_form_from, press_from, turn_kept


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the listeners. A form is acknowledged when its ask is in the journal."""
    _register_buttons(app, desk)

    @app.view(THEME_FORM)
    async def on_look(ack: AsyncAck, body: dict[str, Any]) -> None:
        form = deck_form_from(body)
        if form:
            desk.themes.done(body["team_id"], form.shown)
        if form and (turn := await _turn(desk, form.press)):
            user = form.press.click.user
            wish = ThemeWish(user, form.view, form.theme, file=form.file)
            await desk.controls.decks.in_theme(turn, wish)
        await ack()

    @app.view_closed(THEME_FORM)
    async def on_closed(ack: AsyncAck, body: dict[str, Any]) -> None:
        if form := deck_form_from(body):
            desk.themes.done(body["team_id"], form.shown)
        await ack()

    @app.view(SLIDE_FORM)
    async def on_wish(ack: AsyncAck, body: dict[str, Any]) -> None:
        form = deck_form_from(body)
        if form and (turn := await _turn(desk, form.press)):
            await desk.controls.decks.change(turn, _wanted(form))
        await ack()


def _register_buttons(app: AsyncApp, desk: Desk) -> None:
    """Open a form, if the turn has a deck that it can be about."""

    @app.action(THEME)
    async def on_theme(ack: AsyncAck, body: dict[str, Any]) -> None:
        press = press_from(body)
        if press and (about := await _about(desk, press)):
            turn, _ = about
            styles = await desk.controls.decks.styles(turn)
            await desk.themes.open(press.trigger, press.click.user, turn, styles)
        await ack()

    @app.action(CHANGE_SLIDE)
    async def on_slide(ack: AsyncAck, body: dict[str, Any]) -> None:
        press = press_from(body)
        if press and (about := await _about(desk, press)):
            turn, deck = about
            form = slide_form(turn_kept(turn), deck)
            await desk.views.open(turn.ask.thread.team, press.trigger, form)
        await ack()


async def _about(desk: Desk, press: Press) -> tuple[Turn, KeptDeck] | None:
    turn = await _turn(desk, press) if press.trigger else None
    deck = deck_of(turn) if turn else None
    return (turn, deck) if turn and deck else None


def _wanted(form: DeckForm) -> SlideWish:
    return SlideWish(form.press.click.user, form.view, form.slide, form.wish)


async def _turn(desk: Desk, press: Press) -> Turn | None:
    return await desk.controls.turn(press.turn, press.teams, press.channel)
