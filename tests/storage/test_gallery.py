"""Pictures are found by whoever may see them, and by nobody else, on both engines."""

from dataclasses import replace

import pytest

from bot.core.ports import Gallery, Turns
from bot.core.turn.gallery import GalleryPage, GallerySearch
from bot.core.turn.progress import Part
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Answer, KeptPicture, Outcome, Turn
from tests.fakes import THREAD, ask
from tests.storage.conftest import Journal

MINE = GallerySearch("T1", "U1", frozenset({"C1"}))
DM = ThreadKey("T1", "D1", "1.1")


@pytest.fixture
def gallery(journal: Journal) -> Gallery:
    if journal.gallery is None:
        pytest.skip("in memory nothing is found again")
    return journal.gallery


def picture(number: int, **more: object) -> KeptPicture:
    sha256 = f"{number:064x}"
    return KeptPicture(sha256, "png", 1, 1, 1, file_id=f"F{number}", **more)  # type: ignore[arg-type] # a test names what it wants


class Drawing:
    """Draws pictures for whoever asks, one turn after the other."""

    def __init__(self, turns: Turns) -> None:
        self.turns, self.count = turns, 0

    async def __call__(
        self,
        words: str = "a fox",
        thread: ThreadKey = THREAD,
        user: str = "U1",
        answer: Answer | None = None,
    ) -> Turn:
        self.count += 1
        claim = f"{thread.team}/{thread.channel}/{self.count}"
        wanted = replace(ask(words, claim=claim), thread=thread, user=user, wish=words)
        turn = await self.turns.accept(wanted)
        assert turn is not None
        await self.turns.begin(turn.id)
        if answer is None:
            answer = Answer(Outcome.DONE, pictures=(picture(self.count),))
        await self.turns.answered(turn.id, answer)
        return turn


@pytest.fixture
def draw(turns: Turns) -> Drawing:
    return Drawing(turns)


def turns_of(page: GalleryPage) -> list[int]:
    return [each.turn for each in page.pictures]


async def test_the_newest_picture_comes_first(draw: Drawing, gallery: Gallery) -> None:
    first, second = await draw("a fox"), await draw("a hare")
    page = await gallery.search(MINE)
    assert turns_of(page) == [second.id, first.id]
    assert page.pictures[0].words == "a hare"
    assert page.pictures[0].spot.file_id == "F2"
    assert not page.more
    assert not page.filling


async def test_a_picture_is_found_by_what_was_asked_drawn_and_said(
    draw: Drawing, gallery: Gallery
) -> None:
    drawn = replace(picture(1), revised_prompt="A russet animal in oil")
    answer = Answer(
        Outcome.DONE, parts=(Part("p", "Voilà, très beau!"),), pictures=(drawn,)
    )
    turn = await draw("Füchse im Schnee", answer=answer)
    await draw("a hare")
    for words in ("fuchse", "SCHNEE", "russ", "tres", "animal voila fuch"):
        found = await gallery.search(replace(MINE, words=words))
        assert turns_of(found) == [turn.id], words
    assert not turns_of(await gallery.search(replace(MINE, words="hare fuchse")))


@pytest.mark.parametrize("search", [MINE, replace(MINE, words="fox")])
async def test_nobody_sees_what_is_not_for_him(
    draw: Drawing, gallery: Gallery, search: GallerySearch
) -> None:
    """Another workspace's, even in a channel with the same id; another channel's;
    somebody else's direct messages, even where that channel was passed in."""
    seen = await draw(user="U2")
    own = await draw(thread=DM)
    await draw(thread=ThreadKey("T2", "C1", "1.1"))
    await draw(thread=ThreadKey("T1", "C2", "1.1"))
    await draw(thread=ThreadKey("T1", "G1", "1.1"))
    others = await draw(thread=ThreadKey("T1", "D2", "1.1"), user="U2")
    assert turns_of(await gallery.search(search)) == [own.id, seen.id]
    for channels in (frozenset({"D2"}), frozenset({"D1", "D2", "@U2"})):
        wider = replace(search, channels=channels)
        assert turns_of(await gallery.search(wider)) == [own.id]
    for channel in ("C2", "D2", "G1", "@U2", "%", "C1' or 1"):
        there = replace(search, channel=channel)
        assert not (await gallery.search(there)).pictures
    nowhere = replace(search, channels=frozenset())
    assert turns_of(await gallery.search(nowhere)) == [own.id]
    stranger = replace(nowhere, viewer="U3", before=(others.id + 1, 0))
    assert not (await gallery.search(stranger)).pictures


@pytest.mark.parametrize("words", ["", "fox"])
async def test_pages_follow_each_other_without_a_gap(
    draw: Drawing, gallery: Gallery, words: str
) -> None:
    three = Answer(Outcome.DONE, pictures=(picture(1), picture(2), picture(3)))
    for number in range(4):
        await draw(answer=three, thread=DM if number % 2 else THREAD)
    search, found = replace(MINE, most=5, words=words), []
    while True:
        page = await gallery.search(search)
        found += [(each.turn, each.number) for each in page.pictures]
        if not page.more:
            break
        search = replace(search, before=found[-1])
    assert found == [(turn, number) for turn in (4, 3, 2, 1) for number in range(3)]


async def test_a_search_can_be_narrowed(draw: Drawing, gallery: Gallery) -> None:
    own = await draw("a fox")
    await draw("a hare", user="U2")
    there = await draw("a fox", thread=ThreadKey("T1", "C2", "1.1"), user="U2")
    both = replace(MINE, channels=frozenset({"C1", "C2"}))
    assert turns_of(await gallery.search(replace(both, mine=True))) == [own.id]
    found = await gallery.search(replace(both, mine=True, words="fox"))
    assert turns_of(found) == [own.id]
    assert turns_of(await gallery.search(replace(both, channel="C2"))) == [there.id]
    [first] = (await gallery.search(replace(both, mine=True))).pictures
    earlier = replace(both, since=first.made - 1)
    assert len((await gallery.search(earlier)).pictures) == 3
    assert not (await gallery.search(replace(both, since=first.made + 60))).pictures


@pytest.mark.parametrize(
    "words",
    [
        *('"', "'", 'fox" OR "hare', "fox:*", "NEAR(fox hare)", "-fox", "f*", "\\"),
        *("words:fox", "fox & !hare | x", "\0fox\0", "🦊", "(", "%", "fox' OR 1=1 --"),
        *("x " * 5000, "狐" * 5000, "a" * 10_000, "\ud800", "^fox", ":fox"),
    ],
)
async def test_whatever_is_looked_for_does_no_harm(
    draw: Drawing, gallery: Gallery, words: str
) -> None:
    await draw("a hare", thread=ThreadKey("T1", "C2", "1.1"))
    turn = await draw("a fox")
    found = turns_of(await gallery.search(replace(MINE, words=words)))
    assert found in ([], [turn.id])
    assert turns_of(await gallery.search(MINE)) == [turn.id]
