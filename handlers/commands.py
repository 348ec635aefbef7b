"""Slash commands. Slack has none in threads, so `/imagine` opens a thread."""

from functools import partial
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.core.messages.help import HELP
from bot.core.turn.asks import directly
from bot.core.turn.booth import BoothPlace, calls_booth
from bot.core.turn.deck_asks import calls_deck
from bot.core.turn.keeping import ListPlace
from handlers.booth import open_booth
from handlers.desk import Desk
from handlers.name_lists import open_names
from handlers.payloads import ask_from_command, is_direct, wish_from


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the listeners."""

    @app.command("/imagine")
    async def on_imagine(ack: AsyncAck, body: dict[str, Any]) -> None:
        ask = ask_from_command(body)
        if ask and calls_booth(ask.words):
            address = body.get("response_url", "")
            place = BoothPlace(ask.thread, opens_thread=True, address=address)
            await open_booth(desk, body.get("trigger_id", ""), (place, None))
            await ack()
            return
        objection = desk.intake.objection(ask) if ask else ""
        if ask is None or objection:
            await ack(objection)
            return
        address = body.get("response_url", "")
        alone = desk.imagine_directly and not calls_deck(ask.words)
        ask = directly(ask) if alone else ask
        direct = is_direct({"channel": ask.thread.channel})
        taking = desk.direct if direct else desk.intake
        await taking.take(ask, partial(desk.views.tell, address))
        await ack()

    @app.command("/darkroom")
    async def on_darkroom(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack(await _darkroom(desk, body))


async def _darkroom(desk: Desk, body: dict[str, Any]) -> str:
    """Do what is wanted; returns what the person is told at once."""
    wanted, wish = wish_from(body)
    match wanted:
        case "names":
            place = ListPlace(wish.team, body["channel_id"])
            await open_names(desk, body.get("trigger_id", ""), place, wish.user)
        case "connect":
            desk.connecting.begin(wish)
        case "disconnect":
            desk.connecting.end(wish)
        case _:
            return HELP
    return ""
