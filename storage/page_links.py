"""The links that open a page for one person."""

from typing import Final

from sqlite_utils import Database

from bot.core.turn.painting import KNOWN, PageLink
from storage.link_rows import COLUMNS, link_of, link_values
from storage.worker import SqliteWorker

_INSERT: Final = f"insert into page_links ({COLUMNS}) values (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 -- our own names


class SqlitePageLinks:
    """Implements the port `PageLinks`."""

    def __init__(self, worker: SqliteWorker) -> None:
        self._run = worker.lightly

    async def add(self, link: PageLink) -> None:
        """Note a new link; those that have been over for long are dropped."""

        def work(db: Database) -> None:
            db.execute("delete from page_links where made < ?", [link.made - KNOWN])
            db.execute(_INSERT, link_values(link))

        await self._run(work)

    async def find(self, digest: str) -> PageLink | None:
        """The link, even if it is over."""

        def read(db: Database) -> PageLink | None:
            rows = db.table("page_links").rows_where("digest = ?", [digest])
            return next(map(link_of, rows), None)

        return await self._run(read)

    async def bind(self, digest: str, browser: str) -> bool:
        """Give the link to this browser; returns whether it is this one's."""
        sql = (
            "update page_links set browser = ? where digest = ? and browser in ('', ?)"
        )
        values = [browser, digest, browser]
        return await self._run(lambda db: db.execute(sql, values).rowcount > 0)
