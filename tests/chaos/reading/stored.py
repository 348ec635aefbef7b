"""What is stored after a storm: in the database, and on the shelf."""

from typing import Final

from tests.chaos.bases import Base
from tests.chaos.evidence import Stored

NAMED: Final = (
    "select sha256 from pictures union select sha256 from taught_pictures "
    "union select sha256 from taught_leftovers"
)
OPEN: Final = "select id, status from turns where status <> 'shown' or not settled"
FORMS: Final = "select file_id from form_files"


async def stored(base: Base) -> Stored:
    """Read it; the bot may still be running."""
    return Stored(
        named=frozenset(row[0] for row in await base.rows(NAMED)),
        shelf=await base.shelf(),
        noted=await base.noted(),
        turns=tuple(f"{row[0]} is {row[1]}" for row in await base.rows(OPEN)),
        files=frozenset(row[0] for row in await base.rows(FORMS)),
    )
