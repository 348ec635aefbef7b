"""The emulated service: takes a request, decides its answer, lets it run."""

import asyncio
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pybase64

from playground.openai.asks import ask_from
from playground.openai.bell import Bell
from playground.openai.easel import Easel
from playground.openai.errors import ApiError, refused
from playground.openai.holding import Gate
from playground.openai.logbook import Request
from playground.openai.mind import think
from playground.openai.play import play
from playground.openai.profiles import PROFILES, Profile
from playground.openai.record import Record
from playground.openai.stage import House, Stage
from playground.openai.steps import Refuse, Take


@dataclass(frozen=True, slots=True)
class Plain:
    """A 200 that is not what was asked for."""

    body: str
    content_type: str


@dataclass(eq=False)
class Service:
    """Everything that lasts longer than one request."""

    bell: Bell = field(default_factory=Bell)
    easel: Easel = field(default_factory=Easel)
    profile: Profile = PROFILES["instant"]
    responses: dict[str, Record] = field(default_factory=dict)
    takes: deque[Take] = field(default_factory=deque)
    running: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    api_key: str = "sk-emulated-0000000000000000"

    def __post_init__(self) -> None:
        self.gate = Gate(self.bell)

    def start(self, request: Mapping[str, Any]) -> Record | Plain:
        """Begin the response, or raise what the API would refuse it with."""
        chain = self.chain(request.get("previous_response_id"))
        ask = ask_from(request, chain, self.fetch)
        take = self.takes.popleft() if self.takes else think(ask, request)
        if take and isinstance(take[0], Refuse):
            return _answered(take[0])
        record = Record(request, time.time(), attached=ask.attached)
        record.status = "queued" if record.background else "in_progress"
        self.responses[record.id] = record
        stage = Stage(record, ask, self.profile, House(self.bell, self.gate))
        self.running[record.id] = asyncio.create_task(self._run(stage, take))
        return record

    async def _run(self, stage: Stage, take: Take) -> None:
        try:
            await play(stage, self.easel, take)
        finally:
            stage.record.done = True
            self.running.pop(stage.record.id, None)
            self.bell.ring()

    def chain(self, start: str | None) -> list[Record]:
        """The responses before this one, the latest first."""
        chain: list[Record] = []
        while start is not None:
            record = self.responses.get(start)
            if record is None or record.gone or not record.stored:
                if chain:
                    break
                raise _not_found(start)
            chain.append(record)
            start = record.previous_response_id
        return chain

    def fetch(self, part: Mapping[str, Any]) -> bytes:
        """The bytes of an input image."""
        url = part.get("image_url") or ""
        return pybase64.b64decode(url.partition(",")[2])

    async def stop(self, record: Record) -> None:
        """End a response before its time."""
        task = self.running.get(record.id)
        if task is None:
            return
        record.status = "cancelled"
        task.cancel()
        await asyncio.wait([task])

    async def close(self) -> None:
        """End everything that still runs."""
        for record in list(self.responses.values()):
            await self.stop(record)
        await self.easel.close()


def _answered(step: Refuse) -> Plain:
    if step.body is not None:
        return Plain(step.body, step.content_type)
    raise ApiError(
        step.refuse,
        step.message,
        step.type,
        step.code,
        step.param,
        step.more,
        step.headers,
    )


def _not_found(id_: str) -> ApiError:
    if not id_.startswith("resp_"):
        return refused(
            f"Invalid 'previous_response_id': '{id_}'. "
            "Expected an ID that begins with 'resp'.",
            "previous_response_id",
            "invalid_value",
        )
    return refused(
        f"Previous response with id '{id_}' not found.",
        "previous_response_id",
        "previous_response_not_found",
    )
