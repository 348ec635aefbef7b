"""Who sees which pictures."""

import asyncio
from dataclasses import replace

import pytest

from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Turn
from tests.fakes import ask
from tests.homes import HomeRig

ANN, BEN = ("T1", "U1"), ("T1", "U2")


@pytest.fixture
def rig() -> HomeRig:
    rig = HomeRig()
    rig.memberships.rooms[ANN] = {"C1", "D1"}
    rig.memberships.rooms[BEN] = {"C2", "D2"}
    rig.memberships.open_to_all = {"C1", "C3"}
    return rig


async def turn_in(
    rig: HomeRig, channel: str, user: str = "U1", team: str = "T1"
) -> Turn:
    wanted = ask(claim=f"{team}/{channel}/{user}")
    thread = ThreadKey(team, channel, "1.1")
    turn = await rig.turns.accept(replace(wanted, thread=thread, user=user))
    assert turn is not None
    return turn


async def test_one_sees_the_channels_that_one_is_in(rig: HomeRig) -> None:
    assert await rig.seeing().channels(*ANN) == {"C1", "D1"}


async def test_if_the_owner_wants_it_public_channels_are_for_everybody_but_guests(
    rig: HomeRig,
) -> None:
    seeing = rig.seeing(public=True)
    assert await seeing.channels(*BEN) == {"C1", "C2", "C3", "D2"}
    rig.memberships.guests = {"U2"}
    assert await seeing.channels(*BEN) == {"C2", "D2"}


@pytest.mark.parametrize(
    ("channel", "user", "team", "sees"),
    [
        ("C1", "U1", "T1", True),
        ("C1", "U2", "T1", True),
        ("C2", "U1", "T1", False),
        ("D1", "U1", "T1", True),
        ("D1", "U2", "T1", False),
        ("C1", "U1", "T2", False),
    ],
)
async def test_a_turn_is_reached_by_whoever_may_see_its_pictures(
    rig: HomeRig, channel: str, user: str, team: str, *, sees: bool
) -> None:
    turn = await turn_in(rig, channel, user, team)
    assert (await rig.seeing().turn(turn.id, *ANN) is not None) is sees


async def test_a_turn_that_is_not_there_is_not_reached(rig: HomeRig) -> None:
    assert await rig.seeing().turn(404, *ANN) is None


@pytest.mark.parametrize(
    ("channel", "reached"), [("C1", True), ("C3", True), ("C2", False)]
)
async def test_a_form_opens_where_the_bot_is_and_the_person_may_be(
    rig: HomeRig, channel: str, *, reached: bool
) -> None:
    assert await rig.seeing().reaches(*ANN, channel) is reached


async def test_a_form_does_not_wait_for_a_slack_that_says_nothing(
    rig: HomeRig,
) -> None:
    """Slack opens it only within three seconds of the click; it is asked again when the
    form is sent."""
    rig.memberships.silent = True
    async with asyncio.timeout(2):
        assert await rig.seeing().reaches(*ANN, "C2")
