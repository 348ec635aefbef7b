"""Long troubles: what a storm stands in from one moment on, for a minute or so.

Which one a storm has follows from its seed, so that ten storms have each of them. They
are shorter than in earnest where waiting is only waiting: the model asks for ten
minutes and is back after a fraction, and the database is away for a little longer than
anybody waits for it.
"""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Final

from playground.slack import Fault
from tests.chaos.bases import Base
from tests.chaos.ships import Ship
from tests.chaos.town import Town

UPLOADS: Final = (
    "upload",
    "files.getUploadURLExternal",
    "files.completeUploadExternal",
)
WITHOUT_END: Final = 10**5


@dataclass(frozen=True)
class Trouble:
    """Its name, how many seconds it lasts, and what the bot is told besides."""

    kind: str = ""
    lasts: float = 0.0
    settings: Mapping[str, str] = field(default_factory=dict)
    frozen: bool = False
    """Whether the database is there and says nothing, instead of being away."""


NONE: Final = Trouble()
EACH: Final = (
    Trouble("uploads", 60),
    Trouble("shut", 40, {"ANSWER_SECONDS": "15"}),
    Trouble("away", 75),
    Trouble("full", 45),
    Trouble("away", 40, frozen=True),
)


def of_seed(seed: int) -> Trouble:
    """Storms of neighbouring seeds have different ones."""
    return EACH[seed % len(EACH)]


@asynccontextmanager
async def befallen(
    trouble: Trouble, town: Town, base: Base, ships: Sequence[Ship]
) -> AsyncIterator[None]:
    """While it lasts."""
    match trouble.kind:
        case "uploads":
            with no_uploads(town):
                yield
        case "shut":
            with model_shut(town):
                yield
        case "full":
            with disks_full(ships):
                yield
        case "away":
            async with base.away(frozen=trouble.frozen):
                yield
        case _:
            yield


@contextmanager
def no_uploads(town: Town) -> Iterator[None]:
    """Slack takes no file."""
    faults = [Fault(each, times=WITHOUT_END, status=500) for each in UPLOADS]
    for fault in faults:
        town.slack.faults.add(fault)
    try:
        yield
    finally:
        for fault in faults:
            town.slack.faults.armed.remove(fault)


@contextmanager
def model_shut(town: Town) -> Iterator[None]:
    """Every request is refused, with a request to come again in ten minutes."""
    town.model.play("slow_down", times=WITHOUT_END)
    try:
        yield
    finally:
        town.model.play_no_more()


@contextmanager
def disks_full(ships: Sequence[Ship]) -> Iterator[None]:
    """No process can make any file larger."""
    for ship in ships:
        ship.fill_disk(full=True)
    try:
        yield
    finally:
        for ship in ships:
            ship.fill_disk(full=False)
