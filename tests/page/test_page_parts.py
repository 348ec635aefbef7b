"""A part of a picture is changed in the playground, as a person does it."""

import pytest
from playwright.async_api import Locator, expect

from tests.page.conftest import Eyes

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]


async def form_of(eyes: Eyes, number: int = 0) -> Locator:
    """The form, once the person who opened it sees its picture."""
    answer = eyes.answers.nth(number)
    await answer.locator("button[data-action=more]").click()
    await eyes.page.get_by_role("menuitem", name="Change a part…").click()
    dialog = eyes.page.get_by_role("dialog")
    await expect(dialog.get_by_role("img").first).to_be_visible()
    return dialog


async def test_cells_are_chosen_under_the_grid_and_the_rest_is_kept(
    eyes: Eyes,
) -> None:
    await eyes.write("@Darkroom a lighthouse at night --size 1:1 --format png")
    await eyes.finished().wait_for()
    dialog = await form_of(eyes)
    await dialog.locator("button[type=submit]").click()
    await expect(dialog.get_by_text("Choose at least one cell.")).to_be_visible()
    for cell in ("B5", "C5"):
        await dialog.get_by_role("checkbox", name=cell, exact=True).check()
    await dialog.get_by_label("What it should become").fill("a red bicycle")
    eyes.rig.model.play("images_strays")
    await dialog.locator("button[type=submit]").click()
    await expect(dialog).to_have_count(0)
    await eyes.finished(1).wait_for()
    changed = eyes.answers.nth(1)
    await expect(changed).to_contain_text("Change B5:C5: a red bicycle")
    await changed.locator("button[data-action=more]").click()
    await eyes.page.get_by_role("menuitem", name="Keep the rest exactly").click()
    await eyes.finished(2).wait_for()
    await expect(eyes.answers.nth(2)).to_contain_text("Put together by me")


async def test_a_place_is_named_found_and_agreed_to(eyes: Eyes) -> None:
    await eyes.write("@Darkroom a lighthouse and a boat --size 1:1 --format png")
    await eyes.finished().wait_for()
    dialog = await form_of(eyes)
    await dialog.get_by_label("Or say where it is").fill("the boat")
    await dialog.get_by_role("button", name="Find it").click()
    await expect(dialog.get_by_text("Here?")).to_be_visible()
    await dialog.get_by_role("button", name="Bigger").click()
    await dialog.get_by_label("What it should become").fill("a red bicycle")
    await dialog.get_by_role("button", name="Yes").click()
    await eyes.finished(1).wait_for()
    answer = eyes.answers.nth(1)
    await expect(answer).to_contain_text("Change a part of the picture: a red bicycle")
