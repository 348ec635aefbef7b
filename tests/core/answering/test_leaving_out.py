"""A server that OpenAI cannot reach costs its own tools, and not the answer."""

from dataclasses import replace

import pytest

from bot.core.answering.leaving_out import without_servers
from bot.core.errors import ServerAway
from bot.core.turn.decisions import Choice, Decision
from bot.core.turn.events import ListingBegan, ListingFailed, Started, TextAdded
from bot.core.turn.progress import Progress
from bot.core.turn.request import Request
from bot.core.turn.terms import Terms, ToolServer
from bot.core.turn.turns import Outcome
from tests.fakes import TERMS
from tests.studio import DRAWN, Studio, outcome, shown, studio

STRIPE = ToolServer("stripe", "https://mcp.stripe.example", ("refund",))
ZAPIER = ToolServer("zapier", "https://mcp.zapier.example", ("send",))
SERVED = replace(TERMS, servers=(STRIPE, ZAPIER))


def labels(one: Studio) -> list[list[str]]:
    """The servers of each request."""
    return [[s.label for s in each.terms.servers] for each in one.model.requests]


async def test_it_is_asked_once_more_without_the_server_that_was_named() -> None:
    one = studio([ServerAway("424", "stripe")], DRAWN, terms=SERVED)
    turn = await one.answer()
    assert labels(one) == [["stripe", "zapier"], ["zapier"]]
    assert outcome(turn) is Outcome.DONE
    assert "OpenAI could not reach stripe, so I went on" in await shown(one, turn)


async def test_each_of_two_servers_is_left_out() -> None:
    away = [ServerAway("424", "stripe")], [ServerAway("424", "zapier")]
    one = studio(*away, DRAWN, terms=SERVED)
    turn = await one.answer()
    assert labels(one)[-1] == []
    assert "stripe" in await shown(one, turn)
    assert "zapier" in await shown(one, turn)


async def test_without_a_name_all_of_them_are_left_out() -> None:
    one = studio([ServerAway("424")], DRAWN, terms=SERVED)
    await one.answer()
    assert labels(one) == [["stripe", "zapier"], []]


@pytest.mark.parametrize(
    ("label", "terms"), [("other", SERVED), ("stripe", TERMS), ("", TERMS)]
)
async def test_what_cannot_help_is_not_asked(label: str, terms: Terms) -> None:
    one = studio([ServerAway("424", label)], terms=terms)
    assert outcome(await one.answer()) is Outcome.FAILED
    assert len(one.model.requests) == 1


async def test_what_was_allowed_is_not_dropped_in_silence() -> None:
    asking = Request("", SERVED, decisions=(Decision("mcpr_1", Choice.ONCE, "U1"),))
    assert without_servers(asking, ServerAway("424", "stripe"), Progress()) is None


async def test_an_answer_that_has_begun_is_not_paid_twice() -> None:
    begun = Started("resp_1", "m"), TextAdded("p", "Half"), ServerAway("", "stripe")
    one = studio(begun, terms=SERVED)
    await one.answer()
    assert len(one.model.requests) == 1


async def test_the_notes_of_the_terms_are_in_the_message() -> None:
    one = studio(DRAWN, terms=replace(TERMS, notes=("shop does not answer.",)))
    assert "shop does not answer." in await shown(one, await one.answer())


@pytest.mark.parametrize("server", ["stripe", ""])
async def test_a_server_that_lists_nothing_costs_a_sentence(server: str) -> None:
    """Its name may only be known from the beginning of the listing."""
    began, failed = ListingBegan("mcpl_1", "stripe"), ListingFailed("mcpl_1", server)
    twice = (DRAWN[0], began, failed, failed, *DRAWN[1:])
    one = studio(twice, terms=SERVED)
    turn = await one.answer()
    assert outcome(turn) is Outcome.DONE
    assert (await shown(one, turn)).count("stripe did not tell the model") == 1
