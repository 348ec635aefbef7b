"""What is stored of somebody is given out whole, and removed without a trace."""

from dataclasses import replace

import pytest

from bot.core.belongings import Belongings, Owner
from bot.core.ports import Turns
from bot.core.thread import ThreadKey
from bot.core.turns import Answer, Outcome, Print, Turn
from tests.fakes import THREAD, ask
from tests.storage.conftest import Journal

SHARED = Print("5" * 64, "png", 1, 1, 1, file_id="F5")
OTHER = ThreadKey("T2", "C2", "1.1")


@pytest.fixture
def belongings(journal: Journal) -> Belongings:
    if journal.belongings is None:
        pytest.skip("in memory nothing outlives the process")
    return journal.belongings


async def drawn(turns: Turns, number: int, thread: ThreadKey, user: str) -> Turn:
    wanted = replace(ask(f"words {number}"), claim=str(number), user=user)
    turn = await turns.accept(replace(wanted, thread=thread))
    assert turn is not None
    own = Print(str(number) * 64, "png", 1, 1, 1, file_id=f"F{number}")
    await turns.begin(turn.id)
    await turns.heard(turn.id, f"resp_{number}", None)
    await turns.answered(turn.id, Answer(Outcome.DONE, prints=(own, SHARED)))
    return turn


async def test_a_workspace_gets_its_own_and_nothing_else(
    turns: Turns, belongings: Belongings
) -> None:
    await drawn(turns, 1, THREAD, "U1")
    await drawn(turns, 2, OTHER, "U2")
    [row] = await belongings.rows(Owner(team="T1"))
    assert "words 1" in row["ask"]
    assert [each["file_id"] for each in row["pictures"]] == ["F1", "F5"]
    assert not await belongings.rows(Owner(team="T9"))


async def test_what_others_show_too_is_not_removed_with_it(
    turns: Turns, belongings: Belongings
) -> None:
    await drawn(turns, 1, THREAD, "U1")
    await drawn(turns, 2, THREAD, "U2")
    found = await belongings.files(Owner(user="U1"))
    assert found.turns == 1
    assert list(found.pictures) == ["1" * 64]
    assert list(found.responses) == ["resp_1"]
    assert "F1" in found.files
    assert "F2" not in found.files


async def test_who_is_forgotten_leaves_nothing_and_takes_nothing_of_others(
    turns: Turns, belongings: Belongings
) -> None:
    first = await drawn(turns, 1, THREAD, "U1")
    second = await drawn(turns, 2, THREAD, "U2")
    last = await drawn(turns, 3, THREAD, "U1")
    await belongings.forget(Owner(user="U1"))
    assert await turns.get(first.id) is None
    assert await turns.get(last.id) is None
    kept = await turns.get(second.id)
    assert kept is not None
    assert kept.parent is None
    assert not await belongings.rows(Owner(user="U1"))
    reply = await turns.accept(replace(ask(), claim="reply"))
    assert reply is not None
    assert (await turns.begin(reply.id)).parent is None


async def test_a_workspace_that_is_forgotten_has_no_threads_either(
    turns: Turns, belongings: Belongings
) -> None:
    await drawn(turns, 1, THREAD, "U1")
    await drawn(turns, 2, OTHER, "U1")
    await belongings.forget(Owner(team="T1"))
    assert not await turns.knows(THREAD)
    assert await turns.knows(OTHER)


async def test_a_preview_that_stayed_in_a_message_is_among_the_files(
    turns: Turns, belongings: Belongings
) -> None:
    """Only the answer names it: it is no picture, and nobody is to tidy it away."""
    turn = await turns.accept(replace(ask(), user="U1"))
    assert turn is not None
    await turns.begin(turn.id)
    stopped = Answer(Outcome.STOPPED, told="Stopped", unfinished_file="F7")
    await turns.answered(turn.id, stopped)
    plain = await turns.accept(replace(ask(), claim="plain", user="U1"))
    assert plain is not None
    await turns.answered(plain.id, Answer(Outcome.DONE))
    assert list((await belongings.files(Owner(user="U1"))).files) == ["F7"]


async def test_what_is_still_being_answered_is_counted(
    turns: Turns, belongings: Belongings
) -> None:
    first = await drawn(turns, 1, THREAD, "U1")
    await drawn(turns, 2, THREAD, "U2")
    assert (await belongings.files(Owner(user="U1"))).unfinished == 1
    await turns.shown(first.id, (), settled=True)
    assert (await belongings.files(Owner(user="U1"))).unfinished == 0
