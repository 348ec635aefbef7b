"""The tools of servers that may be used, each as it was when it was accepted; all
processes share them."""

from collections.abc import Mapping
from typing import Final

from storage.postgres.database import Database

_ACCEPT: Final = """
    insert into server_tools (label, name, digest)
    select %s, name, digest from unnest(%s::text[], %s::text[]) as new (name, digest)
    on conflict (label, name) do
"""


class PostgresAcceptedTools:
    """Implements the port `AcceptedTools`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, label: str) -> Mapping[str, str]:
        """The digests of a server's accepted tools, by their names."""
        sql = "select name, digest from server_tools where label = %s"
        rows = await self._database.rows(sql, [label])
        return {str(row["name"]): str(row["digest"]) for row in rows}

    async def accept(self, label: str, digests: Mapping[str, str]) -> None:
        """Accept these tools as they are now."""
        await self._write("update set digest = excluded.digest", label, digests)

    async def accept_new(self, label: str, digests: Mapping[str, str]) -> None:
        """Accept those of these tools that were never seen before."""
        await self._write("nothing", label, digests)

    async def _write(self, how: str, label: str, digests: Mapping[str, str]) -> None:
        found = sorted(digests.items())
        names, values = [each for each, _ in found], [each for _, each in found]
        await self._database.execute(f"{_ACCEPT} {how}", [label, names, values])
