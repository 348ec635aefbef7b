"""Limits connections to the open port: only so many at once, and none that is idle.

By itself, the web server would wait an hour for the rest of a request's headers. Here,
a client that has not sent all of them after some seconds is disconnected. When all
places are taken, the one that has waited longest without a whole request makes room, or
else the one that has been served longest. So unfinished requests, however many, keep
nobody out. A connection that has carried Slack's signature may stay: it belongs to a
proxy, which keeps it open for Slack's next request.
"""

import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from bot.adapters.refusals import CROWDED, Refusals

MOST_CONNECTIONS: Final = 512
HEADER_SECONDS: Final = 10.0
CLOSING_SECONDS: Final = 5.0


class Visit(asyncio.Protocol):
    """One connection; passes everything on to the web server's own protocol."""

    def __init__(self, visits: "Visits", server: asyncio.Protocol) -> None:
        self._visits, self._server = visits, server
        self._timer: asyncio.TimerHandle | None = None
        self._transport: asyncio.Transport | None = None
        self.trusted = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 -- TCP has no other
        self._transport = transport
        self._server.connection_made(transport)
        self._visits.enter(transport, self)

    def data_received(self, data: bytes) -> None:
        self._server.data_received(data)

    def eof_received(self) -> bool | None:
        return self._server.eof_received()

    def pause_writing(self) -> None:
        self._server.pause_writing()

    def resume_writing(self) -> None:
        self._server.resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self.give()
        if self._transport is not None:
            self._visits.leave(self._transport, self)
        self._server.connection_lost(exc)

    def give(self, seconds: float | None = None) -> None:
        """Allow so many seconds from now on, or unlimited time."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if seconds is not None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(seconds, self.end)

    def end(self) -> None:
        """Close at once, dropping what was not sent yet."""
        if self._transport is not None:
            self._transport.abort()


class Visits:
    """Counts the connections of one web server."""

    def __init__(
        self,
        refused: Refusals,
        most: int | None = None,
        header_seconds: float = HEADER_SECONDS,
    ) -> None:
        self._refused = refused
        self._most = most or _affordable()
        self._header_seconds = header_seconds
        self._here: dict[asyncio.BaseTransport, Visit] = {}
        self._waiting: dict[Visit, None] = {}
        """Connections without a request in progress, the longest waiting first."""
        self._served: dict[Visit, None] = {}
        """The others. Strangers may have sent only a part of a request's body."""

    @property
    def count(self) -> int:
        return len(self._here)

    def before(self, server: Callable[[], asyncio.Protocol]) -> Callable[[], Visit]:
        """The web server's protocols, each as a visit."""
        return lambda: Visit(self, server())

    def enter(self, transport: asyncio.BaseTransport, visit: Visit) -> None:
        """Admit a newcomer; if necessary, somebody else has to leave."""
        self._here[transport] = visit
        self._waiting[visit] = None
        visit.give(self._header_seconds)
        if len(self._here) > self._most:
            self._refused(CROWDED)
            self._least_missed(visit).end()

    def leave(self, transport: asyncio.BaseTransport, visit: Visit) -> None:
        self._here.pop(transport, None)
        self._waiting.pop(visit, None)
        self._served.pop(visit, None)

    @contextmanager
    def attending(self, transport: asyncio.BaseTransport | None) -> Iterator[Visit]:
        """Note that a request's headers are complete; its body is read while it is
        answered."""
        visit = self._here.get(transport) if transport else None
        visit = visit or Visit(self, asyncio.Protocol())  # it has left already
        self._waiting.pop(visit, None)
        self._served[visit] = None
        visit.give()
        try:
            yield visit
        finally:
            self._served.pop(visit, None)
            if transport in self._here:
                self._waiting[visit] = None
                visit.give(None if visit.trusted else CLOSING_SECONDS)

    def _least_missed(self, newcomer: Visit) -> Visit:
        """The visit to end: strangers before proxies. If there are only proxies, it is
        the newcomer."""
        strangers = (
            visit
            for visit in (*self._waiting, *self._served)
            if not visit.trusted and visit is not newcomer
        )
        proxies = (visit for visit in self._waiting if visit is not newcomer)
        visit = next(strangers, None) or next(proxies, newcomer)
        self._waiting.pop(visit, None)
        self._served.pop(visit, None)
        return visit


def _affordable() -> int:
    """At most half of the files that the process may open: it needs some for itself."""
    if sys.platform == "win32":
        return MOST_CONNECTIONS
    import resource  # noqa: PLC0415 -- Windows has none

    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files == resource.RLIM_INFINITY:
        return MOST_CONNECTIONS
    return max(1, min(MOST_CONNECTIONS, files // 2))
