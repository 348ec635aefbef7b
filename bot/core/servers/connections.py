"""Connections: what came of signing in to a server by a link, and the ports behind
it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.core.identity.secret import Secret


@dataclass(frozen=True, slots=True)
class ConnectionKey:
    """Whose connection to which server. Without a `person`, it is the workspace's."""

    team: str
    person: str
    label: str


@dataclass(frozen=True, slots=True)
class AuthorizationServer:
    """Where people sign in, as it describes itself.

    `methods` are the ways in which a client may prove who it is; empty if it does not
    say. `names_itself`: its callbacks always say which server they come from.
    """

    issuer: str
    authorize: str
    token: str
    register: str = ""
    revoke: str = ""
    methods: tuple[str, ...] = ()
    names_itself: bool = False


@dataclass(frozen=True, slots=True)
class RegisteredClient:
    """Who we are at an authorization server, and how we prove it there.

    `until` is when its secret ends, in seconds since the epoch; 0 if it never does.
    """

    id: str
    secret: Secret = field(default_factory=Secret)
    method: str = "none"
    until: float = 0.0


@dataclass(frozen=True, slots=True)
class Registration:
    """What a client is registered for: where, for which callback and scope."""

    issuer: str
    redirect: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Grant:
    """What an authorization server gave us: a token, and one to renew it with.

    `expires` is in seconds since the epoch; 0 if that was not said. `lasts` is for how
    many seconds the token was good in all.
    """

    access: Secret = field(default_factory=Secret)
    refresh: Secret = field(default_factory=Secret)
    expires: float = 0.0
    lasts: float = 0.0


@dataclass(frozen=True, slots=True)
class Enrolment:
    """How to sign in to a server: where, as whom, for which address and scope."""

    server: AuthorizationServer
    client: RegisteredClient
    resource: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Connection:
    """A server that somebody has signed in to.

    `generation` counts how often the token was renewed. If it is `over`, the server no
    longer accepts it, and somebody has to sign in again.
    """

    key: ConnectionKey
    made_by: str
    made: float
    enrolment: Enrolment
    grant: Grant
    generation: int = 0
    over: bool = False


@dataclass(frozen=True, slots=True)
class SignIn:
    """A sign-in that has begun, until its callback comes.

    `link` and `state` are hashes of what is in addresses; `verifier` proves that who
    began it also ends it. `opening` is the whole address to sign in at, and `answer`
    where the person can be told how it went.
    """

    link: str
    state: str
    key: ConnectionKey
    user: str
    expires: float
    enrolment: Enrolment
    verifier: Secret
    opening: Secret
    answer: Secret


class Connections(Protocol):
    """Stores connections and sign-ins. Every call may raise StoreAway."""

    async def of(self, key: ConnectionKey) -> Connection | None:
        """The connection, if there is one."""

    async def of_owner(self, team: str, user: str) -> Sequence[Connection]:
        """Those of a workspace, or those that a person made."""

    async def some(self, label: str) -> Connection | None:
        """Anybody's connection to a server, if one works."""

    async def keep(self, connection: Connection) -> None:
        """Store a new connection in place of the one before."""

    async def lease(self, connection: Connection, now: float, until: float) -> bool:
        """Take the right to renew this generation; False if somebody else has it."""

    async def release(self, connection: Connection) -> None:
        """Give the right back: nothing was renewed."""

    async def renew(self, connection: Connection) -> bool:
        """Store the next generation; False if this one is no longer the newest."""

    async def remove(self, key: ConnectionKey) -> Connection | None:
        """Remove a connection and what was begun for it, and return it."""

    async def remove_team(self, team: str) -> Sequence[Connection]:
        """Remove everything of a workspace, and return its connections."""

    async def begin(self, sign_in: SignIn, now: float) -> None:
        """Store a sign-in that begins, and drop those that have expired."""

    async def begun(self, link: str, now: float) -> SignIn | None:
        """The sign-in behind a link that nobody has used yet."""

    async def open(self, link: str, browser: str, now: float) -> SignIn | None:
        """Use the link, once: only this browser can finish it from now on."""

    async def finish(self, state: str, browser: str, now: float) -> SignIn | None:
        """Take the sign-in that this browser has opened, once."""

    async def client(self, of: Registration) -> RegisteredClient | None:
        """Who we are there already."""

    async def keep_client(self, of: Registration, client: RegisteredClient) -> None:
        """Remember who we are there."""

    async def forget_clients(self, issuer: str) -> None:
        """Register anew the next time."""


class Tokens(Protocol):
    """Gives connections whose tokens have not ended. Each call may raise SignInFailed
    or StoreAway."""

    async def of(self, key: ConnectionKey, refused: int = -1) -> Connection | None:
        """The connection, if there is one. Its generation is newer than the `refused`
        one, whose token the server did not take."""

    async def some(self, label: str) -> Connection | None:
        """Anybody's connection to a server."""


class AuthorizationServers(Protocol):
    """Asks authorization servers. Every call may raise SignInFailed, also SignInOver
    where the server refuses what we have, and takes a limited time."""

    async def found(self, url: str) -> tuple[AuthorizationServer, str, str]:
        """Where to sign in to the server at this address, for which resource, and the
        scope to ask for."""

    async def registered(
        self, server: AuthorizationServer, of: Registration
    ) -> RegisteredClient:
        """Register us there."""

    async def exchanged(
        self, enrolment: Enrolment, code: str, verifier: Secret, redirect: str
    ) -> Grant:
        """What the server gives for the code of a callback."""

    async def renewed(self, enrolment: Enrolment, grant: Grant) -> Grant:
        """What the server gives in place of a grant."""

    async def revoked(self, enrolment: Enrolment, grant: Grant) -> bool:
        """End a grant there; whether the server says that it has. Never raises."""
