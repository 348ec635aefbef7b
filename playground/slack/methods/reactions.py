"""reactions.*: the app reacts to a message, or asks who did."""

import re

from playground.slack.messages import Message
from playground.slack.reacting import react, unreact
from playground.slack.request import Ask
from playground.slack.shapes import message_json
from playground.slack.values import Json, Refused


async def add(ask: Ask) -> Json:
    name, message = _emoji(ask), _message(ask)
    react(ask.world, ask.team, message, ask.team.bot.id, name)
    return {}


async def remove(ask: Ask) -> Json:
    name, message = _emoji(ask), _message(ask)
    unreact(ask.world, ask.team, message, ask.team.bot.id, name)
    return {}


async def get(ask: Ask) -> Json:
    message = _message(ask)
    shape = message_json(ask.world, message)
    return {"type": "message", "channel": message.channel, "message": shape}


def _emoji(ask: Ask) -> str:
    name = ask.need("name").strip(":")
    if not re.fullmatch(r"[\w+'-]+(::[\w-]+)?", name):
        raise Refused("invalid_name")
    return name


def _message(ask: Ask) -> Message:
    if not ask.text("channel") or not ask.text("timestamp"):
        raise Refused("no_item_specified")
    channel = ask.channel()
    if ask.method != "reactions.get" and channel.archived:
        raise Refused("is_archived")
    if ask.team.bot.id not in channel.members:
        raise Refused("not_in_channel")
    return ask.message(channel, "timestamp")


METHODS = {"reactions.add": add, "reactions.get": get, "reactions.remove": remove}
