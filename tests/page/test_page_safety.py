"""Nothing that anybody writes is markup; everything works without a mouse."""

from typing import Literal

import pytest
from axe_playwright_python.async_playwright import (  # type: ignore[import-untyped] # has none
    Axe,
)
from playwright.async_api import FilePayload, expect

from tests.page.conftest import Eyes

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]
EVIL = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>'


async def test_markup_in_text_and_file_names_stays_words(eyes: Eyes) -> None:
    file: FilePayload = {
        "name": f"{EVIL}.txt",
        "mimeType": "text/plain",
        "buffer": b"x",
    }
    await eyes.page.locator(".channel input[type=file]").first.set_input_files(file)
    await eyes.write(f"{EVIL} [x](javascript:window.hit=1)")
    row = eyes.page.locator(".channel .message").first
    await expect(row.locator(".content")).to_contain_text("<img src=x onerror=")
    await expect(row.locator(".file-chip")).to_contain_text("<img src=x")
    assert await row.locator("img, script, a:not(.file-chip)").count() == 0
    link = await row.locator("a").get_attribute("href")
    assert str(link).startswith("/control/file?")
    assert await eyes.page.evaluate("window.hit") is None


async def test_markup_in_a_models_answer_stays_words(eyes: Eyes) -> None:
    eyes.rig.model.play("hostile_markup")
    await eyes.write("@Darkroom a fox")
    await eyes.finished().wait_for()
    links = await eyes.answers.locator("a").evaluate_all("all => all.map(a => a.href)")
    assert all(link.startswith(("https://", "http://")) for link in links)
    assert await eyes.answers.locator("script, iframe").count() == 0
    assert await eyes.page.evaluate("window.hit") is None


async def test_the_whole_way_works_with_the_keyboard_alone(eyes: Eyes) -> None:
    keys = eyes.page.keyboard
    await keys.type("@Dark")
    await expect(eyes.page.get_by_role("option")).to_have_count(1)
    await keys.press("Enter")
    await keys.type("a lighthouse at night")
    await keys.press("Enter")
    await eyes.finished().wait_for()
    await eyes.finished().focus()
    await keys.press("Tab")
    await expect(eyes.answers.get_by_role("button", name="Variations")).to_be_focused()
    await eyes.answers.first.focus()
    await keys.press("ArrowUp")
    await keys.press("Escape")
    await expect(eyes.thread).to_have_count(0)
    await expect(eyes.page.locator(".channel .message").first).to_be_focused()
    await keys.press("Enter")
    await expect(eyes.thread.get_by_role("combobox")).to_be_focused()
    await keys.press("Alt+i")
    await expect(eyes.page.get_by_role("listbox", name="Turns")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_serious_in_either_scheme(
    eyes: Eyes, scheme: Literal["light", "dark"]
) -> None:
    await eyes.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    await eyes.write("@Darkroom a poster with tonight's Knicks score")
    await eyes.finished().wait_for()
    await eyes.button("Look inside")
    await eyes.page.locator(".events tr").nth(3).wait_for()
    assert await serious(eyes) == []
    await eyes.tab("Make trouble")
    await eyes.page.locator(".pill").first.wait_for()
    assert await serious(eyes) == []
    await eyes.button("Close the drawer")
    await eyes.answers.locator(".film-count").click()
    await eyes.answers.get_by_role("button", name="Details").click()
    await eyes.page.get_by_role("dialog").wait_for()
    assert await serious(eyes) == []


async def serious(eyes: Eyes) -> list[str]:
    found = await Axe().run(eyes.page)
    return [
        f"{one['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for one in found.response["violations"]
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
async def test_the_page_follows_the_systems_colours_and_its_own_switch(
    eyes: Eyes, scheme: Literal["light", "dark"], dark: bool
) -> None:
    await eyes.page.emulate_media(color_scheme=scheme)
    assert await is_dark(eyes) is dark
    for _ in range(1 if dark else 2):
        await eyes.page.get_by_role("button", name="Colours:").click()
    assert await is_dark(eyes) is not dark


async def is_dark(eyes: Eyes) -> bool:
    colour = "getComputedStyle(document.documentElement).backgroundColor"
    parts: list[str] = await eyes.page.evaluate(f"{colour}.match(/\\d+/g)")
    return int(parts[0]) < 100


async def test_a_narrow_window_shows_one_thing_at_a_time(eyes: Eyes) -> None:
    await eyes.page.set_viewport_size({"width": 400, "height": 760})
    await eyes.button("Channels")
    await eyes.page.locator('.room:has-text("design")').click()
    await expect(
        eyes.page.get_by_role("combobox", name="Message #design")
    ).to_be_visible()
    wide = await eyes.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 400
