"""A comparison is forgotten with either of the people whose pictures it shows."""

from dataclasses import replace

import pytest

from bot.core.belongings import Owner
from bot.core.ports import Turns
from bot.core.turn.history import HistoryNode
from bot.core.turn.shown_again import again_ask, pair_ask
from bot.core.turn.turns import Answer, KeptPicture, Outcome, Turn
from tests.fakes import ask
from tests.storage.conftest import Journal


async def answered(turns: Turns, turn: Turn | None, sha256: str) -> Turn:
    assert turn is not None
    await turns.begin(turn.id)
    picture = KeptPicture(sha256 * 64, "png", 8, 8, 1)
    await turns.answered(turn.id, Answer(Outcome.DONE, pictures=(picture,)))
    return turn


async def asked(turns: Turns, user: str, sha256: str) -> Turn:
    wanted = replace(ask(claim=f"T1/C1/{user}"), user=user)
    return await answered(turns, await turns.accept(wanted), sha256)


@pytest.mark.parametrize(("user", "rest"), [("U1", "b"), ("U2", "a")])
async def test_it_is_forgotten_with_either_of_them(
    journal: Journal, user: str, rest: str
) -> None:
    """So is a picture that somebody else has posted again."""
    if journal.belongings is None:
        pytest.skip("in memory nothing outlives the process")
    turns, belongings = journal.turns, journal.belongings
    ann, ben = await asked(turns, "U1", "a"), await asked(turns, "U2", "b")
    one, other = HistoryNode(1, ann.id), HistoryNode(2, ben.id)
    pair = pair_ask(ben, (one, other), "U3", "V1", wipe=True)
    made = await answered(turns, await turns.accept(pair), "c")
    again = {
        each.ask.user: await answered(
            turns,
            await turns.accept(again_ask(each, node, "U3", "V1")),
            "a" if each is ann else "b",
        )
        for each, node in ((ann, one), (ben, other))
    }
    found = await belongings.files(Owner(user=user))
    mine = ann if user == "U1" else ben
    assert set(found.turns) == {mine.id, made.id, again[user].id}
    assert set(found.pictures) == {"ab".replace(rest, "") * 64, "c" * 64}
    await belongings.forget(Owner(user=user), found)
    left = await turns.in_thread(ann.ask.thread, 99)
    assert made.id not in {each.id for each in left}
