"""The links to the page on which people paint, in memory and in both databases."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.core.belongings import Owner
from bot.core.ports import PageLinks, Turns
from bot.core.turn.asks import Attached
from bot.core.turn.painting import KNOWN, PageLink, PostedPicture
from storage.link_rows import link_of
from storage.migrations import migrations
from tests.fakes import THREAD, ask
from tests.storage.conftest import Journal

T1, T2 = Owner(team="T1"), Owner(team="T2")
PHOTO = Attached("F1", "Strand “1”.jpg", "image/jpeg", 3, "https://files.slack.com/F1")
SHORE = PageLink("e" * 64, 0, "U1", 1000.5, posted=PostedPicture(THREAD, PHOTO))


async def noted(turns: Turns, links: PageLinks) -> PageLink:
    turn = await turns.accept(ask())
    assert turn is not None
    link = PageLink("b" * 64, turn.id, "U1", 1000.5)
    await links.add(link)
    return link


async def test_a_link_is_found_by_its_digest(
    turns: Turns, page_links: PageLinks
) -> None:
    link = await noted(turns, page_links)
    assert await page_links.find(link.digest) == link
    assert await page_links.find("a" * 64) is None


async def test_a_link_may_be_to_a_picture_that_somebody_posted(
    page_links: PageLinks,
) -> None:
    """It names no turn; what a file is called may be anything."""
    await page_links.add(SHORE)
    assert await page_links.find(SHORE.digest) == SHORE
    assert await page_links.bind(SHORE.digest, "mine")


async def test_a_link_to_a_posted_picture_is_forgotten_with_its_person(
    journal: Journal, page_links: PageLinks
) -> None:
    """And with its workspace, in which there may be no turn at all."""
    if journal.belongings is None:
        pytest.skip("in memory nothing outlives the process")
    for other, owner in ((Owner(user="U2"), Owner(user="U1")), (T2, T1)):
        await page_links.add(SHORE)
        await journal.belongings.forget(other, await journal.belongings.files(other))
        assert await page_links.find(SHORE.digest) == SHORE
        await journal.belongings.forget(owner, await journal.belongings.files(owner))
        assert await page_links.find(SHORE.digest) is None


def test_links_that_were_made_before_still_open(tmp_path: Path) -> None:
    """The table was written anew when links could be to pictures without a turn."""
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        db = Database(connection)
        migrations.apply(db, stop_before="m027_posted_links")
        db.execute("insert into page_links values ('d', 1, 'U1', 5.5, 'mine')")
        migrations.apply(db)
        [row] = db.table("page_links").rows
    assert link_of(row) == PageLink("d", 1, "U1", 5.5, "mine")


async def test_a_link_belongs_to_the_first_browser(
    turns: Turns, page_links: PageLinks
) -> None:
    link = await noted(turns, page_links)
    assert await page_links.bind(link.digest, "mine")
    assert not await page_links.bind(link.digest, "another")
    assert await page_links.bind(link.digest, "mine")
    assert not await page_links.bind("a" * 64, "mine")
    assert await page_links.find(link.digest) == replace(link, browser="mine")


async def test_links_that_have_been_over_for_long_are_dropped(
    turns: Turns, page_links: PageLinks
) -> None:
    link = await noted(turns, page_links)
    newer = replace(link, digest="c" * 64, made=link.made + KNOWN + 1)
    await page_links.add(newer)
    assert await page_links.find(link.digest) is None
    assert await page_links.find(newer.digest) == newer
