"""The page on which people paint, in a real browser."""

from collections.abc import AsyncIterator
from typing import Any, Literal

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import (  # type: ignore[import-untyped] # has none
    Axe,
)
from playwright.async_api import Browser, expect

from bot.core.turn.asks import FROM_SCRATCH
from bot.core.turn.options import Button
from tests.page.easel import Easel, open_easel
from tests.page.painter import Painter, kept, open_painter, wanted

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]
NOTHING = "Nothing is painted yet."
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
}
LEFT = ((0.1, 0.2), (0.4, 0.8))


@pytest_asyncio.fixture(loop_scope="session")
async def easel(unused_tcp_port: int) -> AsyncIterator[Easel]:
    """A thread with three pictures."""
    async with open_easel(unused_tcp_port) as easel:
        for words in ("a desert", "make it blue", "make it green"):
            await easel.drawn(words)
        yield easel


@pytest_asyncio.fixture(loop_scope="session")
async def painter(easel: Easel, browser: Browser) -> AsyncIterator[Painter]:
    """Somebody who has just opened the page."""
    async with open_painter(browser, easel) as painter:
        yield painter


async def test_what_is_painted_can_be_undone_without_end(painter: Painter) -> None:
    """And it is still there when the page is reloaded."""
    keys = painter.page.keyboard
    await painter.drag((0.3, 0.3), (0.6, 0.5))
    stroke = await painter.share()
    await painter.tool("Lasso")
    await painter.drag((0.1, 0.6), (0.4, 0.6), (0.4, 0.9), (0.1, 0.9))
    lasso = await painter.share()
    await painter.tool("Eraser")
    await painter.drag((0.2, 0.7), (0.35, 0.7))
    erased = await painter.share()
    await painter.tool("Invert")
    inverted = await painter.share()
    await painter.tool("Clear")
    await painter.says(NOTHING)
    assert 0 < stroke < erased < lasso
    assert inverted == 100 - erased
    found = []
    for _ in range(5):
        await keys.press("Control+z")
        found.append(await painter.share())
    assert found == [inverted, erased, lasso, stroke, 0]
    for _ in range(3):
        await keys.press("Control+Shift+z")
    await painter.page.reload()
    await painter.page.locator("body.ready").wait_for()
    assert await painter.share() == erased


async def test_the_painted_part_is_sent_with_words(painter: Painter) -> None:
    await painter.tool("Rectangle")
    await painter.drag(*LEFT)
    await painter.page.locator("button[type=submit]").click()
    await expect(painter.page.get_by_role("alert")).to_have_text(
        "Say what should be there."
    )
    turn = await painter.send("a red bicycle")
    options = wanted(turn)
    assert (turn.ask.user, turn.ask.onto) == ("U1", 3)
    assert turn.ask.words.endswith("a red bicycle")
    assert options.button is Button.CHANGED
    assert options.region is not None
    mask = await kept(painter.easel, options.region.mask)
    assert (mask.mode, mask.size) == ("L", (1024, 768))
    box = mask.getbbox()
    assert box is not None
    for found, meant in zip(box, (102, 154, 410, 614), strict=True):
        assert abs(found - meant) <= 3
    await painter.page.reload()
    await expect(painter.page.locator("h1")).to_contain_text("sent already")


async def test_notes_are_orders_over_the_picture(painter: Painter) -> None:
    page = painter.page
    await painter.end("As I have drawn")
    await painter.drag((0.2, 0.2), (0.5, 0.4))
    await painter.tool("Line")
    await page.get_by_role("radio", name="Blue").check()
    await painter.drag((0.6, 0.5), (0.7, 0.6), (0.6, 0.7))
    await painter.tool("Text")
    await page.mouse.click(*await painter.at((0.2, 0.7)))
    await page.get_by_role("textbox", name="A short text").fill("a fox")
    await page.keyboard.press("Enter")
    await painter.says("3 notes on the picture.")
    await painter.tool("Remove a note")
    await painter.drag((0.65, 0.4), (0.65, 0.6))
    await painter.says("2 notes on the picture.")
    await page.keyboard.press("Control+z")
    turn = await painter.send()
    options = wanted(turn)
    assert options.button is Button.MARKED
    assert options.region is not None
    notes = await kept(painter.easel, options.region.notes)
    assert (notes.mode, notes.size) == ("RGBA", (1024, 768))
    assert notes.getpixel((1020, 10)) == (0, 0, 0, 0)
    blue = sum(
        count for count, pixel in _colours(notes) if pixel == (28, 126, 214, 255)
    )
    assert blue > 500


def _colours(picture: Any) -> list[tuple[int, tuple[int, ...]]]:
    return picture.getcolors(picture.width * picture.height) or []


async def test_more_around_it_is_drawn_with_what_was_painted(painter: Painter) -> None:
    await painter.tool("Rectangle")
    await painter.drag(*LEFT)
    await painter.tool("More around it")
    right = painter.page.get_by_role("slider", name="More on the right")
    await right.focus()
    for _ in range(4):
        await painter.page.keyboard.press("Shift+ArrowRight")
    await expect(right).to_have_attribute("aria-valuenow", "512")
    await expect(painter.page.locator(".state")).to_contain_text("becomes 1536 × 768")
    options = wanted(await painter.send("a wide meadow"))
    assert options.button is Button.AROUND
    assert options.size == "1536x768"
    assert options.region is not None
    assert options.region.margins == (0, 0, 512, 0)
    mask = await kept(painter.easel, options.region.mask)
    assert mask.size == (1536, 768)
    assert [mask.getpixel((x, 400)) for x in (40, 200, 700, 1300)] == [0, 255, 0, 255]


async def test_a_part_comes_back_from_the_version_that_is_chosen(
    painter: Painter,
) -> None:
    await painter.end("Bring back")
    await painter.tool("Rectangle")
    await painter.drag(*LEFT)
    await painter.page.get_by_label("The version to bring back from").select_option("1")
    options = wanted(await painter.send())
    assert (options.button, options.older) == (Button.RESTORED, 1)


async def test_on_a_posted_picture_nothing_of_a_version_before_is_offered(
    easel: Easel, browser: Browser
) -> None:
    link = await easel.link_to_posted()
    async with open_painter(browser, easel, link) as painter:
        page = painter.page
        await expect(page.locator("#picture-words")).to_have_text("shore.jpg")
        assert await page.get_by_role("radio").count() == 2
        for each in (".versions", "[aria-label^=Compare]"):
            await expect(page.locator(each)).to_be_hidden()
        await painter.tool("Rectangle")
        await painter.drag(*LEFT)
        turn = await painter.send("a red bicycle")
    [photo] = turn.ask.attached
    assert (photo.id, turn.ask.onto) == ("F1", FROM_SCRATCH)
    region = wanted(turn).region
    assert region is not None
    assert (region.width, region.height) == (1000, 750)


async def test_another_version_is_painted_on_and_compared(painter: Painter) -> None:
    page = painter.page
    await page.get_by_role("button", name="Version 2").click()
    await expect(page.locator(".title")).to_have_text("make it blue")
    compare = page.get_by_role("button", name="Compare with the version before")
    await expect(compare).to_be_enabled()  # once the version before is loaded
    await page.keyboard.press("c")
    slider = page.get_by_role("slider", name="How much of the version before")
    await expect(slider).to_be_focused()
    await page.keyboard.press("Home")
    await expect(slider).to_have_attribute("aria-valuetext", "0 %")
    await expect(page.locator(".compare .tag")).to_have_text(["Version 1", "Version 2"])
    await page.keyboard.press("Escape")
    await painter.tool("Rectangle")
    await painter.drag(*LEFT)
    assert (await painter.send("a tower")).ask.onto == 2


async def test_everything_works_with_the_keyboard_alone(painter: Painter) -> None:
    page, keys = painter.page, painter.page.keyboard
    told = page.locator("#announcer")
    await to_the_picture(painter)
    await keys.press("r")
    await expect(told).to_have_text("Rectangle.")
    await keys.press("ArrowLeft")
    await keys.press("Enter")
    await expect(told).to_contain_text("50 % across, 50 % down")
    await pressed(painter, "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowDown")
    await keys.press("Enter")
    await expect(told).to_contain_text("Rectangle painted. 3 %")
    await keys.press("b")
    await pressed(painter, "Enter", *["Shift+ArrowLeft"] * 5, "Enter")
    await expect(told).to_contain_text("Painted.")
    painted = await painter.share()
    await keys.press("Control+z")
    assert await painter.share() < painted
    await page.get_by_label("What should be there?").focus()
    await keys.type("a kite")
    await keys.press("Control+Enter")
    await expect(page.locator("h1")).to_be_focused()
    await expect(told).to_contain_text("being drawn now")


async def to_the_picture(painter: Painter) -> None:
    """Come to the picture by the tabulator alone."""
    picture = painter.page.get_by_role("application")
    for _ in range(30):
        await painter.page.keyboard.press("Tab")
        if await picture.evaluate("node => node === document.activeElement"):
            return
    raise AssertionError("the picture cannot be reached")


async def pressed(painter: Painter, *keys: str) -> None:
    for key in keys:
        await painter.page.keyboard.press(key)


async def test_fingers_paint_and_zoom_on_a_phone(
    easel: Easel, browser: Browser
) -> None:
    async with open_painter(browser, easel, **PHONE) as painter:
        page = painter.page
        wire = await page.context.new_cdp_session(page)

        async def touch(kind: str, *places: tuple[float, float]) -> None:
            points = [
                {"x": x, "y": y, "id": number}
                for number, (x, y) in enumerate([await painter.at(p) for p in places])
            ]
            asked = {"type": kind, "touchPoints": points}
            await wire.send("Input.dispatchTouchEvent", asked)

        await touch("touchStart", (0.3, 0.3))
        for step in range(6):
            await touch("touchMove", (0.3 + step / 20, 0.4))
        await touch("touchEnd")
        painted = await painter.share()
        assert painted > 0
        before = await page.locator(".percent").inner_text()
        await touch("touchStart", (0.4, 0.5))
        await touch("touchStart", (0.4, 0.5), (0.6, 0.5))
        for step in range(5):
            await touch("touchMove", (0.4 - step / 20, 0.5), (0.6 + step / 20, 0.5))
        await touch("touchEnd")
        assert await page.locator(".percent").inner_text() != before
        assert await painter.share() == painted
        assert await page.evaluate("document.documentElement.scrollWidth") <= 390
        await expect(page.locator("button[type=submit]")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_serious_at_any_end(
    easel: Easel, browser: Browser, scheme: Literal["light", "dark"]
) -> None:
    async with open_painter(browser, easel, color_scheme=scheme) as painter:
        stage = painter.page.locator(".stage")
        colour = await stage.evaluate("node => getComputedStyle(node).backgroundColor")
        assert (int(colour.split("(")[1].split(",")[0]) < 100) is (scheme == "dark")
        assert await serious(painter) == []
        await painter.tool("More around it")
        assert await serious(painter) == []
        await painter.end("As I have drawn")
        assert await serious(painter) == []
        await painter.end("Bring back")
        await painter.tool("Compare with the version before")
        assert await serious(painter) == []
        await painter.tool("Keys")
        assert await serious(painter) == []


async def serious(painter: Painter) -> list[str]:
    found = await Axe().run(painter.page)
    return [
        f"{one['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for one in found.response["violations"]
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]


async def test_a_picture_of_4096_pixels_is_painted_on(
    easel: Easel, browser: Browser
) -> None:
    await easel.drawn("a square", (4096, 2016))
    async with open_painter(browser, easel) as painter:
        await painter.drag((0.2, 0.2), (0.8, 0.8))
        assert await painter.share() > 0
        turn = await painter.send("a river")
        options = wanted(turn)
        assert options.region is not None
        mask = await kept(easel, options.region.mask)
        assert mask.size == (4096, 2016)


async def test_what_stands_between_is_told_in_a_sentence(painter: Painter) -> None:
    """A proxy answers with a page of its own."""
    page = painter.page
    page_of_a_proxy = {"status": 413, "body": "<html><h1>413 Too Large</h1></html>"}
    await page.route("**/paint/send", lambda route: route.fulfill(**page_of_a_proxy))
    await painter.tool("Rectangle")
    await painter.drag(*LEFT)
    await page.locator("#words").fill("a kite")
    await page.locator("button[type=submit]").click()
    await expect(page.get_by_role("alert")).to_contain_text("nothing was sent")
    await page.unroute("**/paint/send")
    await painter.send()


async def test_what_was_painted_is_forgotten_after_a_day(painter: Painter) -> None:
    """Even if nobody opens that picture again."""
    keys = "Object.keys(localStorage).sort()"
    await painter.drag((0.3, 0.3), (0.6, 0.5))
    await painter.page.evaluate("""() => {
      const when = Date.now() - 25 * 3600 * 1000;
      localStorage.setItem("painting-9/1x1", JSON.stringify({ at: 0, all: [], when }));
      localStorage.setItem("painting-8/1x1", "{");
      localStorage.setItem("another", "kept");
    }""")
    await painter.page.reload()
    await painter.page.locator("body.ready").wait_for()
    assert await painter.page.evaluate(keys) == ["another", "painting-3/1024x768"]


async def test_on_the_narrowest_phone_every_setting_can_be_reached(
    easel: Easel, browser: Browser
) -> None:
    phone = {**PHONE, "viewport": {"width": 320, "height": 568}}
    async with open_painter(browser, easel, **phone) as painter:
        settings = painter.page.locator(".settings")
        await settings.evaluate("node => node.scrollTo(0, 0)")
        first = await settings.locator("> *").first.bounding_box()
        assert first is not None
        assert first["x"] >= 0


async def test_a_link_that_somebody_else_opens_shows_nothing(
    easel: Easel, browser: Browser, painter: Painter
) -> None:
    link = painter.page.url
    async with open_painter(browser, easel, link) as other:
        told = other.page.locator("h1")
        await expect(told).to_contain_text("This link does not work here.")
        assert await other.page.locator("canvas, img").count() == 0
    await painter.tool("Rectangle")
    await painter.drag(*LEFT)
    easel.later = 3601
    await painter.page.locator("#words").fill("too late")
    await painter.page.locator("button[type=submit]").click()
    wrong = painter.page.get_by_role("alert")
    await expect(wrong).to_contain_text("can no longer send")
    await painter.page.reload()
    await expect(painter.page.locator("h1")).to_contain_text("does not work here")
    await painter.page.goto(await easel.link())
    await painter.page.locator("body.ready").wait_for()
    assert await painter.share() > 0
