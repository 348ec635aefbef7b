"""A browser: the Chromium of this machine, for the README's pictures, the tests and the
bench."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str | None:
    """The system's browser, or the one that CHROMIUM names."""
    found = (shutil.which(name) for name in NAMES)
    return os.environ.get("CHROMIUM") or next((path for path in found if path), None)


@asynccontextmanager
async def open_browser(path: str | None) -> AsyncIterator[Browser]:
    """The browser at this path, or Playwright's own, until this is left."""
    async with async_playwright() as playwright:
        args = list(FLAGS)
        browser = await playwright.chromium.launch(executable_path=path, args=args)
        try:
            yield browser
        finally:
            await browser.close()
