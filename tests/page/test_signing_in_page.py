"""The pages of signing in, in a real browser: nothing on them is refused by their own
rules."""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from playground.openai import OpenAIEmulator
from playground.slack import SlackEmulator
from tests.sign_in_server import bank
from tests.whole.conftest import MANIFEST, Room
from tests.whole.signing_in import Place

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]


async def test_a_person_signs_in_with_a_browser(
    browser: Browser, tmp_path: Path
) -> None:
    async with (
        SlackEmulator(manifest=MANIFEST) as slack,
        OpenAIEmulator(profile="instant") as model,
        bank() as there,
    ):
        place = Place(Room(slack, model, slack.person("ann")), there, tmp_path)
        async with place.running(), await browser.new_context() as context:
            page = await context.new_page()
            said: list[str] = []
            page.on("console", lambda message: said.append(message.text))
            await page.goto(await place.link())
            await page.get_by_role("button", name="Sign in to bank").click()
            await page.get_by_text("bank is connected").wait_for()
            await place.told("bank is connected")
            assert said == []
            assert there.provider.access
