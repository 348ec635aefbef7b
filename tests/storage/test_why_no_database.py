"""Messages about a database that cannot be opened contain nothing of its password."""

import psycopg
import pytest

from bot.stores import StoreError
from bot.stores.shared import opened
from storage.postgres.database import why

PARTS = ("qx7", "ter2secret", "zoe")


async def said(url: str) -> str:
    with pytest.raises(StoreError) as raised:
        async with opened(url):
            pass
    return raised.value.sentence


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://zoe:qx7@ter2secret@127.0.0.1:1/db",
        "postgresql://zoe:qx7/ter2secret@127.0.0.1:1/db",
        "postgresql://zoe:qx7#ter2secret@127.0.0.1:1/db",
        "postgresql://zoe:qx7?ter2secret@127.0.0.1:1/db",
        "postgresql://zoe@qx7:ter2secret@127.0.0.1:1/db",
    ],
)
async def test_signs_that_are_not_escaped_are_told_of_without_the_password(
    url: str,
) -> None:
    sentence = await said(url)
    assert "%40" in sentence
    assert not [part for part in PARTS if part in sentence]


async def test_an_at_in_a_host_is_named_as_what_it_is() -> None:
    sentence = await said("postgresql://zoe:qx7@ter2secret@127.0.0.1:1/db")
    assert "write @ in the password as %40" in sentence


async def test_what_is_wrong_elsewhere_is_still_said() -> None:
    sentence = await said("postgresql://ann:ter2secret@127.0.0.1:1/db")
    assert "127.0.0.1" in sentence
    assert "refused" in sentence


def test_user_and_password_are_blotted_out_of_what_the_server_says() -> None:
    error = psycopg.OperationalError(
        'FATAL: no "ter2 secret", "ter2%20secret" for user "ann" at db.ann.example'
    )
    assert why(error, "postgresql://ann:ter2%20secret@db.ann.example/x") == (
        'FATAL: no "…", "…" for user "…" at db.ann.example'
    )
    again = psycopg.OperationalError("hunter2 is wrong")
    assert why(again, "postgresql://h/x?password=hunter2") == "… is wrong"
