"""The bot's identity in the workspace that an event comes from."""

import pytest

from bot.core.identity.installations import Installation
from bot.core.identity.secret import Secret
from handlers.identity import authorized
from tests.fakes import ManyInstallations
from tests.handlers.conftest import BOT, Front
from tests.handlers.test_events import MENTION, MESSAGE

OTHER = "UBOT00002"


@pytest.fixture
def installations() -> ManyInstallations:
    """Two workspaces, in which the bot is not the same user."""
    here, there = Secret("xoxb-1"), Secret("xoxb-2")
    return ManyInstallations(
        Installation("T1", here, BOT), Installation("T2", there, OTHER)
    )


@pytest.mark.parametrize(
    ("team", "us", "other"), [("T1", BOT, OTHER), ("T2", OTHER, BOT)]
)
async def test_its_own_user_is_the_one_that_is_spoken_to(
    front: Front, team: str, us: str, other: str
) -> None:
    await front.event(MENTION | {"text": f"<@{us}> a fox"}, team)
    await front.event(MESSAGE | {"text": f"<@{other}> a hen", "ts": "2.0"}, team)
    await front.event(MESSAGE | {"text": "a cow", "user": us, "ts": "3.0"}, team)
    assert front.asked == ["a fox"]


def test_what_bolt_keeps_of_it_holds_no_token() -> None:
    kept = authorized(Installation("T1", Secret("xoxb-1"), BOT, enterprise="E1"))
    assert "xoxb" not in repr(kept)
    assert (kept.team_id, kept.bot_user_id, kept.enterprise_id) == ("T1", BOT, "E1")
