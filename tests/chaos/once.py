"""One storm from its beginning to its row in the table; the logs of a bad one stay.

With CHAOS_KEEP set to anything, those of the others stay as well.
"""

import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.chaos.bases import Base, PostgresBase, SqliteBase
from tests.chaos.evidence import Evidence
from tests.chaos.figures import Row, row
from tests.chaos.findings import faults
from tests.chaos.gathering import gather
from tests.chaos.plan import Plan
from tests.chaos.storm import Storm
from tests.chaos.town import open_town

ENGINES: dict[str, Callable[[Path], Base]] = {
    "postgres": lambda _: PostgresBase(),
    "sqlite": SqliteBase,
}


@dataclass(frozen=True)
class Outcome:
    """The result of a storm; `logs` is the folder with everything about a bad one."""

    row: Row
    faults: list[str]
    logs: Path


async def one_storm(engine: str, seed: int, plan: Plan) -> Outcome:
    """Let it blow, and look at what is left."""
    logs = Path(tempfile.mkdtemp(prefix=f"darkroom-chaos-{engine}-{seed}-"))
    began = time.monotonic()
    async with open_town(seed) as town:
        storm = Storm(town, ENGINES[engine](logs), logs, seed, plan)
        await storm.blow()
        seen = gather(town, await storm.deeds())
    found = faults(seen)
    figures = row(seen, seed, engine, time.monotonic() - began, len(found))
    if found or os.environ.get("CHAOS_KEEP"):
        _keep(logs, seen, found)
    else:
        shutil.rmtree(logs)
    return Outcome(figures, found, logs)


def _keep(logs: Path, seen: Evidence, found: list[str]) -> None:
    """The emulators' evidence beside the logs of the processes."""
    (logs / "faults.txt").write_text("\n".join(found))
    told = asdict(seen) | {"declined": [*seen.declined.items()]}
    (logs / "evidence.json").write_text(json.dumps(told, default=_plain))


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else str(value)
