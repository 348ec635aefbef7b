"""`python -m tests.chaos`: so many storms on each engine, and a table of them.

CHAOS_SEEDS and CHAOS_ASKS say how many; CHAOS_FIRST is the first seed. Both engines go
at the same time, each through its seeds in order.
"""

import asyncio
import json
import logging
import os
import signal
import sys
from dataclasses import asdict

from tests.chaos.figures import Row, table
from tests.chaos.once import ENGINES, one_storm
from tests.chaos.plan import Plan
from tests.chaos.troubles import of_seed

FIRST = int(os.environ.get("CHAOS_FIRST", "1"))
SEEDS = int(os.environ.get("CHAOS_SEEDS", "10"))
ASKS = int(os.environ.get("CHAOS_ASKS", "200"))


def say(words: str) -> None:
    """To whoever watches."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


async def storms(engine: str) -> int:
    """All storms on one engine; each one's row goes to stdout as JSON."""
    undone_at_the_end()
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # faults on purpose
    for seed in range(FIRST, FIRST + SEEDS):
        outcome = await one_storm(engine, seed, Plan(asks=ASKS, trouble=of_seed(seed)))
        if outcome.faults:
            told = [f"  {fault}" for fault in outcome.faults]
            where = f"{engine}, seed {seed}: the logs are in {outcome.logs}"
            sys.stderr.write("\n".join([where, *told, ""]))
        say(json.dumps(asdict(outcome.row)))
    return 0


async def child(engine: str) -> list[Row]:
    """A process of its own for an engine: rows are shown as they come."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-W", "ignore", "-m", "tests.chaos", engine),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    rows = []
    try:
        async for line in process.stdout:
            rows.append(Row(**json.loads(line)))
            say(table(rows[-1:]))
        await process.wait()
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()
    if process.returncode or len(rows) < SEEDS:
        raise SystemExit(f"the storms on {engine} broke off")
    return rows


def undone_at_the_end() -> None:
    """Stop the bot's processes and the database when we are stopped."""
    current = asyncio.current_task()
    assert current is not None
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, current.cancel)


async def main() -> int:
    """Everything; 1 if anything was wrong."""
    undone_at_the_end()
    both = await asyncio.gather(*(child(engine) for engine in ENGINES))
    rows = sorted((row for rows in both for row in rows), key=lambda r: r.seed)
    say(f"\n{table(rows)}")
    return int(any(row.faults for row in rows))


if __name__ == "__main__":
    try:
        code = asyncio.run(storms(sys.argv[1]) if len(sys.argv) > 1 else main())
    except asyncio.CancelledError:
        code = 1
    raise SystemExit(code)
