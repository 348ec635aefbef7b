"""A sheet as it stays is drawn once, and after a restart from what is on the shelf."""

import asyncio
from dataclasses import replace

from bot.core.showing.sheets import MOST_KNOWN, Sheets
from bot.core.turn.sheet import Cell, Sheet
from bot.core.turn.slots import Stage
from bot.core.turn.turns import Turn
from tests.fakes import FakeImaging, MemoryShelf, ask

TURN = Turn(7, ask("two foxes"))


def cell(number: int, **more: object) -> Cell:
    made = Cell(f"set-{number}", number, f"Fox {number}", Stage.FINISHED)
    return replace(made, **more)  # type: ignore[arg-type] # a test names what it needs


SHEET = Sheet((cell(1, picture=b"one"), cell(2, picture=b"two")))


async def test_the_same_sheet_is_drawn_once_whoever_asks_for_it() -> None:
    """The turn's end knows its pictures by their hashes, and the showing by sight."""
    imaging, shelf = FakeImaging(), MemoryShelf()
    sheets = Sheets(imaging, shelf)
    named = Sheet((cell(1, sha256="a", phase=3), cell(2, sha256="b")), shape=1.5)
    first, second = await asyncio.gather(
        sheets.kept(TURN, SHEET), sheets.kept(TURN, named)
    )
    assert first is not None
    assert first == second == await sheets.kept(TURN, SHEET)
    assert len(imaging.sheets) == 1
    picture = await sheets.picture(first)
    assert picture is not None
    assert (picture.id, picture.revised_prompt) == ("sheet", "1: Fox 1; 2: Fox 2")
    assert picture.data == shelf.kept[first.sha256]
    assert first.format == "jpeg"


async def test_after_a_restart_it_is_drawn_from_the_shelf() -> None:
    """It is the same picture, byte for byte."""
    imaging, shelf = FakeImaging(), MemoryShelf()
    named = [cell(n, sha256=await shelf.keep(b"%d" % n)) for n in (1, 2)]
    seen = [cell(n, picture=b"small %d" % n) for n in (1, 2)]
    kept = await Sheets(imaging, shelf).kept(TURN, Sheet(tuple(named)))
    assert kept == await Sheets(imaging, shelf).kept(TURN, Sheet(tuple(seen)))
    assert imaging.small == [b"1", b"2"]


async def test_another_sheet_of_the_turn_is_drawn_anew() -> None:
    sheets = Sheets(FakeImaging(), MemoryShelf())
    first = await sheets.kept(TURN, SHEET)
    more = SHEET.put(cell(3, picture=b"three"))
    assert await sheets.kept(TURN, more) != first


async def test_without_any_picture_there_is_none() -> None:
    """Their bytes may be gone, or not be pictures."""
    imaging, shelf = FakeImaging(), MemoryShelf()
    broken = await shelf.keep(imaging.broken)
    sheet = Sheet((cell(1, sha256="gone"), cell(2, sha256=broken)))
    assert await Sheets(imaging, shelf).kept(TURN, sheet) is None


async def test_what_failed_is_tried_again_when_asked_again() -> None:
    imaging, shelf = FakeImaging(), MemoryShelf()
    sheets, lost = Sheets(imaging, shelf), Sheet((cell(1), cell(2)))
    assert await sheets.kept(TURN, lost) is None
    found = replace(lost.cells[0], sha256=await shelf.keep(b"fox"))
    assert await sheets.kept(TURN, lost.put(found)) is not None


async def test_one_picture_alone_needs_no_sheet() -> None:
    sheets = Sheets(FakeImaging(), MemoryShelf())
    assert await sheets.kept(TURN, Sheet((cell(1, picture=b"one"),))) is None


async def test_only_so_many_are_remembered() -> None:
    imaging = FakeImaging()
    sheets = Sheets(imaging, MemoryShelf())
    for number in range(MOST_KNOWN + 1):
        await sheets.kept(replace(TURN, id=number), SHEET)
    await sheets.kept(replace(TURN, id=MOST_KNOWN), SHEET)
    assert len(imaging.sheets) == MOST_KNOWN + 1
    await sheets.kept(replace(TURN, id=0), SHEET)
    assert len(imaging.sheets) == MOST_KNOWN + 2
