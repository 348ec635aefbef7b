"""The drawer: looking inside, arming failures, ending the bot."""

import pytest
from playwright.async_api import expect

from tests.page.conftest import Eyes

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]
PARTIAL = "response.image_generation_call.partial_image"


async def test_the_time_line_shows_the_model_above_and_slack_below(eyes: Eyes) -> None:
    await eyes.write("@Darkroom a lighthouse at night")
    await eyes.finished().wait_for()
    await eyes.reply("make it sunrise")
    await eyes.finished(1).wait_for()
    await eyes.button("Look inside")
    drawer = eyes.page.get_by_role("region", name="Looking inside")
    await expect(drawer.get_by_role("option")).to_have_count(2)
    await expect(drawer.locator("tr.model", has_text="partial image")).to_have_count(3)
    await expect(drawer.locator("tr.slack").first).to_contain_text("chat.")
    first = next(iter(eyes.rig.model.responses))
    await expect(drawer.locator(".facts")).to_contain_text(first)
    await eyes.tab("Sent to the model")
    await expect(drawer.locator(".sent")).to_contain_text("image_generation")


async def test_an_armed_failure_ends_in_its_sentence(eyes: Eyes) -> None:
    await eyes.button("Look inside")
    await eyes.tab("Make trouble")
    pill = eyes.page.get_by_role("button", name="moderation stops the picture")
    await pill.click()
    await expect(pill).to_have_attribute("aria-pressed", "true")
    await eyes.write("@Darkroom a lighthouse at night")
    await expect(eyes.answers.first).to_contain_text("check declined it (self harm")


async def test_a_killed_bot_finishes_its_message_when_it_is_back(eyes: Eyes) -> None:
    eyes.rig.model.hold(before=PARTIAL, index=1)
    await eyes.write("@Darkroom a lighthouse at night")
    await eyes.answers.locator(".picture img[src]").wait_for()
    await eyes.button("Look inside")
    await eyes.tab("Make trouble")
    await eyes.button("Kill the bot")
    await expect(eyes.page.locator(".bot-state")).to_contain_text("stopped")
    eyes.rig.model.release()
    await eyes.button("Start it again")
    await eyes.finished().wait_for()
    await expect(eyes.answers).to_have_count(1)


async def test_trouble_on_slacks_side_is_a_setting_that_goes_back(eyes: Eyes) -> None:
    settings = eyes.rig.slack.settings
    await eyes.button("Look inside")
    await eyes.tab("Make trouble")
    for title, name in {
        "Edits do not share pictures": "update_registers_share",
        "no charts and tables of its own": "data_blocks",
    }.items():
        pill = eyes.page.get_by_role("button", name=title)
        await pill.click()
        await expect(pill).to_have_attribute("aria-pressed", "true")
        assert getattr(settings, name) is False
        await pill.click()
        await expect(pill).to_have_attribute("aria-pressed", "false")
        assert getattr(settings, name) is True
