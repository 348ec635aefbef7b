"""Every table and column is known to export, forget and move.

A new one fails here until `storage/owning.py` and `storage/postgres/moving.py` handle
it, and this file says what it contains about people.
"""

from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

from bot.core.belongings import Forgotten, Owner
from storage import belongings, owning
from storage.postgres import belongings as shared
from storage.postgres.database import opened
from storage.postgres.moving import TABLES
from storage.worker import SqliteWorker
from tests.postgres_server import new_database

Columns = dict[str, set[str]]

OF_PEOPLE: Final[Columns] = {
    "turns": {
        *("id", "claim", "team", "channel", "thread", "user", "ask_ts", "ask"),
        *("status", "parent", "message", "response", "sequence", "attempt", "answer"),
        *("settled", "aside", "created", "ended", "handed_over", "indexed"),
        "names",
    },
    "pictures": {
        *("turn", "number", "sha256", "format", "width", "height", "bytes"),
        *("quality", "revised_prompt", "file_id", "url", "beside"),
        *("place", "sheet"),
    },
    "gallery": {
        *("place", "turn", "number", "team", "channel", "user", "audience", "title"),
        *("made", "words"),
    },
    "leftovers": {"file_id", "turn"},
    "legs": {"turn", "number", "response", "body", "asked"},
    "permissions": {
        *("team", "channel", "thread", "person", "server", "tool", "digest"),
        *("given_by", "reads", "given", "turn"),
    },
    "audit": {
        *("turn", "kind", "item", "at", "user", "server", "tool", "arguments"),
        "outcome",
    },
    "abandoned": {"response", "turn"},
    "page_links": {
        *("digest", "turn", "user", "made", "browser", "team", "posted"),
    },
    "taught": {
        *("id", "team", "channel", "kind", "name", "read_as", "sentence"),
        *("taught_by", "agreed_by", "made"),
    },
    "taught_pictures": {"taught", "number", "sha256", "format", "width", "height"},
    "threads": {"team", "channel", "ts", "current"},
    "connections": {
        *("team", "person", "label", "made_by", "made", "sealed", "generation"),
        "leased",
    },
    "sign_ins": {
        *("link", "state", "browser", "team", "person", "label", "made_by"),
        *("expires", "sealed"),
    },
}
"""Data that goes with a person. In others' turns, `answer` may name who stopped
them."""
OF_NOBODY: Final[Columns] = {
    "secrets": {"name", "value"},
    "server_tools": {"label", "name", "digest"},
    "server_clients": {"issuer", "redirect", "scope", "sealed"},
    "form_files": {"file_id", "team", "until", "channel", "ts"},
    "budgets": {"key", "times", "opens"},
    "taught_leftovers": {"sha256"},
    "_sqlite_migrations": {"id", "migration_set", "name", "applied_at"},
}
"""Keys, tools of servers, who we are there, files that are gone within an hour, the
calls of the last minutes (gone with their workspace), pictures that are about to be
dropped, and the shape."""
INDEX: Final[Columns] = {
    "gallery_words": {"words"},
    "gallery_words_data": {"id", "block"},
    "gallery_words_idx": {"segid", "term", "pgno"},
    "gallery_words_config": {"k", "v"},
}
"""What SQLite needs to search the gallery. Triggers keep it true to the rows."""
ALONE_IN_POSTGRES: Final[Columns] = {
    "turns": {"poster", "posting", "runner", "stop"},
    "shelf": {"sha256", "data", "made"},
    "showcase": {"name", "data", "made"},
    "budgets": {"spoken_for", "wait"},
    "processes": {"id", "beat"},
    "doors": {"name", "since", "until", "next"},
    "shape": {"step", "done"},
}
"""`stop` may name somebody; pictures go by name, previews after an hour."""
NOT_MOVED: Final = {
    *("budgets", "sign_ins", "page_links", "_sqlite_migrations", "gallery"),
    *INDEX,
}
"""Links last for an hour. The gallery is filled again from the turns."""


async def in_sqlite(folder: Path) -> Columns:
    with closing(SqliteWorker(folder / "a.db")) as worker:
        return await worker.run(
            lambda db: {
                name: {column.name for column in db.table(name).columns}
                for name in db.table_names()
                if not name.startswith("sqlite_")
            }
        )


async def in_postgres() -> Columns:
    found: Columns = {}
    async with opened(await new_database()) as database:
        rows = await database.rows(
            "select table_name as name, column_name as column "
            "from information_schema.columns where table_schema = 'public' "
            "and starts_with(table_name, 'procrastinate') is false"
        )
    for row in rows:
        found.setdefault(row["name"], set()).add(row["column"])
    return found


async def test_nothing_is_kept_in_sqlite_that_forgetting_does_not_know(
    tmp_path: Path,
) -> None:
    assert await in_sqlite(tmp_path) == OF_PEOPLE | OF_NOBODY | INDEX


async def test_nothing_is_kept_in_postgres_that_forgetting_does_not_know() -> None:
    known = OF_PEOPLE | OF_NOBODY
    del known["_sqlite_migrations"]
    for name, more in ALONE_IN_POSTGRES.items():
        known = known | {name: known.get(name, set()) | more}
    assert await in_postgres() == known


async def test_every_column_of_the_file_moves(tmp_path: Path) -> None:
    moved = {
        table.name: {name.strip('"') for name in table.columns} for table in TABLES
    }
    there = await in_sqlite(tmp_path)
    there["turns"].remove("indexed")
    assert moved == {name: there[name] for name in there.keys() - NOT_MOVED}


@pytest.mark.parametrize("ids", [belongings.IDS, shared.IDS])
@pytest.mark.parametrize("owner", [Owner(user="U1"), Owner(team="T1")])
def test_rows_of_every_table_of_people_are_removed(ids: str, owner: Owner) -> None:
    done = [sql for sql, _ in owning.forgetting(owner, Forgotten([1]), ids)]
    for table in OF_PEOPLE:
        assert any(sql.startswith(f"delete from {table} ") for sql in done)
