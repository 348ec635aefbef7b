"""One call of a Web API method: its caller, its arguments, and how they are read."""

import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from playground.forms import fields_of
from playground.slack.messages import Message
from playground.slack.values import Json, Refused
from playground.slack.workspace import Channel, Team
from playground.slack.world import World


@dataclass
class Ask:
    """The call that a method's function gets; every look-up refuses in Slack's
    words."""

    world: World
    team: Team
    method: str
    args: Json

    def need(self, name: str) -> str:
        value = self.args.get(name)
        if value is None or value == "":
            message = f"[ERROR] missing required field: {name}"
            raise Refused(
                "invalid_arguments", response_metadata={"messages": [message]}
            )
        return str(value)

    def text(self, name: str) -> str:
        value = self.args.get(name)
        return "" if value is None else str(value)

    def number(self, name: str, default: int) -> int:
        try:
            return int(self.args.get(name) or default)
        except (TypeError, ValueError):
            raise Refused(f"invalid_{name}") from None

    def value(self, name: str) -> Any:
        """A JSON value: as it is in a JSON body, as a string in a form."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise Refused(f"invalid_{name}_format") from None

    def channel(self, name: str = "channel") -> Channel:
        """A channel that the app can see; private ones only from inside."""
        try:
            channel = self.team.channel(self.need(name))
        except LookupError:
            raise Refused("channel_not_found") from None
        if channel.kind != "channel" and self.team.bot.id not in channel.members:
            raise Refused("channel_not_found")
        return channel

    def room(self, name: str = "channel") -> Channel:
        """A channel that the app is in and may write to."""
        channel = self.channel(name)
        if channel.archived:
            raise Refused("is_archived")
        if self.team.bot.id not in channel.members:
            raise Refused("not_in_channel")
        return channel

    def message(self, channel: Channel, name: str = "ts") -> Message:
        found = channel.live(self.need(name))
        if found is None:
            raise Refused("message_not_found")
        return found


BODIES = {
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
}


async def read_args(request: web.Request) -> Json:
    """Arguments from the URL, a form or a JSON body; Slack takes all three."""
    args: Json = dict(request.query)
    if request.method != "POST" or not request.body_exists:
        return args
    if request.content_type not in BODIES:
        raise Refused("invalid_post_type")
    if request.content_type == "application/json":
        return args | read_json(await request.read())
    if request.content_type == "multipart/form-data":
        fields = [each async for each in fields_of(request) if not each.filename]
        return args | {each.name: each.text for each in fields}
    form = await request.post()
    return args | {key: value for key, value in form.items() if isinstance(value, str)}


def read_json(body: bytes) -> Json:
    try:
        found = json.loads(body)
    except ValueError:
        raise Refused("invalid_json") from None
    if not isinstance(found, dict):
        raise Refused("json_not_object")
    return found


def token_of(request: web.Request, args: Json) -> str:
    """From the header, or, as Slack still allows, from the form."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    in_form = str(args.pop("token", ""))
    return token.strip() if kind.lower() == "bearer" else in_form
