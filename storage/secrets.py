"""Keys that this installation makes for itself once."""

import secrets

from sqlite_utils import Database

from storage.worker import SqliteWorker


async def key(worker: SqliteWorker, name: str) -> bytes:
    """The key of this name, made with the first call and never changed."""

    def work(db: Database) -> bytes:
        db.execute(
            "insert or ignore into secrets (name, value) values (?, ?)",
            [name, secrets.token_bytes(32)],
        )
        sql = "select value from secrets where name = ?"
        return bytes(db.execute(sql, [name]).fetchone()[0])

    return await worker.run(work)
