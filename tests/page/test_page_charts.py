"""Charts and tables as Slack draws them, on the page."""

import os

import pytest
from playwright.async_api import expect

from tests.page.conftest import Eyes

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]


async def test_a_chart_is_drawn_and_read_out(eyes: Eyes) -> None:
    await eyes.write("@Darkroom chart of the ferry passengers")
    await eyes.finished().wait_for()
    chart = eyes.answers.first.get_by_role("img", name="bar chart")
    await expect(chart.locator("rect")).to_have_count(6)
    assert "January: 4120" in str(await chart.get_attribute("aria-label"))
    await eyes.reply("as lines")
    await expect(eyes.thread.get_by_role("button", name="Redo")).to_have_count(2)
    await expect(eyes.thread.locator("polyline")).to_have_count(1)
    if where := os.environ.get("SEEN"):
        await eyes.page.screenshot(path=f"{where}/chart.png")


async def test_a_pie_and_a_table_that_can_be_sorted(eyes: Eyes) -> None:
    await eyes.write("@Darkroom pie chart of visits: Monday 12, Tuesday 5, Friday 31")
    await eyes.finished().wait_for()
    await expect(eyes.thread.locator("svg.pie path")).to_have_count(3)
    await eyes.reply("as a table")
    await expect(eyes.thread.get_by_role("button", name="Redo")).to_have_count(2)
    table = eyes.thread.get_by_role("table")
    values = table.locator("td.number")
    await expect(values).to_have_text(["12", "5", "31"])
    await table.get_by_role("button").nth(1).click()
    await expect(values).to_have_text(["5", "12", "31"])
    if where := os.environ.get("SEEN"):
        await eyes.page.screenshot(path=f"{where}/table.png")
