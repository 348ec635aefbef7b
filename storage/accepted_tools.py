"""The tools of servers that may be used, each as it was when it was accepted."""

from collections.abc import Mapping

from sqlite_utils import Database

from storage.worker import SqliteWorker


class SqliteAcceptedTools:
    """Implements the port `AcceptedTools`."""

    def __init__(self, worker: SqliteWorker) -> None:
        self._worker = worker

    async def of(self, label: str) -> Mapping[str, str]:
        """The digests of a server's accepted tools, by their names."""
        sql = "select name, digest from server_tools where label = ?"
        return await self._worker.run(lambda db: dict(db.execute(sql, [label])))

    async def accept(self, label: str, digests: Mapping[str, str]) -> None:
        """Accept these tools as they are now."""
        await self._write("insert or replace", label, digests)

    async def accept_new(self, label: str, digests: Mapping[str, str]) -> None:
        """Accept those of these tools that were never seen before."""
        await self._write("insert or ignore", label, digests)

    async def _write(self, how: str, label: str, digests: Mapping[str, str]) -> None:
        def write(db: Database) -> None:
            for name, digest in digests.items():
                db.execute(
                    f"{how} into server_tools (label, name, digest) values (?, ?, ?)",
                    [label, name, digest],
                )

        await self._worker.run(write)
