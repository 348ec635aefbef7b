"""A thread's history is looked through in the playground, as a person does it."""

import pytest
from playwright.async_api import Locator, expect

from tests.page.conftest import Eyes

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]


async def form_of(eyes: Eyes, number: int) -> Locator:
    """The form, once the person who opened it sees its strip."""
    answer = eyes.answers.nth(number)
    await answer.get_by_role("button", name="History").click()
    dialog = eyes.page.get_by_role("dialog")
    await expect(dialog.get_by_role("img").first).to_be_visible()
    return dialog


async def test_two_are_compared_and_one_is_built_on(eyes: Eyes) -> None:
    """Its strip is told in words; a comparison is no picture of the thread."""
    await eyes.write("@Darkroom a lighthouse at night")
    await eyes.finished().wait_for()
    await eyes.reply("make it sunrise")
    await eyes.finished(1).wait_for()
    dialog = await form_of(eyes, 1)
    strip = dialog.get_by_role("img", name="1: a lighthouse at night; 2 (from 1")
    await expect(strip).to_be_visible()
    await dialog.get_by_role("button", name="Wipe").click()
    await expect(dialog.get_by_text("Choose two to compare.")).to_be_visible()
    for words in ("1 · a lighthouse at night", "2 · make it sunrise"):
        await dialog.get_by_role("checkbox", name=words).check()
    await dialog.get_by_role("button", name="Wipe").click()
    wipe = dialog.get_by_role("img", name="A wipe from number 1")
    await expect(wipe).to_be_visible()
    await dialog.get_by_role("button", name="Post it in the thread").click()
    await expect(dialog.get_by_text("It is in the thread now.")).to_be_visible()
    posted = eyes.answers.nth(2)
    await expect(posted.get_by_role("img", name="A wipe from")).to_be_visible()
    await dialog.get_by_role("button", name="Back").click()
    await expect(strip).to_be_visible()
    await dialog.get_by_role("checkbox", name="2 · make it sunrise").uncheck()
    await dialog.get_by_role("button", name="Build on it").click()
    await expect(dialog).to_have_count(0)
    told = "The next reply in the thread builds on number 1."
    await expect(eyes.thread.get_by_text(told)).to_be_visible()
