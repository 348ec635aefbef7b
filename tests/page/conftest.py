"""A browser before the page, and behind the page the whole playground."""

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from playground.page.browsing import chromium, open_browser
from tests.page.rig import Rig, open_rig

PATIENCE = 60_000
"""Milliseconds; only a page that hangs needs as long."""
expect.set_options(timeout=PATIENCE)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One for all tests; each gets a context of its own."""
    path = chromium()
    if path is None and os.environ.get("CI") != "true":
        pytest.skip("no Chromium here: install one, or name it in CHROMIUM")
    async with open_browser(path) as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="session")
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    """Slack, the model and the bot, all of this process."""
    async with open_rig(tmp_path) as rig:
        yield rig


@dataclass
class Eyes:
    """The page, and what a person would look for on it."""

    page: Page
    rig: Rig

    async def write(self, text: str, field: str = "Message #general") -> None:
        box = self.page.get_by_role("combobox", name=field)
        await box.fill(text)
        await box.press("Enter")

    async def reply(self, text: str) -> None:
        await self.write(text, "Reply…")

    @property
    def thread(self) -> Locator:
        return self.page.get_by_role("complementary", name="Thread")

    @property
    def answers(self) -> Locator:
        """The bot's messages in the open thread."""
        return self.thread.locator(".message:has(.badge)")

    def finished(self, number: int = 0) -> Locator:
        """A button that only an answer at its end has."""
        return self.answers.nth(number).get_by_role("button", name="Redo")

    async def button(self, name: str) -> None:
        await self.page.get_by_role("button", name=name, exact=True).click()

    async def tab(self, name: str) -> None:
        await self.page.get_by_role("tab", name=name).click()


@pytest_asyncio.fixture(loop_scope="session")
async def eyes(rig: Rig, browser: Browser) -> AsyncIterator[Eyes]:
    """The open page; at the end nothing may have gone wrong or elsewhere."""
    context = await browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE)
    page = await context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.extend(filter(refused, [said.text])))
    page.on("request", lambda one: wrong.extend(filter(elsewhere, [one.url])))
    await page.goto(rig.slack.url)
    await page.locator("body.ready").wait_for()
    yield Eyes(page, rig)
    await context.close()
    assert wrong == []


def refused(said: str) -> bool:
    return "Content Security Policy" in said or "Trusted" in said


def elsewhere(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "blob:http://127.0.0.1:", "data:"))
