"""`darkroom run`, as a service manager runs it, against the emulators."""

import json
import signal
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from playground.openai import OpenAIEmulator
from playground.slack import Fault, SlackEmulator
from tests.programs import running

MANIFEST = Path(__file__).parents[2] / "manifest.yml"


@pytest.fixture
async def slack() -> AsyncIterator[SlackEmulator]:
    async with SlackEmulator(MANIFEST) as slack:
        yield slack


@pytest.fixture
async def environ(
    slack: SlackEmulator, tmp_path: Path
) -> AsyncIterator[dict[str, str]]:
    async with OpenAIEmulator() as model:
        yield {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
            "OPENAI_API_KEY": model.api_key,
            "OPENAI_BASE_URL": model.base_url,
            "DATABASE_URL": f"sqlite:///{tmp_path}/darkroom.db",
        }


def run(environ: dict[str, str]) -> AbstractAsyncContextManager[Process]:
    return running("bot", "run", stdout=PIPE, stderr=PIPE, env=environ)


def inside(folder: Path) -> list[Path]:
    return list(folder.iterdir())


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_stops_it_in_order(
    slack: SlackEmulator, environ: dict[str, str], number: signal.Signals
) -> None:
    async with run(environ) as process:
        await slack.until(lambda: slack.sockets)
        process.send_signal(number)
        output, log = await process.communicate()
    assert (process.returncode, output) == (0, b"")
    assert b"Traceback" not in log
    assert slack.bot_token.encode() not in log


@pytest.mark.slow
async def test_its_files_are_for_the_owner_only(
    slack: SlackEmulator, environ: dict[str, str], tmp_path: Path
) -> None:
    async with run(environ) as process:
        await slack.person("ann").says("#general", "@Darkroom a fox")
        await slack.until(lambda: pictures(tmp_path))
        process.terminate()
        await process.communicate()
    kept = modes(tmp_path)
    assert "darkroom.db" in kept
    assert {mode & 0o077 for mode in kept.values()} == {0}


def pictures(folder: Path) -> list[Path]:
    pictures = folder / "darkroom-pictures"
    return [path for path in pictures.rglob("*") if path.is_file()]


def modes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mode for path in folder.rglob("*")}


@pytest.mark.slow
async def test_a_token_that_slack_refuses_is_one_sentence_and_exit_code_2(
    slack: SlackEmulator, environ: dict[str, str], tmp_path: Path
) -> None:
    """And a bot that could not start leaves nothing behind."""
    async with run(environ | {"SLACK_BOT_TOKEN": "xoxb-wrong"}) as process:
        _, log = await process.communicate()
    assert process.returncode == 2
    assert log.decode().splitlines()[-1].startswith("darkroom: Slack does not accept")
    assert b"Traceback" not in log
    assert not inside(tmp_path)


@pytest.mark.slow
async def test_a_signal_while_it_starts_ends_it_as_well(
    slack: SlackEmulator, environ: dict[str, str]
) -> None:
    slack.faults.add(Fault("apps.connections.open", delay=30))
    async with run(environ) as process:
        await slack.until(lambda: slack.calls.of("auth.test"))
        process.terminate()
        _, log = await process.communicate()
    assert process.returncode == 0
    assert b"Traceback" not in log


@pytest.mark.slow
async def test_its_log_is_made_of_objects_if_wanted(
    slack: SlackEmulator, environ: dict[str, str]
) -> None:
    async with run(environ | {"LOG_FORMAT": "json"}) as process:
        await slack.person("ann").says("#general", "@Darkroom a fox")
        await slack.until(lambda: slack.calls.of("files.info"))
        process.terminate()
        _, log = await process.communicate()
    said = [json.loads(line)["said"] for line in log.decode().splitlines()]
    assert "turn ended" in said
