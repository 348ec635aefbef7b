"""A shelf whose disk is full or cannot be written: told, and nothing half stays."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.adapters import shelf as shelves
from bot.adapters.shelf import DiskShelf
from bot.core.errors import StoreFull
from tests.adapters.test_shelf import files_in

# No file may grow beyond so much: the disk takes the beginning of a picture, no more.
LIMITED = """
import asyncio, resource, sys
from pathlib import Path
from bot.adapters.shelf import DiskShelf
from bot.core.errors import StoreFull
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
shelf = DiskShelf(Path(sys.argv[1]))
assert asyncio.run(shelf.keep(b"a" * 999))
try:
    asyncio.run(shelf.keep(b"b" * 5000))
except StoreFull as error:
    print(error)
"""


def test_a_disk_that_is_full_in_the_middle_keeps_no_half(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, tmp_path],
        capture_output=True,
        check=True,
        text=True,
    )
    assert "cannot be written to" in done.stdout
    assert [each.stat().st_size for each in files_in(tmp_path)] == [999]


async def test_what_stands_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "pictures").write_text("in the way")
    shelf = DiskShelf(tmp_path / "pictures")
    with pytest.raises(StoreFull, match="cannot be written to"):
        await shelf.keep(b"a fox")
    assert "cannot be written to" in await shelf.room()
    assert await shelf.read("a" * 64) is None


async def test_a_disk_that_is_all_but_full_has_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = DiskShelf(tmp_path / "pictures")
    assert await shelf.room() == ""
    monkeypatch.setattr(shelves, "LEAST_ROOM", 10**18)
    assert "MB left" in await shelf.room()
    assert not files_in(tmp_path)


async def test_halves_of_a_process_that_was_killed_are_removed(tmp_path: Path) -> None:
    """But not those that somebody writes just now."""
    shelf = DiskShelf(tmp_path)
    name = await shelf.keep(b"a fox")
    old, new = (tmp_path / name[:2] / f"{name}.{each}.half" for each in ("old", "new"))
    for half in (old, new):
        half.write_bytes(b"a f")
    os.utime(old, (time.time() - 7200,) * 2)
    await shelf.tidy()
    assert sorted(files_in(tmp_path)) == sorted([new, tmp_path / name[:2] / name])
