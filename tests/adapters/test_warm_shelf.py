"""A picture that was just kept is at hand, once."""

from pathlib import Path

from bot.adapters.shelf import DiskShelf
from bot.adapters.warm_shelf import WarmShelf


async def test_what_was_kept_is_read_without_the_disk_once(tmp_path: Path) -> None:
    disk = DiskShelf(tmp_path)
    shelf = WarmShelf(disk)
    name = await shelf.keep(b"fox")
    assert await disk.read(name) == b"fox"
    await disk.drop(name)
    assert await shelf.read(name) == b"fox"
    assert await shelf.read(name) is None


async def test_no_more_is_held_than_may_be(tmp_path: Path) -> None:
    """Nothing is lost by it: the disk has everything."""
    disk = DiskShelf(tmp_path)
    shelf = WarmShelf(disk, most=5)
    first, second = await shelf.keep(b"fox"), await shelf.keep(b"hen")
    assert await shelf.read(first) == b"fox"
    for name in (first, second):
        await disk.drop(name)
    assert await shelf.read(first) is None
    assert await shelf.read(second) == b"hen"


async def test_what_is_dropped_is_gone(tmp_path: Path) -> None:
    shelf = WarmShelf(DiskShelf(tmp_path))
    name = await shelf.keep(b"fox")
    await shelf.drop(name)
    assert await shelf.read(name) is None
