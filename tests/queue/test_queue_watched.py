"""The figures and the status of an engine of several processes."""

from bot.adapters.queue.tickets import STALLED
from bot.core.ports import Load
from tests.queue.conftest import Events, Harbour


async def test_its_load_is_what_waits_anywhere_and_what_runs_here(
    harbour: Harbour, events: Events
) -> None:
    one = await harbour.process("one")
    for number in (1, 2, 3):
        await one.take(number)
    await events.next()
    two = await harbour.process("two", start=False)
    assert await one.engine.load() == Load(waiting=2, running=1)
    assert await two.engine.load() == Load(waiting=2, running=0)


async def test_a_process_that_takes_tickets_and_beats_is_well(harbour: Harbour) -> None:
    one = await harbour.process("one")
    await one.engine.load()
    assert await one.engine.trouble() == ""


async def test_a_process_that_takes_no_tickets_says_so(harbour: Harbour) -> None:
    one = await harbour.process("one", start=False)
    assert await one.engine.trouble() == "no process takes turns"


async def test_a_process_that_stops_says_so(harbour: Harbour) -> None:
    one = await harbour.process("one")
    await one.close()
    assert await one.engine.trouble() == "closing"


async def test_a_process_that_cannot_beat_is_not_well_once_the_others_think_it_dead(
    harbour: Harbour, events: Events
) -> None:
    one = await harbour.process("one")
    await one.take(1)
    await events.next()
    one.engine._janitor._last = one.engine._janitor.silent() - STALLED  # long ago
    assert (await one.engine.trouble()).startswith("no sign of life for ")
