"""What is allowed for a thread, on every journal: what it spares, and when it ends."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from bot.core.accepting.expiring import EXPIRED, Expiring
from bot.core.controls import Click, Controls
from bot.core.ports import Turns
from bot.core.turn.asks import Attached
from bot.core.turn.decisions import Choice, Decision
from bot.core.turn.events import StepDone, StepKind, ToolUsed, TurnEvent
from bot.core.turn.life import Status
from bot.core.turn.permissions import CHANGED, LASTS
from bot.core.turn.terms import Terms, ToolServer
from bot.core.turn.turns import Turn
from storage.postgres.turns import PostgresTurns
from storage.turns import SqliteTurns
from tests.fakes import TERMS, FakeChat, ask
from tests.memory_turns import MemoryTurns
from tests.storage.test_legs import ANN, ENDS, LIST, PAY, leg
from tests.studio import DRAWN, Studio, reply, shown, studio

STRIPE = ToolServer(
    "stripe",
    "https://mcp.stripe.example",
    ("list_payments", "pay"),
    digests={"list_payments": "d1", "pay": "d2"},
    reads=("list_payments",),
)
USED = ToolUsed("mcp_1", "stripe", "list_payments", '{"days": 7}')
SEARCHED = StepDone("ws_1", StepKind.SEARCH, "foxes")


def terms(server: ToolServer = STRIPE) -> Terms:
    return replace(TERMS, servers=(server,))


def process(turns: Turns, chat: FakeChat, *scripts: Any, **more: Any) -> Studio:
    return studio(*scripts, turns=turns, chat=chat, **{"terms": terms(), **more})


async def allowed(turns: Turns, chat: FakeChat, *events: TurnEvent) -> Turn:
    """A turn that asked for these, each of which was allowed in the thread."""
    one = process(turns, chat, leg(1, *events), ENDS)
    turn = await one.answer()
    for each in events:
        await one.controls.decide(turn, ANN, each.id, Choice.THREAD)  # type: ignore[union-attr] # they are questions
        await one.idle()
    return await one.again(turn)


async def asked_next(
    turns: Turns, *scripts: Sequence[TurnEvent], **more: Any
) -> tuple[Studio, Turn]:
    """The next turn of the thread, with all that was requested for it."""
    two = process(turns, FakeChat(), *scripts, **more)
    turn = await two.intake.take(reply(2, "and last month?"))
    assert turn
    await two.idle()
    return two, await two.again(turn)


async def test_what_only_reads_is_not_asked_for_again(turns: Turns) -> None:
    """The request says so, for exactly that tool."""
    await allowed(turns, FakeChat(), LIST)
    two, _ = await asked_next(turns, leg(3, words="Here."))
    [request] = two.model.requests
    [server] = request.terms.servers
    assert server.trusted == ("list_payments",)


async def test_what_was_allowed_once_is_asked_for_again(turns: Turns) -> None:
    one = process(turns, FakeChat(), leg(1, LIST), ENDS)
    turn = await one.answer()
    await one.controls.decide(turn, ANN, "mcpr_1", Choice.ONCE)
    await one.idle()
    two, _ = await asked_next(turns, leg(3, words="Here."))
    assert two.model.requests[0].terms.servers[0].trusted == ()


async def test_what_only_reads_stays_permitted_after_a_web_page(turns: Turns) -> None:
    await allowed(turns, FakeChat(), LIST)
    await asked_next(turns, leg(3, SEARCHED, words="Here."))
    found = await turns.legs.permitted(Turn(9, ask()))
    assert [each.name for each in found] == ["list_payments"]


async def test_what_may_change_something_is_never_left_to_the_model(
    turns: Turns,
) -> None:
    await allowed(turns, FakeChat(), PAY)
    two, _ = await asked_next(turns, leg(3, words="Here."))
    assert two.model.requests[0].terms.servers[0].trusted == ()


async def test_as_long_as_nothing_came_in_it_is_answered_without_asking(
    turns: Turns,
) -> None:
    await allowed(turns, FakeChat(), PAY)
    again = replace(PAY, id="mcpr_9")
    two, turn = await asked_next(turns, leg(3, again), leg(4, words="Paid."))
    assert turn.status is Status.SHOWN
    assert two.model.requests[1].decisions == (
        Decision("mcpr_9", Choice.EARLIER, "U1"),
    )
    assert "Allowed earlier in this thread by <@U1>" in await shown(two, turn)


@pytest.mark.parametrize("came", [SEARCHED, USED])
async def test_after_something_came_in_what_writes_asks_again(
    turns: Turns, came: TurnEvent
) -> None:
    """Also within the same answer."""
    await allowed(turns, FakeChat(), PAY)
    again = replace(PAY, id="mcpr_9")
    two, turn = await asked_next(turns, leg(3, came, again))
    assert turn.status is Status.ASKING
    assert len(two.model.requests) == 1
    assert await turns.legs.permitted(turn) == []


async def test_after_somebody_elses_words_what_writes_asks_again(
    turns: Turns,
) -> None:
    """They may have told the model what to do at the next opportunity."""
    await allowed(turns, FakeChat(), PAY)
    other = process(turns, FakeChat(), leg(3, words="I will."))
    await other.intake.take(replace(reply(2, "pay me next time"), user="U2"))
    await other.idle()
    one = process(turns, FakeChat(), leg(4, replace(PAY, id="mcpr_9")))
    turn = await one.intake.take(reply(3, "go on"))
    assert turn
    await one.idle()
    assert (await one.again(turn)).status is Status.ASKING


async def test_after_a_file_has_come_what_writes_asks_again(turns: Turns) -> None:
    """Anything can be written in a picture."""
    await allowed(turns, FakeChat(), PAY)
    one = process(turns, FakeChat(), leg(3, replace(PAY, id="mcpr_9")))
    file = Attached("F1", "invoice.png", "image/png", 10, "https://files.example/F1")
    turn = await one.intake.take(replace(reply(2, "and this?"), attached=(file,)))
    assert turn
    await one.idle()
    assert (await one.again(turn)).status is Status.ASKING


async def test_a_tool_that_has_changed_is_asked_for_again(turns: Turns) -> None:
    await allowed(turns, FakeChat(), LIST)
    changed = replace(STRIPE, digests={"list_payments": "other", "pay": "d2"})
    two, turn = await asked_next(
        turns, leg(3, replace(LIST, id="mcpr_9")), terms=terms(changed)
    )
    assert two.model.requests[0].terms.servers[0].trusted == ()
    assert turn.status is Status.ASKING


async def test_nobody_elses_turn_is_spared(turns: Turns) -> None:
    """What one person allows in a thread says nothing about another one's asks."""
    await allowed(turns, FakeChat(), LIST)
    assert await turns.legs.permitted(Turn(9, ask())) != []
    assert await turns.legs.permitted(Turn(9, replace(ask(), user="U2"))) == []


async def test_a_permission_ends_after_a_day(turns: Turns) -> None:
    turn = await allowed(turns, FakeChat(), LIST)
    await later(turns, LASTS - 60)
    assert await turns.legs.permitted(turn) != []
    await later(turns, 120)
    assert await turns.legs.permitted(turn) == []
    assert LASTS == 24 * 3600


async def test_what_nobody_has_decided_in_time_is_declined(turns: Turns) -> None:
    """Without a request; the next one carries what is owed."""
    chat = FakeChat()
    one = process(turns, chat, leg(1, LIST), leg(2, words="Without, then."))
    turn = await one.answer()
    expiring = Expiring(one.intake.deciding, 3600)
    await later(turns, 3500)
    await expiring.once()
    assert (await one.again(turn)).status is Status.ASKING
    await later(turns, 200)
    await asyncio.gather(*(expiring.once() for _ in range(3)))
    await one.idle()
    assert (await one.again(turn)).status is Status.SHOWN
    assert EXPIRED in await shown(one, turn)
    assert len(one.model.requests) == 1
    await one.intake.take(reply(2, "just a fox"))
    await one.idle()
    assert one.model.requests[1].decisions == (Decision("mcpr_1", Choice.NO),)


async def test_who_goes_back_past_a_question_owes_nothing(turns: Turns) -> None:
    one = process(turns, FakeChat(), DRAWN, leg(2, LIST), leg(3, words="Here."))
    first = await one.answer()
    second = await one.intake.take(reply(2, "what came in?"))
    assert second
    await one.idle()
    await one.controls.stop(second, ANN)
    await one.idle()
    await one.controls.go_back(await one.again(second), ANN)
    await one.intake.take(reply(3, "make it blue"))
    await one.idle()
    request = one.model.requests[-1]
    assert (request.follows, request.decisions) == ("resp_1", ())
    assert first.answer


async def test_an_admin_decides_too_and_nobody_else(turns: Turns) -> None:
    async def admins(team: str, user: str) -> bool:
        return (team, user) == ("T1", "UADMIN")

    chat = FakeChat()
    one = process(turns, chat, leg(1, LIST), ENDS)
    turn = await one.answer()
    controls = Controls(one.context, one.intake, one.lanes, one.errands, admins)
    await controls.decide(turn, Click("U2", "1.1"), "mcpr_1", Choice.ONCE)
    await one.idle()
    assert (await one.again(turn)).status is Status.ASKING
    assert "admin" in chat.whispers[-1].text
    await controls.decide(turn, Click("UADMIN", "1.2"), "mcpr_1", Choice.ONCE)
    await one.idle()
    assert "Allowed by <@UADMIN>" in await shown(one, turn)


async def later(turns: Turns, seconds: float) -> None:
    """Something that no port does: let time pass in the journal."""
    changes = [
        f"update permissions set given = given - {seconds}",
        f"update legs set asked = asked - {seconds}",
    ]
    match turns:
        case SqliteTurns():
            for each in changes:
                await turns._run(lambda db, sql=each: db.execute(sql))  # type: ignore[misc] # the default is there
        case PostgresTurns():
            for each in changes:
                await turns._database.execute(each)
        case MemoryTurns():
            given = turns.legs._permissions
            moved = {key: (at - seconds, each) for key, (at, each) in given.items()}
            turns.legs._permissions = moved
            asked = turns.legs._asked.items()
            turns.legs._asked = {turn: at - seconds for turn, at in asked}


@pytest.mark.parametrize("choice", [Choice.ONCE, Choice.THREAD])
async def test_a_tool_that_changed_after_it_was_asked_for_is_not_used(
    turns: Turns, choice: Choice
) -> None:
    """What the person saw is not what would be called."""
    chat = FakeChat()
    turn = await process(turns, chat, leg(1, LIST)).answer()
    changed = replace(STRIPE, digests={"list_payments": "other", "pay": "d2"})
    two = process(turns, chat, ENDS, terms=terms(changed))
    await two.controls.decide(turn, ANN, "mcpr_1", choice)
    await two.idle()
    [request] = two.model.requests
    assert [each.allowed for each in request.decisions] == [False]
    assert CHANGED[-20:] in await shown(two, turn)


async def test_a_tool_that_is_gone_after_it_was_asked_for_is_not_used(
    turns: Turns,
) -> None:
    chat = FakeChat()
    turn = await process(turns, chat, leg(1, LIST)).answer()
    two = process(turns, chat, ENDS, terms=TERMS)
    await two.controls.decide(turn, ANN, "mcpr_1", Choice.ONCE)
    await two.idle()
    assert not two.model.requests[0].allows


async def test_a_click_that_came_too_late_permits_nothing(turns: Turns) -> None:
    chat = FakeChat()
    one = process(turns, chat, leg(1, LIST), ENDS)
    turn = await one.answer()
    await one.controls.decide(turn, ANN, "mcpr_1", Choice.NO)
    await one.controls.decide(turn, Click("U1", "1.2"), "mcpr_1", Choice.THREAD)
    await one.idle()
    assert await turns.legs.permitted(turn) == []
