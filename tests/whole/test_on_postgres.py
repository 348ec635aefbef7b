"""The whole loop and its buttons once more, on PostgreSQL: nobody notices."""

import subprocess
import sys

import pytest

from tests.postgres_server import new_database
from tests.whole.test_controls import *  # noqa: F403 -- the same tests, on another base
from tests.whole.test_loop import *  # noqa: F403 -- the same tests, on another base

pytestmark = pytest.mark.slow


@pytest.fixture
async def base(transport: str) -> dict[str, str]:
    """A database of its own for each test."""
    return {"transport": transport, "database_url": await new_database()}


def test_with_sqlite_nothing_of_postgres_is_loaded() -> None:
    code = (
        "import sys; import bot.app, bot.commands.run, bot.stores.embedded;"
        "print(set(sys.modules) & {'psycopg', 'procrastinate', 'storage.postgres'})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "set()"
