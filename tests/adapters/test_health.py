"""Checks of the parts that the bot depends on: made seldom, and never waited for
long."""

import asyncio

from bot.adapters.health import Health
from bot.adapters.lag import watch_lag


async def well() -> str:
    return ""


async def ill() -> str:
    return "down"


async def stuck() -> str:
    await asyncio.Event().wait()
    return ""


async def test_each_part_says_what_is_wrong_with_it() -> None:
    health = Health()
    health.watch("b", ill)
    health.watch("a", well)
    assert await health.troubles() == {"b": "down", "a": ""}


async def test_what_was_heard_before_a_part_was_there_does_not_count() -> None:
    health = Health(fresh=60)
    assert await health.troubles() == {}
    health.watch("a", ill)
    assert await health.troubles() == {"a": "down"}


async def test_a_part_that_does_not_answer_in_time_is_in_trouble() -> None:
    health = Health(patience=0.01)
    health.watch("a", stuck)
    health.watch("b", well)
    assert await health.troubles() == {"a": "does not answer within 0.01 s", "b": ""}


async def test_however_many_ask_each_part_is_asked_once_in_a_while() -> None:
    asked = []

    async def count() -> str:
        asked.append(1)
        return ""

    health = Health(fresh=60)
    health.watch("a", count)
    await asyncio.gather(*(health.troubles() for _ in range(50)))
    assert len(asked) == 1


async def test_a_part_is_asked_again_when_what_it_said_is_old() -> None:
    health = Health(fresh=0)
    health.watch("a", well)
    await health.troubles()
    health.watch("a", ill)
    assert await health.troubles() == {"a": "down"}


async def test_a_loop_that_is_held_up_is_late() -> None:
    told: asyncio.Queue[float] = asyncio.Queue()
    watching = asyncio.create_task(watch_lag(told.put_nowait, every=0.001))
    await told.get()
    block(0.05)
    late = max([await told.get() for _ in range(2)])
    watching.cancel()
    assert 0.03 < late < 5


def block(seconds: float) -> None:
    """Block the event loop."""
    import time  # noqa: PLC0415 -- nobody else here needs it

    time.sleep(seconds)
