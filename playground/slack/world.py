"""The whole state of this Slack: the teams, and the parts that serve them."""

import asyncio
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import ClientSession

from playground.slack.app import App
from playground.slack.calls import CallLog
from playground.slack.changes import Changes
from playground.slack.faults import Faults
from playground.slack.ids import Clock, Ids
from playground.slack.interactions import Interactions
from playground.slack.limits import Limits
from playground.slack.org import Org
from playground.slack.outbox import Outbox
from playground.slack.pictures import Proxy
from playground.slack.settings import Settings
from playground.slack.sockets import SocketMode
from playground.slack.stored import StoredFile
from playground.slack.workspace import Channel, Team, User, View, Workspace


@dataclass
class World:
    """The one value that every part of the emulator works on."""

    app: App
    settings: Settings
    ids: Ids
    clock: Clock
    changes: Changes
    sockets: SocketMode
    outbox: Outbox
    limits: Limits
    interactions: Interactions
    faults: Faults = field(default_factory=Faults)
    calls: CallLog = field(default_factory=CallLog)
    proxy: Proxy = field(default_factory=Proxy)
    teams: dict[str, Team] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    upload_keys: dict[str, StoredFile] = field(default_factory=dict, repr=False)
    past: dict[str, bytes] = field(default_factory=dict, repr=False)
    """Bytes of the last deleted files, for who steps through old versions."""
    timers: set[asyncio.TimerHandle] = field(default_factory=set)
    org: Org | None = None
    base_url: str = ""
    http: ClientSession | None = None

    def later(self, seconds: float, work: Callable[[], None]) -> None:
        """Do it after a while, or at once when there is nothing to wait for."""
        if seconds <= 0:
            work()
            return
        self.timers = {timer for timer in self.timers if not timer_over(timer)}
        self.timers.add(asyncio.get_running_loop().call_later(seconds, work))

    @property
    def first(self) -> Team:
        return next(iter(self.teams.values()))


def timer_over(timer: asyncio.TimerHandle) -> bool:
    return timer.cancelled() or timer.when() <= asyncio.get_running_loop().time()


def new_world(app: App, settings: Settings) -> World:
    ids, changes = Ids(), Changes()
    sockets = SocketMode(app.id, settings, ids, changes)
    return World(
        app=app,
        settings=settings,
        ids=ids,
        clock=Clock(),
        changes=changes,
        sockets=sockets,
        outbox=Outbox(settings, sockets),
        limits=Limits(settings),
        interactions=Interactions(settings, ids),
    )


def build(world: World, wanted: Workspace) -> Team:
    """Make a team of a workspace: people, the app's bot, channels."""
    team_id = world.ids.new("T")
    home = world.org or _installation(world, team_id, wanted.name)
    team = Team(
        id=team_id,
        name=wanted.name,
        domain=wanted.name.lower().replace(" ", "-"),
        bot=home.bot,
        bot_id=home.bot_id,
        bot_token=home.bot_token,
        users={home.bot.id: home.bot},
        files=home.files,
    )
    _settle_people(world, team, wanted)
    _open_rooms(world, team, wanted)
    world.teams[team.id] = team
    if world.org:
        world.limits.shares[world.org.id] = len(world.teams)
    return team


def found_org(world: World, name: str) -> None:
    """From now on, every workspace that is built is one of this org."""
    world.org = _installation(world, world.ids.new("E"), name)


def _installation(world: World, where: str, name: str) -> Org:
    """The app's bot in one workspace, or in an org."""
    bot = User(
        id=world.ids.new("U"),
        team=where,
        name=world.app.display_name.lower().replace(" ", "_"),
        real_name=world.app.display_name,
        is_bot=True,
    )
    token = f"xoxb-{where}-{secrets.token_hex(16)}"
    return Org(where, name, bot, world.ids.new("B"), token)


def _settle_people(world: World, team: Team, wanted: Workspace) -> None:
    for name in wanted.people:
        user = User(
            id=world.ids.new("U"),
            team=team.id,
            name=name,
            real_name=name.title(),
            is_admin=name == wanted.people[-1],
        )
        team.users[user.id] = user


def _open_rooms(world: World, team: Team, wanted: Workspace) -> None:
    people = [user.id for user in team.users.values() if not user.is_bot]
    for room in wanted.rooms:
        channel = Channel(
            id=world.ids.new("C"),
            name=room.name,
            kind="group" if room.private else "channel",
            members=people + [team.bot.id] * room.bot,
            archived=room.archived,
            created=int(time.time()),
        )
        team.channels[channel.id] = channel
    for person in people:
        open_dm(world, team, [person, team.bot.id])


def forget_all(world: World) -> None:
    """Empty channels as at the start; people, tokens and connections stay."""
    for team in world.teams.values():
        team.files.clear()
        team.modals.clear()
        team.homes.clear()
        team.installed = True
        for channel in team.channels.values():
            channel.messages.clear()
            channel.ephemerals.clear()
            channel.statuses.clear()
    world.views.clear()
    world.upload_keys.clear()
    world.past.clear()
    world.faults.clear()
    world.calls.clear()
    world.limits.clear()
    world.changes.tell("reset")


def open_dm(world: World, team: Team, members: list[str]) -> Channel:
    """The direct message of these people, opened if there was none."""
    if channel := team.dm(*members):
        return channel
    names = sorted(team.users[member].name for member in members)
    pair = len(members) == 2
    channel = Channel(
        id=world.ids.new("D" if pair else "C"),
        name="mpdm-" + "--".join(names) + "-1",
        kind="im" if pair else "mpim",
        members=members,
        created=int(time.time()),
    )
    team.channels[channel.id] = channel
    world.changes.tell("channel_opened", team.id, channel=channel.id)
    return channel
