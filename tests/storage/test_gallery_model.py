"""Any search of anybody finds what a simple model says, and nothing more."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest

from bot.core.gallery.words import indexed, wanted
from bot.core.turn.gallery import GallerySearch
from bot.core.turn.thread import ThreadKey
from tests.storage.archives import ARCHIVES, Archive, Drawing

TEAMS = ("T1", "T2")
CHANNELS = ("C1", "C2", "C3", "G1", "D1", "D2")
PEOPLE = ("U1", "U2", "U3")
WORDS = ("fox", "foxglove", "Häse", "hase", "雪", "白雪", "雪国", "n3", "ox", "a")


@dataclass(frozen=True)
class Drawn:
    """One picture that somebody has asked for."""

    turn: int
    thread: ThreadKey
    user: str
    words: str

    def seen_by(self, search: GallerySearch) -> bool:
        """Whether the search may find it: in no other words than the issue's."""
        if self.thread.team != search.team:
            return False
        if self.thread.channel.startswith("D"):
            return self.user == search.viewer
        return self.thread.channel in search.channels

    def is_sought(self, search: GallerySearch) -> bool:
        """Whether the search wants it."""
        if search.channel not in ("", self.thread.channel):
            return False
        if search.mine and self.user != search.viewer:
            return False
        if search.before and self.turn >= search.before[0]:
            return False
        entries = indexed([self.words])
        return not search.words or wanted(search.words).found_in(entries)


@pytest.fixture(params=ARCHIVES)
async def archive(
    request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[Archive]:
    async with ARCHIVES[request.param](tmp_path) as opened:
        yield opened


async def drawn_by_many(archive: Archive, random: Random, many: int) -> list[Drawn]:
    draw, found = Drawing(archive.turns), []
    for number in range(many):
        place = (random.choice(TEAMS), random.choice(CHANNELS), f"1.{number}")
        thread, user = ThreadKey(*place), random.choice(PEOPLE)
        words = " ".join(random.sample(WORDS, 3))
        turn = await draw(words, thread, user)
        found.append(Drawn(turn.id, thread, user, words))
    return found


def any_search(random: Random, drawn: Sequence[Drawn]) -> GallerySearch:
    channels = random.sample(CHANNELS, random.randrange(len(CHANNELS)))
    last = random.choice(drawn).turn
    return GallerySearch(
        team=random.choice(TEAMS),
        viewer=random.choice((*PEOPLE, "U9")),
        channels=frozenset(channels),
        words=" ".join(random.sample(WORDS, random.choice((0, 0, 1, 1, 2)))),
        mine=random.random() < 0.2,
        channel=random.choice(CHANNELS) if random.random() < 0.2 else "",
        before=(last, 0) if random.random() < 0.3 else None,
        most=random.choice((1, 3, 100)),
    )


async def test_any_search_finds_what_it_should_and_may(archive: Archive) -> None:
    random = Random(7)  # any number
    drawn = await drawn_by_many(archive, random, 80)
    for _ in range(300):
        search = any_search(random, drawn)
        page = await archive.gallery.search(search)
        due = [e for e in drawn[::-1] if e.seen_by(search) and e.is_sought(search)]
        assert [e.turn for e in page.pictures] == [e.turn for e in due][: search.most]
        assert page.more == (len(due) > search.most)


async def test_more_pictures_than_are_looked_through_are_found_by_the_index(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.gallery_rows.LOOKED_THROUGH", 5)
    monkeypatch.setattr("storage.postgres.gallery.FEW", 2)
    monkeypatch.setattr("storage.gallery.FEW", 2)
    random = Random(8)  # any number
    drawn = await drawn_by_many(archive, random, 40)
    for _ in range(100):
        search = replace(any_search(random, drawn), words=random.choice(WORDS))
        page = await archive.gallery.search(search)
        due = [e for e in drawn[::-1] if e.seen_by(search) and e.is_sought(search)]
        assert [e.turn for e in page.pictures] == [e.turn for e in due][: search.most]
