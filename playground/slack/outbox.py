"""Deliveries to the app: their order, their copies, and the app's answers."""

import asyncio
import random
import time
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from playground.slack.settings import Settings
from playground.slack.values import Json

KEPT = 40_000
DeliveryKind = Literal["events_api", "slash_commands", "interactive"]


@dataclass(frozen=True)
class Delivery:
    kind: DeliveryKind
    payload: Json

    @property
    def is_event(self) -> bool:
        """Only events are delivered again when nobody acknowledges them."""
        return self.kind == "events_api"


@dataclass(frozen=True)
class Ack:
    """The app's answer; `error` is what Slack would tell the person."""

    payload: Json = field(default_factory=dict)
    error: str = ""
    attempts: int = 1


@dataclass
class Told:
    """One delivery of an event in the log; `acked_at` is 0 until it is acknowledged."""

    event: Json = field(repr=False)
    team: str
    at: float
    acked_at: float = 0.0
    attempts: int = 0
    error: str = ""


class Transport(Protocol):
    async def deliver(self, delivery: Delivery) -> Ack:
        """Return when it is acknowledged or given up."""


@dataclass
class Outbox:
    """Hands deliveries over at once; nobody who causes one waits for it."""

    settings: Settings
    transport: Transport
    tasks: set[asyncio.Task[Any]] = field(default_factory=set)
    failed: list[Delivery] = field(default_factory=list)
    log: deque[Told] = field(default_factory=lambda: deque(maxlen=KEPT))

    def __post_init__(self) -> None:
        self.chance = random.Random(self.settings.seed)

    def send(self, delivery: Delivery) -> asyncio.Task[Ack]:
        return self.start(self.transport.deliver(delivery))

    def send_event(self, delivery: Delivery) -> None:
        for _ in range(1 + self._copies()):
            self.start(self._deliver_event(delivery, self._lateness()))

    def start(self, work: Coroutine[Any, Any, Ack]) -> asyncio.Task[Ack]:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task

    async def close(self) -> None:
        for task in list(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    async def _deliver_event(self, delivery: Delivery, lateness: float) -> Ack:
        if lateness:
            await asyncio.sleep(lateness)
        payload = delivery.payload
        told = Told(payload["event"], str(payload["team_id"]), time.time())
        self.log.append(told)
        ack = await self.transport.deliver(delivery)
        told.attempts, told.error = ack.attempts, ack.error
        if ack.error:
            self.failed.append(delivery)
        else:
            told.acked_at = time.time()
        return ack

    def _copies(self) -> int:
        most = self.settings.duplicates
        shuffled = self.settings.order == "shuffled"
        return self.chance.randint(0, most) if shuffled else most

    def _lateness(self) -> float:
        if self.settings.order == "kept":
            return 0.0
        return self.chance.uniform(0, self.settings.shuffle_seconds)
