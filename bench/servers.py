"""The two emulators, seen from the bench: told what to do, and read afterwards."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientTimeout

from bench.model.script import Pace
from bench.processes import DiedError, module

LONGEST = ClientTimeout(total=300)


@dataclass(frozen=True, slots=True)
class Order:
    """An ask to send: its turn's number, when, and the turn that it replies to."""

    turn: int
    after: float = 0.0
    onto: int = 0

    def told(self) -> dict[str, Any]:
        """As the emulator takes it."""
        return {**asdict(self), "words": f"a lighthouse at night, turn {self.turn}"}


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
        await self._post(f"{self.model}/bench/set", pace=asdict(pace), size=size)

    async def forget(self, *, forgetful: bool) -> None:
        """Whether the model has forgotten all earlier responses."""
        await self._post(f"{self.model}/bench/set", forgetful=forgetful)

    async def limit(self, *, limits: bool, window: float = 60.0) -> None:
        """Whether Slack's limits are in force."""
        await self._post(f"{self.slack}/bench/set", limits=limits, window=window)

    async def ask(self, orders: list[Order]) -> None:
        """Let people ask."""
        await self._post(f"{self.slack}/bench/ask", [each.told() for each in orders])

    async def connected(self) -> float:
        """When the program's socket opened; waits for it."""
        return float((await self._get(f"{self.slack}/bench/connected"))["at"])

    async def ended(self, count: int, seconds: float) -> int:
        """How many finals are shown; waits until it is so many, or for so long."""
        path = f"{self.slack}/bench/ended?count={count}&seconds={seconds}"
        return int((await self._get(path))["count"])

    async def quiet(self, still: float = 1.5, seconds: float = 15) -> None:
        """Wait until the program has called nobody for a while."""
        path = f"{self.slack}/bench/quiet?for={still}&seconds={seconds}"
        await self._get(path)

    async def logs(self) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """What both saw since the last time."""
        slack = await self._get(f"{self.slack}/bench/log?clear=1")
        return slack, await self._get(f"{self.model}/bench/log?clear=1")

    async def _get(self, url: str) -> Any:
        async with self.http.get(url) as response:
            return await response.json()

    async def _post(self, url: str, body: Any = None, **fields: Any) -> None:
        async with self.http.post(url, json=fields if body is None else body) as sent:
            sent.raise_for_status()


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
