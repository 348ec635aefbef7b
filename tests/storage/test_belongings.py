"""Everything stored about somebody can be exported, and removed without a trace."""

from dataclasses import replace

import pytest

from bot.core.belongings import Belongings, Owner
from bot.core.ports import Turns
from bot.core.turn.asks import Attached, claim_anew, stopped_by
from bot.core.turn.events import ApprovalAsked
from bot.core.turn.legs import Leg
from bot.core.turn.taught import NameKind, UsedName
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Answer, KeptPicture, Outcome, Turn
from tests.fakes import THREAD, ask
from tests.storage.conftest import Journal

SHARED = KeptPicture("5" * 64, "png", 1, 1, 1, file_id="F5")
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
    own = KeptPicture(str(number) * 64, "png", 1, 1, 1, file_id=f"F{number}")
    await turns.begin(turn.id)
    await turns.heard(turn.id, f"resp_{number}", None)
    await turns.answered(turn.id, Answer(Outcome.DONE, pictures=(own, SHARED)))
    return turn


async def forget(belongings: Belongings, owner: Owner) -> None:
    await belongings.forget(owner, await belongings.files(owner))


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
    assert len(found.turns) == 1
    assert list(found.pictures) == ["1" * 64]
    assert list(found.responses) == ["resp_1"]
    assert "F1" in found.files
    assert "F2" not in found.files


async def test_answers_that_have_somebodys_pictures_of_a_name_go_with_the_person(
    turns: Turns, belongings: Belongings
) -> None:
    """With those that follow them; the turns are others', and stay without a trace."""
    used = await drawn(turns, 1, THREAD, "U2")
    names = (UsedName(5, NameKind.CHARACTER, 'Pixel "U1"', "fox", "U1", "U3"),)
    await turns.named(used.id, names)
    reply = await drawn(turns, 2, THREAD, "U3")
    await drawn(turns, 3, OTHER, "U4")
    for each in (used, reply):
        await turns.shown(each.id, (), settled=True)
    found = await belongings.files(Owner(user="U1"))
    assert list(found.turns) == []
    assert sorted(found.responses) == ["resp_1", "resp_2"]
    await belongings.forget(Owner(user="U1"), found)
    left = await turns.get(used.id)
    assert left is not None
    assert left.names == (replace(names[0], taught_by=""),)


async def test_who_is_forgotten_leaves_nothing_and_takes_nothing_of_others(
    turns: Turns, belongings: Belongings
) -> None:
    first = await drawn(turns, 1, THREAD, "U1")
    second = await drawn(turns, 2, THREAD, "U2")
    last = await drawn(turns, 3, THREAD, "U1")
    await forget(belongings, Owner(user="U1"))
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
    await forget(belongings, Owner(team="T1"))
    assert not await turns.knows(THREAD)
    assert await turns.knows(OTHER)


async def test_a_preview_that_stayed_in_a_message_is_among_the_files(
    turns: Turns, belongings: Belongings
) -> None:
    """Only the answer names it: it is not a finished picture, and is not tidied
    away."""
    turn = await turns.accept(replace(ask(), user="U1"))
    assert turn is not None
    await turns.begin(turn.id)
    stopped = Answer(Outcome.STOPPED, told="Stopped", unfinished_file="F7")
    await turns.answered(turn.id, stopped)
    plain = await turns.accept(replace(ask(), claim="plain", user="U1"))
    assert plain is not None
    await turns.begin(plain.id)
    await turns.answered(plain.id, Answer(Outcome.DONE))
    assert list((await belongings.files(Owner(user="U1"))).files) == ["F7"]


async def test_what_is_still_being_answered_is_counted(
    turns: Turns, belongings: Belongings
) -> None:
    """And what others asked on top of it: OpenAI's answer to that goes as well."""
    first = await drawn(turns, 1, THREAD, "U1")
    second = await drawn(turns, 2, THREAD, "U2")
    await drawn(turns, 3, OTHER, "U2")
    assert (await belongings.files(Owner(user="U1"))).unfinished == 2
    await turns.shown(first.id, (), settled=True)
    await turns.shown(second.id, (), settled=True)
    assert (await belongings.files(Owner(user="U1"))).unfinished == 0


async def test_responses_that_a_later_attempt_replaced_are_named_too(
    turns: Turns, belongings: Belongings
) -> None:
    """Each only once, however often it was noted, and for as long as the turn
    exists."""
    turn = await turns.accept(replace(ask(), user="U1"))
    assert turn is not None
    for response in ("resp_1", "resp_1", "resp_2", "resp_3", "resp_3"):
        await turns.heard(turn.id, response, 1)
    owner = Owner(user="U1")
    found = await belongings.files(owner)
    assert sorted(found.responses) == ["resp_1", "resp_2", "resp_3"]
    [row] = await belongings.rows(owner)
    assert [each["response"] for each in row["abandoned"]] == ["resp_1", "resp_2"]
    await belongings.forget(owner, found)
    assert not await belongings.rows(owner)


async def test_a_note_of_somebodys_file_goes_out_of_the_answers_of_others(
    turns: Turns, belongings: Belongings
) -> None:
    file = Attached("F1", "granny.png")
    first = await turns.accept(replace(ask(), claim="1", user="U1", attached=(file,)))
    assert first is not None
    await turns.begin(first.id)
    await turns.answered(first.id, Answer(Outcome.FAILED))
    second = await drawn(turns, 2, THREAD, "U2")
    notes = ("Not used: granny.png cannot be read.", "Something else.")
    await turns.answered(second.id, Answer(Outcome.DONE, notes=notes))
    await forget(belongings, Owner(user="U1"))
    kept = await turns.get(second.id)
    assert kept is not None
    assert kept.answer is not None
    assert kept.answer.notes == ("Something else.",)


async def test_a_note_of_somebodys_file_goes_out_of_the_legs_of_others(
    turns: Turns, belongings: Belongings
) -> None:
    file = Attached("F1", "granny.png")
    first = await turns.accept(replace(ask(), claim="1", user="U1", attached=(file,)))
    assert first is not None
    await turns.begin(first.id)
    await turns.answered(first.id, Answer(Outcome.DONE))
    second = await turns.accept(replace(ask(), claim="2", user="U2"))
    assert second is not None
    await turns.begin(second.id)
    notes = ("Not used: granny.png", "Something else.")
    await turns.legs.keep(second.id, Leg(1, "", notes=notes, direct=True))
    await forget(belongings, Owner(user="U1"))
    [leg] = await turns.legs.of(second.id)
    assert leg.notes == ("Something else.",)


@pytest.mark.parametrize("button", ["redo", "vary-1", "larger", "continued", "use"])
async def test_what_others_made_by_a_button_belongs_to_who_wrote_the_words(
    turns: Turns, belongings: Belongings, button: str
) -> None:
    first = await drawn(turns, 1, THREAD, "U1")
    claim = claim_anew(THREAD, button, first.id, "9.9")
    again = await turns.accept(replace(ask(), claim=claim, user="U2", onto=first.id))
    assert again is not None
    found = await belongings.files(Owner(user="U1"))
    assert list(found.turns) == [first.id, again.id]
    await belongings.forget(Owner(user="U1"), found)
    assert await turns.get(again.id) is None


async def test_a_thread_in_which_nobody_else_asked_is_no_longer_known(
    turns: Turns, belongings: Belongings
) -> None:
    """A direct message's channel names a person as well as their id does."""
    await drawn(turns, 1, THREAD, "U1")
    await drawn(turns, 2, OTHER, "U1")
    await drawn(turns, 3, OTHER, "U2")
    await forget(belongings, Owner(user="U1"))
    assert not await turns.knows(THREAD)
    assert await turns.knows(OTHER)


async def test_who_stopped_anothers_question_is_not_named_there_any_more(
    turns: Turns, belongings: Belongings
) -> None:
    turn = await turns.accept(ask())
    assert turn
    await turns.begin(turn.id)
    question = ApprovalAsked("q", "stripe", "pay", "{}")
    await turns.legs.keep(turn.id, Leg(1, "resp_1", questions=(question,)))
    await turns.legs.decide(turn.id, (), stopped_by("U9"))
    await forget(belongings, Owner(user="U9"))
    [leg] = await turns.legs.of(turn.id)
    assert leg.declined == "Stopped."
