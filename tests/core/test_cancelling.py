"""A task ends even if it misses the first cancellation."""

import asyncio

from bot.core.cancelling import cancelled, completed
from tests.fakes import turns_of_the_loop


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
    await asyncio.wait_for(cancelled(task, again=0.01), 60)
    assert task.cancelled()


async def test_what_ended_by_itself_is_fine_and_its_error_nobodys() -> None:
    async def fails() -> None:
        raise ValueError

    task = asyncio.create_task(fails())
    await asyncio.wait({task})
    await cancelled(task)
    await cancelled()


async def test_work_is_completed_however_often_it_is_cancelled() -> None:
    go = asyncio.Event()
    done: list[bool] = []

    async def works() -> None:
        await go.wait()
        done.append(True)

    task = asyncio.create_task(completed(works()))
    for _ in range(3):
        await turns_of_the_loop()
        task.cancel()
    await turns_of_the_loop()
    assert not task.done()
    go.set()
    await asyncio.wait({task})
    assert task.cancelled()
    assert done == [True]


async def test_work_without_end_does_not_hold_a_cancellation_up_for_ever() -> None:
    async def hangs() -> None:
        await asyncio.Event().wait()

    task = asyncio.create_task(completed(hangs(), within=0.01))
    await turns_of_the_loop()
    task.cancel()
    await asyncio.wait({task}, timeout=5)
    assert task.cancelled()
