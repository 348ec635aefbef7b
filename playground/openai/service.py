"""The emulated service: takes a request, decides its answer, lets it run."""

import asyncio
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pybase64

from playground.openai.asks import Ask, ask_from
from playground.openai.bell import Bell
from playground.openai.context import chain_of, check_items, picture_of_item
from playground.openai.easel import Easel
from playground.openai.errors import ApiError
from playground.openai.files import Files
from playground.openai.holding import Gate
from playground.openai.logbook import Request
from playground.openai.mask import check_canvas
from playground.openai.mind import think
from playground.openai.models import all_models
from playground.openai.play import play
from playground.openai.profiles import PROFILES, Profile
from playground.openai.record import Record
from playground.openai.rules import check_request
from playground.openai.rules_image import check_verified
from playground.openai.scripts import load_script
from playground.openai.sight import look, picture
from playground.openai.stage import House, Stage
from playground.openai.steps import Refuse, Script, Take

_VARIANTS = 6
_REPLAYED = 64


@dataclass(frozen=True, slots=True)
class Plain:
    """A body that is not what was asked for; mostly with a 200."""

    body: str
    content_type: str
    status: int = 200


@dataclass(eq=False)
class Service:
    """Everything that lasts longer than one request."""

    bell: Bell = field(default_factory=Bell)
    profile: Profile = PROFILES["instant"]
    responses: dict[str, Record] = field(default_factory=dict)
    takes: deque[Take] = field(default_factory=deque)
    running: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    ended: deque[Record] = field(default_factory=deque)
    asked: dict[tuple[str, bool], int] = field(default_factory=dict)
    heavy: bool = False
    sketchy: bool = False
    files: Files = field(default_factory=Files)
    models: set[str] = field(default_factory=all_models)
    organization_verified: bool = True
    today: date | None = None
    api_key: str = "sk-emulated-0000000000000000"

    def __post_init__(self) -> None:
        self.easel = Easel(heavy=self.heavy, sketchy=self.sketchy)
        self.gate = Gate(self.bell)

    def play(self, script: Script | str, times: int = 1) -> None:
        """Let the next request (or requests) get what this script says."""
        loaded = load_script(script) if isinstance(script, str) else script
        self.takes.extend(loaded.takes * times)

    def start(self, request: Mapping[str, Any]) -> Record | Plain:
        """Begin the response, or raise what the API would refuse it with."""
        ask = self._ask(request)
        take = self.takes.popleft() if self.takes else self._think(ask, request)
        if take and isinstance(take[0], Refuse):
            return _answered(take[0])
        record = Record(request, time.time(), attached=ask.attached)
        record.status = "queued" if record.background else "in_progress"
        self.responses[record.id] = record
        stage = Stage(record, ask, self.profile, House(self.bell, self.gate))
        self.running[record.id] = asyncio.create_task(self._run(stage, take))
        return record

    def _think(self, ask: Ask, request: Mapping[str, Any]) -> Take:
        """The same ask again gives another picture, until they come round."""
        key = (ask.text, ask.canvas is None)
        again = self.asked.get(key, 0)
        self.asked[key] = again + 1
        return think(ask, request, again % _VARIANTS)

    def _ask(self, request: Mapping[str, Any]) -> Ask:
        """Check everything that can be checked before anything is begun."""
        check_request(request, self.models, self.today or datetime.now(UTC).date())
        check_items(request, self.responses)
        chain = chain_of(self.responses, request.get("previous_response_id"))
        ask = ask_from(request, chain, self._fetch)
        for index, tool in enumerate(request.get("tools") or ()):
            if tool["type"] == "image_generation":
                check_canvas(tool, ask.canvas, self.files, f"tools[{index}]")
                check_verified(request, self.organization_verified)
        return ask

    async def _run(self, stage: Stage, take: Take) -> None:
        try:
            await play(stage, self.easel, take)
        finally:
            stage.record.done = True
            self.running.pop(stage.record.id, None)
            self._tidy(stage.record)
            self.bell.ring()

    def _tidy(self, ended: Record) -> None:
        """Let the bytes of old streams go, as the API does after some minutes."""
        self.ended.append(ended)
        if len(self.ended) > _REPLAYED:
            self.ended.popleft().forget_frames()

    def _fetch(self, part: Mapping[str, Any], where: str) -> bytes | None:
        if part.get("type") == "input_image":
            return picture(part, self.files, where)
        if part.get("result"):
            return look(pybase64.b64decode(part["result"]), where).data
        return picture_of_item(str(part["id"]), self.responses)

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
        return Plain(step.body, step.content_type, step.refuse)
    raise ApiError(
        step.refuse,
        step.message,
        step.type,
        step.code,
        step.param,
        step.more,
        step.headers,
    )
