"""A caller that waits for a change can be told to stop waiting."""

import asyncio

import pytest

from playground.slack.changes import Changes


@pytest.mark.parametrize("turns", range(4))
async def test_a_change_at_the_same_moment_does_not_undo_a_cancellation(
    turns: int,
) -> None:
    changes = Changes()
    waiting = asyncio.create_task(changes.wait(60))
    await asyncio.sleep(0)
    changes.tell("message")
    for _ in range(turns):
        await asyncio.sleep(0)
    cancelled = waiting.cancel()
    await asyncio.wait({waiting})
    assert waiting.cancelled() is cancelled
