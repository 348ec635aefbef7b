"""Takes the README's pictures of a running playground, so that they stay true.

`python -m playground.page.screenshots [address]` asks for a picture in the page,
waits until it is there, and writes docs/screenshot.png and its dark twin; then it asks
for a set, which becomes docs/screenshot-set.png, and has a deck drawn, which becomes
docs/screenshot-deck.png. Without an address it opens a
playground for itself. It needs a Chromium and Playwright, which the tests need, too.
"""

import asyncio
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Page

from playground.command import opened as opened_playground
from playground.page.browsing import chromium, open_browser

ASK = "@Darkroom a lighthouse at night with two boats"
DECK = "@Darkroom a deck about solar power in 2026, eight slides"
SET = "@Darkroom four logos for a bakery called Crumb"
DOCS = Path(__file__).parents[2] / "docs"
SIZE = (1280, 980)
LARGEST = 400_000
PAINTED = "new Promise((done) => setTimeout(() => requestAnimationFrame(done), 300))"


async def take(address: str) -> None:
    """Ask once, and look at the answer in both schemes; then ask for a set."""
    async with open_browser(chromium()) as browser:
        page = await opened(browser, address)
        await ask(page, ASK, film=True)
        for scheme, name in (("light", "screenshot"), ("dark", "screenshot-dark")):
            await page.emulate_media(
                color_scheme="dark" if scheme == "dark" else "light"
            )
            write(await page.screenshot(), DOCS / f"{name}.png")
        page = await opened(browser, address)
        await ask(page, SET)
        write(await page.screenshot(), DOCS / "screenshot-set.png")
        page = await opened(browser, address)
        await ask(page, DECK, draws=False)
        await draw_deck(page)
        write(await page.screenshot(), DOCS / "screenshot-deck.png")


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
