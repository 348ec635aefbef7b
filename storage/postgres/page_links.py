"""The links that open a page for one person, in PostgreSQL."""

from bot.core.turn.painting import KNOWN, PageLink
from storage.postgres.database import Database


class PostgresPageLinks:
    """Implements the port `PageLinks`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, link: PageLink) -> None:
        """Note a new link; those that have been over for long are dropped."""
        over = "delete from page_links where made < %s"
        await self._database.execute(over, [link.made - KNOWN])
        await self._database.execute(
            'insert into page_links (digest, turn, "user", made, browser) '
            "values (%s, %s, %s, %s, %s) on conflict do nothing",
            [link.digest, link.turn, link.user, link.made, link.browser],
        )

    async def find(self, digest: str) -> PageLink | None:
        """The link, even if it is over."""
        sql = (
            'select digest, turn, "user", made, browser from page_links '
            "where digest = %s"
        )
        rows = await self._database.rows(sql, [digest])
        return PageLink(**rows[0]) if rows else None

    async def bind(self, digest: str, browser: str) -> bool:
        """Give the link to this browser; returns whether it is this one's."""
        sql = (
            "update page_links set browser = %s "
            "where digest = %s and browser in ('', %s)"
        )
        return await self._database.execute(sql, [browser, digest, browser]) > 0
