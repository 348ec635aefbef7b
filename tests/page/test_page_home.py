"""The home tab as a gallery, in a real browser: what each member sees of it."""

import pytest
from playwright.async_api import Locator, expect

from tests.page.conftest import Eyes

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]


async def drawn(eyes: Eyes, where: str, words: str) -> None:
    """Ann asks, and the bot has answered."""
    slack = eyes.rig.slack
    asked = await slack.person("ann").says(where, f"@Darkroom {words}")

    def done() -> bool:
        answers = [m for m in slack.messages(where, asked) if m.by_app]
        return bool(answers) and "'redo'" in str(answers[0].blocks)

    await slack.until(done)


async def opened(eyes: Eyes) -> Locator:
    await eyes.page.locator('.room:has-text("Darkroom")').click()
    await eyes.tab("Home")
    return eyes.page.locator(".home")


async def test_one_finds_a_picture_by_a_word_and_goes_to_its_thread(
    eyes: Eyes,
) -> None:
    await drawn(eyes, "#general", "a red fox")
    await drawn(eyes, "#design", "a grey owl")
    home = await opened(eyes)
    pictures = home.locator(".picture:not(.waiting) img[src]:not(.ghost)")
    await expect(pictures).to_have_count(2)
    field = home.get_by_label("Find pictures")
    await field.fill("fox")
    await field.press("Enter")
    await expect(pictures).to_have_count(1)
    await expect(home).to_contain_text("Found")
    await home.get_by_role("link", name="Open thread").click()
    await expect(eyes.thread).to_contain_text("a red fox")


async def test_nobody_sees_the_pictures_of_a_channel_that_they_are_not_in(
    eyes: Eyes,
) -> None:
    """What was there before they left is shown broken, with the reason."""
    await drawn(eyes, "#secret", "a red fox")
    slack = eyes.rig.slack
    await slack.person("ben").leaves("#secret")
    home = await opened(eyes)
    await expect(home.locator(".picture:not(.waiting)")).to_have_count(1)
    await eyes.page.get_by_role("radio", name="Ben").click()
    await eyes.tab("Home")
    await expect(home).to_contain_text("Nothing yet.")
    await expect(home.locator(".picture")).to_have_count(0)
    await eyes.page.get_by_role("radio", name="Ann").click()
    await eyes.tab("Home")
    await expect(home.locator(".picture:not(.waiting)")).to_have_count(1)
    await eyes.rig.kill_bot()
    await slack.person("ann").leaves("#secret")
    broken = home.locator(".broken:visible")
    await expect(broken).to_contain_text("File not found")


async def test_a_picture_is_brought_into_another_channel(eyes: Eyes) -> None:
    await drawn(eyes, "#general", "a red fox")
    home = await opened(eyes)
    await home.get_by_role("button", name="Use in…").click()
    dialog = eyes.page.get_by_role("dialog")
    await dialog.get_by_label("Where to?").select_option(label="#design")
    await dialog.get_by_label("A sentence to go with it").fill("For the cover")
    await dialog.locator("button[type=submit]").click()
    await expect(dialog).to_have_count(0)
    await eyes.page.locator('.room:has-text("design")').click()
    message = eyes.page.locator(".channel .message:has(.badge)")
    await expect(message).to_contain_text("brought this picture from #general")
    await expect(message.locator(".picture:not(.waiting) img[src]")).to_be_visible()
