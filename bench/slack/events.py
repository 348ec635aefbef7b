"""Socket Mode: a mention goes out as the two events that Slack sends, and is timed."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from bench.serving import now
from bench.slack.world import BOT, CHANNELS, TEAM, Asked, World


@dataclass(slots=True)
class Events:
    """The connection to the program, and what was not acknowledged yet."""

    world: World
    socket: web.WebSocketResponse | None = None
    connected: float = 0.0
    opened: asyncio.Event = field(default_factory=asyncio.Event)
    waiting: dict[str, Asked] = field(default_factory=dict)
    busy: set[asyncio.Task[None]] = field(default_factory=set)

    async def link(self, request: web.Request) -> web.WebSocketResponse:
        """GET /link: the newest connection gets the events."""
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        hello = {"type": "hello", "num_connections": 1, "connection_info": {}}
        await socket.send_str(json.dumps(hello))
        self.socket, self.connected = socket, now()
        self.opened.set()
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                self._acked(message.data)
        if self.socket is socket:
            self.socket = None
            self.opened.clear()
        return socket

    def ask(self, told: dict[str, Any], files_at: str) -> None:
        """Send this ask, as the bench tells it; its files are at this address."""
        task = asyncio.create_task(self._ask(told, files_at))
        self.busy.add(task)
        task.add_done_callback(self.busy.discard)

    async def _ask(self, told: dict[str, Any], files_at: str) -> None:
        await asyncio.sleep(told["after"])
        turn, onto = told["turn"], told["onto"]
        where = told["channel"] or CHANNELS[turn % len(CHANNELS)]
        ts = self.world.next_ts()
        before = self.world.asked.get(onto)
        root = before.root if before else ts
        channel = before.channel if before else where
        asked = Asked(turn, ts, root, channel)
        self.world.asked[turn] = asked
        self.world.threads.setdefault(root, []).append(asked)
        text = told["words"] if onto else f"<@{BOT}> {told['words']}"
        more = _attached(told["files"], files_at) | _by(told["user"])
        for kind in ("message",) if onto else ("app_mention", "message"):
            await self._send(asked, _event(kind, text, asked) | more)

    async def _send(self, asked: Asked, event: dict[str, Any]) -> None:
        envelope = _enveloped(event, next(self.world.numbers))
        if not asked.sent:  # the first of its events is the one that is timed
            self.waiting[envelope["envelope_id"]] = asked
            asked.sent = now()
        if self.socket is not None:
            await self.socket.send_str(json.dumps(envelope))

    async def tell(self, event: dict[str, Any]) -> None:
        """Send an event that is not an ask."""
        envelope = _enveloped(event, next(self.world.numbers))
        if self.socket is not None:
            await self.socket.send_str(json.dumps(envelope))

    async def interact(self, payload: dict[str, Any]) -> None:
        """Send what a person has pressed or filled in."""
        envelope = {
            "type": "interactive",
            "envelope_id": f"{next(self.world.numbers):08x}-bench",
            "payload": payload,
            "accepts_response_payload": True,
        }
        if self.socket is not None:
            await self.socket.send_str(json.dumps(envelope))

    def _acked(self, data: str) -> None:
        at = now()
        asked = self.waiting.pop(json.loads(data).get("envelope_id", ""), None)
        if asked is not None:
            asked.acked = at


def _enveloped(event: dict[str, Any], number: int) -> dict[str, Any]:
    payload = {
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": "A00000001",
        "event_id": f"Ev{number:08d}",
        "event_time": int(float(event["event_ts"])),
        "event": event,
        "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True}],
    }
    return {
        "type": "events_api",
        "envelope_id": f"{number:08x}-bench",
        "payload": payload,
        "accepts_response_payload": False,
        "retry_attempt": 0,
        "retry_reason": "",
    }


def _attached(names: list[str], files_at: str) -> dict[str, Any]:
    files = [
        {
            "id": f"F9{number:07d}",
            "name": name,
            "mimetype": "image/png",
            "url_private_download": f"{files_at}/{name}",
        }
        for number, name in enumerate(names)
    ]
    return {"files": files, "subtype": "file_share"} if files else {}


def _by(user: str) -> dict[str, Any]:
    return {"user": user} if user else {}


def _event(kind: str, text: str, asked: Asked) -> dict[str, Any]:
    event = {
        "type": kind,
        "user": f"U1{asked.turn:07d}",  # everybody asks once
        "text": text,
        "ts": asked.ts,
        "channel": asked.channel,
        "event_ts": asked.ts,
        "team": TEAM,
    }
    if kind == "message":
        event["channel_type"] = "channel"
    if asked.root != asked.ts:
        event["thread_ts"] = asked.root
    return event
