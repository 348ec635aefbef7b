"""A server that somebody uses with a sign-in of their own: nobody else gets what it
said, and nobody else decides."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from playground.openai import Script
from playground.openai.steps import Say, Use
from tests.postgres_server import new_database
from tests.sign_in_server import bank
from tests.whole.conftest import Room
from tests.whole.signing_in import WORDS, Place

MINE = 'personal = true\ntrusted = true\nask = "writes"\n'


@pytest.fixture(params=["sqlite", "postgres"])
async def place(
    request: pytest.FixtureRequest, room: Room, tmp_path: Path
) -> AsyncIterator[Place]:
    """Once on each engine."""
    shared = request.param == "postgres"
    more = {"database_url": await new_database()} if shared else {}
    async with bank() as there:
        yield Place(room, there, tmp_path, more, MINE)


async def test_a_personal_server_is_only_used_by_the_person_who_connected_it(
    place: Place,
) -> None:
    async with place.running():
        await place.connect("ben")
        await place.room.ask(WORDS)
        assert place.offered() == []
        await place.use("ben", WORDS)
        assert place.offered()[0]["authorization"] in place.there.provider.access


async def test_somebody_elses_reply_continues_from_the_words_alone(
    place: Place,
) -> None:
    async with place.running():
        await place.connect("ben")
        asked = await place.use("ben", WORDS)
        first = place.request()
        reply = await place.room.ask("draw that as a poster", thread=asked)
        second = place.request()
        assert "previous_response_id" not in second
        assert place.offered() == []
        told = str(second["input"])
        assert "One payment came in." in told
        assert "pay_0" not in told
        assert "somebody else's own" in str(reply.blocks)
        # The one whose it is goes on from there, and the server is listed anew.
        await place.use("ben", "@Darkroom and now?", thread=asked)
        third = place.request()
        assert third["previous_response_id"] != first.get("previous_response_id")
        assert [each["server_label"] for each in place.offered()] == ["bank"]
        await place.room.ask("make the letters thinner", thread=asked)
        assert "previous_response_id" not in place.request()


async def test_the_same_persons_reply_continues_as_usual(place: Place) -> None:
    async with place.running():
        await place.connect("ben")
        asked = await place.use("ben", WORDS)
        await place.use("ben", "@Darkroom and now?", thread=asked)
        assert place.request()["previous_response_id"]


async def test_nobody_else_decides_what_is_done_with_a_personal_sign_in(
    place: Place,
) -> None:
    """Ann is among MCP_ADMINS."""
    place.lines = "personal = true\n"
    room, ben = place.room, place.room.slack.person("ben")
    async with place.running():
        await place.connect("ben")
        used = Use("list_payments", "bank", {"count": 1})
        script = Script("asks", "A person decides.", ((used,), (Say("One came in."),)))
        room.model.play(script)
        asked = await ben.says("#general", WORDS)
        answer = await room.answer(asked)
        await room.slack.until(lambda: "allow_once" in str(answer.blocks))
        await room.ann.clicks(answer, "allow_once")
        assert "theirs alone" in await place.told("can decide this")
        assert "allow_once" in str(answer.blocks)
        await ben.clicks(answer, "allow_once")
        await room.ended(asked)
    assert "One came in." in str(answer.blocks)
