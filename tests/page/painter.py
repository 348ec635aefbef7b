"""A person at the page on which people paint."""

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from PIL import Image
from playwright.async_api import Browser, Page, expect

from bot.core.turn.options import Options
from bot.core.turn.turns import Turn
from tests.page.conftest import elsewhere, refused
from tests.page.easel import Easel

Place = tuple[float, float]
WHERE = """() => {
  const stage = document.querySelector(".stage");
  const box = stage.getBoundingClientRect();
  const style = getComputedStyle(stage);
  const px = (side) => parseFloat(style[`padding${side}`]);
  const room = [box.width - px("Left") - px("Right"),
                box.height - px("Top") - px("Bottom")];
  const size = document.body.dataset.picture.split("x").map(Number);
  const scale = Math.min(room[0] / size[0], room[1] / size[1], 2);
  const [w, h] = size.map((side) => side * scale);
  return [box.x + px("Left") + (room[0] - w) / 2,
          box.y + px("Top") + (room[1] - h) / 2, w, h];
}"""
"""Where a picture is that is shown whole."""


@dataclass
class Painter:
    """The page, and what a person does there. Places are fractions of the picture."""

    page: Page
    easel: Easel
    wrong: list[str] = field(default_factory=list)

    async def at(self, place: Place) -> Place:
        """Where that is in the window."""
        x, y, width, height = await self.page.evaluate(WHERE)
        return x + place[0] * width, y + place[1] * height

    async def drag(self, *places: Place) -> None:
        """Press at the first place, and let go at the last."""
        mouse = self.page.mouse
        first, *others = [await self.at(place) for place in places]
        await mouse.move(*first)
        await mouse.down()
        for each in others:
            await mouse.move(*each, steps=6)
        await mouse.up()

    async def tool(self, name: str) -> None:
        await self.page.get_by_role("button", name=name, exact=True).click()

    async def end(self, name: str) -> None:
        await self.page.get_by_role("radio", name=name).check()

    async def says(self, words: str) -> None:
        """Wait until the page says so of what is painted."""
        await expect(self.page.locator(".state")).to_have_text(words)

    async def share(self) -> int:
        """How many per cent are painted."""
        state = await self.page.locator(".state").inner_text()
        return int(state.split(" %")[0]) if " %" in state else 0

    async def send(self, words: str = "") -> Turn:
        """Send it, and return the turn that it became."""
        if words:
            await self.page.locator("#words").fill(words)
        await self.page.locator("button[type=submit]").click()
        await expect(self.page.locator("h1")).to_contain_text("now")
        turn = await self.easel.studio.turns.get(len(self.easel.turns) + 1)
        assert turn is not None
        return turn


def wanted(turn: Turn) -> Options:
    """What the turn asks for besides its words."""
    assert turn.ask.options is not None
    return turn.ask.options


async def kept(easel: Easel, key: str) -> Image.Image:
    """A picture on the shelf."""
    data = await easel.studio.shelf.read(key)
    return Image.open(io.BytesIO(data))


@asynccontextmanager
async def open_painter(
    browser: Browser, easel: Easel, link: str = "", **context: Any
) -> AsyncIterator[Painter]:
    """The page of a link; at the end nothing may have gone wrong or elsewhere."""
    size = {"width": 1280, "height": 800}
    opened = await browser.new_context(**({"viewport": size} | context))
    page = await opened.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.extend(filter(refused, [said.text])))
    page.on("request", lambda one: wrong.extend(filter(elsewhere, [one.url])))
    try:
        await page.goto(link or await easel.link())
        await page.locator("body.ready, .curtain h1").first.wait_for()
        yield Painter(page, easel, wrong)
    finally:
        await opened.close()
    assert wrong == []
