"""A file of SQLite belongs to one process at a time."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.app import StartError, open_app
from bot.stores import StoreError
from bot.stores.alone import alone
from tests.whole.conftest import Room, settings_for

HOLD = """
import sys
from pathlib import Path
from bot.stores.alone import alone
with alone(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_process_says_that_another_one_runs_and_opens_nothing(
    tmp_path: Path,
) -> None:
    file = tmp_path / "new" / "darkroom.db"
    with _other(file):
        with pytest.raises(StoreError) as error, alone(file):
            pass
        assert "another Darkroom runs" in error.value.sentence
    assert not file.exists()


def test_a_process_that_was_killed_leaves_no_lock_behind(tmp_path: Path) -> None:
    file = tmp_path / "darkroom.db"
    with _other(file) as other:
        other.send_signal(signal.SIGKILL)
        other.wait()
        with alone(file):
            assert not file.exists()


async def test_the_bot_says_that_another_one_runs_instead_of_answering_twice(
    room: Room, tmp_path: Path
) -> None:
    settings = settings_for(room.slack, room.model, tmp_path)
    async with open_app(settings):
        with pytest.raises(StartError) as error:
            async with open_app(settings):
                pass
    assert "another Darkroom runs" in error.value.sentence
    async with open_app(settings):
        pass


def _other(file: Path) -> "subprocess.Popen[str]":
    other = subprocess.Popen(
        (sys.executable, "-c", HOLD, str(file)),
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    return other
