"""Takes the README's pictures of a running playground, so that they stay true.

`python -m playground.page.screenshots [address]` asks for a picture in the page,
waits until it is there, and writes docs/screenshot.png and its dark twin. A set becomes
docs/screenshot-set.png, a deck docs/screenshot-deck.png, the history of a thread with a
branch docs/screenshot-history.png, and a search in the home tab
docs/screenshot-gallery.png. Without an address it opens a playground for itself. It
needs a Chromium and Playwright, which the tests need, too.
"""

import asyncio
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Locator, Page

from playground.command import opened as opened_playground
from playground.page.browsing import chromium, open_browser

ASK = "@Darkroom a lighthouse at night with two boats"
DECK = "@Darkroom a deck about solar power in 2026, eight slides"
SET = "@Darkroom four logos for a bakery called Crumb"
REPLIES = ("make it sunrise", "with a sailing ship")
DOCS = Path(__file__).parents[2] / "docs"
SIZE = (1280, 980)
LARGEST = 400_000
PAINTED = "new Promise((done) => setTimeout(() => requestAnimationFrame(done), 300))"


async def take(address: str) -> None:
    """Ask once, and look at the answer in both schemes; then for all the others."""
    async with open_browser(chromium()) as browser:
        page = await opened(browser, address)
        await ask(page, ASK, film=True)
        for scheme, name in (("light", "screenshot"), ("dark", "screenshot-dark")):
            await page.emulate_media(
                color_scheme="dark" if scheme == "dark" else "light"
            )
            write(await page.screenshot(), DOCS / f"{name}.png")
        await branch(page)
        await page.emulate_media(color_scheme="light")
        await page.get_by_role("button", name="History").last.click()
        await settled(page.get_by_role("dialog").get_by_role("img").first)
        write(await page.screenshot(), DOCS / "screenshot-history.png")
        page = await opened(browser, address)
        await ask(page, SET)
        write(await page.screenshot(), DOCS / "screenshot-set.png")
        page = await opened(browser, address)
        await ask(page, DECK, draws=False)
        await draw_deck(page)
        write(await page.screenshot(), DOCS / "screenshot-deck.png")
        page = await opened(browser, address)
        await search(page, "lighthouse")
        write(await page.screenshot(), DOCS / "screenshot-gallery.png")


async def opened(browser: Browser, address: str) -> Page:
    width, height = SIZE
    context = await browser.new_context(viewport={"width": width, "height": height})
    page = await context.new_page()
    await page.emulate_media(reduced_motion="reduce")
    await page.goto(address)
    await page.locator("body.ready").wait_for()
    return page


async def ask(
    page: Page, words: str, *, film: bool = False, draws: bool = True
) -> None:
    """Write it, and wait for the answer that has ended and shows its picture."""
    field = page.get_by_role("combobox", name="Message #general")
    await field.fill(words)
    await field.press("Enter")
    answer = page.locator(".thread .message:has(.badge)").last
    await answer.get_by_role("button", name="Redo").wait_for(timeout=120_000)
    if draws:
        await answer.locator(".picture:not(.waiting) img[src]").first.wait_for()
    if film:
        await answer.locator(".film-count").click()
        await answer.locator(".frames [aria-current] img").wait_for()
    await page.mouse.move(0, 0)
    await page.evaluate("document.activeElement.blur()")


async def branch(page: Page) -> None:
    """Reply twice, each time to the first picture."""
    thread = page.locator(".thread")
    for number, words in enumerate(REPLIES, 1):
        field = page.get_by_role("combobox", name="Reply")
        await field.fill(words)
        await field.press("Enter")
        redo = thread.get_by_role("button", name="Redo").nth(number)
        await redo.wait_for(timeout=120_000)
        if words != REPLIES[-1]:
            await thread.get_by_role("button", name="Go back").last.click()
            await page.get_by_text("The next reply builds on").wait_for()


async def search(page: Page, words: str) -> None:
    """Look for words in the app's home tab, and wait for what is found."""
    await page.locator('.room:has-text("Darkroom")').click()
    await page.get_by_role("tab", name="Home").click()
    field = page.get_by_label("Find pictures")
    await field.fill(words)
    await field.press("Enter")
    await page.get_by_text("Found", exact=True).wait_for()
    await settled(page.locator(".home .picture:not(.waiting) img[src]").first)


async def settled(picture: Locator) -> None:
    """Wait until the picture is there."""
    await picture.wait_for()
    await picture.page.evaluate(PAINTED)


async def draw_deck(page: Page) -> None:
    """Have the deck drawn, and wait for its files."""
    await page.get_by_role("button", name="Draw it").last.click()
    deck = page.locator(".thread .message:has(.badge)").last
    await deck.get_by_role("button", name="Change slide…").wait_for(timeout=120_000)
    await page.get_by_text(".pdf").last.wait_for(timeout=60_000)
    await page.mouse.move(0, 0)
    await page.evaluate("document.activeElement.blur()")


def write(data: bytes, path: Path) -> None:
    """As a PNG with as many colours as fit into the size that a README bears."""
    path.parent.mkdir(exist_ok=True)
    image = Image.open(BytesIO(data)).convert("RGB")
    image.save(path, optimize=True)
    if path.stat().st_size > LARGEST:
        image.quantize(256, dither=Image.Dither.FLOYDSTEINBERG).save(
            path, optimize=True
        )


async def main() -> None:
    if len(sys.argv) > 1:
        await take(sys.argv[1])
        return
    async with opened_playground() as ground:
        await ground.keeper.until_ready()
        await take(ground.slack.url)


if __name__ == "__main__":
    asyncio.run(main())
