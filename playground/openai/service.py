"""The emulated service: takes a request, decides its answer, lets it run."""

import asyncio
import time
from collections import ChainMap, deque
from collections.abc import Coroutine, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pybase64

from playground.openai.approvals import approved, check_approvals
from playground.openai.asks import Ask, ask_from
from playground.openai.bell import Bell
from playground.openai.calls import check_once, check_outputs
from playground.openai.context import chain_of, check_items, picture_of_item
from playground.openai.desk import desk_of
from playground.openai.easel import Easel
from playground.openai.errors import ApiError
from playground.openai.files import Files
from playground.openai.holding import Gate
from playground.openai.images_record import ImageRecord
from playground.openai.listing import listings
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
from playground.openai.steps import GoOn, Items, Refuse, Script, Take, Use

_VARIANTS = 6
_REPLAYED = 64


@dataclass(frozen=True, slots=True)
class Plain:
    """A body of another kind than was asked for, mostly with a 200."""

    body: str
    content_type: str
    status: int = 200


@dataclass(eq=False)
class Service:
    """Everything that lasts longer than one request."""

    bell: Bell = field(default_factory=Bell)
    profile: Profile = PROFILES["instant"]
    responses: dict[str, Record] = field(default_factory=dict)
    images: dict[str, ImageRecord] = field(default_factory=dict)
    takes: deque[Take] = field(default_factory=deque)
    image_takes: deque[Take] = field(default_factory=deque)
    likelihoods: deque[float] = field(default_factory=deque)
    running: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    replayable: deque[Record] = field(default_factory=deque)
    asked: dict[Hashable, int] = field(default_factory=dict)
    heavy: bool = False
    sketchy: bool = False
    files: Files = field(default_factory=Files)
    models: set[str] = field(default_factory=all_models)
    formats: set[str] = field(default_factory=set)
    organization_verified: bool = True
    today: date | None = None
    api_key: str = "sk-emulated-0000000000000000"

    def __post_init__(self) -> None:
        self.easel = Easel(heavy=self.heavy, sketchy=self.sketchy)
        self.gate = Gate(self.bell)

    def play(self, script: Script | str, times: int = 1) -> None:
        """Answer the next request (or requests) with this script."""
        loaded = load_script(script) if isinstance(script, str) else script
        takes = self.image_takes if loaded.api == "images" else self.takes
        takes.extend(loaded.takes * times)

    @property
    def records(self) -> Mapping[str, Record]:
        """Responses and direct pictures alike."""
        return ChainMap[str, Record](self.images, self.responses)  # type: ignore[arg-type] # only read

    @property
    def day(self) -> date:
        """The emulator's day."""
        return self.today or datetime.now(UTC).date()

    @property
    def house(self) -> House:
        return House(self.bell, self.gate)

    async def start(self, request: Mapping[str, Any]) -> Record | Plain:
        """Begin the response, or raise what the API would refuse it with."""
        ask = self._ask(request)
        chain = chain_of(self.responses, request.get("previous_response_id"))
        lists = await listings(request, chain)
        take = self.takes.popleft() if self.takes else self._think(ask, request, chain)
        if take and isinstance(take[0], Refuse):
            return answered(take[0])
        take = (*lists, *approved(request, chain), *take)
        record = Record(request, time.time(), attached=ask.attached)
        record.chain = tuple(chain)
        record.returned = ask.returned
        record.references = ask.references
        record.status = "queued" if record.background else "in_progress"
        self.responses[record.id] = record
        stage = Stage(record, ask, self.profile, self.house)
        self.launch(record, play(stage, self.easel, take))
        return record

    def launch(self, record: Record, playing: Coroutine[Any, Any, None]) -> None:
        """Let the response play in a task of its own."""
        self.running[record.id] = asyncio.create_task(self._run(record, playing))

    def again(self, key: Hashable) -> int:
        """How often the same ask came before."""
        count = self.asked.get(key, 0)
        self.asked[key] = count + 1
        return count

    def _think(
        self, ask: Ask, request: Mapping[str, Any], chain: Sequence[Record]
    ) -> Take:
        """Decide the answer, once it is known what tools were allowed to do. The same
        ask again gives another picture, from a limited number."""
        again = self.again((ask.text, ask.canvas is None)) % _VARIANTS

        def decide(items: Items) -> Take:
            take = think(ask, request, again, desk_of(request, chain, items))
            uses = any(isinstance(step, Use) for step in take)
            return (*take, GoOn(decide)) if uses else take

        return (GoOn(decide),)

    def _ask(self, request: Mapping[str, Any]) -> Ask:
        """Check everything that can be checked before anything is begun."""
        check_request(request, self.models, self.day, self.formats)
        chain = chain_of(self.responses, request.get("previous_response_id"))
        check_once(request, chain)
        check_items(request, self.responses)
        check_outputs(request, chain)
        check_approvals(request, chain)
        ask = ask_from(request, chain, self._fetch)
        for index, tool in enumerate(request.get("tools") or ()):
            if tool["type"] == "image_generation":
                check_canvas(tool, ask.canvas, self.files, f"tools[{index}]")
                check_verified(request, self.organization_verified)
        return ask

    async def _run(self, record: Record, playing: Coroutine[Any, Any, None]) -> None:
        try:
            await playing
        finally:
            record.done = True
            self.running.pop(record.id, None)
            self._tidy(record)
            self.bell.ring()

    def _tidy(self, record: Record) -> None:
        """Forget the bytes of old streams, as the API does after some minutes."""
        self.replayable.append(record)
        if len(self.replayable) > _REPLAYED:
            self.replayable.popleft().forget_frames()

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
        for record in list(self.records.values()):
            await self.stop(record)
        await self.easel.close()


def answered(step: Refuse) -> Plain:
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
