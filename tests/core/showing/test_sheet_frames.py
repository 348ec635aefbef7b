"""A set develops on one sheet: a frame at a time, always with the newest of each."""

import asyncio
from dataclasses import dataclass, field

import pytest

from bot.core.caller import Priority
from bot.core.calls.call import Call
from bot.core.errors import ChatBusy, ChatLate, HangError, StoreAway
from bot.core.showing.current_slots import CurrentSlots
from bot.core.showing.hanging import Frame, Manner
from bot.core.showing.sheet_frames import SheetFrames
from bot.core.turn.events import (
    Picture,
    PictureDrawn,
    PictureRefused,
    PreviewDrawn,
    StepKind,
    StepStarted,
)
from bot.core.turn.sheet import Cell
from bot.core.turn.slots import Hung, Preview, Spot, Stage
from bot.core.turn.turns import Turn
from tests.fakes import FakeImaging, FakeWay, OpenBudget, ask, turns_of_the_loop
from tests.studio import Studio, studio

TURN = Turn(7, ask("four foxes"))
UPLOAD = "files.getUploadURLExternal"
CELLS = tuple(Cell(f"set-{n}", n, f"Fox {n}") for n in range(1, 5))


def half(picture: int, number: int = 0) -> PreviewDrawn:
    return PreviewDrawn(f"set-{picture}", number, f"half {picture}.{number}".encode())


def whole(picture: int) -> PictureDrawn:
    return PictureDrawn(Picture(f"set-{picture}", f"whole {picture}".encode(), "png"))


@dataclass
class SlowWay(FakeWay):
    """Hangs a frame when a test says so."""

    go: asyncio.Event = field(default_factory=asyncio.Event)
    begun: int = 0

    async def hang(self, frame: Frame) -> Spot:
        self.begun += 1
        await self.go.wait()
        return await super().hang(frame)


@dataclass
class GatedBudget(OpenBudget):
    """Admits uploads when a test says so."""

    open: asyncio.Event = field(default_factory=asyncio.Event)

    async def admitted(
        self, call: Call, priority: Priority, since: float = 0.0
    ) -> None:
        await super().admitted(call, priority, since)
        if call.method == UPLOAD:
            await self.open.wait()


class Rig:
    """A set that is drawn, and a message that shows it at once."""

    def __init__(self, way: FakeWay | None = None, **pieces: object) -> None:
        self.way = way or FakeWay()
        self.imaging = FakeImaging()
        self.one: Studio = studio(ways=[self.way], imaging=self.imaging, **pieces)
        self.slots, self.drawn = CurrentSlots(), 0
        self.drawing = asyncio.ensure_future(self.draw())
        self.frames = SheetFrames(TURN, self.slots, self.one.context)
        self.closing = self.frames.beside(self.one.errands)

    async def __aenter__(self) -> "Rig":
        await self.closing.__aenter__()
        self.frames.begin(CELLS)
        await turns_of_the_loop()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.closing.__aexit__(None, None, None)
        self.drawing.cancel()
        await self.one.errands.close(grace=1)

    async def draw(self) -> None:
        while await self.slots.changed.wait():
            self.slots.changed.clear()
            self.slots.drawn()
            self.drawn += 1

    async def tell(self, *events: PreviewDrawn | PictureDrawn) -> None:
        for event in events:
            self.frames.tell(event)
        await turns_of_the_loop(50)

    @property
    def sheet(self) -> Preview | Hung | None:
        return self.slots.now.sheet

    @property
    def shown(self) -> list[str]:
        """The contents of the frames, in words."""
        return [frame.data[3:].decode() for frame in self.way.hung]


async def test_a_frame_shows_all_pictures_as_one() -> None:
    """One upload, and one picture in the message, which names all of them."""
    async with Rig() as rig:
        await rig.tell(half(1), half(2), whole(3))
        [frame] = rig.way.hung
        assert (frame.lasting, frame.small, frame.name) == (
            False,
            True,
            "preview-7-sheet-1.jpg",
        )
        assert rig.shown == [
            "1 developing b'small half 1.0'; 2 developing b'small half 2.0'; "
            "3 finished b'small whole 3'; 4 waiting b''"
        ]
        sheet = rig.sheet
        assert isinstance(sheet, Preview)
        assert rig.slots.now.shown == (sheet,)
        assert sheet.alt.startswith("1: Fox 1 (half-drawn); 2: Fox 2")
        assert list(rig.one.temporary_files.files) == [sheet.spot.file_id]


async def test_before_there_is_anything_to_see_nothing_is_uploaded() -> None:
    async with Rig() as rig:
        rig.frames.tell(StepStarted("set-1", StepKind.DRAW))
        await turns_of_the_loop(50)
        assert not rig.way.hung
        assert rig.drawn == 1


async def test_what_was_overtaken_is_never_looked_at() -> None:
    """While one frame is on its way, only the newest of each picture is kept."""
    way = SlowWay()
    async with Rig(way) as rig:
        await rig.tell(half(1, 0))
        await rig.tell(half(1, 1), half(1, 2), half(2, 0), whole(2))
        way.go.set()
        await turns_of_the_loop(50)
        assert rig.imaging.small == [b"half 1.0", b"half 1.2", b"whole 2"]
        assert way.begun == 2


async def test_a_picture_that_comes_while_a_frame_is_made_is_not_empty_on_it() -> None:
    """It develops until the next frame, which shows it."""
    async with Rig() as rig:
        rig.imaging.meanwhile = lambda: rig.frames.tell(whole(2))
        await rig.tell(half(1), half(2))
        assert rig.shown == [
            "1 developing b'small half 1.0'; 2 developing b'small half 2.0'; "
            "3 waiting b''; 4 waiting b''",
            "1 developing b'small half 1.0'; 2 finished b'small whole 2'; "
            "3 waiting b''; 4 waiting b''",
        ]


async def test_a_picture_is_made_small_once() -> None:
    async with Rig() as rig:
        for event in (whole(1), half(2), whole(3)):
            await rig.tell(event)
        assert len(rig.way.hung) == 3
        assert rig.imaging.small == [b"whole 1", b"half 2.0", b"whole 3"]


async def test_a_frame_is_drawn_when_its_upload_is_admitted() -> None:
    """It shows everything that came while it waited."""
    budget = GatedBudget()
    async with Rig(FakeWay(begins_with=UPLOAD), budget=budget) as rig:
        await rig.tell(half(1))
        assert (rig.imaging.small, rig.imaging.sheets) == ([], [])
        await rig.tell(half(1, 1), whole(2))
        budget.open.set()
        await turns_of_the_loop(50)
        assert rig.imaging.small == [b"half 1.1", b"whole 2"]
        assert len(rig.way.hung) == 1
        assert (UPLOAD, Priority.PREVIEW) in budget.admissions


async def test_an_upload_that_was_admitted_is_not_counted_again() -> None:
    counted = []

    class Way(FakeWay):
        async def hang(self, frame: Frame) -> Spot:
            counted.append(frame.caller.admitted)
            return await super().hang(frame)

    async with Rig(Way(begins_with=UPLOAD)) as rig:
        await rig.tell(half(1))
    assert counted == [UPLOAD]


async def test_without_budget_the_words_say_what_has_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.core.showing.sheet_frames.PATIENCE", 0.0)
    async with Rig(FakeWay(begins_with=UPLOAD), budget=GatedBudget()) as rig:
        before = rig.drawn
        await rig.tell(whole(1))
        assert rig.drawn > before
        assert not rig.way.hung
        assert [each.finished for each in rig.slots.now.on_sheet].count(True) == 1


async def test_the_next_frame_waits_until_the_message_shows_the_last() -> None:
    async with Rig() as rig:
        rig.drawing.cancel()
        await rig.tell(half(1))
        await rig.tell(half(1, 1), half(2))
        assert len(rig.way.hung) == 1
        rig.slots.drawn()
        await turns_of_the_loop(50)
        assert len(rig.way.hung) == 2


async def test_when_all_have_ended_the_sheet_is_uploaded_as_it_stays() -> None:
    """It is on the shelf, and it is the message's picture from then on."""
    async with Rig() as rig:
        await rig.tell(half(1))
        await rig.tell(*(whole(n) for n in (1, 2, 3)))
        rig.frames.failed("set-4", "too busy")
        await turns_of_the_loop(50)
        *_, last = rig.way.hung
        assert (last.lasting, last.name) == (True, "darkroom-7-1.jpg")
        assert last.alt == "1: Fox 1; 2: Fox 2; 3: Fox 3; 4: Fox 4 (too busy)"
        assert last.data in rig.one.shelf.kept.values()
        assert isinstance(rig.sheet, Hung)
        assert rig.sheet.revised_prompt == last.alt
        kept = await rig.one.context.sheets.kept(TURN, rig.frames.sheet)
        assert kept is not None
        spot = await rig.one.context.uploads_ahead.spot(TURN, kept, rig.way)
        assert spot == rig.sheet.spot


async def test_a_frame_that_the_end_overtakes_is_not_uploaded() -> None:
    """The sheet as it stays is."""
    way = SlowWay(failures=[ChatLate("the picture is finished")])
    async with Rig(way) as rig:
        await rig.tell(half(1))
        await rig.tell(*(whole(n) for n in range(1, 5)))
        way.go.set()
        await turns_of_the_loop(50)
        assert [frame.lasting for frame in way.hung] == [True]


async def test_a_frame_knows_that_it_is_late() -> None:
    async with Rig() as rig:
        await rig.tell(half(1))
        [frame] = rig.way.hung
        assert not frame.late()
        await rig.tell(*(whole(n) for n in range(1, 5)))
        assert frame.late()


async def test_if_nothing_came_there_is_no_sheet_at_the_end() -> None:
    async with Rig() as rig:
        for each in CELLS:
            rig.frames.tell(PictureRefused(each.key, moderated=True))
        await turns_of_the_loop(50)
        assert rig.frames.sheet.ended
        assert not [frame for frame in rig.way.hung if frame.lasting]


async def test_what_was_finished_before_is_on_the_first_frame() -> None:
    """After a restart its bytes are on the shelf."""
    async with Rig() as rig:
        sha256 = await rig.one.shelf.keep(b"whole 1")
        done = Cell("set-1", 1, "Fox 1", Stage.FINISHED, sha256=sha256)
        rig.frames.begin([done, *CELLS[1:]])
        await turns_of_the_loop(50)
        [shown] = rig.shown
        assert shown.startswith("1 finished b'small whole 1'; 2 waiting")


@pytest.mark.parametrize("error", [HangError("x"), ChatBusy("429"), ValueError("x")])
async def test_a_frame_that_does_not_hang_is_left_out(error: Exception) -> None:
    """The words say what has come, and the next frame may hang again."""
    async with Rig(FakeWay(failures=[error])) as rig:
        before = rig.drawn
        await rig.tell(whole(1))
        assert (rig.sheet, rig.drawn) == (None, before + 1)
        await rig.tell(half(2))
        assert rig.shown == [
            "1 finished b'small whole 1'; 2 developing b'small half 2.0'; "
            "3 waiting b''; 4 waiting b''"
        ]


async def test_a_store_that_is_away_is_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.core.showing.sheet_frames.AWAY", 0.0)
    async with Rig(FakeWay(failures=[StoreAway("gone")] * 3)) as rig:
        await rig.tell(half(1))
        assert len(rig.way.hung) == 1


async def test_a_picture_that_cannot_be_read_keeps_its_preview() -> None:
    async with Rig() as rig:
        await rig.tell(half(1))
        broken = Picture("set-1", rig.imaging.broken, "png")
        await rig.tell(PictureDrawn(broken))
        assert rig.shown[-1].startswith("1 finished b'small half 1.0'")


async def test_where_nothing_hangs_in_place_the_words_tell_and_the_sheet_is_kept() -> (
    None
):
    async with Rig(FakeWay("text", Manner.BESIDE)) as rig:
        await rig.tell(half(1))
        before = rig.drawn
        await rig.tell(*(whole(n) for n in range(1, 5)))
        assert not [frame for frame in rig.way.hung if not frame.lasting]
        assert rig.drawn > before
        assert b"half 1.0" not in rig.imaging.small
        assert rig.imaging.sheets[-1].ended


async def test_the_end_does_not_wait_for_a_frame() -> None:
    """What was under way is taken away when it comes after all."""
    way = SlowWay()
    rig = Rig(way)
    async with rig:
        await rig.tell(half(1))
        await asyncio.wait_for(rig.closing.__aexit__(None, None, None), 60)
        way.go.set()
        await turns_of_the_loop(50)
        assert [spot.file_id for spot in way.taken_down] == ["FFILE000001"]
        assert rig.sheet is None
        assert not rig.one.temporary_files.files
        rig.closing = rig.frames.beside(rig.one.errands)
        await rig.closing.__aenter__()


async def test_more_pictures_of_the_same_turn_join_the_sheet() -> None:
    """The model may call for a second set; the sheet shows both."""
    async with Rig() as rig:
        await rig.tell(*(whole(n) for n in range(1, 5)))
        rig.frames.begin([Cell("set-5", 5, "Owl")])
        await rig.tell(half(5))
        assert "5: Owl (half-drawn)" in rig.way.hung[-1].alt
        await rig.tell(whole(5))
        assert isinstance(rig.sheet, Hung)
        assert "5: Owl" in rig.sheet.revised_prompt
        assert [frame.lasting for frame in rig.way.hung] == [True, False, True]
