"""The promises of every journal of turns, whatever it is made of."""

import asyncio
import time
from contextlib import nullcontext
from dataclasses import replace

import pytest

from bot.core.errors import Crowded, Overtaken
from bot.core.messages.text import storable
from bot.core.ports import TemporaryFiles, Turns
from bot.core.turn.asks import FROM_SCRATCH, Ask, Attached
from bot.core.turn.events import Citation, Usage
from bot.core.turn.life import MAY_BEGIN, Status, may_follow
from bot.core.turn.options import Button, Options
from bot.core.turn.pair_side import PairSide
from bot.core.turn.progress import Part
from bot.core.turn.taught import KnownName, LeftOut, NameKind, UsedName
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Answer, KeptPicture, Outcome, Turn
from tests.fakes import THREAD, ask

ELSEWHERE = ThreadKey("T2", THREAD.channel, THREAD.ts)
PICTURE = KeptPicture("b" * 64, "png", 1536, 864, 2_000_000, "high", "a “red” fox")
SECOND = replace(PICTURE, sha256="a" * 64, format="jpeg")
DONE = Answer(
    Outcome.DONE,
    parts=(Part("p", "Foxes [x](https://a.b).", (Citation(6, 22, "https://a.b"),)),),
    pictures=(PICTURE, SECOND),
    notes=("Not used: b.txt.", "a note"),
    response="resp_1",
    model="gpt-6.1-sol",
    image_model="gpt-image-2.6",
    usage=Usage(1, 2, 3, 4, 5, 6, 7),
    seconds=1.5,
)
FAILED = Answer(Outcome.FAILED, "No.")
PAIRED = Options(button=Button.PAIR, pair=(PairSide(1, 1), PairSide(2, 4)), wipe=True)


async def accepted(turns: Turns, number: int = 1, onto: int | None = None) -> Turn:
    found = await turns.accept(ask(claim=f"claim {number}", onto=onto))
    assert found is not None
    return found


async def again(turns: Turns, turn: Turn) -> Turn:
    found = await turns.get(turn.id)
    assert found is not None
    return found


async def done(turns: Turns, number: int, onto: int | None = None) -> Turn:
    turn = await accepted(turns, number, onto)
    await turns.begin(turn.id)
    await turns.answered(turn.id, DONE)
    return await again(turns, turn)


async def test_an_ask_comes_back_as_it_was(turns: Turns) -> None:
    file = Attached("F1", "ü.png", "image/png", 7, "https://files.slack.com/ü.png")
    wanted = Ask(
        claim="c",
        thread=THREAD,
        user="U7",
        words="zwei Füchse\n'); drop table turns; --",
        ts="1700.0002",
        attached=(file,),
        onto=4,
        look_at_root=True,
    )
    turn = await turns.accept(wanted)
    assert turn is not None
    assert (await again(turns, turn)).ask == wanted
    assert (turn.status, turn.parent, turn.message) == (Status.WAITING, None, "")


@pytest.mark.parametrize("words", ["a fox", "a fox --size 1:1", ""])
async def test_what_an_ask_wants_besides_its_words_comes_back(
    words: str, turns: Turns
) -> None:
    options = Options("1024x1024", "low", "png", transparent=True, search=False)
    wanted = replace(
        ask(words), options=options, wish=words.removesuffix(" --size 1:1")
    )
    turn = await turns.accept(wanted)
    assert turn is not None
    assert (await again(turns, turn)).ask == wanted


async def test_an_ask_is_accepted_once_however_often_it_comes(turns: Turns) -> None:
    first = await turns.accept(ask("first"))
    assert first is not None
    assert await turns.accept(ask("second")) is None
    assert (await again(turns, first)).ask.words == "first"


async def test_no_more_are_accepted_in_a_thread_than_may_wait(turns: Turns) -> None:
    """An ask that was accepted before may come again, and other threads have their own
    limit."""
    first = await turns.accept(ask(claim="a"), 2)
    assert await turns.accept(ask(claim="b"), 2)
    with pytest.raises(Crowded):
        await turns.accept(ask(claim="c"), 2)
    assert await turns.accept(ask(claim="b"), 2) is None
    there = replace(ask(claim="d"), thread=ELSEWHERE)
    assert await turns.accept(there, 2)
    assert first is not None
    await turns.begin(first.id)
    with pytest.raises(Crowded):
        await turns.accept(ask(claim="c"), 2)
    await turns.answered(first.id, DONE)
    assert await turns.accept(ask(claim="c"), 2)


async def test_no_more_are_accepted_at_once_than_may_wait(turns: Turns) -> None:
    asks = [ask(claim=f"{number}") for number in range(8)]
    made = await asyncio.gather(
        *(turns.accept(each, 3) for each in asks), return_exceptions=True
    )
    assert sum(isinstance(each, Turn) for each in made) == 3
    assert sum(isinstance(each, Crowded) for each in made) == 5


async def test_only_one_of_many_deliveries_at_once_becomes_a_turn(turns: Turns) -> None:
    made = await asyncio.gather(*(turns.accept(ask(claim="c")) for _ in range(8)))
    assert sum(each is not None for each in made) == 1


async def test_a_thread_is_ours_once_somebody_asked_in_it(turns: Turns) -> None:
    assert not await turns.knows(THREAD)
    await accepted(turns)
    assert await turns.knows(THREAD)
    assert not await turns.knows(ELSEWHERE)


async def test_what_is_not_there_is_none_and_no_error(turns: Turns) -> None:
    assert await turns.get(77) is None
    assert await turns.by_message("T1", "C1", "9.9") is None
    assert list(await turns.lineage(77)) == []
    with pytest.raises(LookupError):
        await turns.begin(77)


async def test_a_turn_builds_on_what_is_current_when_it_begins(turns: Turns) -> None:
    """And not on what was current when it was asked for."""
    second = await accepted(turns, 2)
    first = await done(turns, 1)
    assert (await turns.begin(second.id)).parent == first.id


async def test_a_parent_stays_the_same_when_a_turn_begins_again(turns: Turns) -> None:
    turn = await accepted(turns, 1)
    await turns.begin(turn.id)
    await done(turns, 2)
    resumed = await turns.begin(turn.id)
    assert (resumed.parent, resumed.attempt) == (None, 2)


async def test_an_attempt_that_a_stop_has_ended_does_not_count(turns: Turns) -> None:
    turn = await accepted(turns, 1)
    for _ in range(3):
        turn = await turns.begin(turn.id)
        await turns.for_attempt(turn).handed_over(turn)
    last = await turns.begin(turn.id)
    assert (last.attempt, last.tries) == (4, 1)


@pytest.mark.parametrize(("onto", "parent"), [(FROM_SCRATCH, None), (1, 1), (None, 2)])
async def test_an_ask_may_say_what_it_builds_on(
    turns: Turns, onto: int | None, parent: int | None
) -> None:
    await done(turns, 1)
    await done(turns, 2)
    turn = await accepted(turns, 3, onto=onto)
    assert (await turns.begin(turn.id)).parent == parent


async def test_an_answer_comes_back_as_it_was(turns: Turns) -> None:
    turn = await done(turns, 1)
    assert turn.answer == DONE
    assert turn.status is Status.ANSWERED


async def test_only_an_answer_that_is_done_becomes_current(turns: Turns) -> None:
    first = await done(turns, 1)
    second = await accepted(turns, 2, onto=FROM_SCRATCH)
    await turns.begin(second.id)
    await turns.answered(second.id, FAILED)
    third = await accepted(turns, 3)
    assert (await turns.begin(third.id)).parent == first.id


async def test_what_came_to_nothing_is_built_on_if_nothing_else_has_been(
    turns: Turns,
) -> None:
    """The next reply is about what was asked for in it."""
    first = await accepted(turns, 1)
    await turns.begin(first.id)
    await turns.answered(first.id, FAILED)
    second = await accepted(turns, 2)
    assert (await turns.begin(second.id)).parent == first.id
    await turns.answered(second.id, FAILED)
    third = await accepted(turns, 3)
    assert (await turns.begin(third.id)).parent == second.id


async def test_what_failed_beside_another_is_not_built_on(turns: Turns) -> None:
    """Of three variations the last that was drawn stays the current one."""
    root = await done(turns, 1)
    one, two = await accepted(turns, 2, root.id), await accepted(turns, 3, root.id)
    for turn, answer in ((one, DONE), (two, FAILED)):
        await turns.begin(turn.id)
        await turns.answered(turn.id, answer)
    after = await accepted(turns, 4)
    assert (await turns.begin(after.id)).parent == one.id


async def test_another_answer_replaces_the_first_with_its_pictures(
    turns: Turns,
) -> None:
    turn = await done(turns, 1)
    await turns.answered(turn.id, FAILED)
    assert (await again(turns, turn)).answer == FAILED


async def test_an_answered_turn_that_begins_again_is_still_answered(
    turns: Turns,
) -> None:
    turn = await done(turns, 1)
    resumed = await turns.begin(turn.id)
    assert (resumed.status, resumed.answer) == (Status.ANSWERED, DONE)


async def test_it_is_noted_how_pictures_hang(turns: Turns) -> None:
    turn = await done(turns, 1)
    hung = (
        replace(PICTURE, file_id="F1", beside=True),
        replace(SECOND, url="https://a.b/c"),
    )
    await turns.shown(turn.id, hung, settled=False)
    found = await again(turns, turn)
    assert found.answer is not None
    assert found.answer.pictures == hung
    assert (found.status, found.settled) == (Status.SHOWN, False)


async def test_when_it_was_first_shown_is_kept(turns: Turns) -> None:
    """In seconds since the epoch; what hangs later changes nothing of it."""
    turn = await done(turns, 1)
    assert (await again(turns, turn)).shown_at == 0
    await turns.shown(turn.id, (), settled=False)
    first = (await again(turns, turn)).shown_at
    assert abs(time.time() - first) < 60
    await turns.shown(turn.id, DONE.pictures, settled=False)
    assert (await again(turns, turn)).shown_at == first


async def test_pictures_that_hang_nowhere_are_kept_all_the_same(turns: Turns) -> None:
    turn = await done(turns, 1)
    await turns.shown(turn.id, (), settled=True)
    assert (await again(turns, turn)).answer == DONE


async def test_unfinished_is_what_is_not_shown_or_not_settled(turns: Turns) -> None:
    """In the order of asking, whatever the order of ending."""
    one, two, three, four = [await accepted(turns, number) for number in range(4)]
    for each in (three, one, four):
        await turns.begin(each.id)
        await turns.answered(each.id, DONE)
    await turns.shown(three.id, (), settled=False)
    await turns.shown(one.id, (), settled=True)
    await turns.shown(four.id, (), settled=False)
    await turns.settle(four.id)
    found = [each.id for each in await turns.unfinished()]
    assert found == [two.id, three.id]


async def test_a_running_response_is_remembered(turns: Turns) -> None:
    turn = await accepted(turns)
    await turns.heard(turn.id, "resp_1", None)
    await turns.heard(turn.id, "resp_1", 12)
    found = await again(turns, turn)
    assert (found.response, found.sequence) == ("resp_1", 12)


async def test_a_message_is_remembered_and_found(turns: Turns) -> None:
    turn = await accepted(turns)
    await turns.posted(turn.id, "5.5")
    for ts in ("5.5", turn.ask.ts):
        found = await turns.by_message("T1", "C1", ts)
        assert found is not None
        assert (found.id, found.message) == (turn.id, "5.5")
    assert await turns.by_message("T2", "C1", "5.5") is None
    assert await turns.by_message("T1", "C2", "5.5") is None


async def test_a_message_that_opens_a_thread_makes_it_ours(turns: Turns) -> None:
    waiting = ThreadKey("T1", "C1", "command-13.37")
    wanted = replace(ask(opens_thread=True), thread=waiting)
    turn = await turns.accept(wanted)
    assert turn is not None
    opened = replace(waiting, ts="6.6")
    assert not await turns.knows(waiting)
    await turns.posted(turn.id, "6.6", opens=opened)
    assert await turns.knows(opened)
    assert (await again(turns, turn)).ask.thread == opened
    await turns.begin(turn.id)
    await turns.answered(turn.id, DONE)
    reply = await turns.accept(replace(ask(claim="reply"), thread=opened))
    assert reply is not None
    assert (await turns.begin(reply.id)).parent == turn.id


async def test_a_person_may_choose_what_comes_next(turns: Turns) -> None:
    first = await done(turns, 1)
    await done(turns, 2)
    await turns.choose(THREAD, first.id)
    third = await accepted(turns, 3)
    assert (await turns.begin(third.id)).parent == first.id
    await turns.choose(THREAD, None)
    fourth = await accepted(turns, 4)
    assert (await turns.begin(fourth.id)).parent is None


async def test_a_choice_in_one_thread_leaves_the_others_alone(turns: Turns) -> None:
    first = await done(turns, 1)
    other = await turns.accept(replace(ask(claim="x"), thread=ELSEWHERE))
    assert other is not None
    await turns.choose(ELSEWHERE, None)
    turn = await accepted(turns, 3)
    assert (await turns.begin(turn.id)).parent == first.id
    assert (await turns.begin(other.id)).parent is None


async def test_stepping_back_from_a_turn_is_noted_and_undone(turns: Turns) -> None:
    turn = await accepted(turns)
    await turns.aside(turn.id, aside=True)
    assert (await again(turns, turn)).aside
    await turns.aside(turn.id, aside=False)
    assert not (await again(turns, turn)).aside


async def test_a_line_of_turns_is_the_way_from_the_root(turns: Turns) -> None:
    """Without its siblings, and the oldest first."""
    first = await done(turns, 1)
    second = await done(turns, 2)
    sibling = await done(turns, 3, onto=first.id)
    fourth = await done(turns, 4, onto=second.id)
    line = [each.id for each in await turns.lineage(fourth.id)]
    assert line == [first.id, second.id, fourth.id]
    assert sibling.id not in line


async def test_the_turn_that_was_asked_last_is_found(turns: Turns) -> None:
    assert await turns.latest(THREAD) is None
    await accepted(turns, 1)
    second = await accepted(turns, 2)
    await turns.accept(replace(ask(claim="claim 3"), thread=ELSEWHERE))
    assert (await turns.latest(THREAD)) == await again(turns, second)


async def test_a_threads_turns_are_found_in_the_order_of_asking(turns: Turns) -> None:
    one, two = await done(turns, 1), await done(turns, 2)
    await turns.accept(replace(ask(claim="claim 9"), thread=ELSEWHERE))
    found = await turns.in_thread(THREAD, 9)
    assert [each.id for each in found] == [one.id, two.id]
    assert [each.id for each in await turns.in_thread(THREAD, 1)] == [two.id]
    assert found[0].answer == one.answer
    assert await turns.current(THREAD) == two.id
    assert await turns.current(replace(THREAD, ts="8.8")) is None


@pytest.mark.parametrize("outcome", list(Outcome))
async def test_what_stands_apart_never_becomes_current(
    turns: Turns, outcome: Outcome
) -> None:
    """Not even if it came to nothing."""
    one = await done(turns, 1)
    wanted = replace(ask(claim="claim 2", onto=one.id), options=PAIRED)
    apart = await turns.accept(wanted)
    assert apart is not None
    await turns.begin(apart.id)
    await turns.answered(apart.id, Answer(outcome, apart=True))
    assert await turns.current(THREAD) == one.id
    found = await again(turns, apart)
    assert (found.answer, found.ask.options) == (Answer(outcome, apart=True), PAIRED)


async def test_leftovers_are_kept_by_turn_until_they_are_returned(
    turns: Turns, temporary_files: TemporaryFiles
) -> None:
    first, second = await accepted(turns, 1), await accepted(turns, 2)
    for file_id in ("F2", "F1", "F1"):
        await temporary_files.lent(first.id, file_id)
    await temporary_files.lent(second.id, "F3")
    await temporary_files.returned("F2")
    await temporary_files.returned("F9")
    assert list(await temporary_files.outstanding(first.id)) == ["F1"]
    assert list(await temporary_files.outstanding(second.id)) == ["F3"]


ODD = "half \ud83d of it\0, whole \ud83d\ude00, no end \udc00"


async def test_what_no_database_takes_does_not_keep_an_answer_from_being_stored(
    turns: Turns,
) -> None:
    """Halves of characters, and numbers of four hundred digits."""
    turn = await accepted(turns)
    await turns.begin(turn.id)
    await turns.heard(turn.id, ODD, 10**400)
    part = Part(ODD, ODD, (Citation(0, 1, "https://a.b", ODD),))
    drawn = replace(PICTURE, revised_prompt=ODD, quality=ODD)
    odd = replace(DONE, parts=(part,), pictures=(drawn,), response=ODD, notes=(ODD,))
    await turns.answered(turn.id, replace(odd, usage=Usage(10**400)))
    await turns.shown(turn.id, (drawn,), settled=True)
    kept = (await again(turns, turn)).answer
    assert kept is not None
    assert storable(kept.pictures[0].revised_prompt) == storable(ODD)
    assert storable(kept.parts[0].citations[0].title) == storable(ODD)
    assert storable(kept.response) == storable(ODD)


STEPS = {
    Status.RUNNING: lambda turns, turn: turns.begin(turn),
    Status.ANSWERED: lambda turns, turn: turns.answered(turn, DONE),
    Status.SHOWN: lambda turns, turn: turns.shown(turn, (), settled=False),
}
WAYS: dict[Status, tuple[Status, ...]] = {
    Status.WAITING: (),
    Status.RUNNING: (Status.RUNNING,),
    Status.ANSWERED: (Status.RUNNING, Status.ANSWERED),
    Status.SHOWN: (Status.RUNNING, Status.ANSWERED, Status.SHOWN),
}


@pytest.mark.parametrize("to", STEPS)
@pytest.mark.parametrize("at", WAYS)
async def test_a_turn_takes_the_steps_of_the_table_and_no_others(
    turns: Turns, at: Status, to: Status
) -> None:
    turn = await accepted(turns)
    for status in WAYS[at]:
        await STEPS[status](turns, turn.id)
    goes = at in MAY_BEGIN if to is Status.RUNNING else may_follow(at, to)
    with nullcontext() if goes else pytest.raises(Overtaken):
        await STEPS[to](turns, turn.id)
    reached = to if goes and (at, to) != (Status.ANSWERED, Status.RUNNING) else at
    assert (await again(turns, turn)).status is reached


async def test_the_names_of_a_turn_are_kept_for_its_next_attempt(turns: Turns) -> None:
    """None before anybody has looked for them, which differs from none at all."""
    turn = await accepted(turns)
    assert (await turns.begin(turn.id)).names is None
    used = UsedName(7, NameKind.STYLE, "Winter “a”", "pale", "U1", "U2")
    gone = replace(used, id=8, left_out=LeftOut.FORGOTTEN)
    for names in ((), (used, gone)):
        await turns.named(turn.id, names)
        assert (await again(turns, turn)).names == names
    assert (await turns.begin(turn.id)).names == (used, gone)


async def test_what_a_chain_knows_of_names_comes_back(turns: Turns) -> None:
    turn = await accepted(turns)
    await turns.begin(turn.id)
    known = (KnownName(7, "d1"), KnownName(8, "d2"))
    await turns.answered(turn.id, replace(DONE, known_names=known))
    answer = (await again(turns, turn)).answer
    assert answer is not None
    assert answer.known_names == known


async def test_a_line_is_in_the_order_of_its_turns_and_not_of_their_numbers(
    turns: Turns,
) -> None:
    """A turn that was stopped while it waited has ended before one that was asked for
    earlier, which then builds on it."""
    first = await done(turns, 1)
    waiting = await accepted(turns, 2)
    stopped = await accepted(turns, 3, onto=first.id)
    await turns.begin(stopped.id)
    await turns.answered(stopped.id, Answer(Outcome.STOPPED))
    assert (await turns.begin(waiting.id)).parent == stopped.id
    line = [each.id for each in await turns.lineage(waiting.id)]
    assert line == [first.id, stopped.id, waiting.id]
