"""The bot's status: that it is alive, whether it is ready, and its figures."""

import asyncio
import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bot.app import StartError, open_app
from playground.slack import Fault
from tests.figures import figures, told
from tests.ports import free_port
from tests.postgres_server import new_database
from tests.whole.conftest import Room, Start, settings_for

HERE = "127.0.0.1:0"
ALL_WELL = {"slack": "ok", "database": "ok", "room": "ok", "engine": "ok"}


async def parts(url: str) -> tuple[int, dict[str, str]]:
    status, text = await told(url, "/readyz")
    return status, json.loads(text)["parts"]


async def test_a_bot_that_runs_is_alive_and_ready(room: Room, start: Start) -> None:
    bot = await start(status_address=HERE)
    assert await told(bot.status_url, "/healthz") == (200, "ok")
    assert await parts(bot.status_url) == (200, ALL_WELL)


async def test_without_an_address_the_status_is_served_nowhere(
    room: Room, start: Start
) -> None:
    bot = await start()
    assert (bot.url, bot.status_url) == ("", "")


async def test_strangers_hear_yes_or_no_and_see_no_figures(
    room: Room, start: Start
) -> None:
    """The port that Slack's requests come to is open to the world."""
    bot = await start(transport="http", status_address=HERE)
    assert await told(bot.url, "/healthz") == (200, "ok")
    assert await told(bot.url, "/readyz") == (200, '{"ready": true}')
    assert (await told(bot.url, "/metrics"))[0] == 404
    assert await parts(bot.status_url) == (200, ALL_WELL)


async def test_without_its_connection_to_slack_the_bot_is_alive_but_not_ready(
    room: Room, start: Start
) -> None:
    bot = await start(status_address=HERE)
    room.slack.faults.add(Fault("apps.connections.open", status=500, times=1000))
    await room.slack.disconnect_sockets()
    _, text = await unready(bot.status_url)
    said = ALL_WELL | {"slack": "not connected"}
    assert json.loads(text)["parts"] == said
    assert await told(bot.status_url, "/healthz") == (200, "ok")
    assert (await figures(bot.status_url))["darkroom_ready slack"] == 0


async def test_the_bot_is_not_ready_before_it_has_connected_to_slack(
    room: Room, tmp_path: Path
) -> None:
    room.slack.faults.add(Fault("auth.test", delay=5))
    place = f"127.0.0.1:{free_port()}"
    settings = settings_for(room.slack, room.model, tmp_path, status_address=place)

    async def begin() -> None:
        async with open_app(settings):
            raise AssertionError("it was not to come so far")

    starting = asyncio.create_task(begin())
    await room.slack.until(lambda: room.slack.calls.of("auth.test"))
    status, text = await told(f"http://{place}", "/readyz")
    assert (status, json.loads(text)["phase"]) == (503, "starting")
    assert await told(f"http://{place}", "/healthz") == (200, "ok")
    assert "darkroom_ready" in (await told(f"http://{place}", "/metrics"))[1]
    starting.cancel()
    await asyncio.gather(starting, return_exceptions=True)


async def test_a_bot_that_stops_is_not_ready(room: Room, tmp_path: Path) -> None:
    settings = settings_for(
        room.slack, room.model, tmp_path, status_address=HERE, grace_seconds="5"
    )
    room.model.hold(before="response.completed")
    async with open_app(settings) as bot:
        asked = await room.ann.says("#general", "@Darkroom a fox")
        await room.answer(asked)
        await room.slack.until(lambda: room.model.requests)
        watching = asyncio.create_task(unready(bot.status_url))
        watching.add_done_callback(lambda _: room.model.release())
    assert json.loads((await watching)[1])["phase"] == "stopping"


async def unready(url: str) -> tuple[int, str]:
    """The status as soon as it is no longer ready."""
    async with asyncio.timeout(60):
        while True:
            status, text = await told(url, "/readyz")
            if status != 200:
                return status, text


def inside(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def test_a_status_address_that_is_taken_is_told_in_one_sentence(
    room: Room, tmp_path: Path
) -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
        place = f"127.0.0.1:{one.getsockname()[1]}"
        settings = settings_for(room.slack, room.model, tmp_path, status_address=place)
        with pytest.raises(StartError) as error:
            async with open_app(settings):
                pass
    assert error.value.sentence.startswith("STATUS_ADDRESS")
    assert not inside(tmp_path)


async def test_without_the_extra_the_figures_say_what_to_install(
    room: Room, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "prometheus_client", None)  # as if not installed
    bot = await start(status_address=HERE)
    status, text = await told(bot.status_url, "/metrics")
    assert status == 501
    assert "install `darkroom[metrics]`" in text
    assert await parts(bot.status_url) == (200, ALL_WELL)


@pytest.mark.slow
async def test_a_process_that_only_draws_serves_its_status_too(
    room: Room, tmp_path: Path
) -> None:
    more = {"database_url": await new_database(), "status_address": HERE}
    settings = settings_for(room.slack, room.model, tmp_path, **more)
    async with open_app(settings, receiving=False) as bot:
        assert await parts(bot.status_url) == (200, ALL_WELL)
        assert (await figures(bot.status_url))["darkroom_queue_turns waiting"] == 0


@pytest.mark.slow
def test_a_bot_that_counts_nothing_does_not_load_prometheus() -> None:
    code = "import sys, bot.app; sys.exit('prometheus_client' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
