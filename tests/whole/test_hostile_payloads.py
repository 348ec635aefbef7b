"""A bot gets everything that no schema allows, and then an ordinary ask."""

from urllib.parse import urlencode

import pytest

from playground.slack.outbox import Ack, Delivery
from tests.hostile.payloads import Scene, Sent, kinds, mutations
from tests.postgres_server import new_database
from tests.whole.conftest import OVER_BOTH, Room, Start, pictures

pytestmark = OVER_BOTH
EVERY = 53
"""Of the thousands of payloads that the handlers are tested with."""


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
async def base(transport: str, request: pytest.FixtureRequest) -> dict[str, str]:
    if request.param == "sqlite":
        return {"transport": transport}
    return {"transport": transport, "database_url": await new_database()}


def can_be_sent(sent: Sent) -> bool:
    """Forms of commands have names and texts, whoever fills them in."""
    if sent.way != "slash_commands":
        return True
    try:
        return bool(urlencode(sent.payload))
    except (TypeError, ValueError):
        return False


async def deliver(room: Room, sent: Sent) -> Ack:
    return await room.slack.world.outbox.send(Delivery(sent.way, sent.payload))


async def test_no_payload_is_left_unanswered_and_people_notice_nothing(
    room: Room, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    """Nor does the owner, but for quiet lines."""
    await start()
    first = await room.ask("@Darkroom a lighthouse at night")
    team = room.slack.team()
    scene = Scene(
        team=team.id,
        channel=first.channel,
        user=room.ann.user.id,
        bot=team.bot.id,
        ts=first.ts,
        response_url=f"{room.slack.url}/actions/none",
    )
    wrong = [each for sent in kinds(scene) for each in mutations(sent)]
    for sent in filter(can_be_sent, wrong[::EVERY]):
        ack = await deliver(room, sent)
        assert not ack.error, sent.name
        assert ack.attempts == 1, sent.name
    answer = await room.ask("@Darkroom a fox at dawn")
    assert len(pictures(answer)) == 1
    bad = [each for each in caplog.records if each.exc_info or each.levelno >= 40]
    assert not [f"{each.getMessage()} {each.exc_info}" for each in bad]
