"""Fakes that work: what the core needs from the world, in memory."""

import asyncio
import hashlib
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field

from bot.core.asks import Ask, Attached
from bot.core.errors import ChatBusy, ChatError, ChatGone, ModelError
from bot.core.events import TurnEvent
from bot.core.hanging import Frame, Manner, Spot
from bot.core.message import Message
from bot.core.ports import Brought
from bot.core.rank import Call, Rank
from bot.core.request import Request
from bot.core.thread import ThreadKey

THREAD = ThreadKey("T1", "C1", "1700.0001")


def ask(words: str = "a fox", *, claim: str = "T1/C1/1", **more: object) -> Ask:
    """An ask in the thread of these tests."""
    return Ask(claim=claim, thread=THREAD, user="U1", words=words, ts="1", **more)  # type: ignore[arg-type] # a test names what it wants


async def turns_of_the_loop(count: int = 50) -> None:
    """Let everything happen that does not wait for time or for the world."""
    for _ in range(count):
        await asyncio.sleep(0)


@dataclass
class FakeChat:
    """Keeps every version of every message. `failures` are raised first, in order.

    `refusals` are raised by one method alone; `lost_answers` counts the next posts that
    are carried out and whose answer never arrives.
    """

    versions: dict[str, list[Message]] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    whispers: list[Message] = field(default_factory=list)
    failures: list[ChatError] = field(default_factory=list)
    refusals: dict[str, list[ChatError]] = field(default_factory=dict)
    lost_answers: int = 0
    targets: dict[str, ThreadKey] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    editing: int = 0
    most_editing: int = 0
    pause: asyncio.Event | None = None
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def post(self, thread: ThreadKey, message: Message, mark: str = "") -> str:
        self._fail("post")
        ts = f"{len(self.versions) + 1}.0"
        self.versions[ts] = [message]
        self.targets[ts] = thread
        self.marks[mark] = ts
        self.changed.set()
        if self.lost_answers:
            self.lost_answers -= 1
            raise ChatBusy("the connection was lost")
        return ts

    async def edit(self, thread: ThreadKey, ts: str, message: Message) -> None:
        self.editing += 1
        self.most_editing = max(self.editing, self.most_editing)
        try:
            await (self.pause.wait() if self.pause else asyncio.sleep(0))
            self._fail("edit")
            if ts in self.gone:
                raise ChatGone("deleted")
            self.versions.setdefault(ts, []).append(message)
        finally:
            self.editing -= 1
            self.changed.set()

    async def delete(self, thread: ThreadKey, ts: str) -> None:
        self._fail("delete")
        self.gone.add(ts)

    async def find(self, thread: ThreadKey, mark: str) -> str | None:
        self._fail("find")
        return self.marks.get(mark)

    async def whisper(self, thread: ThreadKey, user: str, message: Message) -> None:
        self._fail("whisper")
        self.whispers.append(message)

    @property
    def standing(self) -> dict[str, Message]:
        """The newest version of every message that was not deleted."""
        kept = (ts for ts in self.versions if ts not in self.gone)
        return {ts: self.versions[ts][-1] for ts in kept}

    def _fail(self, method: str) -> None:
        anywhere = self.failures if method in {"post", "edit"} else []
        if armed := self.refusals.get(method) or anywhere:
            raise armed.pop(0)

    async def until(self, count: int, ts: str = "1.0") -> Message:
        """Wait until a message has had so many versions; return the newest."""
        async with asyncio.timeout(5):
            while len(self.versions.get(ts, [])) < count:
                self.changed.clear()
                await self.changed.wait()
        return self.versions[ts][-1]


@dataclass
class OpenBudget:
    """Lets everything pass, and remembers what Slack said."""

    admissions: list[tuple[str, Rank]] = field(default_factory=list)
    closings: list[tuple[str, float]] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)

    async def admitted(self, call: Call, rank: Rank, since: float = 0.0) -> None:
        self.calls.append(call)
        self.admissions.append((call.method, rank))
        await asyncio.sleep(0)

    async def closed(self, call: Call, seconds: float) -> None:
        self.closings.append((call.method, seconds))


Script = Sequence[TurnEvent | ModelError | asyncio.Event]


class ScriptedModel:
    """Plays one script an answer: events, errors, and events to wait for."""

    def __init__(self, *scripts: Script) -> None:
        self._scripts = list(scripts)
        self.requests: list[Request] = []
        self.closed = 0
        self.left: list[str] = []

    def leave(self, response: str) -> None:
        self.left.append(response)

    async def answer(self, request: Request) -> AsyncGenerator[TurnEvent, None]:
        self.requests.append(request)
        try:
            for step in self._scripts.pop(0):
                if isinstance(step, ModelError):
                    raise step
                if isinstance(step, asyncio.Event):
                    await step.wait()
                    continue
                yield step
        finally:
            self.closed += 1

    def assert_used_up(self) -> None:
        assert not self._scripts


class FakeFiles:
    """People attach nothing, or what a test says."""

    def __init__(self, brought: Brought | None = None) -> None:
        self.brought = brought or Brought()

    async def bring(self, ask: Ask) -> Brought:
        return self.brought

    async def attached_to(self, thread: ThreadKey) -> Sequence[Attached]:
        return ()


class MemoryShelf:
    """Pictures by their hash."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    async def keep(self, data: bytes) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        self.kept[sha256] = data
        return sha256

    async def read(self, sha256: str) -> bytes | None:
        return self.kept.get(sha256)

    async def drop(self, sha256: str) -> None:
        self.kept.pop(sha256, None)


class MemoryLeftovers:
    """Files that are to be deleted some day."""

    def __init__(self) -> None:
        self.files: dict[str, int] = {}

    async def lent(self, turn: int, file_id: str) -> None:
        self.files[file_id] = turn

    async def returned(self, file_id: str) -> None:
        self.files.pop(file_id, None)

    async def outstanding(self, turn: int) -> Sequence[str]:
        return [each for each, owner in self.files.items() if owner == turn]


@dataclass
class FakeWay:
    """A way of hanging that works, or fails as a test says, after so many `good`."""

    name: str = "file"
    manner: Manner = Manner.IN_PLACE
    visible: bool = True
    failure: Exception | None = None
    failures: list[Exception] = field(default_factory=list)
    good: int = 0
    busy_with_taking: list[ChatError] = field(default_factory=list)
    hung: list[Frame] = field(default_factory=list)
    taken_down: list[Spot] = field(default_factory=list)
    early: bool = field(init=False)

    def __post_init__(self) -> None:
        self.early = self.manner is not Manner.BESIDE

    async def hang(self, frame: Frame) -> Spot:
        if self.failure:
            raise self.failure
        if self.failures and len(self.hung) >= self.good:
            raise self.failures.pop(0)
        self.hung.append(frame)
        spot = Spot(file_id=f"F{self.name.upper()}{len(self.hung):06}")
        if self.manner is not Manner.BESIDE:
            await frame.noted(spot.file_id)
        return spot

    async def seen(self, spot: Spot, thread: ThreadKey) -> bool:
        return self.visible

    async def take_down(self, spot: Spot, thread: ThreadKey) -> None:
        if self.busy_with_taking:
            raise self.busy_with_taking.pop(0)
        self.taken_down.append(spot)
