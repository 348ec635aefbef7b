"""Fakes that work: what the core needs from the world, in memory."""

import asyncio
import hashlib
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.core.caller import STEP, Caller, Priority
from bot.core.calls.call import Call
from bot.core.calls.model_access import Seat
from bot.core.errors import (
    ChatBusy,
    ChatError,
    ChatGone,
    HangError,
    ModelError,
    ModelShut,
)
from bot.core.identity.installations import Installation
from bot.core.messages.message import Message
from bot.core.pieces import Kept
from bot.core.ports import Brought, Chosen, Compared, Difference, PrivatePicture
from bot.core.showing.hanging import Frame, Manner
from bot.core.turn.asks import Ask, Attached
from bot.core.turn.events import Picture, TurnEvent
from bot.core.turn.painting import KNOWN, PageLink
from bot.core.turn.regions import Grid
from bot.core.turn.request import InputImage, Request
from bot.core.turn.sheet import Sheet
from bot.core.turn.sizes import Extent, Size
from bot.core.turn.slots import Spot
from bot.core.turn.strips import Strip
from bot.core.turn.terms import Terms
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Turn

THREAD = ThreadKey("T1", "C1", "1700.0001")
TERMS = Terms("gpt-6.1-sol", "gpt-image-2.6")


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
    signs: list[tuple[ThreadKey, str]] = field(default_factory=list)
    signing: asyncio.Event | None = None
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

    async def delete(self, thread: ThreadKey, ts: str, caller: Caller = STEP) -> None:
        self._fail("delete")
        self.gone.add(ts)

    async def find(
        self, thread: ThreadKey, mark: str, caller: Caller = STEP
    ) -> str | None:
        self._fail("find")
        found = (ts for each, ts in self.marks.items() if each.endswith(mark))
        return next(found, None)

    async def sign(self, thread: ThreadKey, words: str) -> None:
        self.changed.set()
        self._fail("sign")
        self.signs.append((thread, words))
        if self.signing is not None:
            await self.signing.wait()

    async def whisper(
        self,
        thread: ThreadKey,
        user: str,
        message: Message,
        caller: Caller = STEP,
    ) -> None:
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
        async with asyncio.timeout(60):
            while len(self.versions.get(ts, [])) < count:
                self.changed.clear()
                await self.changed.wait()
        return self.versions[ts][-1]


@dataclass
class Sketched:
    """A sketch that is drawn by a function; what became of it is remembered."""

    by: Callable[[], Message]
    stood: int = 0
    refusals: list[ChatError] = field(default_factory=list)

    def draw(self) -> Message:
        return self.by()

    def stands(self) -> None:
        self.stood += 1

    def refused(self, error: ChatError) -> None:
        self.refusals.append(error)


@dataclass
class OpenBudget:
    """Lets everything pass, and remembers what Slack said."""

    admissions: list[tuple[str, Priority]] = field(default_factory=list)
    closings: list[tuple[str, float]] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)

    async def admitted(
        self, call: Call, priority: Priority, since: float = 0.0
    ) -> None:
        self.calls.append(call)
        self.admissions.append((call.method, priority))
        await asyncio.sleep(0)

    async def closed(self, call: Call, seconds: float) -> None:
        self.closings.append((call.method, seconds))


class FakeAccess:
    """The way to the model, opened and shut by a test. Each failure stops one turn."""

    def __init__(self, *failures: Exception, shut: bool = False) -> None:
        self.failures = list(failures)
        self.tired: ModelShut | None = None
        self.open, self.reached = asyncio.Event(), asyncio.Event()
        if not shut:
            self.open.set()

    async def through(self, turn: Turn, seat: Seat, since: float) -> None:
        await seat()
        self.reached.set()
        if self.failures:
            raise self.failures.pop(0)
        await self.open.wait()

    async def too_long(self, since: float) -> ModelShut | None:
        return self.tired


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
        self.regions = FakeRegions()

    async def bring(self, ask: Ask) -> Brought:
        return self.brought

    async def small(self, data: bytes) -> InputImage | None:
        return InputImage(data, "image/jpeg")

    async def still(self, data: bytes) -> InputImage | None:
        return InputImage(b"still " + data, "image/png")

    async def extended(
        self, data: bytes, around: Extent
    ) -> tuple[InputImage, bytes] | None:
        return InputImage(b"wide " + data, "image/png"), str(around).encode()

    async def attached_to(self, thread: ThreadKey) -> Sequence[Attached]:
        return ()


class FakeRegions:
    """Says in words what was to be done; two versions differ by `share`."""

    share: float = 0.0

    async def gridded(
        self, data: bytes, grid: Grid | None, chosen: Chosen | None = None
    ) -> bytes:
        return b"\xff\xd8\xff grid " + data

    async def masked(
        self, data: bytes, chosen: Chosen, size: Size
    ) -> tuple[InputImage, bytes]:
        return InputImage(data, "image/png"), f"{chosen} {size}".encode()

    async def noted(
        self, data: bytes, notes: bytes, size: Size
    ) -> tuple[InputImage, bytes]:
        return InputImage(data, "image/png"), notes

    async def joined(self, base: bytes, over: bytes, chosen: Chosen) -> bytes:
        return b"\x89PNG\r\n\x1a\n" + base + b" with " + over

    async def compared(self, before: bytes, after: bytes, chosen: Chosen) -> Difference:
        return Difference(self.share, b"\xff\xd8\xff where")


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

    async def find(self, name: str) -> Kept | None:
        return Kept(len(self.kept[name]), 0) if name in self.kept else None

    async def piece(self, name: str, start: int, count: int) -> bytes:
        return self.kept.get(name, b"")[start : start + count]

    async def drop(self, sha256: str) -> None:
        self.kept.pop(sha256, None)


@dataclass
class MemoryAcceptedTools:
    """Implements the port `AcceptedTools`."""

    accepted: dict[str, dict[str, str]] = field(default_factory=dict)

    async def of(self, label: str) -> dict[str, str]:
        return dict(self.accepted.get(label, {}))

    async def accept(self, label: str, digests: Mapping[str, str]) -> None:
        self.accepted.setdefault(label, {}).update(digests)

    async def accept_new(self, label: str, digests: Mapping[str, str]) -> None:
        self.accepted[label] = {**digests, **self.accepted.get(label, {})}


class MemoryFormFiles:
    """Which files forms show, and until when."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[str, PrivatePicture, float]] = {}

    async def lent(self, team: str, picture: PrivatePicture, until: float) -> None:
        _, _, first = self.kept.get(picture.file_id, (team, picture, until))
        self.kept[picture.file_id] = (team, picture, first)

    async def returned(self, file_id: str) -> None:
        self.kept.pop(file_id, None)

    async def of(self, team: str, file_id: str) -> PrivatePicture | None:
        there, picture, _ = self.kept.get(file_id, ("", None, 0.0))
        return picture if there == team else None

    async def overdue(self, now: float) -> Sequence[tuple[str, PrivatePicture]]:
        found = sorted(self.kept.values(), key=lambda kept: kept[2])
        return [(team, picture) for team, picture, until in found if until <= now]


@dataclass
class FakePrivatePictures:
    """Shows pictures to people, or fails as a test says."""

    failures: list[Exception] = field(default_factory=list)
    shown: dict[str, str] = field(default_factory=dict)

    async def show(self, frame: Frame, user: str) -> PrivatePicture:
        picture = PrivatePicture(f"FGRID{len(self.shown)}", "D1", "1.5")
        await frame.noted(picture.file_id)
        if self.failures:
            raise self.failures.pop(0)
        self.shown[picture.file_id] = user
        return picture

    async def remove(self, team: str, picture: PrivatePicture) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.shown.pop(picture.file_id, None)


class MemoryTemporaryFiles:
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
    uploads_ahead: bool = field(init=False)
    begins_with: str = ""

    def __post_init__(self) -> None:
        self.uploads_ahead = self.manner is not Manner.BESIDE

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

    async def seen(self, spot: Spot, thread: ThreadKey, caller: Caller) -> bool:
        return self.visible

    async def take_down(self, spot: Spot, thread: ThreadKey, caller: Caller) -> None:
        if self.busy_with_taking:
            raise self.busy_with_taking.pop(0)
        self.taken_down.append(spot)


@dataclass
class FakeImaging:
    """Says in words what a sheet shows; of `broken` bytes nothing can be made."""

    broken: bytes = b"broken"
    small: list[bytes] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    meanwhile: Callable[[], None] | None = None
    """What happens once, while a picture is made small."""

    async def cell(self, data: bytes, cells: int, *, finished: bool = True) -> bytes:
        if data == self.broken:
            raise HangError("no picture")
        if once := self.meanwhile:
            self.meanwhile = None
            once()
        self.small.append(data)
        return b"small " + data

    async def sheet(self, sheet: Sheet) -> bytes:
        self.sheets.append(sheet)
        shown = (f"{each.number} {each.stage} {each.picture!r}" for each in sheet.cells)
        return b"\xff\xd8\xff" + "; ".join(shown).encode()

    async def showable(self, picture: Picture) -> bytes:
        if picture.data == self.broken:
            raise HangError("not safe")
        return b"\x89PNG\r\n\x1a\n shown " + picture.data

    async def emoji(self, data: bytes) -> bytes:
        return b"\x89PNG\r\n\x1a\n small " + data

    @property
    def strips(self) -> "FakeStrips":
        return FakeStrips()


class FakeStrips:
    """Says in words what a picture shows."""

    async def strip(self, strip: Strip, pictures: Mapping[int, bytes]) -> bytes:
        return b"\xff\xd8\xff" + strip.alt.encode()

    async def beside(self, one: Compared, other: Compared) -> bytes:
        if FakeImaging.broken in (one.data, other.data):
            raise HangError("no picture")
        return b"\xff\xd8\xff" + f"{one.number} beside {other.number}".encode()

    async def wipe(self, one: Compared, other: Compared) -> bytes:
        return b"GIF89a" + f"{one.number} to {other.number}".encode()


class ManyInstallations:
    """A store with a row for each workspace."""

    def __init__(self, *rows: Installation) -> None:
        self.rows = {each.team: each for each in rows}

    async def of(self, team: str) -> Installation | None:
        return self.rows.get(team)

    def where(self) -> str:
        return f"{len(self.rows)} workspaces"


class MemoryPageLinks:
    """Implements the port `PageLinks`."""

    def __init__(self) -> None:
        self._links: dict[str, PageLink] = {}

    async def add(self, link: PageLink) -> None:
        known = self._links.items()
        self._links = {k: e for k, e in known if e.made >= link.made - KNOWN}
        self._links[link.digest] = link

    async def find(self, digest: str) -> PageLink | None:
        return self._links.get(digest)

    async def bind(self, digest: str, browser: str) -> bool:
        link = self._links.get(digest)
        if link is None or link.browser not in ("", browser):
            return False
        self._links[digest] = replace(link, browser=browser)
        return True
