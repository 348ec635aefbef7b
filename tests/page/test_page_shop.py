"""The shop of the real playground: it is asked as far as somebody allows it."""

import os
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from playground.command import TOOLED, Playground, opened

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]


@pytest_asyncio.fixture(loop_scope="session")
async def ground() -> AsyncIterator[Playground]:
    async with opened(profile="instant") as ground:
        assert await ground.keeper.until_ready()
        for name in ground.house.urls:
            await ground.keeper.until_logged(f"{name} answers")
        yield ground


class Visitor:
    """The page, and what a person does there."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.thread = page.get_by_role("complementary", name="Thread")

    async def write(self, words: str, field: str = "Reply…") -> None:
        box = self.page.get_by_role("combobox", name=field)
        await box.fill(words)
        await box.press("Enter")

    def button(self, name: str) -> Locator:
        return self.thread.get_by_role("button", name=name, exact=True)

    async def answers(self, count: int) -> None:
        """Wait until so many have ended."""
        await expect(self.button("Redo")).to_have_count(count)

    async def is_asked(self, tool: str) -> None:
        await expect(self.thread).to_contain_text(f"may I use {tool} of shop")

    async def asks(self, words: str, tool: str) -> None:
        await self.write(words)
        await self.is_asked(tool)

    async def arrived(self, *tools: str) -> None:
        """The calls that the drawer shows, the newest first."""
        names = self.page.locator(".arrivals td:nth-child(3)")
        await expect(names).to_have_text([*tools])

    async def looked_at(self, name: str) -> None:
        if where := os.environ.get("SEEN"):
            await self.page.screenshot(path=f"{where}/{name}.png")


@pytest_asyncio.fixture(loop_scope="session")
async def ann(ground: Playground, browser: Browser) -> AsyncIterator[Visitor]:
    context = await browser.new_context(viewport={"width": 1280, "height": 900})
    page = await context.new_page()
    await page.goto(ground.slack.url)
    await page.locator("body.ready").wait_for()
    yield Visitor(page)
    await context.close()


async def test_a_shop_is_asked_as_far_as_somebody_allows_it(ann: Visitor) -> None:
    await ann.page.get_by_role("button", name=TOOLED).click()
    await ann.page.keyboard.press("Enter")
    await ann.is_asked("sales")
    await ann.looked_at("asks")
    await ann.button("Allow in this thread").click()
    await ann.answers(1)
    chart = ann.thread.get_by_role("img", name="bar chart")
    await expect(chart.locator("rect")).to_have_count(7)
    await ann.looked_at("chart")

    await ann.asks("refund the last order", "list_orders")
    await ann.button("Allow once").click()
    await ann.is_asked("refund")
    await ann.looked_at("refund")
    await ann.button("Don't allow").click()
    await ann.answers(2)
    await expect(ann.thread).to_contain_text("That was not allowed")

    await ann.asks("list the customers", "list_customers")
    await ann.write("just draw a shop instead")
    await ann.answers(4)
    await expect(ann.thread).to_contain_text("a newer message came first")

    await ann.page.get_by_role("button", name="Look inside").click()
    await ann.page.get_by_role("tab", name="Servers").click()
    await ann.arrived("list_orders", "sales")
    await ann.looked_at("drawer")
