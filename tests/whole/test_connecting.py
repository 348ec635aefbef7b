"""Signing in to a server by a link, from the command in Slack to the token in a
request."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.postgres_server import new_database
from tests.sign_in_server import Bank, bank
from tests.whole.conftest import Room
from tests.whole.signing_in import WORDS, Place


@pytest.fixture
async def there() -> AsyncIterator[Bank]:
    async with bank() as found:
        yield found


@pytest.fixture(params=["sqlite", "postgres"])
async def place(
    request: pytest.FixtureRequest, room: Room, there: Bank, tmp_path: Path
) -> Place:
    """Once on each engine."""
    found = Place(room, there, tmp_path)
    if request.param == "postgres":
        found.more = {"database_url": await new_database()}
    return found


async def test_who_signs_in_by_the_link_connects_the_workspace(place: Place) -> None:
    async with place.running():
        await place.room.ask(WORDS)
        assert place.offered() == []
        await place.connect()
        await place.room.ask(WORDS)
    [server] = place.offered()
    assert server["authorization"] in place.there.provider.access
    assert server["allowed_tools"] == ["list_payments"]
