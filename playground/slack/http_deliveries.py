"""Deliveries over HTTP: signed, in three seconds, and again when that fails.

docs.slack.dev/apis/events-api/using-http-request-urls and
docs.slack.dev/authentication/verifying-requests-from-slack
"""

import asyncio
import hashlib
import hmac
import json
import secrets
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout

from playground.slack.app import App
from playground.slack.changes import Changes
from playground.slack.outbox import Ack, Delivery
from playground.slack.settings import Settings
from playground.slack.values import Json

PAUSES = (0.0, 60.0, 300.0)
FORM = "application/x-www-form-urlencoded"


class Failed(Exception):
    """Slack's word for why a delivery did not arrive."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.final = final


@dataclass
class HttpDeliveries:
    """The transport of an app with a request URL; the same one for everything."""

    url: str
    app: App
    settings: Settings
    changes: Changes
    http: ClientSession
    verified: bool | None = None
    _verifying: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def deliver(self, delivery: Delivery) -> Ack:
        await self._verify()
        if not delivery.is_event:
            return await self._deliver_once(delivery)
        reason = ""
        for attempt in range(len(PAUSES) + 1):
            if attempt:
                await asyncio.sleep(PAUSES[attempt - 1] * self.settings.retry_scale)
            try:
                payload = await self._send(delivery, attempt, reason)
                return Ack(payload, attempts=attempt + 1)
            except Failed as failed:
                reason = failed.reason
                if failed.final:
                    break
        self.changes.tell("delivery_failed", event=delivery.payload.get("event_id"))
        return Ack(error=reason, attempts=attempt + 1)

    async def _deliver_once(self, delivery: Delivery) -> Ack:
        try:
            return Ack(await self._send(delivery, 0, ""))
        except Failed as failed:
            late = failed.reason == "http_timeout"
            return Ack(error="operation_timeout" if late else "dispatch_failed")

    async def _verify(self) -> None:
        """Before the first delivery the URL must send a challenge back."""
        async with self._verifying:
            if self.verified is not None:
                return
            challenge = secrets.token_hex(16)
            body = {"type": "url_verification", "challenge": challenge}
            body["token"] = self.app.verification_token
            try:
                answer = await self._post(json.dumps(body), "application/json", {})
            except Failed:
                return
            self.verified = challenge in json.dumps(answer)
            self.changes.tell("url_verified", ok=self.verified)

    async def _send(self, delivery: Delivery, attempt: int, reason: str) -> Json:
        retry = {"x-slack-retry-num": str(attempt), "x-slack-retry-reason": reason}
        headers = retry if attempt else {}
        match delivery.kind:
            case "events_api":
                body, kind = json.dumps(delivery.payload), "application/json"
            case "slash_commands":
                body, kind = urlencode(delivery.payload), FORM
            case "interactive":
                body, kind = urlencode({"payload": json.dumps(delivery.payload)}), FORM
        return await self._post(body, kind, headers)

    async def _post(self, body: str, kind: str, headers: dict[str, str]) -> Json:
        timeout = ClientTimeout(total=self.settings.http_timeout)
        data = body.encode()
        signed = {"Content-Type": kind, **headers, **sign(self.app, data)}
        try:
            async with self.http.post(
                self.url, data=data, headers=signed, timeout=timeout
            ) as answer:
                return await _read(answer)
        except TimeoutError:
            raise Failed("http_timeout") from None
        except ClientError:
            raise Failed("connection_failed") from None


def sign(app: App, body: bytes) -> dict[str, str]:
    stamp = str(int(time.time()))
    base = b"v0:" + stamp.encode() + b":" + body
    digest = hmac.new(app.signing_secret.encode(), base, hashlib.sha256).hexdigest()
    return {
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={digest}",
        "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
    }


async def _read(answer: ClientResponse) -> Json:
    """JSON as it is; any other words are the text of an answer to a command."""
    if not 200 <= answer.status < 300:
        final = answer.headers.get("x-slack-no-retry") == "1"
        raise Failed("http_error", final=final)
    text = await answer.text()
    try:
        found = json.loads(text)
    except ValueError:
        return {"text": text} if text else {}
    return found if isinstance(found, dict) else {"text": text}
