"""A short storm on each engine in every run; `make chaos` makes twenty long ones.

Each has a trouble that lasts, for seconds here; the others have tests of their own.
"""

from dataclasses import replace

import pytest

from tests.chaos.once import ENGINES, one_storm
from tests.chaos.plan import Plan
from tests.chaos.troubles import Trouble

SHORT = Plan(
    asks=10,
    threads=4,
    lasts=1.0,
    kills=1,
    freezes=0,
    restarts=0,
    cuts=1,
    late_files=0,
    patience=45,
)


CHEAP = ("claims.png", "crumbs.png", "exif.jpg", "text.png")
PLANS = {
    "sqlite": replace(SHORT, trouble=Trouble("uploads", 4), hostile=CHEAP),
    "postgres": replace(SHORT, trouble=Trouble("away", 4), hostile=()),
}


@pytest.mark.slow
@pytest.mark.timeout(120)
@pytest.mark.parametrize("engine", ENGINES)
async def test_after_a_storm_every_ask_has_one_message_that_ended(engine: str) -> None:
    """A process is killed, a socket is cut, calls and streams break."""
    outcome = await one_storm(engine, seed=1, plan=PLANS[engine])
    assert not outcome.faults, f"seed 1, logs in {outcome.logs}: {outcome.faults}"
    assert outcome.row.ends == outcome.row.asks >= SHORT.asks
    assert outcome.row.legs
    assert outcome.row.called
    assert outcome.row.asked
