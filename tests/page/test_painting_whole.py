"""From the button in Slack to the page and back: what is painted develops in the
thread."""

import io
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from PIL import Image, ImageChops
from playwright.async_api import Browser, Locator, Page, expect

from tests.page.painter import Painter
from tests.page.rig import Rig, open_rig

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]
ASK = "@Darkroom a lighthouse at night --size 1:1 --format png"


@dataclass
class Workplace:
    """Slack in one tab of a browser, and the pages that open beside it."""

    slack: Page
    rig: Rig

    @property
    def answers(self) -> Locator:
        thread = self.slack.get_by_role("complementary", name="Thread")
        return thread.locator(".message:has(.badge)")

    async def ended(self, number: int) -> None:
        """Wait until the message with this number has its last form."""
        answer = self.answers.nth(number)
        await answer.get_by_role("button", name="Redo").wait_for(timeout=30_000)

    async def paint(self, number: int) -> Painter:
        """Go from an answer's menu to the page."""
        answer = self.answers.nth(number)
        await answer.locator("[data-action=more]").click()
        await self.slack.get_by_role("menuitem", name="Change a part…").click()
        form = self.slack.get_by_role("dialog")
        await expect(form.get_by_role("img", name="under a grid")).to_be_visible()
        link = self.slack.get_by_role("link", name="Paint it…")
        async with self.slack.expect_popup() as opened:
            await link.click()
        page = await opened.value
        await page.locator("body.ready").wait_for()
        await self.slack.keyboard.press("Escape")
        return Painter(page, None)  # type: ignore[arg-type] # it needs no easel here

    async def sent(self, painter: Painter, words: str = "") -> None:
        if words:
            await painter.page.locator("#words").fill(words)
        await painter.page.locator("button[type=submit]").click()
        await expect(painter.page.locator("h1")).to_contain_text("in the thread")
        await painter.page.close()

    def records(self) -> list[Any]:
        """What the image model was asked for directly."""
        return list(self.rig.model.images.values())


@pytest_asyncio.fixture(loop_scope="session")
async def workplace(
    tmp_path: Path, browser: Browser, unused_tcp_port: int
) -> AsyncIterator[Workplace]:
    """A thread with one picture."""
    async with open_rig(tmp_path, pages=unused_tcp_port) as rig:
        context = await browser.new_context(viewport={"width": 1280, "height": 800})
        page = await context.new_page()
        await page.goto(rig.slack.url)
        await page.locator("body.ready").wait_for()
        field = page.get_by_role("combobox", name="Message #general")
        await field.fill(ASK)
        await field.press("Enter")
        workplace = Workplace(page, rig)
        await workplace.ended(0)
        yield workplace
        await context.close()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


async def test_a_part_is_changed_and_brought_back(workplace: Workplace) -> None:
    [first] = workplace.rig.model.responses.values()
    before = opened(first.pictures[0])
    painter = await workplace.paint(0)
    await painter.tool("Rectangle")
    await painter.drag((0.25, 0.25), (0.75, 0.75))
    await workplace.sent(painter, "a red bicycle")
    await workplace.ended(1)
    said = workplace.answers.nth(1)
    await expect(said).to_contain_text("Change a part of the picture: a red bicycle")
    [record] = workplace.records()
    assert record.request["prompt"].startswith("a red bicycle")
    changed = opened(record.pictures[0])
    box = ImageChops.difference(before, changed).getbbox()
    assert box is not None
    assert min(box[0], box[1]) > 200
    assert max(box[2], box[3]) < 824

    painter = await workplace.paint(1)
    await painter.end("Bring back")
    await painter.tool("Rectangle")
    await painter.drag((0.1, 0.1), (0.9, 0.9))
    await workplace.sent(painter)
    await workplace.ended(2)
    said = workplace.answers.nth(2)
    await expect(said).to_contain_text("Put together by me from two versions")
    assert len(workplace.records()) == 1


async def test_notes_and_more_around_it_reach_the_image_model(
    workplace: Workplace,
) -> None:
    painter = await workplace.paint(0)
    await painter.end("As I have drawn")
    await painter.drag((0.2, 0.2), (0.6, 0.5))
    await workplace.sent(painter, "a boat where the arrow points")
    await workplace.ended(1)
    painter = await workplace.paint(1)
    await painter.tool("More around it")
    await painter.page.get_by_role("slider", name="More on the left").focus()
    for _ in range(4):
        await painter.page.keyboard.press("Shift+ArrowLeft")
    await workplace.sent(painter)
    await workplace.ended(2)
    [first] = workplace.rig.model.responses.values()
    marked, around = workplace.records()
    assert len(marked.attached) == 1  # the notes are no picture of their own
    changed = ImageChops.difference(
        opened(first.pictures[0]), opened(marked.pictures[0])
    )
    box = changed.getbbox()
    assert box is not None
    assert box[2] < 750
    assert box[3] < 650
    assert around.request["size"] == "1536x1024"
    inner = opened(around.pictures[0]).crop((640, 100, 1400, 900))
    old = opened(marked.pictures[0]).crop((128, 100, 888, 900))
    assert inner.tobytes() == old.tobytes()
