"""The intake: which asks are accepted, and which are not."""

import asyncio
from dataclasses import replace

import pytest

from bot.core.accepting.intake import MOST_WAITING
from bot.core.errors import ChatBusy, ChatRefused, StoreFull
from bot.core.turn.asks import FROM_SCRATCH, Ask
from bot.core.turn.options import Options
from bot.core.turn.turns import Turn
from tests.memory_turns import MemoryTurns
from tests.studio import reply, studio


class SlowTurns(MemoryTurns):
    """A journal that takes its time, as every real one does."""

    async def accept(self, ask: Ask, most: int | None = None) -> Turn | None:
        """Accept it, after all who came meanwhile were looked at."""
        await asyncio.sleep(0)
        return await super().accept(ask, most)


class CountingTurns(MemoryTurns):
    """A journal that counts how often it is asked."""

    accepted = 0

    async def accept(self, ask: Ask, most: int | None = None) -> Turn | None:
        """Count, and accept it."""
        self.accepted += 1
        return await super().accept(ask, most)


async def test_no_more_wait_in_a_thread_than_may_however_fast_they_come() -> None:
    """Whoever comes too late is told so, in private."""
    one = studio([asyncio.Event()], turns=SlowTurns())
    asks = [reply(number) for number in range(2, MOST_WAITING + 5)]
    taken = await asyncio.gather(*(one.intake.take(each) for each in asks))
    await one.lanes.close(0, lambda: None)
    await one.errands.close()
    assert [turn is not None for turn in taken] == [True] * MOST_WAITING + [False] * 3
    assert len(one.chat.whispers) == 3


async def test_whoever_is_turned_away_is_told_though_slack_stumbles() -> None:
    """There is nothing else that they would ever see of their ask."""
    one = studio([asyncio.Event()], turns=SlowTurns())
    one.chat.refusals["whisper"] = [ChatBusy("500", retry_after=0.001)] * 2
    for number in range(2, MOST_WAITING + 3):
        await one.intake.take(reply(number))
    await one.lanes.close(0, lambda: None)
    await one.errands.close(grace=5)
    assert len(one.chat.whispers) == 1


class FullTurns(MemoryTurns):
    """A journal that takes no ask."""

    async def accept(self, ask: Ask, most: int | None = None) -> Turn | None:
        raise StoreFull("the disk is full")


async def test_an_ask_without_room_is_done_with_when_its_person_knows() -> None:
    """Slack would not send it again after that, whatever becomes of the process."""
    one = studio([], turns=FullTurns())
    one.chat.refusals["whisper"] = [ChatBusy("500", retry_after=0.001)] * 2
    taken = await asyncio.gather(*(one.intake.take(reply(2)) for _ in range(3)))
    [said] = one.chat.whispers
    assert taken == [None] * 3
    assert "no space" in said.text


async def test_whoever_could_not_be_told_is_told_when_the_ask_comes_again() -> None:
    one = studio([], turns=FullTurns())
    one.chat.refusals["whisper"] = [ChatBusy("500", retry_after=0.001)] * 4
    with pytest.raises(ChatBusy):
        await one.intake.take(reply(2))
    assert await one.intake.take(reply(2)) is None
    assert len(one.chat.whispers) == 1


async def test_whoever_presses_again_without_room_is_told_again() -> None:
    """The claim of some buttons is the same each time."""
    one = studio([], turns=FullTurns())
    for _ in range(2):
        await one.intake.take(replace(reply(2), ts=""))
    assert len(one.chat.whispers) == 2


class FullOnce(MemoryTurns):
    """A journal that has room from the second ask on."""

    full = True

    async def accept(self, ask: Ask, most: int | None = None) -> Turn | None:
        if self.full:
            self.full = False
            raise StoreFull("the disk is full")
        return await super().accept(ask, most)


async def test_an_ask_that_came_again_is_taken_though_nobody_was_told() -> None:
    one = studio([asyncio.Event()], turns=FullOnce())
    one.chat.refusals["whisper"] = [ChatBusy("500", retry_after=0.001)] * 4
    with pytest.raises(ChatBusy):
        await one.intake.take(reply(2))
    assert await one.intake.take(reply(2)) is not None
    await one.lanes.close(0, lambda: None)
    await one.errands.close()


async def test_a_person_who_cannot_be_told_at_all_is_not_tried_again() -> None:
    """Somebody who has left the channel, for example."""
    one = studio([], turns=FullTurns())
    one.chat.refusals["whisper"] = [ChatRefused("user_not_in_channel")]
    assert await one.intake.take(reply(2)) is None
    assert await one.intake.take(reply(2)) is None
    assert one.chat.whispers == []


async def test_an_ask_that_comes_often_takes_one_place() -> None:
    """Slack delivers twice what it thinks was missed, all at once after a silence."""
    one = studio([asyncio.Event()], turns=SlowTurns())
    asks = [reply(number) for number in range(2, 17) for _ in range(4)]
    taken = await asyncio.gather(*(one.intake.take(each) for each in asks))
    await one.lanes.close(0, lambda: None)
    await one.errands.close()
    assert sum(turn is not None for turn in taken) == 15
    assert one.chat.whispers == []


async def test_what_was_taken_is_not_looked_up_again() -> None:
    """A mention comes as two events."""
    turns = CountingTurns()
    one = studio([asyncio.Event()], turns=turns)
    taken = [await one.intake.take(reply(2)) for _ in range(3)]
    await one.lanes.close(0, lambda: None)
    await one.errands.close()
    assert [turn is not None for turn in taken] == [True, False, False]
    assert turns.accepted == 1


@pytest.mark.parametrize(
    ("words", "wish", "options"),
    [
        ("a fox --size 1:1", "a fox", Options(size="1024x1024")),
        ("a fox", "a fox", Options()),
        ("a fox --size huge", "", None),
    ],
)
async def test_flags_are_read_when_an_ask_is_accepted_and_stay_in_its_words(
    words: str, wish: str, options: Options | None
) -> None:
    """The turn reports a wrong one, where everybody in the thread sees it."""
    one = studio([asyncio.Event()])
    turn = await one.intake.take(reply(2, words))
    await one.lanes.close(0, lambda: None)
    await one.errands.close()
    assert turn is not None
    found = turn.ask
    assert (found.words, found.wish, found.options) == (words, wish, options)


async def test_an_ask_for_something_new_builds_on_nothing() -> None:
    one = studio([asyncio.Event()])
    turn = await one.intake.take(reply(2, "a hen --new"))
    await one.lanes.close(0, lambda: None)
    await one.errands.close()
    assert turn is not None
    assert turn.ask.onto == FROM_SCRATCH
