"""Slash commands. Slack has none in threads, so `/imagine` opens a thread."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond

from bot.core.help import HELP
from handlers.desk import Desk
from handlers.payloads import ask_from_command


def register(app: AsyncApp, desk: Desk) -> None:
    """Listen."""

    @app.command("/imagine")
    async def on_imagine(
        ack: AsyncAck, respond: AsyncRespond, body: dict[str, Any]
    ) -> None:
        ask = ask_from_command(body)
        objection = desk.intake.objection(ask)
        if objection:
            await ack(objection)
            return

        async def tell(sentence: str) -> None:
            await respond(sentence)

        await desk.intake.take(ask, tell)
        await ack()

    @app.command("/darkroom")
    async def on_darkroom(ack: AsyncAck) -> None:
        await ack(HELP)
