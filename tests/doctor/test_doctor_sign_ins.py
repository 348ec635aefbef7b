"""The doctor looks after what signing in needs: an address, and keys."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.adapters.sealing import Sealer
from bot.adapters.servers_file import ServersFile
from bot.core.identity.secret import Secret
from bot.core.servers.configured import ConfiguredServer
from bot.core.servers.connections import ConnectionKey
from bot.doctor.finding import Mark
from bot.doctor.server_side import check_servers
from bot.doctor.sign_ins import check_sign_ins
from bot.settings import Settings
from storage.connections import SealedConnection, in_sqlite
from storage.postgres.connections import in_postgres
from storage.postgres.database import opened
from storage.worker import SqliteWorker
from tests.mcp_servers import shop
from tests.postgres_server import new_database
from tests.sign_in_server import bank

OLD, NEW, LOST = (Secret(Fernet.generate_key().decode()) for _ in range(3))
BANK = ConfiguredServer("bank", "https://bank.example/mcp", ("*",), oauth=True)


def sealed(key: Secret, label: str) -> SealedConnection:
    told = Sealer([key]).seal({"access": "at_1"})
    return SealedConnection(ConnectionKey("T1", "", label), "U1", 1.0, told)


def given(settings: Settings, *keys: Secret, **more: object) -> Settings:
    file = ServersFile(servers=(BANK,))
    own = {"mcp_config": file, "secrets_key": keys, "public_url": "https://us.example"}
    return replace(settings, **(own | more))  # type: ignore[arg-type]


@pytest.fixture(params=["sqlite", "postgres"])
async def stored(
    request: pytest.FixtureRequest, settings: Settings, tmp_path: Path
) -> Settings:
    """Two connections, one of them sealed with an older key."""
    rows = sealed(OLD, "bank"), sealed(NEW, "shop")
    if request.param == "postgres":
        url = await new_database()
        async with opened(url) as database:
            for row in rows:
                await in_postgres(database).keep(row)
        return replace(settings, database_url=url)
    file = tmp_path / "doctored.db"
    with closing(SqliteWorker(file)) as worker:
        for row in rows:
            await in_sqlite(worker).keep(row)
    return replace(settings, database_url=f"sqlite:///{file}")


@pytest.mark.parametrize(
    ("keys", "mark", "words"),
    [
        ([NEW, OLD], Mark.GOOD, "1 of 2 need an older key"),
        ([NEW], Mark.BAD, "opens 1 of 2 connections"),
        ([LOST], Mark.BAD, "opens 0 of 2 connections"),
    ],
)
async def test_keys_have_to_open_what_is_stored(
    stored: Settings, keys: list[Secret], mark: Mark, words: str
) -> None:
    _, finding = check_sign_ins(given(stored, *keys))
    assert (finding.mark, finding.about) == (mark, "SECRETS_KEY")
    assert words in finding.words


def test_a_key_that_nothing_needs_can_go(settings: Settings, tmp_path: Path) -> None:
    fresh = replace(settings, database_url=f"sqlite:///{tmp_path}/none.db")
    _, finding = check_sign_ins(given(fresh, NEW, OLD))
    assert finding.mark is Mark.OPEN
    _, finding = check_sign_ins(given(fresh, NEW))
    assert finding.mark is Mark.GOOD


def test_nobody_signs_in_without_an_address(settings: Settings) -> None:
    finding, _ = check_sign_ins(given(settings, NEW, public_url=""))
    assert finding.mark is Mark.BAD
    assert "PUBLIC_URL is missing" in finding.words


def test_without_such_a_server_nothing_is_said(settings: Settings) -> None:
    assert check_sign_ins(settings) == []


async def test_a_server_has_to_say_where_one_signs_in(settings: Settings) -> None:
    async with bank() as there, shop() as other:
        for url, mark, words in (
            (there.url, Mark.GOOD, "people sign in at 127.0.0.1"),
            (other.url, Mark.BAD, "asks nobody to sign in"),
        ):
            file = ServersFile(servers=(replace(BANK, url=url),))
            asked = given(settings, NEW, mcp_config=file, mcp_local=True)
            [finding] = await check_servers(asked)
            assert (finding.mark, finding.about) == (mark, "server bank")
            assert words in finding.words
