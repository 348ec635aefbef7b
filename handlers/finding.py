"""*Find it*, *Bigger*, *Smaller* and *Choose cells* in the form of a part."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.core.accepting.finding import BIGGER as BY_MORE
from bot.core.accepting.finding import SMALLER as BY_LESS
from bot.core.accepting.part_forms import OpenForm
from bot.core.messages.parts import BIGGER, BY_CELLS, FIND, SMALLER
from handlers.desk import Desk
from handlers.parts import with_page
from handlers.payloads import KeptPart, part_from, part_kept, sought_in


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the listeners."""

    @app.action(FIND)
    async def on_find(ack: AsyncAck, body: dict[str, Any]) -> None:
        if found := await _open(desk, body):
            kept, form = found
            about = (kept.place, form, sought_in(body), part_kept, kept.shown)
            desk.finding.begin(*about)
        await ack()

    for action, by in ((BIGGER, BY_MORE), (SMALLER, BY_LESS), (BY_CELLS, 0.0)):
        _listen(app, desk, action, by)


def _listen(app: AsyncApp, desk: Desk, action: str, by: float) -> None:
    @app.action(action)
    async def on_press(ack: AsyncAck, body: dict[str, Any]) -> None:
        if found := await _open(desk, body):
            kept, form = found
            desk.finding.grow(kept.place, form, by, part_kept, kept.shown)
        await ack()


async def _open(desk: Desk, body: dict[str, Any]) -> tuple[KeptPart, OpenForm] | None:
    """What the form is about in which a button was pressed, as it is now."""
    kept = part_from(body) if body.get("view") else None
    if kept is None:
        return None
    user = body["user"]["id"]
    place = await with_page(desk, await desk.parts.now(kept.place), user)
    if place is None:
        return None
    return KeptPart(place, kept.shown), OpenForm(body["view"]["id"], user)
