"""The links that open a page for one person, in PostgreSQL."""

from typing import Final

from bot.core.turn.painting import KNOWN, PageLink
from storage.link_rows import COLUMNS, link_of, link_values
from storage.postgres.database import Database

_INSERT: Final = (
    f"insert into page_links ({COLUMNS}) "  # noqa: S608 -- our own names
    "values (%s, %s, %s, %s, %s, %s, %s) on conflict do nothing"
)
_FIND: Final = f"select {COLUMNS} from page_links where digest = %s"  # noqa: S608 -- our own names


class PostgresPageLinks:
    """Implements the port `PageLinks`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, link: PageLink) -> None:
        """Note a new link; those that have been over for long are dropped."""
        over = "delete from page_links where made < %s"
        await self._database.execute(over, [link.made - KNOWN])
        await self._database.execute(_INSERT, link_values(link))

    async def find(self, digest: str) -> PageLink | None:
        """The link, even if it is over."""
        rows = await self._database.rows(_FIND, [digest])
        return link_of(rows[0]) if rows else None

    async def bind(self, digest: str, browser: str) -> bool:
        """Give the link to this browser; returns whether it is this one's."""
        sql = (
            "update page_links set browser = %s "
            "where digest = %s and browser in ('', %s)"
        )
        return await self._database.execute(sql, [browser, digest, browser]) > 0
