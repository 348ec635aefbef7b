"""The playground's shop, through the whole bot and the emulated model: what is asked,
what is allowed, and what arrives there."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.app import open_app
from playground.mcp.books import Books
from playground.mcp.house import House, open_house
from playground.slack.messages import Message
from tests.postgres_server import new_database
from tests.whole.conftest import Heard, Room, has_ended, settings_for
from tests.whole.test_asking import button

pytestmark = pytest.mark.slow
CHART = "@Darkroom how did the shop do this week, as a chart"
REFUND = "@Darkroom refund the last order"


@pytest.fixture(params=["sqlite", "postgres"])
async def house(
    request: pytest.FixtureRequest, room: Room, log: Heard, tmp_path: Path
) -> AsyncIterator[House]:
    """The servers, and the bot that knows them."""
    async with open_house() as house:
        given = {k.lower(): v for k, v in house.environment(tmp_path).items()}
        if request.param == "postgres":
            given["database_url"] = await new_database()
        settings = settings_for(room.slack, room.model, tmp_path, **given)
        async with open_app(settings):
            await log.until("shop answers")
            await log.until("status answers")
            yield house


def arrived(house: House) -> list[tuple[str, dict[str, Any], bool]]:
    return [(each.tool, each.arguments, each.worked) for each in house.arrivals]


async def answered(room: Room, answer: Message, action: str, then: str) -> None:
    """Press a button, and wait for these words."""
    await room.ann.clicks(answer, action, button(answer, action))
    await room.slack.until(lambda: then in str(answer.blocks), timeout=30)


async def asks(room: Room, words: str, tool: str, **more: Any) -> Message:
    """The answer to an ask, once it asks for this tool."""
    asked = await room.ann.says("#general", words, **more)
    answer = await room.answer(asked)
    await room.slack.until(lambda: f"*{tool}* of *shop*" in str(answer.blocks))
    return answer


async def test_a_week_becomes_an_exact_chart_once_reading_is_allowed(
    room: Room, house: House
) -> None:
    answer = await asks(room, CHART, "sales")
    assert not house.arrivals
    await answered(room, answer, "allow_thread", "redo")
    [chart] = [b for b in answer.blocks if b["type"] == "data_visualization"]
    drawn = [each["value"] for each in chart["chart"]["series"][0]["data"]]
    days = Books().last_days(7)
    assert drawn == [sum(each.amount for each in orders) for _, orders in days]
    assert "not found" not in str(answer.blocks)
    assert arrived(house) == [("sales", {"days": 7}, True)]


async def test_reading_that_is_allowed_in_a_thread_allows_no_writing(
    room: Room, house: House
) -> None:
    """And an order that is looked up before brings nothing about by itself."""
    first = await asks(room, CHART, "sales")
    await answered(room, first, "allow_thread", "redo")
    answer = await asks(room, REFUND, "list_orders", thread=first)
    await answered(room, answer, "allow_once", "*refund* of *shop*")
    newest = Books().orders[0].order
    assert newest in str(answer.blocks)
    assert "refund" not in [tool for tool, *_ in arrived(house)]
    await answered(room, answer, "allow_once", "redo")
    assert arrived(house)[-1] == ("refund", {"order": newest}, True)
    assert f"{newest} is refunded" in str(answer.blocks)
    again = await asks(room, REFUND, "refund", thread=first)
    await answered(room, again, "dont_allow", "redo")
    assert [tool for tool, *_ in arrived(house)].count("refund") == 1
    assert "Not allowed by" in str(again.blocks)


async def test_what_only_reads_on_a_trusted_server_asks_nobody(
    room: Room, house: House
) -> None:
    answer = await room.ask("@Darkroom what is the status of the components?")
    assert "Search · slow" in str(answer.blocks)
    assert arrived(house) == [("get_status", {}, True)]


async def test_what_a_server_refuses_is_told_and_is_no_success(
    room: Room, house: House
) -> None:
    answer = await asks(room, "@Darkroom refund order S-000001", "refund")
    await answered(room, answer, "allow_once", "redo")
    assert has_ended(answer)
    assert "There is no order S-000001" in str(answer.blocks)
    assert arrived(house) == [("refund", {"order": "S-000001"}, False)]
