"""Connections and sign-ins, sealed before they are stored.

Each seal names what it belongs to, so that a row cannot be put in the place of another.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from bot.adapters.sealing import Sealer
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
from storage.connections import SealedConnection, SealedSignIn, StoredConnections

Json = dict[str, Any]
NOWHERE = Enrolment(AuthorizationServer("", "", ""), RegisteredClient(""), "")
log = logging.getLogger(__name__)


class SealedConnections:
    """Implements the port `Connections`."""

    def __init__(self, rows: StoredConnections, sealer: Sealer) -> None:
        self._rows, self._sealer = rows, sealer

    async def of(self, key: ConnectionKey) -> Connection | None:
        """The connection, if there is one."""
        row = await self._rows.of(key)
        return self._opened(row) if row else None

    async def of_owner(self, team: str, user: str) -> Sequence[Connection]:
        """Those of a workspace, or those that a person made."""
        return [self._opened(row) for row in await self._rows.of_owner(team, user)]

    async def some(self, label: str) -> Connection | None:
        """Anybody's connection to a server, if one works."""
        found = (self._opened(row) for row in await self._rows.of_label(label))
        return next((each for each in found if not each.over), None)

    async def keep(self, connection: Connection) -> None:
        """Store a new connection in place of the one before."""
        await self._rows.keep(self._row(connection))

    async def lease(self, connection: Connection, now: float, until: float) -> bool:
        """Take the right to renew this generation."""
        return await self._rows.lease(_bare(connection), now, until)

    async def release(self, connection: Connection) -> None:
        """Give the right back."""
        await self._rows.release(_bare(connection))

    async def renew(self, connection: Connection) -> bool:
        """Store the next generation, if this one is the newest."""
        return await self._rows.renew(self._row(connection))

    async def remove(self, key: ConnectionKey) -> Connection | None:
        """Remove a connection and what was begun for it, and return it."""
        row = await self._rows.remove(key)
        return self._opened(row) if row else None

    async def remove_team(self, team: str) -> Sequence[Connection]:
        """Remove everything of a workspace, and return its connections."""
        return [self._opened(row) for row in await self._rows.remove_team(team)]

    async def begin(self, sign_in: SignIn, now: float) -> None:
        """Store a sign-in that begins."""
        told = {
            "state": sign_in.state,
            "enrolment": _enrolment_told(sign_in.enrolment),
            "verifier": sign_in.verifier.reveal(),
            "opening": sign_in.opening.reveal(),
            "answer": sign_in.answer.reveal(),
        }
        row = SealedSignIn(
            sign_in.link,
            sign_in.state,
            sign_in.key,
            sign_in.user,
            sign_in.expires,
            self._sealer.seal(told),
        )
        await self._rows.begin(row, now)

    async def begun(self, link: str, now: float) -> SignIn | None:
        """The sign-in behind a link that nobody has used yet."""
        return self._sign_in(await self._rows.begun(link, now))

    async def open(self, link: str, browser: str, now: float) -> SignIn | None:
        """Use the link, once."""
        return self._sign_in(await self._rows.open(link, browser, now))

    async def finish(self, state: str, browser: str, now: float) -> SignIn | None:
        """Take the sign-in that this browser has opened, once."""
        return self._sign_in(await self._rows.finish(state, browser, now))

    async def client(self, of: Registration) -> RegisteredClient | None:
        """Who we are there already."""
        sealed = await self._rows.client(of.issuer, of.redirect, of.scope)
        told = self._sealer.opened(sealed) if sealed else None
        if told is None or told["issuer"] != of.issuer:
            return None
        return _client(told["client"])

    async def keep_client(self, of: Registration, client: RegisteredClient) -> None:
        """Remember who we are there."""
        told = {"issuer": of.issuer, "client": _client_told(client)}
        sealed = self._sealer.seal(told)
        await self._rows.keep_client(of.issuer, of.redirect, of.scope, sealed)

    async def forget_clients(self, issuer: str) -> None:
        """Register anew the next time."""
        await self._rows.forget_clients(issuer)

    def _row(self, connection: Connection) -> SealedConnection:
        told = {
            "key": asdict(connection.key),
            "enrolment": _enrolment_told(connection.enrolment),
            "access": connection.grant.access.reveal(),
            "refresh": connection.grant.refresh.reveal(),
            "expires": connection.grant.expires,
            "lasts": connection.grant.lasts,
            "over": connection.over,
        }
        return SealedConnection(
            connection.key,
            connection.made_by,
            connection.made,
            self._sealer.seal(told),
            connection.generation,
        )

    def _opened(self, row: SealedConnection) -> Connection:
        """The connection in a row; one that none of our keys opens is over."""
        told = self._sealer.opened(row.sealed)
        if told is None or told["key"] != asdict(row.key):
            log.error(
                "the connection to %s cannot be opened with SECRETS_KEY", row.key.label
            )
            told = {"enrolment": _enrolment_told(NOWHERE), "over": True}
        grant = Grant(
            Secret(told.get("access", "")),
            Secret(told.get("refresh", "")),
            told.get("expires", 0.0),
            told.get("lasts", 0.0),
        )
        return Connection(
            row.key,
            row.made_by,
            row.made,
            _enrolment(told["enrolment"]),
            grant,
            row.generation,
            told["over"],
        )

    def _sign_in(self, row: SealedSignIn | None) -> SignIn | None:
        told = self._sealer.opened(row.sealed) if row else None
        if row is None or told is None or told["state"] != row.state:
            return None
        return SignIn(
            row.link,
            row.state,
            row.key,
            row.user,
            row.expires,
            _enrolment(told["enrolment"]),
            *(Secret(told[name]) for name in ("verifier", "opening", "answer")),
        )


def _bare(connection: Connection) -> SealedConnection:
    """The row, as far as it is needed to find it."""
    key, generation = connection.key, connection.generation
    return SealedConnection(key, "", 0.0, b"", generation)


def _client_told(client: RegisteredClient) -> Json:
    return {
        "id": client.id,
        "secret": client.secret.reveal(),
        "method": client.method,
        "until": client.until,
    }


def _client(told: Mapping[str, Any]) -> RegisteredClient:
    secret = Secret(told["secret"])
    return RegisteredClient(told["id"], secret, told["method"], told["until"])


def _enrolment_told(enrolment: Enrolment) -> Json:
    return {
        "server": asdict(enrolment.server),
        "client": _client_told(enrolment.client),
        "resource": enrolment.resource,
        "scope": enrolment.scope,
    }


def _enrolment(told: Mapping[str, Any]) -> Enrolment:
    server = told["server"]
    return Enrolment(
        AuthorizationServer(**{**server, "methods": tuple(server["methods"])}),
        _client(told["client"]),
        told["resource"],
        told["scope"],
    )
