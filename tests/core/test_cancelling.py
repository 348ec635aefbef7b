"""A task ends even if it is deaf for the first wish."""

import asyncio

from bot.core.cancelling import ended


async def deaf(times: int) -> None:
    """As `asyncio.wait_for` before Python 3.12, at the wrong moment."""
    while True:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            times -= 1
            if times < 0:
                raise


async def test_a_task_that_missed_the_wish_is_asked_again() -> None:
    task = asyncio.create_task(deaf(2))
    await asyncio.sleep(0)
    await asyncio.wait_for(ended(task, again=0.01), 5)
    assert task.cancelled()


async def test_what_ended_by_itself_is_fine_and_its_error_nobodys() -> None:
    async def fails() -> None:
        raise ValueError

    task = asyncio.create_task(fails())
    await asyncio.wait({task})
    await ended(task)
    await ended()
