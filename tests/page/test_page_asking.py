"""Asking for a picture, seeing it develop, changing it, stopping it."""

import pytest
from playwright.async_api import FilePayload, expect

from tests.page.conftest import Eyes

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]
PARTIAL = "response.image_generation_call.partial_image"
SOURCE = "() => document.querySelector('.thread .picture img').currentSrc"


async def test_a_picture_develops_in_one_message_whose_elements_stay(
    eyes: Eyes,
) -> None:
    eyes.rig.model.hold(before=PARTIAL, index=1)
    await eyes.write("@Darkroom a lighthouse at night with two boats")
    image = eyes.answers.locator(".picture img:not(.ghost)")
    await image.and_(eyes.page.locator("[src]")).wait_for()
    held = await image.element_handle()
    row = await eyes.answers.first.element_handle()
    before = await eyes.page.evaluate(SOURCE)
    eyes.rig.model.release()
    await eyes.finished().wait_for()
    await eyes.page.wait_for_function(f"old => ({SOURCE})() !== old", arg=before)
    assert await held.evaluate("node => node.isConnected")
    assert await row.evaluate("node => node.isConnected")
    await expect(eyes.answers).to_have_count(1)
    assert "lighthouse" in str(await image.get_attribute("alt"))


async def test_an_answer_that_looked_things_up_links_its_sources(eyes: Eyes) -> None:
    await eyes.write("@Darkroom a poster with tonight's Knicks score")
    await eyes.finished().wait_for()
    link = eyes.answers.get_by_role("link").first
    assert str(await link.get_attribute("href")).startswith("https://")
    assert "noopener" in str(await link.get_attribute("rel"))


async def test_a_reply_in_the_thread_edits_the_picture(eyes: Eyes) -> None:
    await eyes.write("@Darkroom a lighthouse at night")
    await eyes.finished().wait_for()
    await eyes.reply("make it sunrise")
    await eyes.finished(1).wait_for()
    first, second = eyes.rig.model.responses.values()
    assert second.previous_response_id == first.id


async def test_stop_ends_the_turn(eyes: Eyes) -> None:
    eyes.rig.model.hold(before=PARTIAL, index=1)
    await eyes.write("@Darkroom a lighthouse at night")
    await eyes.answers.locator(".picture img[src]").wait_for()
    await eyes.answers.get_by_role("button", name="Stop").click()
    await expect(eyes.answers).to_contain_text("topped")
    [response] = eyes.rig.model.responses.values()
    await eyes.rig.model.until(lambda: response.closed_early)


async def test_a_screen_reader_hears_of_an_answer_twice_and_not_of_previews(
    eyes: Eyes,
) -> None:
    await eyes.page.evaluate(
        """() => {
          window.heard = [];
          new MutationObserver(() => heard.push(announcer.textContent))
            .observe(announcer, { childList: true });
        }"""
    )
    await eyes.write("@Darkroom a lighthouse at night")
    await eyes.finished().wait_for()
    await expect(eyes.page.locator("#announcer")).to_contain_text("Picture:")
    assert await eyes.page.evaluate("heard.length") <= 3


async def test_a_file_that_is_no_picture_can_be_downloaded(eyes: Eyes) -> None:
    file: FilePayload = {"name": "a b.txt", "mimeType": "text/plain", "buffer": b"x"}
    await eyes.page.locator(".channel input[type=file]").first.set_input_files(file)
    await eyes.write("for the deck")
    async with eyes.page.expect_download() as downloading:
        await eyes.page.locator(".channel .file-chip").click()
    download = await downloading.value
    assert download.suggested_filename == "a b.txt"
    assert (await download.path()).read_bytes() == b"x"
