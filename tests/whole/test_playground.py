"""`darkroom playground`, as a person starts it."""

import asyncio
import gc
import os
import re
import signal
import socket
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from playground.openai import OpenAIEmulator
from playground.slack import SlackEmulator
from tests.programs import running
from tests.whole.conftest import MANIFEST

ADDRESS = re.compile(r"http://\S+")
DONE = re.compile(r"'action_id': 'redo'")


def room() -> socket.socket:
    """A port that is taken for as long as this is open."""
    return socket.create_server(("127.0.0.1", 0))


@asynccontextmanager
async def opened(
    folder: Path, *options: str, port: str = "0", **more: str
) -> AsyncIterator[str]:
    """The program in a process of its own; yields the address that it prints."""
    words = ("bot", "playground", "--port", port, *options)
    how = {"cwd": folder, "env": {**os.environ, **more}, "stdout": PIPE}
    async with running(*words, **how) as process:
        try:
            yield await address(process)
        finally:
            process.send_signal(signal.SIGINT)
            await process.wait()


async def address(process: Process) -> str:
    """The one that it prints."""
    assert process.stdout is not None
    async with asyncio.timeout(60):
        while not (
            found := ADDRESS.findall((await process.stdout.readline()).decode())
        ):
            assert not process.stdout.at_eof()
    return str(found[0])


async def until(http: aiohttp.ClientSession, url: str, pattern: re.Pattern[str]) -> Any:
    """Follow the event stream until the messages look as wanted."""
    async with asyncio.timeout(60), http.get(f"{url}/control/events") as events:
        async for _ in events.content:
            async with http.get(
                f"{url}/control/messages", params={"channel": "#general"}
            ) as answer:
                found = await answer.json()
            if pattern.search(str(found)):
                return found
    raise AssertionError("the stream of events ended")


@pytest.mark.slow
async def test_without_any_account_a_mention_becomes_a_picture(tmp_path: Path) -> None:
    """With one command, and by the emulator's own HTTP control."""
    async with opened(tmp_path) as url, aiohttp.ClientSession() as http:
        async with http.post(f"{url}/inside/speed", json={"name": "instant"}) as done:
            assert done.status == 200
        said = {"as": "ann", "channel": "#general", "text": "@Darkroom a fox"}
        await http.post(f"{url}/control/say", json=said)
        found = await until(http, url, DONE)
    assert "slack_file" in str(found)


@pytest.mark.slow
async def test_every_format_can_be_tried_without_any_account(tmp_path: Path) -> None:
    """OpenAI does not grant all of them to everybody."""
    async with opened(tmp_path) as url, aiohttp.ClientSession() as http:
        await http.post(f"{url}/inside/speed", json={"name": "instant"})
        words = "@Darkroom a fox --format svg --direct"
        said = {"as": "ann", "channel": "#general", "text": words}
        await http.post(f"{url}/control/say", json=said)
        found = await until(http, url, DONE)
    assert "The SVG itself is a file in this thread" in str(found)


@pytest.mark.slow
async def test_with_the_live_model_the_owners_key_is_used(tmp_path: Path) -> None:
    """The emulated Slack, and whatever answers at OPENAI_BASE_URL."""
    async with OpenAIEmulator(profile="instant") as model:
        given = {"OPENAI_API_KEY": model.api_key, "OPENAI_BASE_URL": model.base_url}
        async with (
            opened(tmp_path, "--live-model", **given) as url,
            aiohttp.ClientSession() as http,
        ):
            said = {"as": "ann", "channel": "#general", "text": "@Darkroom a fox"}
            await http.post(f"{url}/control/say", json=said)
            await until(http, url, DONE)
        assert len(model.responses) == 1


@pytest.mark.slow
async def test_if_the_port_is_taken_the_playground_uses_another(tmp_path: Path) -> None:
    """For example if a playground is running already."""
    with room() as taken:
        port = str(taken.getsockname()[1])
        async with opened(tmp_path, port=port) as url:
            assert url.startswith("http://127.0.0.1:")
            assert not url.endswith(f":{port}")


async def test_an_emulator_without_its_port_leaves_nothing_open() -> None:
    """Things that are left open warn when they are collected, and warnings are errors
    here."""
    with room() as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match="in use"):
            async with SlackEmulator(MANIFEST, port=port):
                pass
    gc.collect()
