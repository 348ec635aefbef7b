"""The rig of these tests leaves nothing behind that would disturb the next test."""

from pathlib import Path

import psutil

from tests.page.rig import open_rig


async def test_a_test_that_fails_leaves_no_bot_behind(tmp_path: Path) -> None:
    before = psutil.Process().children()
    opening, failure = open_rig(tmp_path), ZeroDivisionError()
    rig = await opening.__aenter__()
    await rig.slack.person("ann").says("#general", "@Darkroom a fox")
    await rig.slack.until(lambda: rig.slack.calls.of("files.info"))
    assert not await opening.__aexit__(ZeroDivisionError, failure, None)
    assert await rig.bot_state() == "stopped"
    assert psutil.Process().children() == before
