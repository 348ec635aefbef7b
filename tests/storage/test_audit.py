"""The audit: who allowed what, and what was used. Export and forget know it."""

import json
from dataclasses import replace

import pytest

from bot.core.belongings import Belongings, Owner
from bot.core.controls import Controls
from bot.core.ports import Turns
from bot.core.turn.decisions import Choice
from bot.core.turn.events import ToolUsed
from bot.core.turn.turns import Turn
from tests.fakes import FakeChat
from tests.storage.conftest import Journal
from tests.storage.test_belongings import forget
from tests.storage.test_legs import ANN, LIST, PAY, leg
from tests.storage.test_permissions import process
from tests.studio import Studio, reply

USED = ToolUsed("mcp_1", "stripe", "list_payments", LIST.arguments)
FAILED = replace(USED, id="mcp_2", ok=False)
OTHER = Owner(team="T2")
WE = Owner(team="T1")


@pytest.fixture
def belongings(journal: Journal) -> Belongings:
    if journal.belongings is None:
        pytest.skip("in memory nothing outlives the process")
    return journal.belongings


async def done(turns: Turns, choice: Choice = Choice.THREAD) -> tuple[Studio, Turn]:
    """A turn that asked for two tools, one of which was allowed and used."""
    one = process(
        turns, FakeChat(), leg(1, LIST, PAY), leg(2, USED, FAILED, words="Here.")
    )
    turn = await one.answer()
    await one.controls.decide(turn, ANN, "mcpr_1", choice)
    await one.controls.decide(turn, ANN, "mcpr_2", Choice.NO)
    await one.idle()
    return one, turn


async def told(belongings: Belongings, owner: Owner = WE) -> list[tuple[str, ...]]:
    rows = await belongings.audit(owner)
    return sorted((r["kind"], r["tool"], r["outcome"], r["user"]) for r in rows)


async def test_each_approval_and_each_use_has_a_row(
    turns: Turns, belongings: Belongings
) -> None:
    await done(turns)
    assert await told(belongings) == [
        ("approval", "list_payments", "allowed in this thread", "U1"),
        ("approval", "pay", "not allowed", "U1"),
        ("call", "list_payments", "failed", ""),
        ("call", "list_payments", "worked", ""),
    ]
    assert await told(belongings, OTHER) == []


async def test_a_decision_is_noted_with_the_click(
    turns: Turns, belongings: Belongings
) -> None:
    """Not only when the turn ends, which may take a day."""
    one = process(turns, FakeChat(), leg(1, LIST, PAY))
    turn = await one.answer()
    await one.controls.decide(turn, ANN, "mcpr_1", Choice.ONCE)
    await one.idle()
    assert await told(belongings) == [
        ("approval", "list_payments", "allowed once", "U1")
    ]


async def test_what_a_newer_reply_has_declined_is_noted(
    turns: Turns, belongings: Belongings
) -> None:
    one = process(turns, FakeChat(), leg(1, LIST), leg(2, words="Without."))
    await one.answer()
    await one.intake.take(reply(2, "just a fox"))
    await one.idle()
    assert await told(belongings) == [("approval", "list_payments", "not decided", "")]


async def test_arguments_are_there_as_a_digest_alone(
    turns: Turns, belongings: Belongings
) -> None:
    await done(turns)
    rows = await belongings.audit(WE)
    assert all(len(row["arguments"]) == 64 for row in rows)
    assert "days" not in str(rows)


async def test_the_export_has_it(turns: Turns, belongings: Belongings) -> None:
    await done(turns)
    [row] = await belongings.rows(Owner(user="U1"))
    assert len(row["audit"]) == 4
    assert [each["tool"] for each in row["permissions"]] == ["list_payments"]
    assert json.dumps(row, default=str)


@pytest.mark.parametrize("owner", [Owner(user="U1"), WE])
async def test_forgetting_removes_it(
    turns: Turns, belongings: Belongings, owner: Owner
) -> None:
    _, turn = await done(turns)
    await forget(belongings, owner)
    assert await told(belongings) == []
    assert await turns.legs.permitted(turn) == []


async def test_an_admin_who_is_forgotten_is_named_nowhere(
    turns: Turns, belongings: Belongings
) -> None:
    async def anybody(_team: str, _user: str) -> bool:
        return True

    one = process(turns, FakeChat(), leg(1, LIST), leg(2, words="Here."))
    turn = await one.answer()
    controls = Controls(one.context, one.intake, one.lanes, one.errands, anybody)
    await controls.decide(turn, replace(ANN, user="U7"), "mcpr_1", Choice.THREAD)
    await one.idle()
    assert await turns.legs.permitted(turn) != []
    await forget(belongings, Owner(user="U7"))
    assert "U7" not in str(await belongings.rows(WE))
    assert await turns.legs.permitted(turn) == []
