"""What was drawn of a part is compared with the picture before."""

from collections.abc import Awaitable, Callable

from bot.core.errors import StoreAway
from bot.core.ports import Chosen, Difference
from bot.core.reporting.counters import Counters
from bot.core.turn.life import Status
from bot.core.turn.turns import WHERE, Answer
from tests.core.answering.test_part_request import of_part
from tests.fakes import FakeFiles, FakeRegions
from tests.studio import DRAWN, PNG, Studio, reply, studio


class Watched(FakeRegions):
    """Calls something while two versions are compared."""

    share = 0.25

    def __init__(self, meanwhile: Callable[[], Awaitable[None]]) -> None:
        self._meanwhile = meanwhile

    async def compared(self, before: bytes, after: bytes, chosen: Chosen) -> Difference:
        await self._meanwhile()
        return await super().compared(before, after, chosen)


class Counted(Counters):
    """Keeps the answers that are counted."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []

    def answered(self, answer: Answer) -> None:
        self.answers.append(answer)


def watched(meanwhile: Callable[[], Awaitable[None]]) -> Studio:
    files = FakeFiles()
    files.regions = Watched(meanwhile)
    return studio(DRAWN, DRAWN, files=files, counters=Counted())


async def test_what_is_paid_for_is_stored_before_it_is_compared() -> None:
    """Comparing takes seconds, and a picture that is lost in them is paid for again."""
    seen: list[tuple[Status, list[bytes]]] = []

    async def look() -> None:
        found = await one.turns.get(before.id + 1)
        assert found is not None
        assert found.answer is not None
        pictures = [one.shelf.kept[each.sha256] for each in found.answer.pictures]
        seen.append((found.status, pictures))

    one = watched(look)
    before = await one.answer(reply(1))
    turn = await one.answer(of_part(before))
    assert seen == [(Status.ANSWERED, [PNG])]
    assert turn.answer is not None
    assert turn.answer.strayed == 0.25
    assert [each.place for each in turn.answer.pictures] == [0, WHERE]
    assert isinstance(one.counters, Counted)
    assert [each.strayed for each in one.counters.answers] == [None, 0.25]


async def test_a_store_that_is_away_meanwhile_costs_only_the_comparison() -> None:
    async def away() -> None:
        raise StoreAway("gone")

    one = watched(away)
    turn = await one.answer(of_part(await one.answer(reply(1))))
    assert turn.status is Status.SHOWN
    assert turn.answer is not None
    assert turn.answer.strayed is None
    assert len(one.model.requests) == 2
