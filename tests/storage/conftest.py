"""Every journal that there is; a new one is added to JOURNALS and to nothing else."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.core.belongings import Belongings
from bot.core.ports import FormFiles, PageLinks, TemporaryFiles, Turns
from bot.core.ports.taught import TaughtNames
from bot.core.servers.tools import AcceptedTools
from storage.accepted_tools import SqliteAcceptedTools
from storage.belongings import SqliteBelongings
from storage.form_files import SqliteFormFiles
from storage.page_links import SqlitePageLinks
from storage.postgres.accepted_tools import PostgresAcceptedTools
from storage.postgres.belongings import PostgresBelongings
from storage.postgres.database import opened
from storage.postgres.form_files import PostgresFormFiles
from storage.postgres.page_links import PostgresPageLinks
from storage.postgres.taught import PostgresTaughtNames
from storage.postgres.temporary_files import PostgresTemporaryFiles
from storage.postgres.turns import PostgresTurns
from storage.taught import SqliteTaughtNames
from storage.temporary_files import SqliteTemporaryFiles
from storage.turns import SqliteTurns
from storage.worker import SqliteWorker
from tests.fakes import (
    MemoryAcceptedTools,
    MemoryFormFiles,
    MemoryPageLinks,
    MemoryTemporaryFiles,
)
from tests.memory_taught import MemoryTaughtNames
from tests.memory_turns import MemoryTurns
from tests.postgres_server import new_database


@dataclass(frozen=True)
class Journal:
    """Everything that a test of the ports needs."""

    turns: Turns
    temporary_files: TemporaryFiles
    accepted_tools: AcceptedTools
    page_links: PageLinks
    form_files: FormFiles
    taught_names: TaughtNames
    belongings: Belongings | None = None


@asynccontextmanager
async def memory(_: Path) -> AsyncIterator[Journal]:
    yield Journal(
        MemoryTurns(),
        MemoryTemporaryFiles(),
        MemoryAcceptedTools(),
        MemoryPageLinks(),
        MemoryFormFiles(),
        MemoryTaughtNames(),
    )


@asynccontextmanager
async def sqlite(folder: Path) -> AsyncIterator[Journal]:
    with closing(SqliteWorker(folder / "journal.db")) as worker:
        yield Journal(
            SqliteTurns(worker),
            SqliteTemporaryFiles(worker),
            SqliteAcceptedTools(worker),
            SqlitePageLinks(worker),
            SqliteFormFiles(worker),
            SqliteTaughtNames(worker),
            SqliteBelongings(worker),
        )


@asynccontextmanager
async def postgres(_: Path) -> AsyncIterator[Journal]:
    async with opened(await new_database()) as database:
        yield Journal(
            PostgresTurns(database),
            PostgresTemporaryFiles(database),
            PostgresAcceptedTools(database),
            PostgresPageLinks(database),
            PostgresFormFiles(database),
            PostgresTaughtNames(database),
            PostgresBelongings(database),
        )


Opener = Callable[[Path], AbstractAsyncContextManager[Journal]]
JOURNALS: dict[str, Opener] = {
    "memory": memory,
    "sqlite": sqlite,
    "postgres": postgres,
}


@pytest.fixture(params=JOURNALS)
async def journal(
    request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[Journal]:
    async with JOURNALS[request.param](tmp_path) as opened:
        yield opened


@pytest.fixture
def turns(journal: Journal) -> Turns:
    return journal.turns


@pytest.fixture
def temporary_files(journal: Journal) -> TemporaryFiles:
    return journal.temporary_files


@pytest.fixture
def page_links(journal: Journal) -> PageLinks:
    return journal.page_links
