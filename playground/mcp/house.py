"""Starts the playground's servers, each on a port of this machine.

The ports are there at once, and what is asked meanwhile waits: it takes a moment to
import the `mcp` package, in which the bot can start as well.
"""

import asyncio
import secrets
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from playground.mcp.arrivals import Arrivals

if TYPE_CHECKING:
    from playground.mcp.running import Running

HOST = "127.0.0.1"
CONFIGURED = Path(__file__).with_name("configured.toml")
NAMES = ("shop", "status")


@dataclass
class House:
    """The servers: where they are, and which calls arrived."""

    urls: Mapping[str, str] = field(default_factory=dict)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(16), repr=False)
    arrivals: Arrivals = field(default_factory=Arrivals)

    def environment(self, folder: Path) -> dict[str, str]:
        """What the bot has to be told to use them; without any, nothing."""
        if not self.urls:
            return {}
        file = folder / "mcp.toml"
        file.write_text(CONFIGURED.read_text("utf-8").format(**self.urls), "utf-8")
        own = {"MCP_CONFIG": str(file), "MCP_LOCAL": "on"}
        return {**own, "SHOP_TOKEN": self.token}


def can_open() -> bool:
    """Whether the package that the servers need is installed."""
    return find_spec("mcp") is not None


@asynccontextmanager
async def open_house() -> AsyncIterator[House]:
    """The servers, until the context ends."""
    async with AsyncExitStack() as stack:
        doors = {name: stack.enter_context(_door()) for name in NAMES}
        urls = {
            name: f"http://{HOST}:{door.getsockname()[1]}/mcp"
            for name, door in doors.items()
        }
        house = House(urls)
        running = asyncio.create_task(_begun(house, doors))
        stack.push_async_callback(_end, running)
        yield house


def _door() -> socket.socket:
    return socket.create_server((HOST, 0))


async def _begun(house: House, doors: Mapping[str, socket.socket]) -> "Running":
    running = await asyncio.to_thread(_made, house)
    await running.begin(doors)
    return running


async def _end(running: "asyncio.Task[Running]") -> None:
    await (await running).end()


def _made(house: House) -> "Running":
    from playground.mcp.running import Running  # noqa: PLC0415 -- it takes its time

    return Running(house.arrivals, house.token)
