"""Signing in, on each engine, at the official package's authorization server."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.adapters.sealing import Sealer
from bot.adapters.signing_in import HttpAuthorizationServers
from bot.adapters.signing_in.http import Http
from bot.core.connecting.connecting import Connecting
from bot.core.connecting.wishes import Callback, Wish
from bot.core.errands import Errands
from bot.core.identity.secret import Secret
from bot.core.servers.configured import ConfiguredServer
from bot.core.servers.connections import Connection, ConnectionKey
from bot.core.servers.fresh_tokens import FreshTokens
from bot.stores.sealed_connections import SealedConnections
from storage.connections import StoredConnections, in_sqlite
from storage.postgres.connections import in_postgres
from storage.postgres.database import opened
from storage.worker import SqliteWorker
from tests.postgres_server import new_database
from tests.sign_in_server import Bank, Browser, bank, query_of

ADDRESS = "http://127.0.0.1:1"
TEAM, ANN = "T1", "U1"
KEYS = [Secret(Fernet.generate_key().decode())]


@dataclass
class Clock:
    """A clock that is set by hand."""

    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Process:
    """One process, as far as signing in is concerned."""

    connecting: Connecting
    tokens: FreshTokens
    errands: Errands
    told: list[str]

    async def idle(self) -> None:
        """Wait until everything that was begun is done."""
        while self.errands.busy:  # noqa: ASYNC110 -- errands have no common end
            await asyncio.sleep(0.01)

    async def says(self, label: str = "bank", user: str = ANN) -> str:
        """What somebody is told who wants to connect a server."""
        self.connecting.begin(Wish(TEAM, user, label, "https://hooks.example"))
        await self.idle()
        return self.told[-1]

    async def link(self, user: str = ANN) -> str:
        """The last part of the link that somebody gets."""
        said = await self.says(user=user)
        found = re.search(r"<http\S+/connect/([\w-]+)\|", said)
        assert found is not None, said
        return found[1]

    async def opened(self, link: str) -> tuple[str, dict[str, str]]:
        """Where the browser that uses the link is sent, and its cookies."""
        found = await self.connecting.open(link)
        assert found is not None
        return found.url, {found.name: found.browser}

    async def back(
        self, url: str, cookies: dict[str, str], **more: str
    ) -> tuple[bool, str]:
        """Come back from the server, with some of the answer replaced."""
        answer = query_of(url) | more
        return await self.connecting.finish(Callback(answer, cookies))


@dataclass
class Flow:
    """A bank, a store, and processes that share it."""

    there: Bank
    rows: StoredConnections
    clock: Clock = field(default_factory=Clock)
    personal: bool = False
    processes: list[Process] = field(default_factory=list)

    @property
    def key(self) -> ConnectionKey:
        return ConnectionKey(TEAM, ANN if self.personal else "", "bank")

    @property
    def server(self) -> ConfiguredServer:
        url, personal = self.there.url, self.personal
        return ConfiguredServer("bank", url, ("*",), oauth=True, personal=personal)

    @property
    def connections(self) -> SealedConnections:
        return SealedConnections(self.rows, Sealer(KEYS))

    def process(
        self, *, address: str = ADDRESS, rows: StoredConnections | None = None
    ) -> Process:
        """One more process."""
        told: list[str] = []

        async def tell(_address: str, sentence: str) -> None:
            told.append(sentence)

        async def is_ann(_team: str, user: str) -> bool:
            return user == ANN

        outside, errands = (
            HttpAuthorizationServers(Http(local=True), self.clock),
            Errands(),
        )
        connections = SealedConnections(rows or self.rows, Sealer(KEYS))
        connecting = Connecting(
            [self.server],
            connections,
            outside,
            tell,
            errands,
            self.clock,
            address,
            is_ann,
        )
        tokens = FreshTokens(connections, outside, errands, self.clock)
        made = Process(connecting, tokens, errands, told)
        self.processes.append(made)
        return made

    async def connected(self) -> Connection:
        """The connection that somebody has made."""
        one, browser = self.process(), Browser()
        url, cookies = await one.opened(await one.link())
        worked, page = await one.back(await browser.allowed(url), cookies)
        assert worked, page
        await one.idle()
        found = await self.connections.of(self.key)
        assert found is not None
        return found


@pytest.fixture(params=["sqlite", "postgres"])
async def flow(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Flow]:
    async with AsyncExitStack() as stack:
        there = await stack.enter_async_context(bank())
        if request.param == "postgres":
            url = await new_database()
            rows = in_postgres(await stack.enter_async_context(opened(url)))
        else:
            worker = stack.enter_context(closing(SqliteWorker(tmp_path / "a.db")))
            rows = in_sqlite(worker)
        made = Flow(there, rows)
        yield made
        for each in made.processes:
            await each.errands.close()
