"""Finished pictures on disk: written once, whole or not at all."""

import asyncio
import hashlib
from pathlib import Path

import pytest

from bot.adapters.shelf import DiskShelf


def files_in(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.is_file()]


async def test_what_is_kept_comes_back_after_a_restart(tmp_path: Path) -> None:
    name = await DiskShelf(tmp_path / "deep" / "er").keep(b"a fox")
    assert name == hashlib.sha256(b"a fox").hexdigest()
    assert await DiskShelf(tmp_path / "deep" / "er").read(name) == b"a fox"


async def test_the_same_picture_is_kept_once(tmp_path: Path) -> None:
    shelf = DiskShelf(tmp_path)
    assert await shelf.keep(b"a fox") == await shelf.keep(b"a fox")
    assert len(files_in(tmp_path)) == 1


async def test_the_same_picture_may_be_kept_by_many_at_once(tmp_path: Path) -> None:
    """Nobody writes into another one's half."""
    shelf = DiskShelf(tmp_path)
    for number in range(5):
        data = bytes([number]) * 300_000
        names = await asyncio.gather(*(shelf.keep(data) for _ in range(12)))
        assert set(names) == {hashlib.sha256(data).hexdigest()}
        assert await shelf.read(names[0]) == data
    assert len(files_in(tmp_path)) == 5


@pytest.mark.parametrize("name", ["../secret", "a" * 63, "A" * 64, "", "/etc/passwd"])
async def test_only_hashes_are_names(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").write_bytes(b"x")
    assert await DiskShelf(tmp_path / "shelf").read(name) is None


async def test_what_is_not_there_is_none(tmp_path: Path) -> None:
    assert await DiskShelf(tmp_path).read("a" * 64) is None


async def test_what_is_dropped_is_noted_nowhere(tmp_path: Path) -> None:
    """Also if another process notes more meanwhile."""
    notes = tmp_path / "kept"
    shelf, other = (DiskShelf(tmp_path / "shelf", notes) for _ in range(2))
    first, second, third = [await shelf.keep(each) for each in (b"1", b"2", b"3")]
    with notes.open("a", encoding="ascii") as adding:
        await other.drop(second)
        adding.write(f"{'a' * 64}\n")
    assert second not in notes.read_text("ascii")
    assert await shelf.noted() == [first, third, "a" * 64]
