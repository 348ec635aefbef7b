"""The two emulators, seen from the bench: told what to do, and read afterwards."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientTimeout

from bench.model.script import Pace
from bench.processes import DiedError, module

LONGEST = ClientTimeout(total=300)


@dataclass(frozen=True, slots=True)
class Order:
    """An ask to send: its turn's number, its format, when, and what it replies to.

    Without a channel it is sent to one of several; without a user, by somebody new.
    Files are those of the folder of pictures; flags are for darkroom alone.
    """

    turn: int
    shape: str = "jpeg"
    after: float = 0.0
    onto: int = 0
    channel: str = ""
    files: tuple[str, ...] = ()
    user: str = ""
    flags: str = ""

    def later(self, seconds: float) -> "Order":
        """The same, so much later."""
        return replace(self, after=self.after + seconds)

    def onto_turn(self, turn: int) -> "Order":
        """The same, as a reply in that turn's thread."""
        return replace(self, onto=turn)

    def told(self) -> dict[str, Any]:
        """As the emulator takes it."""
        words = f"a lighthouse at night, turn {self.turn} --format {self.shape}"
        words += f" {self.flags}" if self.flags else ""
        when = {"after": self.after, "onto": self.onto}
        what = {"channel": self.channel, "files": self.files, "user": self.user}
        return {"turn": self.turn, "words": words, **what, **when}


@dataclass(frozen=True, slots=True)
class Servers:
    """Slack and the model, in processes of their own."""

    http: ClientSession
    slack: str
    model: str

    def addresses(self) -> dict[str, str]:
        """How a program finds them."""
        return {
            "SLACK_API_URL": f"{self.slack}/api/",
            "OPENAI_BASE_URL": f"{self.model}/v1",
        }

    async def pace(self, pace: Pace, size: str = "1024x1024") -> None:
        """From the next turn on."""
        await self.post(f"{self.model}/bench/set", pace=asdict(pace), size=size)

    async def forget(self, turn: int) -> None:
        """When this turn is asked, its parent's response is gone."""
        await self.post(f"{self.model}/bench/set", forgets=turn)

    async def asked(self) -> list[dict[str, Any]]:
        """All requests to the model so far."""
        asked: list[dict[str, Any]] = await self.get(f"{self.model}/bench/log")
        return asked

    async def get(self, url: str) -> Any:
        """Fetch from an emulator's own paths."""
        async with self.http.get(url) as response:
            response.raise_for_status()
            return await response.json()

    async def post(self, url: str, body: Any = None, **fields: Any) -> None:
        """Tell an emulator something."""
        async with self.http.post(url, json=fields if body is None else body) as sent:
            sent.raise_for_status()


@dataclass(frozen=True, slots=True)
class Opened:
    """A form that was opened: its name, the page that it leads to, and when it was
    pressed for, open, and complete with its picture; 0 if it never was."""

    form: str
    page: str
    pressed: float
    opened: float
    shown: float


@dataclass(frozen=True, slots=True)
class Look:
    """What came of opening a home tab or looking for something there: when that was
    asked for, when it was shown (0 if it never was), and how many pictures it shows."""

    asked: float
    shown: float
    pictures: int


@dataclass(frozen=True, slots=True)
class Workspace:
    """One contender's Slack."""

    servers: Servers
    who: str

    async def limit(self, *, limits: bool) -> None:
        """Whether Slack's limits are in force."""
        await self.servers.post(self._path("set"), limits=limits)

    async def line(self, bits: float) -> None:
        """How many bits a second reach Slack; 0 is as many as can."""
        await self.servers.post(self._path("set"), line=bits)

    async def ask(self, orders: list[Order]) -> None:
        """Let people ask."""
        told = [each.told() for each in orders]
        await self.servers.post(self._path("ask"), told)

    async def connected(self) -> float:
        """When the program's socket opened; waits for it."""
        return float((await self.servers.get(self._path("connected")))["at"])

    async def ended(self, count: int, seconds: float) -> int:
        """How many finals are shown; waits until it is so many, or for so long."""
        query = f"?count={count}&seconds={seconds}"
        return int((await self.servers.get(self._path("ended") + query))["count"])

    async def answered(self, turn: int, seconds: float) -> bool:
        """Wait until this turn's final is shown, or for so long; whether it is."""
        query = f"?turn={turn}&seconds={seconds}"
        return bool((await self.servers.get(self._path("answered") + query))["ended"])

    async def posted(self, turn: int, seconds: float) -> None:
        """Wait until this turn has a message and is acknowledged, or for so long."""
        query = f"?turn={turn}&seconds={seconds}"
        await self.servers.get(self._path("posted") + query)

    async def press(self, turn: int, seconds: float) -> Opened:
        """Open the form of this turn's picture; wait until it is complete, or for so
        long."""
        wanted = {"turn": turn, "seconds": seconds}
        address = self._path("press")
        async with self.servers.http.post(address, json=wanted) as response:
            response.raise_for_status()
            return Opened(**await response.json())

    async def send(self, form: str, turn: int) -> None:
        """Send a form, which becomes this turn."""
        await self.servers.post(self._path("send"), form=form, turn=turn)

    async def join(self, channels: Sequence[str]) -> None:
        """Let everybody be in these channels."""
        await self.servers.post(self._path("join"), channels=list(channels))

    async def look(
        self, user: str, seconds: float, field: str = "", value: str = ""
    ) -> Look:
        """Open somebody's home tab, or use a field or a button of it; wait until it has
        changed, or for so long."""
        wanted = {"user": user, "seconds": seconds, "field": field, "value": value}
        async with self.servers.http.post(self._path("tab"), json=wanted) as response:
            response.raise_for_status()
            return Look(**await response.json())

    async def draw(self, outline: int, turn: int) -> None:
        """Have the outline of a turn drawn, which becomes this turn."""
        await self.servers.post(self._path("draw"), outline=outline, turn=turn)

    async def crowd(self, count: int, seconds: float) -> None:
        """Wait until so many asks have a message, or for so long."""
        query = f"?count={count}&seconds={seconds}"
        await self.servers.get(self._path("crowd") + query)

    async def quiet(self, still: float, seconds: float = 15) -> None:
        """Wait until the program has called nobody for a while."""
        query = f"?for={still}&seconds={seconds}"
        await self.servers.get(self._path("quiet") + query)

    async def log(self) -> dict[str, Any]:
        """Everything that happened since the last time."""
        log: dict[str, Any] = await self.servers.get(self._path("log"))
        return log

    def _path(self, what: str) -> str:
        return f"{self.servers.slack}/bench/{what}/{self.who}"


@asynccontextmanager
async def servers(pictures: Path, folder: Path) -> AsyncIterator[Servers]:
    """Start both; they end when this is left."""
    log = folder / "servers.log"
    async with (
        module("bench.slack", str(pictures), log=log) as slack,
        module("bench.model", str(pictures), log=log) as model,
        ClientSession(timeout=LONGEST) as http,
    ):
        yield Servers(http, await _address(slack.stdout), await _address(model.stdout))


async def _address(output: Any) -> str:
    line = await output.readline()
    if not line:
        raise DiedError("an emulator did not start")
    return f"http://127.0.0.1:{json.loads(line)['port']}"
