"""The links that open a page for one person."""

from sqlite_utils import Database

from bot.core.turn.painting import KNOWN, PageLink
from storage.worker import SqliteWorker


class SqlitePageLinks:
    """Implements the port `PageLinks`."""

    def __init__(self, worker: SqliteWorker) -> None:
        self._run = worker.lightly

    async def add(self, link: PageLink) -> None:
        """Note a new link; those that have been over for long are dropped."""

        def work(db: Database) -> None:
            db.execute("delete from page_links where made < ?", [link.made - KNOWN])
            db.execute(
                "insert into page_links (digest, turn, user, made, browser) "
                "values (?, ?, ?, ?, ?)",
                [link.digest, link.turn, link.user, link.made, link.browser],
            )

        await self._run(work)

    async def find(self, digest: str) -> PageLink | None:
        """The link, even if it is over."""
        sql = (
            "select digest, turn, user, made, browser from page_links where digest = ?"
        )
        row = await self._run(lambda db: db.execute(sql, [digest]).fetchone())
        return PageLink(*row) if row else None

    async def bind(self, digest: str, browser: str) -> bool:
        """Give the link to this browser; returns whether it is this one's."""
        sql = (
            "update page_links set browser = ? where digest = ? and browser in ('', ?)"
        )
        values = [browser, digest, browser]
        return await self._run(lambda db: db.execute(sql, values).rowcount > 0)
