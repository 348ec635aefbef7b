"""The ledger that processes share: beside an older version, and of the forgotten."""

from bot.core.belongings import Forgotten, Owner
from bot.core.calls.tiers import Limit, Window
from storage.postgres.belongings import PostgresBelongings
from storage.postgres.budgets import PostgresLedger
from storage.postgres.database import opened
from tests.postgres_server import new_database

MINE, OTHERS = "T1/chat.postMessage/C1", "T10/chat.postMessage/C1"


def limit(key: str = MINE) -> Limit:
    return Limit(key, (Window(4, 8.0),))


async def test_processes_of_two_versions_count_each_others_calls() -> None:
    """As while one after the other is brought to a new version."""
    async with opened(await new_database()) as database:
        ledger = PostgresLedger(database, lambda: 1000.0)
        before = "select take_budget(%s, %s, %s, %s, 3600, 1000) as wait"
        pace = [[MINE], [2.0], [6.0], [8.0]]  # four at once, then one in two seconds

        async def old() -> float:
            return float((await database.rows(before, pace))[0]["wait"])

        assert [await old(), await old()] == [0, 0]
        new = [await ledger.take([limit()]) for _ in range(3)]
        assert new == [0, 0, 8]
        assert await old() == 2
        await ledger.close(MINE, 30)
        assert await old() == 30


async def test_a_workspace_that_is_forgotten_has_no_rows_in_postgres() -> None:
    async with opened(await new_database()) as database:
        ledger = PostgresLedger(database)
        await ledger.close(MINE, 60)
        await ledger.close(OTHERS, 60)
        await PostgresBelongings(database).forget(Owner(team="T1"), Forgotten(()))
        assert await ledger.take([limit(MINE)]) == 0
        assert await ledger.take([limit(OTHERS)]) > 0
