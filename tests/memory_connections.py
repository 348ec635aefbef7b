"""Connections to servers in memory, and a bot that connects none."""

from collections.abc import Sequence
from dataclasses import replace

from bot.core.connecting import Connecting
from bot.core.errands import Errands
from bot.core.errors import SignInFailed
from bot.core.identity.secret import Secret
from bot.core.servers.connections import (
    AuthorizationServer,
    Connection,
    ConnectionKey,
    Enrolment,
    Grant,
    RegisteredClient,
    Registration,
    SignIn,
)


class MemoryConnections:
    """Connections and sign-ins in memory."""

    def __init__(self, *connections: Connection) -> None:
        self.kept = {each.key: each for each in connections}
        self.leased: dict[ConnectionKey, float] = {}
        self.sign_ins: dict[str, tuple[SignIn, str]] = {}
        self.clients: dict[Registration, RegisteredClient] = {}

    async def of(self, key: ConnectionKey) -> Connection | None:
        return self.kept.get(key)

    async def of_owner(self, team: str, user: str) -> Sequence[Connection]:
        return [
            e for e in self.kept.values() if team == e.key.team or user == e.made_by
        ]

    async def some(self, label: str) -> Connection | None:
        found = (e for e in self.kept.values() if e.key.label == label and not e.over)
        return next(found, None)

    async def keep(self, connection: Connection) -> None:
        self.kept[connection.key] = connection

    async def lease(self, connection: Connection, now: float, until: float) -> bool:
        kept = self.kept.get(connection.key)
        if kept is None or kept.generation != connection.generation:
            return False
        if self.leased.get(connection.key, 0) > now:
            return False
        self.leased[connection.key] = until
        return True

    async def release(self, connection: Connection) -> None:
        self.leased.pop(connection.key, None)

    async def renew(self, connection: Connection) -> bool:
        kept = self.kept.get(connection.key)
        if kept is None or kept.generation != connection.generation:
            return False
        generation = connection.generation + 1
        self.kept[connection.key] = replace(connection, generation=generation)
        self.leased.pop(connection.key, None)
        return True

    async def remove(self, key: ConnectionKey) -> Connection | None:
        return self.kept.pop(key, None)

    async def remove_team(self, team: str) -> Sequence[Connection]:
        gone = [each for each in self.kept if each.team == team]
        return [self.kept.pop(each) for each in gone]

    async def begin(self, sign_in: SignIn, now: float) -> None:
        self.sign_ins[sign_in.link] = sign_in, ""

    async def begun(self, link: str, now: float) -> SignIn | None:
        found, browser = self.sign_ins.get(link, (None, ""))
        return found if found and not browser and found.expires > now else None

    async def open(self, link: str, browser: str, now: float) -> SignIn | None:
        found = await self.begun(link, now)
        if found:
            self.sign_ins[link] = found, browser
        return found

    async def finish(self, state: str, browser: str, now: float) -> SignIn | None:
        for link, (found, opened) in self.sign_ins.items():
            if found.state == state and browser == opened != "" and found.expires > now:
                del self.sign_ins[link]
                return found
        return None

    async def client(self, of: Registration) -> RegisteredClient | None:
        return self.clients.get(of)

    async def keep_client(self, of: Registration, client: RegisteredClient) -> None:
        self.clients[of] = client

    async def forget_clients(self, issuer: str) -> None:
        gone = [each for each in self.clients if each.issuer == issuer]
        for each in gone:
            del self.clients[each]


class NoAuthorizationServers:
    """Nobody is there to sign in at."""

    async def found(self, url: str) -> tuple[AuthorizationServer, str, str]:
        raise SignInFailed("nobody is there")

    async def registered(
        self, server: AuthorizationServer, of: Registration
    ) -> RegisteredClient:
        raise SignInFailed("nobody is there")

    async def exchanged(
        self, enrolment: Enrolment, code: str, verifier: Secret, redirect: str
    ) -> Grant:
        raise SignInFailed("nobody is there")

    async def renewed(self, enrolment: Enrolment, grant: Grant) -> Grant:
        raise SignInFailed("nobody is there")

    async def revoked(self, enrolment: Enrolment, grant: Grant) -> bool:
        return False


def no_connecting(errands: Errands) -> Connecting:
    """Connects nothing: no server is configured."""

    async def unsaid(_address: str, _sentence: str) -> None:
        """Nobody is told."""

    outside = NoAuthorizationServers()
    return Connecting((), MemoryConnections(), outside, unsaid, errands, lambda: 0.0)
