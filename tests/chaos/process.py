"""The bot as a process that can be killed, and what its database says afterwards."""

import asyncio
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from playground.openai import OpenAIEmulator
from playground.slack import SlackEmulator


class BotProcess:
    """One `darkroom run` between two emulators."""

    def __init__(
        self, slack: SlackEmulator, model: OpenAIEmulator, folder: Path, **more: str
    ) -> None:
        self._slack, self._folder = slack, folder
        self.database = folder / "darkroom.db"
        self._environment = {
            **os.environ,
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
            "OPENAI_API_KEY": model.api_key,
            "OPENAI_BASE_URL": model.base_url,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "EDIT_SECONDS": "0.05",
            "SETTLE_SECONDS": "0.2",
            "GRACE_SECONDS": "0.2",
            **more,
        }
        self._process: asyncio.subprocess.Process | None = None
        self.starts = 0

    async def start(self) -> None:
        """Start it, and wait until it is connected; again if it gives up."""
        while not self._slack.sockets:
            await self._start()
            watching = asyncio.ensure_future(self._ended())
            await self._slack.until(
                lambda w=watching: self._slack.sockets or w.done(),  # type: ignore[misc] # bound now
                timeout=60,
            )
            watching.cancel()

    async def _ended(self) -> None:
        if self._process is not None:
            await self._process.wait()

    async def _start(self) -> None:
        self.starts += 1
        log = (self._folder / "bot.log").open("ab")
        with closing(log):
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"),
                cwd=self._folder,
                env=self._environment,
                stdout=log,
                stderr=log,
            )

    async def kill(self) -> None:
        """As a crash would."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()
            await self._slack.until(lambda: not self._slack.sockets)

    def turn_of(self, channel: str, ts: str) -> str:
        """The number of the turn that answers a message."""
        with closing(sqlite3.connect(self.database, timeout=10)) as db:
            sql = "select id from turns where channel = ? and ask_ts = ?"
            found = db.execute(sql, [channel, ts]).fetchone()
        return str(found[0]) if found else ""
