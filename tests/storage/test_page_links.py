"""The links to the page on which people paint, in memory and in both databases."""

from dataclasses import replace

from bot.core.ports import PageLinks, Turns
from bot.core.turn.painting import KNOWN, PageLink
from tests.fakes import ask


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
