"""The message shortcut: a form that asks what to change in a message's pictures."""

import json
from collections.abc import Mapping
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.core.asks import Ask, Attached, attached_from
from bot.core.forms import ASK_ACTION, ASK_BLOCK, EDIT_FORM, edit_form
from bot.core.thread import ThreadKey
from handlers.desk import Desk

MOST_FILES = 8
MOST_KEPT = 3000
"""What Slack keeps with a form; names are let go before files are."""


def register(app: AsyncApp, desk: Desk) -> None:
    """Listen."""

    @app.shortcut("edit_picture")
    async def on_shortcut(ack: AsyncAck, body: dict[str, Any]) -> None:
        await desk.views.open(body["trigger_id"], edit_form(_about(body)))
        await ack()

    @app.view(EDIT_FORM)
    async def on_form(ack: AsyncAck, body: dict[str, Any]) -> None:
        ask = ask_from_form(body)
        objection = desk.intake.objection(ask)
        if objection:
            await ack(response_action="errors", errors={ASK_BLOCK: objection})
            return
        await desk.intake.take_on(ask, json.loads(_kept(body))["ts"])
        await ack()


def ask_from_form(body: Mapping[str, Any]) -> Ask:
    """The ask in a form that was sent; it stands in the message's thread."""
    team, about = str(body["team"]["id"]), json.loads(_kept(body))
    values = body["view"]["state"]["values"]
    files = (Attached(id=each, name=name) for each, name in about["files"])
    return Ask(
        claim=f"{team}/{about['channel']}/form/{body['view']['id']}",
        thread=ThreadKey(team, about["channel"], about["thread"]),
        user=str(body["user"]["id"]),
        words=str(values[ASK_BLOCK][ASK_ACTION]["value"] or "").strip(),
        attached=tuple(files),
    )


def _kept(body: Mapping[str, Any]) -> str:
    return str(body["view"]["private_metadata"])


def _about(body: Mapping[str, Any]) -> str:
    """What the form has to remember of the message, as Slack keeps it for us."""
    message = body["message"]
    files = [attached_from(each) for each in message.get("files") or ()]
    about = {
        "channel": body["channel"]["id"],
        "ts": message["ts"],
        "thread": message.get("thread_ts") or message["ts"],
    }
    for longest in (60, 20, 0):
        named = [(each.id, each.name[:longest]) for each in files[:MOST_FILES]]
        kept = json.dumps({**about, "files": named}, ensure_ascii=False)
        if len(kept.encode()) <= MOST_KEPT:
            break
    return kept
