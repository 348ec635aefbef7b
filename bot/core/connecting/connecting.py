"""Connects servers: somebody asks for it in Slack, signs in with a browser, and is told
in Slack how it went.

The two halves share nothing but the database, so any process can finish what another
has begun.
"""

import asyncio
import hashlib
import logging
import secrets
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.core.connecting.sentences import (
    BACK,
    DONE,
    FAILED,
    FOR_ALL,
    FOR_YOU,
    GONE,
    GONE_HERE,
    KNOWN,
    LINK,
    NO_ADDRESS,
    NONE,
    NOT_CONNECTED,
    NOT_FOR_YOU,
    NOT_THIS,
    ONLY_ADMINS,
    STORE,
    UNKNOWN,
    WHICH,
)
from bot.core.connecting.wishes import Callback, OpenedLink, Wish
from bot.core.errands import Errands
from bot.core.errors import SignInFailed, SignInOver, StoreAway
from bot.core.identity.admins import Admins, no_admins
from bot.core.identity.secret import Secret
from bot.core.servers.configured import ConfiguredServer
from bot.core.servers.connections import (
    AuthorizationServers,
    Connection,
    ConnectionKey,
    Connections,
    Enrolment,
    RegisteredClient,
    Registration,
    SignIn,
)
from bot.core.servers.metadata import code_in, method_for, opening_of

LASTS: Final = 600.0
"""Seconds in which somebody has to sign in."""
log = logging.getLogger(__name__)

Tell = Callable[[str, str], Coroutine[Any, Any, None]]
Connected = Callable[[ConnectionKey], Coroutine[Any, Any, None]]


async def nothing_more(_: ConnectionKey) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True, slots=True)
class Connecting:
    """Connects and disconnects servers. Without an `address`, nobody can sign in."""

    servers: Sequence[ConfiguredServer]
    connections: Connections
    outside: AuthorizationServers
    tell: Tell
    errands: Errands
    clock: Callable[[], float]
    address: str = ""
    admins: Admins = no_admins
    connected: Connected = nothing_more

    @property
    def redirect(self) -> str:
        """Where browsers come back to."""
        return f"{self.address}/connect/back"

    def begin(self, wish: Wish) -> None:
        """Begin; the person is told where to sign in, or why that is not possible."""
        self.errands.start(self._told(wish, self._begun), "a sign-in")

    def end(self, wish: Wish) -> None:
        """Disconnect, and tell the person."""
        self.errands.start(self._told(wish, self._ended), "a disconnection")

    async def _told(
        self,
        wish: Wish,
        work: Callable[[Wish, ConfiguredServer], Awaitable[str]],
    ) -> None:
        server = self._named(wish.label)
        if server is None:
            sentence = self._which(wish)
        elif server.people and wish.user not in server.people:
            sentence = NOT_FOR_YOU.format(label=server.label)
        else:
            try:
                sentence = await work(wish, server)
            except SignInFailed as error:
                log.warning("%s could not be connected: %s", server.label, error)
                sentence = FAILED.format(label=server.label, why=error)
            except StoreAway as error:
                log.warning("%s could not be connected: %s", server.label, error)
                sentence = FAILED.format(label=server.label, why=STORE)
        await self.tell(wish.answer, sentence)

    def _named(self, label: str) -> ConfiguredServer | None:
        named = (e for e in self.servers if e.label.lower() == label.lower())
        return next((each for each in named if each.oauth), None)

    def _which(self, wish: Wish) -> str:
        names = [f"`{each.label}`" for each in self.servers if each.oauth]
        if not names:
            return NONE
        known = KNOWN.format(names=", ".join(names))
        return (UNKNOWN if wish.label else WHICH).format(known=known)

    async def _begun(self, wish: Wish, server: ConfiguredServer) -> str:
        if not self.address:
            return NO_ADDRESS
        if not server.personal and not await self.admins(wish.team, wish.user):
            return ONLY_ADMINS.format(label=server.label, what="connect")
        enrolment = await self._enrolment(server)
        link, state, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        opening = opening_of(enrolment, self.redirect, state, verifier)
        now = self.clock()
        sign_in = SignIn(
            hashed(link),
            hashed(state),
            _key(wish, server),
            wish.user,
            now + LASTS,
            enrolment,
            *(Secret(each) for each in (verifier, opening, wish.answer)),
        )
        await self.connections.begin(sign_in, now)
        who = FOR_YOU if server.personal else FOR_ALL.format(label=server.label)
        url = f"{self.address}/connect/{link}"
        return LINK.format(url=url, label=server.label, who=who)

    async def _enrolment(self, server: ConfiguredServer) -> Enrolment:
        """Where to sign in, and who we are there."""
        there, resource, scope = await self.outside.found(server.url)
        if server.client_id:
            method = method_for(there, secret=bool(server.client_secret))
            client = RegisteredClient(server.client_id, server.client_secret, method)
            return Enrolment(there, client, resource, scope)
        of = Registration(there.issuer, self.redirect, scope)
        known = await self.connections.client(of)
        if known is None or 0 < known.until < self.clock() + LASTS:
            known = await self.outside.registered(there, of)
            await self.connections.keep_client(of, known)
        return Enrolment(there, known, resource, scope)

    async def page(self, link: str) -> SignIn | None:
        """What a link is for; None if it cannot be used any more."""
        return await self.connections.begun(hashed(link), self.clock())

    async def open(self, link: str) -> OpenedLink | None:
        """Use a link: this browser alone can finish the sign-in."""
        browser = secrets.token_urlsafe(32)
        found = await self.connections.open(hashed(link), hashed(browser), self.clock())
        if found is None:
            return None
        return OpenedLink(found.opening.reveal(), _name(found.state), browser)

    async def finish(self, callback: Callback) -> tuple[bool, str]:
        """Finish a sign-in; whether that worked, and a sentence for the browser."""
        state = hashed(callback.answer.get("state", ""))
        browser = callback.browsers.get(_name(state), "")
        found = await self.connections.finish(state, hashed(browser), self.clock())
        if found is None:
            return False, NOT_THIS
        label = found.key.label
        finishing = self.errands.start(self._finished(callback, found), "a callback")
        why = await asyncio.shield(finishing)
        sentence = (FAILED if why else DONE).format(label=label, why=why)
        self.errands.start(self.tell(found.answer.reveal(), sentence), "a word")
        if why:
            return False, f"{FAILED.format(label=label, why=why)} {BACK}"
        return True, f"{label} is connected. {BACK}"

    async def _finished(self, callback: Callback, found: SignIn) -> str:
        """Fetch the token and store it; returns why that was not possible."""
        enrolment = found.enrolment
        try:
            code = code_in(callback.answer, enrolment)
            grant = await self.outside.exchanged(
                enrolment, code, found.verifier, self.redirect
            )
            made = Connection(found.key, found.user, self.clock(), enrolment, grant)
            await self.connections.keep(made)
        except SignInOver as error:
            # It may no longer know the client that we registered.
            await self.connections.forget_clients(enrolment.server.issuer)
            return self._failed(found, str(error))
        except SignInFailed as error:
            return self._failed(found, str(error))
        except StoreAway as error:
            log.warning("the database does not answer: %s", error)
            return self._failed(found, STORE)
        log.info("%s is connected", found.key.label)
        self.errands.start(self.connected(found.key), "a listing")
        return ""

    def _failed(self, found: SignIn, why: str) -> str:
        log.warning("%s could not be connected: %s", found.key.label, why)
        return why

    async def _ended(self, wish: Wish, server: ConfiguredServer) -> str:
        if not server.personal and not await self.admins(wish.team, wish.user):
            return ONLY_ADMINS.format(label=server.label, what="disconnect")
        found = await self.connections.remove(_key(wish, server))
        if found is None:
            return NOT_CONNECTED.format(label=server.label)
        done = await self.outside.revoked(found.enrolment, found.grant)
        return (GONE if done else GONE_HERE).format(label=server.label)

    def removed(self, team: str) -> None:
        """Forget what was connected in a workspace that has removed the app."""
        self.errands.start(self._removed(team), "a removal")

    async def _removed(self, team: str) -> None:
        found = await self.connections.remove_team(team)
        for each in found:
            await self.outside.revoked(each.enrolment, each.grant)
        log.info("%d connections of workspace %s were removed", len(found), team)


def hashed(text: str) -> str:
    """What is stored in place of a text that opens something; of nothing, nothing."""
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def _key(wish: Wish, server: ConfiguredServer) -> ConnectionKey:
    person = wish.user if server.personal else ""
    return ConnectionKey(wish.team, person, server.label)


def _name(state: str) -> str:
    """What the cookie of a sign-in is called."""
    return f"darkroom-{state[:16]}"
