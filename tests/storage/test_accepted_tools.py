"""Which tools of servers were accepted: one contract for each engine."""

from tests.storage.conftest import Journal


async def test_a_tool_is_accepted_once_and_stays_so(journal: Journal) -> None:
    tools = journal.accepted_tools
    await tools.accept_new("stripe", {"refund": "b", "list": "a"})
    await tools.accept_new("stripe", {"refund": "changed", "pay": "c"})
    assert await tools.of("stripe") == {"list": "a", "refund": "b", "pay": "c"}


async def test_a_change_counts_when_it_is_accepted(journal: Journal) -> None:
    tools = journal.accepted_tools
    await tools.accept_new("stripe", {"refund": "b", "list": "a"})
    await tools.accept("stripe", {"refund": "changed"})
    assert await tools.of("stripe") == {"list": "a", "refund": "changed"}


async def test_servers_have_nothing_of_each_other(journal: Journal) -> None:
    await journal.accepted_tools.accept("stripe", {"refund": "b"})
    assert await journal.accepted_tools.of("zapier") == {}
