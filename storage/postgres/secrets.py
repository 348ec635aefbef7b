"""Keys that this installation makes for itself once, and that all of its processes
share."""

import secrets

from storage.postgres.database import Database


async def key(database: Database, name: str) -> bytes:
    """The key of this name, made with the first call and never changed."""
    await database.execute(
        "insert into secrets (name, value) values (%s, %s) on conflict do nothing",
        [name, secrets.token_bytes(32)],
    )
    [row] = await database.rows("select value from secrets where name = %s", [name])
    return bytes(row["value"])
