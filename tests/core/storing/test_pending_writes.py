"""Writes that the store does not take are kept in memory, shown all the same, and
stored later."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import time

import pytest

from bot.core.errors import Overtaken, StoreAway, StoreFull
from bot.core.pieces import Kept
from bot.core.storing.pending_files import PendingTemporaryFiles
from bot.core.storing.pending_legs import PendingLegs
from bot.core.storing.pending_shelf import PendingShelf
from bot.core.storing.pending_turns import PendingTurns, stored_first
from bot.core.storing.pending_writes import PendingWrite, PendingWrites, lasting
from bot.core.turn.decisions import Choice, Decision
from bot.core.turn.legs import Leg
from bot.core.turn.life import Status
from bot.core.turn.stop import Stop
from bot.core.turn.turns import Answer, KeptPicture, Outcome, Turn
from tests.fakes import MemoryShelf, MemoryTemporaryFiles, ask, turns_of_the_loop
from tests.memory_turns import MemoryLegs, MemoryTurns
from tests.studio import DRAWN, PNG, shown, studio

DONE = Answer(
    Outcome.DONE, pictures=(KeptPicture("a" * 64, "png", 1, 1, 1),), response="r"
)
NOW = 0.001


@dataclass
class StoreAccess:
    """Whether the store takes anything; if not, `error` is raised."""

    error: Exception | None = None

    def check(self) -> None:
        if self.error:
            raise self.error


@dataclass
class ClosableTurns(MemoryTurns):
    """A journal that can be read, but written to only while the store is open."""

    access: StoreAccess = field(default_factory=StoreAccess)

    def __post_init__(self) -> None:
        super().__init__()

    async def begin(self, turn: int) -> Turn:
        self.access.check()
        return await super().begin(turn)

    async def answered(self, turn: int, answer: Answer) -> None:
        self.access.check()
        await super().answered(turn, answer)

    async def shown(
        self, turn: int, pictures: Sequence[KeptPicture], settled: bool
    ) -> None:
        self.access.check()
        await super().shown(turn, pictures, settled)

    async def settle(self, turn: int) -> None:
        self.access.check()
        await super().settle(turn)


@dataclass
class ClosableShelf(MemoryShelf):
    """A shelf that takes pictures while the store is open."""

    access: StoreAccess = field(default_factory=StoreAccess)

    def __post_init__(self) -> None:
        super().__init__()

    async def keep(self, data: bytes) -> str:
        self.access.check()
        return await super().keep(data)


@dataclass
class ClosableTemporaryFiles(MemoryTemporaryFiles):
    """Notes that are taken while the store is open."""

    access: StoreAccess = field(default_factory=StoreAccess)

    def __post_init__(self) -> None:
        super().__init__()

    async def lent(self, turn: int, file_id: str) -> None:
        self.access.check()
        await super().lent(turn, file_id)

    async def returned(self, file_id: str) -> None:
        self.access.check()
        await super().returned(file_id)


FULL = StoreFull("no space left")


async def until_stored(pending_writes: PendingWrites) -> None:
    async with asyncio.timeout(60):
        while pending_writes.trouble:  # noqa: ASYNC110 -- many things, no common end
            await asyncio.sleep(0.001)


async def accepted(turns: MemoryTurns) -> Turn:
    turn = await turns.accept(ask())
    assert turn is not None
    return turn


async def test_a_picture_that_was_paid_for_is_shown_and_then_stored() -> None:
    """From the first event on, nothing at all can be stored."""
    access, pending_writes = StoreAccess(), PendingWrites(first=NOW)
    journal, disk, notes = (
        ClosableTurns(access),
        ClosableShelf(access),
        ClosableTemporaryFiles(access),
    )
    filling = asyncio.Event()
    one = studio(
        [DRAWN[0], filling, *DRAWN[1:]],
        turns=PendingTurns(journal, pending_writes, time),
        shelf=PendingShelf(disk, pending_writes),
        temporary_files=PendingTemporaryFiles(notes, pending_writes),
    )
    turn = await one.accepted()
    running = asyncio.create_task(one.answering.run(turn, Stop()))
    await one.chat.until(2)
    access.error = FULL
    filling.set()
    await running
    await one.idle()
    assert "FFILE000001" in await shown(one, turn)
    assert (await journal.get(turn.id)).status is Status.RUNNING  # type: ignore[union-attr] # it is there
    assert (await one.again(turn)).settled
    assert "no space left" in pending_writes.trouble
    access.error = None
    await until_stored(pending_writes)
    stored = await journal.get(turn.id)
    assert stored is not None
    assert (stored.status, stored.settled) == (Status.SHOWN, True)
    assert list(disk.kept.values()) == [PNG]
    assert not notes.files


async def test_nothing_is_asked_of_the_model_while_there_is_no_room() -> None:
    async def no_room() -> str:
        return "only 3 MB left"

    one = studio(DRAWN, room=no_room)
    turn = await one.answer()
    assert not one.model.requests
    assert "no space to store a picture" in await shown(one, turn)
    assert turn.answer is not None
    assert turn.answer.why == "store_full"


async def test_a_turn_that_cannot_begin_says_so_and_spends_nothing() -> None:
    journal = ClosableTurns()
    one = studio(DRAWN, turns=journal)
    turn = await one.accepted()
    await journal.posted(turn.id, "1.0")
    journal.access.error = FULL
    with pytest.raises(StoreFull):
        await one.answering.run(turn, Stop())
    assert "continues by itself" in await shown(one, turn)
    journal.access.error = None
    await one.answering.run(turn, Stop())
    await one.idle()
    assert "FFILE000001" in await shown(one, turn)


async def test_what_an_attempt_came_to_is_stored_before_the_next_one_begins() -> None:
    """Otherwise the model would be asked, and paid, again."""
    journal, pending_writes = ClosableTurns(), PendingWrites(first=60)
    turns = PendingTurns(journal, pending_writes, time)
    turn = await accepted(journal)
    await turns.begin(turn.id)
    journal.access.error = FULL
    await turns.answered(turn.id, DONE)
    with pytest.raises(StoreFull):
        await turns.begin(turn.id)
    journal.access.error = None
    begun = await turns.begin(turn.id)
    assert (begun.status, begun.answer, begun.attempt) == (Status.ANSWERED, DONE, 2)
    await pending_writes.close()


async def test_a_run_ends_when_what_it_came_to_is_stored() -> None:
    """Until then, nobody else may continue the turn."""
    journal, pending_writes = ClosableTurns(), PendingWrites(first=NOW)
    turns = PendingTurns(journal, pending_writes, time)
    turn = await accepted(journal)

    async def run(one: Turn, _: Stop) -> None:
        await turns.begin(one.id)
        journal.access.error = FULL
        await turns.answered(one.id, DONE)

    running = asyncio.ensure_future(stored_first(run, pending_writes)(turn, Stop()))
    await turns_of_the_loop()
    assert not running.done()
    journal.access.error = None
    async with asyncio.timeout(60):
        await running
    assert (await journal.get(turn.id)).answer == DONE  # type: ignore[union-attr] # it is there


async def test_what_another_process_has_taken_over_is_not_written() -> None:
    journal, pending_writes = ClosableTurns(), PendingWrites(first=NOW)
    turns = PendingTurns(journal, pending_writes, time)
    turn = await accepted(journal)
    journal.access.error = FULL
    await turns.answered(turn.id, DONE)
    await turns.shown(turn.id, (), settled=False)
    journal.access.error = Overtaken("another went on")
    await until_stored(pending_writes)
    journal.access.error = None
    assert (await journal.get(turn.id)).answer is None  # type: ignore[union-attr] # it is there


async def test_a_bug_in_storing_is_no_store_that_is_away() -> None:
    pending_writes = PendingWrites(first=NOW)

    async def work() -> None:
        raise ValueError("a bug")

    with pytest.raises(ValueError, match="a bug"):
        await pending_writes.write("x", PendingWrite("x", work))
    assert not pending_writes.trouble


async def test_one_thing_that_cannot_be_stored_does_not_hold_up_another() -> None:
    big, small = StoreAccess(FULL), StoreAccess(FULL)
    pending_writes, written = PendingWrites(first=NOW), []

    async def write(access: StoreAccess, name: str) -> None:
        access.check()
        written.append(name)

    for access, name in ((big, "big"), (small, "small 1"), (small, "small 2")):
        thing = name.split()[0]
        held = PendingWrite(name, lambda access=access, name=name: write(access, name))  # type: ignore[misc] # bound now
        await pending_writes.write(thing, held)
    small.error = None
    await asyncio.wait_for(pending_writes.stored("small"), 60)
    assert written == ["small 1", "small 2"]
    big.error = None
    await until_stored(pending_writes)


async def test_what_is_lost_with_the_process_is_told(
    caplog: pytest.LogCaptureFixture,
) -> None:
    journal, pending_writes = (
        ClosableTurns(access=StoreAccess()),
        PendingWrites(first=60),
    )
    turns = PendingTurns(journal, pending_writes, time)
    turn = await accepted(journal)
    journal.access.error = FULL
    await turns.answered(turn.id, DONE)
    await pending_writes.close()
    assert "the end of turn 1 could not be stored and is lost" in caplog.text


async def test_a_stop_tries_a_last_time() -> None:
    journal, pending_writes = ClosableTurns(), PendingWrites(first=60)
    turns = PendingTurns(journal, pending_writes, time)
    turn = await accepted(journal)
    await turns.begin(turn.id)
    journal.access.error = FULL
    await turns.answered(turn.id, DONE)
    journal.access.error = None
    await pending_writes.close()
    assert (await journal.get(turn.id)).answer == DONE  # type: ignore[union-attr] # it is there


async def test_pictures_are_held_up_to_so_many_bytes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The oldest goes: it was shown long ago. One is held however large it is."""
    pending_writes = PendingWrites(first=60)
    shelf = PendingShelf(ClosableShelf(StoreAccess(FULL)), pending_writes, most=10)
    names = [await shelf.keep(data) for data in (b"a" * 6, b"b" * 6, b"c" * 60)]
    assert [await shelf.read(each) for each in names] == [None, None, b"c" * 60]
    assert await shelf.find(names[0]) is None
    assert await shelf.find(names[2]) == Kept(60, 0.0)
    assert await shelf.piece(names[2], 58, 10) == b"cc"
    assert caplog.text.count("is dropped") == 2
    await pending_writes.close()


async def test_pictures_are_held_for_so_long() -> None:
    pending_writes = PendingWrites(first=NOW)
    shelf = PendingShelf(ClosableShelf(StoreAccess(FULL)), pending_writes, longest=0)
    name = await shelf.keep(b"a")
    await until_stored(pending_writes)
    assert await shelf.read(name) is None


async def test_notes_of_files_are_known_before_they_are_stored() -> None:
    stored, pending_writes = ClosableTemporaryFiles(), PendingWrites(first=NOW)
    notes = PendingTemporaryFiles(stored, pending_writes)
    await notes.lent(1, "F1")
    stored.access.error = FULL
    await notes.lent(1, "F2")
    await notes.lent(2, "F3")
    await notes.returned("F1")
    assert await notes.outstanding(1) == ["F2"]
    stored.access.error = None
    await until_stored(pending_writes)
    assert stored.files == {"F2": 1, "F3": 2}


async def test_more_than_so_much_is_not_held() -> None:
    pending_writes = PendingWrites(first=60, most=1)
    access = StoreAccess(StoreAway("away"))

    async def work() -> None:
        access.check()

    await pending_writes.write(1, PendingWrite("one", work))
    with pytest.raises(StoreAway):
        await pending_writes.write(2, PendingWrite("two", work))
    access.error = None
    await pending_writes.close()


async def test_work_is_done_again_while_the_store_is_away() -> None:
    errors = [StoreAway("away"), FULL]

    async def work() -> None:
        if errors:
            raise errors.pop()

    await lasting(work, first=0)
    assert not errors


async def test_that_a_leg_is_followed_is_stored_at_once_or_not_at_all() -> None:
    class LegsAway(MemoryLegs):
        async def keep(self, turn: int, leg: Leg) -> Leg:
            raise StoreAway("no store")

    legs = PendingLegs(LegsAway(MemoryTurns()), PendingWrites())
    allowed = (Decision("q", Choice.ONCE, "U1"),)
    with pytest.raises(StoreAway):
        await legs.keep(1, Leg(1, "resp_1", decisions=allowed, followed=True))
