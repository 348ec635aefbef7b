"""Other things that a person does there: modals, uploads, other views, versions,
commands, text."""

import io

import pytest
from PIL import Image
from playwright.async_api import FilePayload, expect

from tests.page.conftest import Eyes

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]


def png() -> FilePayload:
    data = io.BytesIO()
    Image.new("RGB", (90, 60), "teal").save(data, "PNG")
    return {"name": "pond.png", "mimeType": "image/png", "buffer": data.getvalue()}


BRING = """([way, bytes]) => {
  const dataTransfer = new DataTransfer();
  const data = new Uint8Array(bytes);
  dataTransfer.items.add(new File([data], "pond.png", { type: "image/png" }));
  const more = { bubbles: true, cancelable: true };
  const event = way === "drop"
    ? new DragEvent("drop", { ...more, dataTransfer })
    : new ClipboardEvent("paste", { ...more, clipboardData: dataTransfer });
  document.querySelector(".channel textarea").dispatchEvent(event);
}"""


async def ask(eyes: Eyes) -> None:
    await eyes.write("@Darkroom a lighthouse at night")
    await eyes.finished().wait_for()


async def test_a_modal_opens_keeps_the_focus_and_gives_it_back(eyes: Eyes) -> None:
    await ask(eyes)
    details = eyes.answers.get_by_role("button", name="Details")
    await details.click()
    dialog = eyes.page.get_by_role("dialog")
    await expect(dialog).to_contain_text("gpt-image")
    assert await dialog.evaluate("node => node.contains(document.activeElement)")
    await eyes.page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    await expect(details).to_be_focused()


async def test_a_shortcut_opens_a_modal_whose_answer_starts_a_turn(eyes: Eyes) -> None:
    await ask(eyes)
    await eyes.answers.first.hover()
    await eyes.answers.get_by_role("button", name="More actions").last.click()
    await eyes.page.get_by_role("menuitem", name="Edit with Darkroom").click()
    dialog = eyes.page.get_by_role("dialog")
    await dialog.locator("button[type=submit]").click()
    await expect(dialog.locator(".field-error").first).to_contain_text("required")
    await dialog.locator("textarea, input").first.fill("make it sunrise")
    await dialog.locator("button[type=submit]").click()
    await expect(dialog).to_have_count(0)
    await eyes.finished(1).wait_for()


async def test_an_attached_picture_goes_along_and_reaches_the_model(eyes: Eyes) -> None:
    await eyes.page.locator(".channel input[type=file]").first.set_input_files(png())
    await expect(eyes.page.locator(".chip")).to_contain_text("pond.png")
    await eyes.write("@Darkroom make it night")
    await eyes.finished().wait_for()
    await expect(eyes.page.locator(".channel .attached img[src]")).to_have_count(1)
    [response] = eyes.rig.model.responses.values()
    assert len(response.attached) == 1


@pytest.mark.parametrize("way", ["paste", "drop"])
async def test_pictures_can_be_pasted_and_dropped(eyes: Eyes, way: str) -> None:
    await eyes.page.evaluate(BRING, [way, [*png()["buffer"]]])
    await expect(eyes.page.locator(".channel .chip")).to_contain_text("pond.png")
    await eyes.button("Remove pond.png")
    await expect(eyes.page.locator(".channel .chip")).to_have_count(0)


async def test_a_picture_that_a_member_cannot_load_is_shown_broken(eyes: Eyes) -> None:
    eyes.rig.slack.settings.update_registers_share = False
    eyes.rig.slack.settings.file_ids_register_share = False
    await eyes.rig.kill_bot()
    eyes.rig.given = {"hang": "file"}
    await eyes.rig.start_bot()
    eyes.rig.model.hold(before="response.image_generation_call.partial_image", index=1)
    await eyes.write("@Darkroom a lighthouse at night")
    await expect(eyes.answers.locator(".broken").first).to_contain_text("not found")
    eyes.rig.model.release()


async def test_another_member_sees_no_ephemeral_of_mine(eyes: Eyes) -> None:
    await eyes.write("/darkroom help")
    mine = eyes.page.locator(".channel .message.only")
    await expect(mine).to_contain_text("Only visible to you")
    await eyes.page.get_by_role("radio", name="Ben").click()
    await expect(mine).to_have_count(0)


async def test_the_versions_of_a_message_can_be_stepped_through(eyes: Eyes) -> None:
    eyes.rig.model.hold(before="response.image_generation_call.partial_image", index=1)
    await eyes.write("@Darkroom a lighthouse at night")
    await eyes.answers.locator(".picture img[src]").wait_for()
    eyes.rig.model.release()
    await eyes.finished().wait_for()
    await eyes.page.reload()
    await eyes.page.locator(".channel .thread-link").click()
    count = eyes.answers.locator(".film-count")
    await count.click()
    label = eyes.answers.locator(".film-label")
    await eyes.answers.get_by_role("button", name="Version 1, ").click()
    await expect(label).to_contain_text("Version 1 of")
    await expect(eyes.finished()).to_have_count(0)
    await eyes.page.keyboard.press("ArrowRight")
    await expect(label).to_contain_text("Version 2 of")
    first = eyes.answers.locator(".frames button:has(img)").first
    await first.click()
    shown = eyes.answers.locator(".picture:not(.waiting) img[src]:not(.ghost)")
    await expect(shown).to_be_visible()
    assert "past=1" in str(await shown.get_attribute("src"))
    await eyes.page.keyboard.press("Escape")
    await expect(eyes.finished()).to_be_visible()


async def test_a_command_in_a_thread_gets_slacks_refusal(eyes: Eyes) -> None:
    await ask(eyes)
    await eyes.reply("/imagine a fox")
    notice = eyes.thread.get_by_role("alert")
    await expect(notice.first).to_contain_text("not supported in threads. Sorry!")


async def test_a_command_is_completed_with_its_hint_and_starts_a_thread(
    eyes: Eyes,
) -> None:
    field = eyes.page.get_by_role("combobox", name="Message #general")
    await field.press_sequentially("/im")
    await expect(eyes.page.get_by_role("option")).to_contain_text("lighthouse")
    await field.press("Tab")
    await field.press_sequentially("a fox")
    await field.press("Enter")
    await eyes.page.locator(".channel .message:has(.badge)").first.wait_for()


async def test_a_picture_opens_large_and_escape_closes_it(eyes: Eyes) -> None:
    await ask(eyes)
    await eyes.answers.get_by_role("button", name="Open picture").click()
    await expect(eyes.page.get_by_role("dialog").locator("img")).to_be_visible()
    await eyes.page.keyboard.press("Escape")
    await expect(eyes.page.get_by_role("dialog")).to_have_count(0)


async def test_one_edits_and_deletes_ones_own_message(eyes: Eyes) -> None:
    await eyes.write("good mornin")
    row = eyes.page.locator(".channel .message").first
    await row.hover()
    await row.get_by_role("button", name="More actions").click()
    await eyes.page.get_by_role("menuitem", name="Edit message").click()
    field = eyes.page.get_by_role("textbox", name="Edit message")
    await field.fill("good morning")
    await field.press("Enter")
    await expect(row).to_contain_text("good morning(edited)")
    await row.hover()
    await row.get_by_role("button", name="More actions").click()
    await eyes.page.get_by_role("menuitem", name="Delete message").click()
    await expect(eyes.page.locator(".channel .message")).to_have_count(0)


async def test_what_others_write_elsewhere_is_marked_unread(eyes: Eyes) -> None:
    await eyes.rig.slack.person("ben").says("#design", "hello")
    design = eyes.page.locator('.room:has-text("design")')
    await expect(design.locator(".count")).to_have_text("1")
    await design.click()
    await expect(eyes.page.get_by_role("separator", name="New")).to_be_visible()
    await expect(design.locator(".count")).to_have_count(0)


async def test_the_home_tab_shows_what_the_app_published(eyes: Eyes) -> None:
    await eyes.page.locator('.room:has-text("Darkroom")').click()
    await eyes.tab("Home")
    await expect(eyes.page.locator(".home")).to_contain_text("Mention me")


async def test_a_form_takes_a_photo_and_ticks_and_says_what_is_missing(
    eyes: Eyes,
) -> None:
    """The photo booth, which a command opens without a photo."""
    await eyes.write("/imagine photo booth")
    dialog = eyes.page.get_by_role("dialog")
    await dialog.get_by_label("Claymation").check()
    await dialog.locator("button[type=submit]").click()
    await expect(dialog.locator(".field-error").first).to_contain_text("required")
    await dialog.locator("input[type=file]").set_input_files(png())
    await dialog.get_by_label("Knitted").check()
    await dialog.locator("button[type=submit]").click()
    await expect(dialog).to_have_count(0)
    sheet = eyes.page.locator(".channel").get_by_role("button", name="Redo")
    await sheet.first.wait_for()
    assert len(eyes.rig.model.images) == 2


async def test_a_form_shows_the_photo_that_it_is_about(eyes: Eyes) -> None:
    """And is opened by a button below what asked for it."""
    await eyes.page.locator(".channel input[type=file]").first.set_input_files(png())
    await eyes.write("@Darkroom photo booth")
    await eyes.answers.get_by_role("button", name="Open the photo booth").click()
    photo = eyes.page.get_by_role("dialog").locator(".block.image img[src]")
    await expect(photo.first).to_be_visible()
