"""One order over HTTP: who is to do what, with what is named in its JSON."""

import base64
import binascii
import json
from dataclasses import dataclass

from aiohttp import web

from playground.forms import fields_of
from playground.slack.control.fields import Wrong
from playground.slack.messages import Message
from playground.slack.people import Person, Picture
from playground.slack.values import Json
from playground.slack.workspace import Team, View
from playground.slack.world import World

LARGEST = 50_000_000


@dataclass(frozen=True)
class Order:
    """Look-ups raise LookupError or Wrong, whose words the caller reads."""

    world: World
    data: Json
    files: tuple[Picture, ...] = ()

    def text(self, name: str, default: str | None = None) -> str:
        value = self.data.get(name, default)
        if not isinstance(value, str):
            raise Wrong(f"{name} must be a string")
        return value

    def maybe(self, name: str) -> str | None:
        return None if self.data.get(name) is None else self.text(name)

    @property
    def team(self) -> Team:
        name = self.maybe("team")
        for team in self.world.teams.values():
            if name in {None, team.id, team.name}:
                return team
        raise LookupError(f"No workspace {name!r}")

    @property
    def person(self) -> Person:
        return Person(self.world, self.team, self.team.user(self.text("as")))

    @property
    def message(self) -> Message:
        """By `channel` and `ts`; also an ephemeral one."""
        channel, ts = self.team.channel(self.text("channel")), self.text("ts")
        for message in channel.ephemerals:
            if message.ts == ts:
                return message
        if ts not in channel.messages:
            raise LookupError(f"No message {ts} in #{channel.name}")
        return channel.messages[ts]

    @property
    def view(self) -> View:
        view = self.world.views.get(self.text("view"))
        if view is None:
            raise LookupError(f"No view {self.text('view')!r}")
        return view


async def read(world: World, request: web.Request) -> Order:
    """A JSON body, or a form whose files are attached and whose `order` is JSON."""
    if request.method == "GET":
        return Order(world, dict(request.query))
    if request.content_type == "multipart/form-data":
        return await _read_form(world, request)
    data = _parsed(await request.text() or "{}")
    return Order(world, data, tuple(_decoded(one) for one in data.get("files", [])))


async def _read_form(world: World, request: web.Request) -> Order:
    fields = [each async for each in fields_of(request)]
    files = tuple((each.filename, each.data) for each in fields if each.filename)
    orders = [each.text for each in fields if each.name == "order"]
    return Order(world, _parsed(orders[0] if orders else "{}"), files)


def _parsed(text: str) -> Json:
    try:
        data = json.loads(text)
    except ValueError:
        raise Wrong("the body is not JSON") from None
    if not isinstance(data, dict):
        raise Wrong("the body is not a JSON object")
    return data


def _decoded(file: object) -> Picture:
    match file:
        case {"name": str(name), "base64": str(data)}:
            try:
                return name, base64.b64decode(data, validate=True)
            except binascii.Error:
                raise Wrong(f"{name} is not base64") from None
        case _:
            raise Wrong('a file is {"name": …, "base64": …}')
