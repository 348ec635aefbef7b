"""Pictures are found by whoever may see them, and by nobody else, on both engines."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.belongings import Owner
from bot.core.charts.chart import Chart, KeptChart, Kind, Series
from bot.core.decks.outline import Layout, Outline, Slide
from bot.core.gallery.filling import Filling
from bot.core.ports import Gallery, Turns
from bot.core.turn.decks import KeptDeck
from bot.core.turn.gallery import GalleryPage, GallerySearch
from bot.core.turn.options import Button, Options
from bot.core.turn.progress import Part
from bot.core.turn.sets import SetPicture
from bot.core.turn.taught import LeftOut, NameKind, UsedName
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import (
    BEHIND,
    COVERED,
    DECK,
    ORIGINAL,
    WHERE,
    Answer,
    Outcome,
    unhung,
)
from storage.postgres import migrations
from storage.postgres.database import opened
from storage.postgres.gallery import PostgresGallery
from storage.postgres.gallery_filling import PostgresGalleryFilling
from storage.postgres.steps import STEPS
from storage.postgres.turns import PostgresTurns
from storage.rows import answer_text
from tests.fakes import THREAD, ask
from tests.postgres_server import address, empty_database
from tests.storage.archives import ARCHIVES, Archive, Drawing, picture

MINE = GallerySearch("T1", "U1", frozenset({"C1"}))
DM = ThreadKey("T1", "D1", "1.1")


@pytest.fixture(params=ARCHIVES)
async def archive(
    request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[Archive]:
    async with ARCHIVES[request.param](tmp_path) as opened:
        yield opened


@pytest.fixture
def turns(archive: Archive) -> Turns:
    return archive.turns


@pytest.fixture
def gallery(archive: Archive) -> Gallery:
    return archive.gallery


@pytest.fixture
def draw(archive: Archive) -> Drawing:
    return Drawing(archive.turns)


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
    for number in range(4):
        three = tuple(picture(10 * number + each) for each in range(3))
        answer = Answer(Outcome.DONE, pictures=three)
        await draw(answer=answer, thread=DM if number % 2 else THREAD)
    search, found = replace(MINE, most=5, words=words), []
    while True:
        page = await gallery.search(search)
        found += [(each.turn, each.number) for each in page.pictures]
        if not page.more:
            break
        search = replace(search, before=found[-1])
    assert found == [(turn, number) for turn in (4, 3, 2, 1) for number in range(3)]


@pytest.mark.parametrize("before", [(2**63 - 1, 0), (2**63 - 1, 2**63 - 1)])
async def test_a_page_after_a_picture_that_cannot_be_there_is_the_first(
    draw: Drawing, gallery: Gallery, before: tuple[int, int]
) -> None:
    """What comes back with a tab may be made by hand."""
    turn = await draw("a fox")
    for words in ("", "fox"):
        wanted = replace(MINE, words=words, before=before)
        [found] = (await gallery.search(wanted)).pictures
        assert found.turn == turn.id


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


async def test_what_was_drawn_before_there_was_a_gallery_is_added_a_few_at_a_time(
    archive: Archive, draw: Drawing, gallery: Gallery
) -> None:
    drawn = [await draw(f"a fox {number}") for number in range(5)]
    told = await draw("a word", answer=Answer(Outcome.DONE))
    await archive.as_before()
    page = await gallery.search(MINE)
    assert not page.pictures
    assert page.filling
    assert await archive.filling.fill(3) == 3
    page = await gallery.search(replace(MINE, words="fox"))
    assert turns_of(page) == [drawn[4].id, drawn[3].id]
    assert page.filling
    new = await draw("a new fox")
    assert await Filling(archive.filling).once() == 3
    page = await gallery.search(replace(MINE, words="fox"))
    assert turns_of(page) == [new.id, *(each.id for each in reversed(drawn))]
    assert not page.filling
    assert told.id not in turns_of(await gallery.search(MINE))
    assert await archive.filling.fill(3) == 0


async def test_turns_that_cannot_be_read_hold_nobody_up(
    archive: Archive, draw: Drawing, gallery: Gallery
) -> None:
    good, _ = await draw("a fox"), await draw("a hare")
    await archive.as_before()
    await archive.execute("update turns set answer = '{}' where id = 2")
    assert await Filling(archive.filling).once() == 2
    page = await gallery.search(MINE)
    assert turns_of(page) == [good.id]
    assert not page.filling


async def test_an_answer_that_is_stored_again_takes_the_place_of_the_first(
    draw: Drawing, turns: Turns, gallery: Gallery
) -> None:
    two = Answer(Outcome.DONE, pictures=(picture(1), picture(2)))
    turn = await draw("a fox", answer=two)
    drawn = replace(picture(3), revised_prompt="russet")
    await turns.answered(turn.id, Answer(Outcome.DONE, pictures=(drawn,)))
    page = await gallery.search(replace(MINE, words="fox russet"))
    assert [each.sha256 for each in page.pictures] == [drawn.sha256]
    assert len((await gallery.search(MINE)).pictures) == 1


async def test_where_a_picture_hangs_is_known_as_it_is_now(
    draw: Drawing, turns: Turns, gallery: Gallery
) -> None:
    turn = await draw("a fox")
    await turns.posted(turn.id, "7.7")
    await turns.shown(turn.id, (replace(picture(1), file_id="F9"),), settled=True)
    [found] = (await gallery.search(MINE)).pictures
    assert (found.spot.file_id, found.message) == ("F9", "7.7")


async def test_each_picture_of_a_set_is_found_and_its_sheet_is_not(
    draw: Drawing, gallery: Gallery
) -> None:
    loose = (unhung(replace(picture(n), place=n)) for n in (1, 2))
    wished = (
        SetPicture(1, "Ears of wheat", "wheat, golden", sha256=picture(1).sha256),
        SetPicture(2, "Crumbs", "crumbs on a table", sha256=picture(2).sha256),
    )
    sheet = replace(picture(9), sheet=True)
    hidden = [replace(picture(3), place=place) for place in (ORIGINAL, COVERED, WHERE)]
    pictures = (*loose, sheet, *hidden)
    answer = Answer(Outcome.DONE, pictures=pictures, set_pictures=wished)
    turn = await draw("two logos", answer=answer)
    page = await gallery.search(MINE)
    found = [(each.turn, each.place, each.title) for each in page.pictures]
    assert found == [(turn.id, 1, "Ears of wheat"), (turn.id, 2, "Crumbs")]
    assert [each.spot.file_id for each in page.pictures] == ["F9", "F9"]
    [one] = (await gallery.search(replace(MINE, words="golden"))).pictures
    assert one.sha256 == picture(1).sha256


async def test_a_picture_that_a_thread_shows_again_is_found_once(
    archive: Archive, draw: Drawing, gallery: Gallery
) -> None:
    """It was picked of a set, posted again, or kept while others were drawn anew."""
    first = await draw("two logos", user="U2")
    both = Answer(Outcome.DONE, pictures=(picture(1), picture(9)))
    again = await draw("one anew", answer=both)
    await draw("here, too", thread=ThreadKey("T1", "C2", "1.1"), answer=both)
    pair = Answer(Outcome.DONE, pictures=(picture(8),))
    await draw("compare", answer=pair, options=Options(button=Button.PAIR))
    there = replace(MINE, channels=frozenset({"C1", "C2"}))
    assert turns_of(await gallery.search(MINE)) == [again.id, first.id]
    assert len((await gallery.search(there)).pictures) == 4
    owner = Owner(user="U2")
    await archive.belongings.forget(owner, await archive.belongings.files(owner))
    await Filling(archive.filling).once()
    assert turns_of(await gallery.search(MINE)) == [again.id] * 2


async def test_a_chart_is_found_by_its_title_wherever_it_is_drawn(
    draw: Drawing, gallery: Gallery
) -> None:
    chart = Chart("Bread sold", Kind.BAR, ("May",), (Series("s", (1.0,)),))
    charts = tuple(KeptChart("c", chart, picture(n).sha256) for n in (1, 2))
    pictures = (picture(1), replace(picture(2), place=BEHIND))
    answer = Answer(Outcome.DONE, pictures=pictures, charts=charts)
    await draw("how did it go?", answer=answer)
    page = await gallery.search(replace(MINE, words="bread"))
    assert [each.title for each in page.pictures] == ["Bread sold"] * 2


async def test_a_picture_is_found_by_the_names_that_were_used_for_it(
    archive: Archive, draw: Drawing, gallery: Gallery
) -> None:
    """Whichever of them may be called otherwise by now."""
    pixel = UsedName(7, NameKind.CHARACTER, "Pixel")
    winter = UsedName(9, NameKind.STYLE, "Winter", left_out=LeftOut.TOO_MANY)
    turn = await draw("a fox", names=(pixel, winter))
    await draw("a hare")
    for search in (replace(MINE, name=7), replace(MINE, words="pixel", mine=True)):
        assert turns_of(await gallery.search(search)) == [turn.id]
    assert not turns_of(await gallery.search(replace(MINE, name=9)))
    elsewhere = replace(MINE, name=7, channels=frozenset({"C2"}))
    assert not turns_of(await gallery.search(elsewhere))
    await archive.as_before()
    await Filling(archive.filling).once()
    assert turns_of(await gallery.search(replace(MINE, name=7))) == [turn.id]


async def test_a_deck_is_found_by_its_slides(draw: Drawing, gallery: Gallery) -> None:
    slides = (
        Slide(Layout.TITLE, "Solar power"),
        Slide(Layout.POINTS, "Costs", ("less",)),
    )
    deck = KeptDeck(Outline("Sun", "2026", "Paper", slides))
    loose = unhung(replace(picture(1), place=1))
    pictures = (replace(picture(2), sheet=True), loose, replace(picture(3), place=DECK))
    answer = Answer(Outcome.DONE, pictures=pictures, deck=deck)
    turn = await draw("eight slides", answer=answer)
    [found] = (
        await gallery.search(replace(MINE, words="sun costs less 2026"))
    ).pictures
    assert (found.turn, found.title, found.spot.file_id) == (turn.id, "Sun", "F2")
    assert len((await gallery.search(MINE)).pictures) == 1


async def test_words_of_who_is_forgotten_are_not_left_in_the_index(
    archive: Archive, draw: Drawing, gallery: Gallery
) -> None:
    await draw("zyzzyva", user="U1")
    await draw("a fox", user="U2")
    owner = Owner(user="U1")
    await archive.belongings.forget(owner, await archive.belongings.files(owner))
    assert not await archive.belongings.sweep()
    [left] = (await gallery.search(MINE)).pictures
    assert left.user == "U2"
    index = await archive.index()
    assert b"fox" in index
    assert b"zyzzyva" not in index


async def test_a_process_of_the_version_before_goes_on_beside_newer_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It stores its answers without a gallery; a newer process adds their pictures."""
    url, before = address(empty_database()), dict(STEPS)
    del before["m029_gallery"]
    with monkeypatch.context() as earlier:
        earlier.setattr(migrations, "STEPS", before)
        async with opened(url) as database:
            turn = await PostgresTurns(database).accept(ask("a fox"))
    assert turn is not None
    async with opened(url) as database:
        turns, gallery = PostgresTurns(database), PostgresGallery(database)
        await turns.begin(turn.id)
        await database.execute(
            "update turns set answer = %s, status = 'shown' where id = %s",
            [answer_text(Answer(Outcome.DONE)), turn.id],
        )
        await database.execute(
            "insert into pictures values (%s, 0, 'a', 'png', 1, 1, 1, '', 'russet')",
            [turn.id],
        )
        search = replace(MINE, words="russet")
        assert (await gallery.search(search)).filling
        both = (Filling(PostgresGalleryFilling(database)) for _ in range(2))
        assert sum(await asyncio.gather(*(each.once() for each in both))) == 1
        page = await gallery.search(search)
        assert turns_of(page) == [turn.id]
        assert not page.filling


async def test_one_is_told_where_a_picture_hangs_that_one_sees(
    draw: Drawing, gallery: Gallery
) -> None:
    """Where several show the same one, it is the newest of them."""
    await draw("a fox", answer=Answer(Outcome.DONE, pictures=(picture(1),)))
    newer = replace(picture(1), file_id="F9")
    await draw("a fox", answer=Answer(Outcome.DONE, pictures=(newer,)))
    hidden = ThreadKey("T1", "C2", "1.1")
    await draw(answer=Answer(Outcome.DONE, pictures=(picture(2),)), thread=hidden)
    wanted = [picture(n).sha256 for n in (1, 2, 3)]
    found = await gallery.spots(MINE, wanted)
    assert {key: spot.file_id for key, spot in found.items()} == {wanted[0]: "F9"}
    assert not await gallery.spots(replace(MINE, team="T2"), wanted)
    assert not await gallery.spots(MINE, [])
