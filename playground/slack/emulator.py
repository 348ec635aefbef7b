"""The emulated Slack that tests use: starts the server, and gives access to its
state."""

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import ClientSession, web

from playground.slack import control, joining, responding, router, sharing, transfers
from playground.slack.app import App
from playground.slack.calls import CallLog
from playground.slack.dump import dump
from playground.slack.faults import Faults
from playground.slack.guard import guard
from playground.slack.http_deliveries import HttpDeliveries
from playground.slack.messages import Message, Seen
from playground.slack.outbox import Told
from playground.slack.people import Person
from playground.slack.pictures import look_in
from playground.slack.settings import Settings
from playground.slack.sockets import Reason, Socket
from playground.slack.workspace import Team, View, Workspace
from playground.slack.world import World, build, found_org, new_world

Mount = Callable[[web.Application], None]
LARGEST_BODY = 128 * 1024 * 1024


class NeverHappened(AssertionError):
    """The state that a test waited for did not come; says what there was instead."""


class SlackEmulator:
    """An async context manager; inside of it, Slack answers at `url`."""

    def __init__(
        self,
        manifest: Path,
        workspaces: Iterable[Workspace] = (),
        *,
        port: int = 0,
        settings: Settings | None = None,
        mount: Sequence[Mount] = (),
        org: str = "",
    ) -> None:
        """With `org`, the name of an organization, its workspaces share one token."""
        self.world: World = new_world(App.read(manifest), settings or Settings())
        if org:
            found_org(self.world, org)
        self._wanted = list(workspaces) or [Workspace.small()]
        self._port = port
        self._mount = mount

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=LARGEST_BODY, middlewares=[guard])
        router.add_routes(app, self.world)
        transfers.add_routes(app, self.world)
        responding.add_routes(app, self.world)
        control.add_routes(app, self.world)
        app.router.add_get("/link", self.world.sockets.serve)
        for mount in self._mount:
            mount(app)
        for wanted in self._wanted:
            build(self.world, wanted)
        await self._listen(app)
        self.world.http = ClientSession()
        return self

    async def _listen(self, app: web.Application) -> None:
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        port = self._runner.addresses[0][1]
        self.world.base_url = f"http://127.0.0.1:{port}"

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for timer in self.world.timers:
            timer.cancel()
        self.world.changes.close()
        await self.world.outbox.close()
        self.world.sockets.cut_all()
        await self._runner.cleanup()
        if self.world.http:
            await self.world.http.close()

    @property
    def url(self) -> str:
        return self.world.base_url

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    @property
    def bot_token(self) -> str:
        return self.world.first.bot_token

    @property
    def app_token(self) -> str:
        return self.world.app.app_token

    @property
    def signing_secret(self) -> str:
        return self.world.app.signing_secret

    @property
    def settings(self) -> Settings:
        return self.world.settings

    @property
    def faults(self) -> Faults:
        return self.world.faults

    @property
    def calls(self) -> CallLog:
        return self.world.calls

    @property
    def deliveries(self) -> list[Told]:
        """Every delivery of an event: when it was offered, and when acknowledged."""
        return list(self.world.outbox.log)

    @property
    def sockets(self) -> list[Socket]:
        return self.world.sockets.sockets

    async def disconnect_sockets(
        self, reason: Reason = "refresh_requested", *, drop: bool = False
    ) -> None:
        await self.world.sockets.disconnect(reason, drop=drop)

    def deliver_to(self, url: str) -> None:
        """Deliver over HTTP from now on, instead of by Socket Mode."""
        if self.world.http is None:
            raise RuntimeError("the emulator is not running")
        self.world.outbox.transport = HttpDeliveries(
            url, self.world.app, self.settings, self.world.changes, self.world.http
        )

    def uninstall(self, team: str | None = None) -> None:
        joining.uninstall(self.world, self.team(team))

    def team(self, name: str | None = None) -> Team:
        """By id or by name; the first one without either."""
        for team in self.world.teams.values():
            if name in {None, team.id, team.name}:
                return team
        raise LookupError(f"No workspace {name!r}")

    def share(self, channel: str, *people: str, team: str | None = None) -> str:
        """Share a channel with another company, and these people of it."""
        found = self.team(team)
        return sharing.share(self.world, found, found.channel(channel), people)

    def deactivate(self, name: str, team: str | None = None) -> None:
        """End somebody's account, as an admin does."""
        found = self.team(team)
        joining.deactivate(self.world, found, found.user(name).id)

    def person(self, name: str, team: str | None = None) -> Person:
        found = self.team(team)
        return Person(self.world, found, found.user(name))

    def dm(self, name: str, team: str | None = None) -> str:
        """The id of a person's direct message with the bot."""
        found = self.team(team)
        channel = found.dm(found.user(name).id, found.bot.id)
        if channel is None:
            raise LookupError(f"{name} has no messages with the bot")
        return channel.id

    def messages(
        self,
        channel: str,
        thread: Message | str | None = None,
        team: str | None = None,
    ) -> list[Message]:
        """The messages of a channel, or of one thread of it, oldest first."""
        found = self.team(team).channel(channel)
        if thread is not None:
            ts = thread if isinstance(thread, str) else thread.root_ts
            return found.thread(ts)
        return [one for one in found.messages.values() if not one.deleted]

    def ephemerals(self, name: str, team: str | None = None) -> list[Message]:
        """The messages that only this person sees, in all channels, oldest first."""
        found = self.team(team)
        user = found.user(name).id
        return [
            message
            for channel in found.channels.values()
            for message in channel.ephemerals
            if message.ephemeral_to == user and not message.deleted
        ]

    def modal_of(self, name: str, team: str | None = None) -> View | None:
        """The modal on top of what this person has open."""
        found = self.team(team)
        stack = found.modals.get(found.user(name).id)
        return stack[-1] if stack else None

    def home_of(self, name: str, team: str | None = None) -> View | None:
        found = self.team(team)
        return found.homes.get(found.user(name).id)

    def seen_in(self, view: View) -> list[Seen]:
        """Which pictures of a modal or a home tab render for its person right now."""
        return look_in(self.team(view.team), view)

    def status_of(self, channel: str, thread: Message | str) -> str:
        ts = thread if isinstance(thread, str) else thread.root_ts
        status = self.team().channel(channel).statuses.get(ts, {})
        return str(status.get("status", ""))

    async def until(self, predicate: Callable[[], object], timeout: float = 60) -> None:
        """Wait for a state; asks again after every change, and now and then."""
        deadline = time.monotonic() + timeout
        while not predicate():
            left = deadline - time.monotonic()
            if left <= 0:
                raise NeverHappened(f"Not within {timeout} s.\n{dump(self.world)}")
            await self.world.changes.wait(min(left, 0.1))
            await asyncio.sleep(0)
