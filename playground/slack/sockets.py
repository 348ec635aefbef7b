"""Socket Mode: WebSockets that carry envelopes to the app and acks back.

docs.slack.dev/apis/events-api/using-socket-mode: up to ten connections, a
payload goes to any one of them, and one that nobody acknowledges comes again.
"""

import asyncio
import json
import random
import secrets
from dataclasses import dataclass, field
from typing import Any, Literal

from aiohttp import WSMsgType, web

from playground.slack.changes import Changes
from playground.slack.ids import Ids
from playground.slack.outbox import Ack, Delivery
from playground.slack.settings import Settings
from playground.slack.values import Json

MOST = 10
Reason = Literal["warning", "refresh_requested", "link_disabled"]


@dataclass(eq=False)
class Socket:
    """One open connection; `leaving` ones get nothing new."""

    number: int
    ws: web.WebSocketResponse = field(repr=False)
    transport: asyncio.Transport | None = field(repr=False)
    leaving: bool = False
    gone: asyncio.Event = field(default_factory=asyncio.Event, repr=False)


@dataclass
class SocketMode:
    """The transport of an app with socket_mode_enabled."""

    app_id: str
    settings: Settings
    ids: Ids
    changes: Changes
    sockets: list[Socket] = field(default_factory=list)
    tickets: set[str] = field(default_factory=set)
    enabled: bool = True

    def __post_init__(self) -> None:
        self._opened = asyncio.Event()
        self._acks: dict[str, asyncio.Future[Json]] = {}
        self._chance = random.Random(self.settings.seed)

    def ticket(self) -> str:
        """The ticket from apps.connections.open, which is good for one connection."""
        ticket = secrets.token_urlsafe()
        self.tickets.add(ticket)
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self.tickets:
            raise web.HTTPForbidden(text="invalid ticket")
        self.tickets.discard(ticket)
        ws = web.WebSocketResponse(heartbeat=30)
        await ws.prepare(request)
        socket = Socket(self.ids.number("socket"), ws, request.transport)
        if len(self.sockets) >= MOST:
            await self._say_goodbye(socket, "too_many_websockets")
            await ws.close()
            return ws
        await self._stay(socket)
        return ws

    async def _stay(self, socket: Socket) -> None:
        self.sockets.append(socket)
        try:
            await socket.ws.send_str(json.dumps(self._hello()))
            self._opened.set()
            self.changes.tell("socket_opened", socket=socket.number)
            async for message in socket.ws:
                if message.type is WSMsgType.TEXT:
                    self._receive(message.data)
        finally:
            self._forget(socket)

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.sockets),
            "connection_info": {"app_id": self.app_id},
            "debug_info": {
                "host": "applink-emulated",
                "started": "2026-01-01 00:00:00.000",
                "build_number": 1,
                "approximate_connection_time": self.settings.connection_seconds,
            },
        }

    def _receive(self, data: str) -> None:
        """An ack may come on another connection than its envelope went out on."""
        try:
            ack = json.loads(data)
        except ValueError:
            return
        waiting = self._acks.get(ack.get("envelope_id", ""))
        if waiting and not waiting.done():
            waiting.set_result(ack.get("payload") or {})

    def _forget(self, socket: Socket) -> None:
        if socket in self.sockets:
            self.sockets.remove(socket)
            self.changes.tell("socket_closed", socket=socket.number)
        socket.gone.set()
        if not self._ready():
            self._opened.clear()

    def _ready(self) -> list[Socket]:
        return [socket for socket in self.sockets if not socket.leaving]

    async def deliver(self, delivery: Delivery) -> Ack:
        if not delivery.is_event:
            return await self._deliver_once(delivery)
        for attempt in range(self.settings.retries + 1):
            while not self._ready():
                self._opened.clear()  # a socket that broke has not said so yet
                await self._opened.wait()
            answer = await self._offer(delivery, attempt)
            if answer is not None:
                return Ack(answer, attempts=attempt + 1)
        self.changes.tell("delivery_failed", event=delivery.payload.get("event_id"))
        return Ack(error="timeout", attempts=self.settings.retries + 1)

    async def _deliver_once(self, delivery: Delivery) -> Ack:
        if not self._ready():
            return Ack(error="dispatch_failed")
        answer = await self._offer(delivery, 0)
        return Ack(error="operation_timeout") if answer is None else Ack(answer)

    async def _offer(self, delivery: Delivery, attempt: int) -> Json | None:
        """Send to one connection and return its ack's payload, None without one."""
        socket = self._chance.choice(self._ready())
        envelope = self._envelope(delivery, attempt)
        waiting = asyncio.get_running_loop().create_future()
        self._acks[envelope["envelope_id"]] = waiting
        try:
            await socket.ws.send_str(json.dumps(envelope))
            return await self._acknowledged(waiting, socket, delivery.is_event)
        except ConnectionError:
            socket.leaving = True
            return None
        finally:
            del self._acks[envelope["envelope_id"]]

    async def _acknowledged(
        self, waiting: asyncio.Future[Json], socket: Socket, comes_again: bool
    ) -> Json | None:
        """Whether the delivery was acknowledged, perhaps on another socket."""
        signs: set[asyncio.Future[Any]] = {waiting}
        if comes_again:
            signs.add(asyncio.ensure_future(socket.gone.wait()))
        try:
            await asyncio.wait(
                signs,
                timeout=self.settings.redeliver_after,
                return_when=asyncio.FIRST_COMPLETED,
            )
            return waiting.result() if waiting.done() else None
        finally:
            for sign in signs:
                sign.cancel()

    def _envelope(self, delivery: Delivery, attempt: int) -> Json:
        envelope: Json = {
            "envelope_id": f"{self.ids.number('envelope'):08x}-emulated",
            "type": delivery.kind,
            "payload": delivery.payload,
            "accepts_response_payload": not delivery.is_event,
        }
        if delivery.is_event:
            envelope["retry_attempt"] = attempt
            envelope["retry_reason"] = "timeout" if attempt else ""
        return envelope

    async def disconnect(self, reason: Reason, *, drop: bool = False) -> None:
        """End every connection: told before, or (`drop`) cut without a word."""
        self.enabled = reason != "link_disabled"
        for socket in list(self.sockets):
            if drop:
                self._cut(socket)
                continue
            socket.leaving = True
            await self._say_goodbye(socket, reason)
            late = self.settings.warning_seconds if reason == "warning" else 0.0
            asyncio.get_running_loop().call_later(late, self._cut, socket)
        self._opened.clear()
        if self._ready():
            self._opened.set()

    def _cut(self, socket: Socket) -> None:
        """The cable is pulled: no close frame arrives."""
        self._forget(socket)
        if socket.transport:
            socket.transport.abort()

    def cut_all(self) -> None:
        for socket in list(self.sockets):
            self._cut(socket)

    async def _say_goodbye(self, socket: Socket, reason: str) -> None:
        goodbye = {
            "type": "disconnect",
            "reason": reason,
            "debug_info": {"host": "applink-emulated"},
        }
        try:
            await socket.ws.send_str(json.dumps(goodbye))
        except ConnectionError:
            socket.leaving = True
