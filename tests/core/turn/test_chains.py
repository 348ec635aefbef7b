"""Who may go on with a chain of responses that has listed servers."""

from dataclasses import replace

import pytest

from bot.core.turn.chains import chain_after, is_of_another, may_follow
from bot.core.turn.terms import ToolServer
from tests.fakes import TERMS

SHOP = ToolServer("shop", "https://s", ("b", "a"), digests={"b": "2", "a": "1"})
BANK = ToolServer("bank", "https://b", ("pay",), digests={"pay": "3"}, owner="U2")
MORE = replace(SHOP, tools=("c", "b", "a"), digests={**SHOP.digests, "c": "4"})
CHAIN = chain_after((), [SHOP])


@pytest.mark.parametrize(
    ("servers", "may"),
    [
        ([SHOP], True),
        ([BANK, SHOP], True),
        (
            [replace(SHOP, tools=("c", "b", "a"), digests={**SHOP.digests, "c": "4"})],
            True,
        ),
        ([], False),
        ([BANK], False),
        ([replace(SHOP, digests={"b": "2", "a": "changed"})], False),
        ([replace(SHOP, tools=("b",))], False),
        ([replace(SHOP, owner="U1")], False),
    ],
)
def test_a_chain_goes_on_while_all_that_it_offers_is_offered(
    servers: list[ToolServer], may: bool
) -> None:
    assert may_follow(CHAIN, replace(TERMS, servers=tuple(servers))) is may


def test_what_was_listed_first_stays_in_the_chain() -> None:
    changed = replace(SHOP, digests={"b": "changed", "a": "1"})
    [known] = chain_after(CHAIN, [changed])
    assert known.digests == {"b": "2", "a": "1"}
    assert [each.label for each in chain_after(CHAIN, [BANK])] == ["bank", "shop"]


def test_a_chain_with_a_personal_server_is_of_its_person() -> None:
    chain = chain_after(CHAIN, [BANK])
    assert is_of_another(chain, "U1")
    assert not is_of_another(chain, "U2")
    assert not is_of_another(CHAIN, "U1")
