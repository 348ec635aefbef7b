"""An installation in which people sign in to a server."""

import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bot.app import Darkroom, open_app
from bot.settings import Settings
from playground.openai import Script
from playground.openai.steps import Say, Use
from playground.slack.messages import Message
from tests.sign_in_server import Bank, Browser
from tests.whole.conftest import Room, settings_for

KEY = "q" * 43 + "="
WORDS = "@Darkroom what came in?"


@dataclass
class Place:
    """An installation with the bank in its `mcp.toml`."""

    room: Room
    there: Bank
    folder: Path
    more: dict[str, str] = field(default_factory=dict)
    lines: str = ""
    port: int = 0

    def __post_init__(self) -> None:
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def settings(self, **given: str) -> Settings:
        file = self.folder / "mcp.toml"
        head = f'[[servers]]\nlabel = "bank"\nurl = "{self.there.url}"\n'
        tools = 'tools = "*"\ntoken = "oauth"\n'
        file.write_text(f"{head}{tools}{self.lines}", "utf-8")
        own = {
            "mcp_config": str(file),
            "mcp_local": "on",
            "secrets_key": KEY,
            "public_url": f"http://127.0.0.1:{self.port}",
            "port": str(self.port),
            "mcp_admins": self.room.ann.user.id,
            "hang": "file",
        }
        room = self.room
        whole = own | self.more | given
        return settings_for(room.slack, room.model, self.folder, **whole)

    @asynccontextmanager
    async def running(self, **given: str) -> AsyncIterator[Darkroom]:
        async with open_app(self.settings(**given)) as bot:
            yield bot

    def heard(self, said: str, who: str = "ann") -> list[str]:
        """All that a person alone was told with these words in it."""
        texts = [each.text for each in self.room.slack.ephemerals(who)]
        return [each for each in texts if said in each]

    async def told(self, said: str, who: str = "ann", after: int = 0) -> str:
        """The next one after so many, as soon as it is there."""
        await self.room.slack.until(lambda: len(self.heard(said, who)) > after)
        return self.heard(said, who)[-1]

    async def link(self, who: str = "ann") -> str:
        """The newest link that somebody gets."""
        before = len(self.heard("Sign in to bank", who))
        await self.room.slack.person(who).runs("/darkroom", "connect bank")
        text = await self.told("Sign in to bank", who, before)
        found = re.search(r"<(http[^|>]+)\|", text)
        assert found is not None
        return found[1]

    async def connect(self, who: str = "ann") -> None:
        """Sign in, and wait until the bot says so."""
        before = len(self.heard("bank is connected", who))
        status, page = await Browser().signed_in(await self.link(who))
        assert status == 200, page
        await self.told("bank is connected", who, before)

    def offered(self) -> list[dict[str, Any]]:
        """The servers in the newest request."""
        tools = self.request()["tools"]
        return [each for each in tools if each["type"] == "mcp"]

    def request(self) -> dict[str, Any]:
        """The newest request to the model."""
        newest = [*self.room.model.responses.values()][-1]
        return dict(newest.request)

    async def use(self, who: str, text: str, **more: Any) -> Message:
        """Ask for something for which the model uses the bank, without being asked."""
        used = Use("list_payments", "bank", {"count": 1})
        says = Say("One payment came in.")
        self.room.model.play(Script("uses", "The bank is used.", ((used, says),)))
        person = replace(self.room, ann=self.room.slack.person(who))
        return await person.ask(text, **more)
