"""The page of the real playground, whose bot is a process of its own."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from playground.command import Playground, opened

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]


@pytest_asyncio.fixture(loop_scope="session")
async def ground() -> AsyncIterator[Playground]:
    async with opened(profile="instant") as ground:
        assert await ground.keeper.until_ready()
        yield ground


@pytest_asyncio.fixture(loop_scope="session")
async def page(ground: Playground, browser: Browser) -> AsyncIterator[Page]:
    context = await browser.new_context(viewport={"width": 1280, "height": 800})
    page = await context.new_page()
    await page.goto(ground.slack.url)
    await page.locator("body.ready").wait_for()
    yield page
    await context.close()


async def test_a_bot_that_was_killed_while_drawing_ends_in_one_finished_message(
    ground: Playground, page: Page
) -> None:
    partial = "response.image_generation_call.partial_image"
    ground.model.hold(before=partial, index=1)
    field = page.get_by_role("combobox", name="Message #general")
    await field.fill("@Darkroom a lighthouse at night with two boats")
    await field.press("Enter")
    answer = page.locator(".thread .message:has(.badge)")
    await answer.locator(".picture img[src]").wait_for()
    await page.get_by_role("button", name="Look inside").click()
    await page.get_by_role("tab", name="Make trouble").click()
    await page.get_by_role("button", name="Kill the bot").click()
    await expect(page.locator(".bot-state")).to_contain_text("stopped")
    ground.model.release()
    await page.get_by_role("button", name="Start it again").click()
    await answer.get_by_role("button", name="Redo").wait_for()
    await expect(answer).to_have_count(1)
