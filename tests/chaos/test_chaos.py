"""A short storm on each engine in every run; `make chaos` makes twenty long ones."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.chaos.bases import Base, PostgresBase, SqliteBase
from tests.chaos.evidence import gather
from tests.chaos.findings import faults
from tests.chaos.storm import Plan, Storm
from tests.chaos.town import open_town

SHORT = Plan(asks=16, threads=5, kills=1, freezes=0, restarts=0, cuts=1, patience=40)


@pytest.mark.slow
@pytest.mark.timeout(120)
@pytest.mark.parametrize("make", [SqliteBase, lambda _: PostgresBase()])
async def test_after_a_storm_every_ask_has_one_message_that_ended(
    make: Callable[[Path], Base], tmp_path: Path
) -> None:
    """A process is killed, a socket is cut, calls and streams break."""
    async with open_town(seed=1) as town:
        storm = Storm(town, make(tmp_path), tmp_path, 1, SHORT)
        await storm.blow()
        seen = gather(town, storm.asking.asked, storm.acts)
    assert not faults(seen), faults(seen)
