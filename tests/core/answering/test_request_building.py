"""The request that a turn becomes: words, options, pictures, and what went before."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.core.answering.bounds import MOST_WORDS
from bot.core.answering.direct_request import UNSTORED, WITH_BEFORE, WORDLESS
from bot.core.errors import AskError
from bot.core.ports import Brought
from bot.core.turn.asks import DELETED, WHAT, Ask, Attached
from bot.core.turn.request import InputImage, Spoken
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Answer, KeptPicture, Outcome, Turn
from tests.fakes import TERMS, FakeFiles, ask
from tests.studio import PNG, Studio, reply, studio

CAT = InputImage(b"cat", "image/png")


class Cupboard(FakeFiles):
    """Brings every attached file under its own name."""

    def __init__(self, *at_the_root: Attached) -> None:
        super().__init__()
        self.at_the_root = at_the_root

    async def bring(self, ask: Ask) -> Brought:
        images = (InputImage(each.id.encode(), "image/png") for each in ask.attached)
        return Brought(tuple(images))

    async def attached_to(self, thread: ThreadKey) -> Sequence[Attached]:
        return self.at_the_root


async def done(one: Studio, number: int, answer: Answer, more: str = "") -> Turn:
    turn = await one.accepted(reply(number, f"ask {number}{more}"))
    await one.turns.begin(turn.id)
    await one.turns.answered(turn.id, answer)
    return turn


async def begun(one: Studio, wanted: Ask) -> Turn:
    return await one.turns.begin((await one.accepted(wanted)).id)


async def picture(one: Studio, data: bytes, kind: str = "jpeg") -> KeptPicture:
    return KeptPicture(await one.shelf.keep(data), kind, 1, 1, len(data))


async def test_flags_are_options_and_no_words() -> None:
    one = studio()
    turn = await begun(one, ask("a fox --size 16:9 --no-search"))
    request = (await one.wanted(turn)).request
    assert request.words == "a fox"
    assert (request.terms.size, request.terms.search) == ("1536x864", False)


async def test_a_person_is_never_named() -> None:
    one = studio()
    request = (await one.wanted(await begun(one, ask()))).request
    assert len(request.person) == 64
    assert "U1" not in request.person


@pytest.mark.parametrize("words", ["", "  ", "--size 16:9"])
async def test_who_asks_for_nothing_is_told_how_to_ask(words: str) -> None:
    one = studio()
    with pytest.raises(AskError) as error:
        await one.wanted(await begun(one, ask(words)))
    assert error.value.sentence == WHAT


async def test_a_picture_alone_is_an_ask() -> None:
    one = studio(files=FakeFiles(Brought((CAT,))))
    assert (await one.wanted(await begun(one, ask("")))).request.images


async def test_who_brought_only_what_cannot_be_used_is_told_that_too() -> None:
    one = studio(files=FakeFiles(Brought(unused=("a<b>.pdf (no picture)",))))
    with pytest.raises(AskError) as error:
        await one.wanted(await begun(one, ask("")))
    assert "a&lt;b&gt;.pdf" in error.value.sentence
    assert WHAT in error.value.sentence


async def test_an_ask_has_an_end() -> None:
    one = studio()
    with pytest.raises(AskError, match="12,000"):
        await one.wanted(await begun(one, ask("x" * (MOST_WORDS + 1))))
    assert await one.wanted(await begun(one, reply(2, "x" * MOST_WORDS)))


async def test_the_roots_pictures_are_looked_at_in_a_thread_that_is_new() -> None:
    """Once, though the ask itself may hold one of them."""
    root = Attached("F1", "root.png")
    one = studio(files=Cupboard(root))
    wanted = ask(look_at_root=True, attached=(Attached("F2", "own.png"), root))
    images = (await one.wanted(await begun(one, wanted))).request.images
    assert [each.data for each in images] == [b"F2", b"F1"]
    bare = replace(reply(2), look_at_root=True)
    images = (await one.wanted(await begun(one, bare))).request.images
    assert [each.data for each in images] == [b"F1"]


async def test_the_roots_pictures_are_not_sent_again_with_every_reply() -> None:
    one = studio(files=Cupboard(Attached("F1", "root.png")))
    await done(one, 1, Answer(Outcome.DONE, response="resp_1"))
    turn = await begun(one, replace(reply(2), look_at_root=True))
    request = (await one.wanted(turn)).request
    assert (request.follows, request.images) == ("resp_1", ())


async def test_what_came_of_a_parent_without_a_response_is_told() -> None:
    """Its stream was cut after the picture: nothing can be chained to it. OpenAI has
    lost nothing, so nobody is told that it has."""
    one = studio()
    drawn = await picture(one, b"fox")
    await done(one, 1, Answer(Outcome.DONE, pictures=(drawn,)))
    wanted = await one.wanted(await begun(one, reply(2)))
    assert wanted.request.follows is None
    assert wanted.request.history == (Spoken("ask 1", "(a picture)"),)
    assert wanted.request.last == InputImage(b"fox", "image/jpeg")
    assert not wanted.notes


async def test_the_chain_goes_on_from_before_a_parent_without_a_response() -> None:
    one = studio()
    await done(one, 1, Answer(Outcome.DONE, response="resp_1"))
    drawn = await picture(one, b"fox")
    await done(one, 2, Answer(Outcome.DONE, "Stopped.", pictures=(drawn,)))
    wanted = await one.wanted(await begun(one, reply(3)))
    assert wanted.request.follows == "resp_1"
    assert [each.asked for each in wanted.request.history] == ["ask 2"]
    assert wanted.request.last == InputImage(b"fox", "image/jpeg")


NO = Answer(Outcome.FAILED, "The model is too busy right now.")


async def test_a_reply_after_a_turn_that_failed_carries_its_words() -> None:
    """There is no response to follow, and "smaller" would be about nothing."""
    one = studio()
    await done(one, 1, NO)
    wanted = await one.wanted(await begun(one, reply(2, "smaller")))
    assert wanted.request.follows is None
    assert wanted.request.history == (Spoken("ask 1", "(nothing came of it)"),)
    assert (wanted.request.last, wanted.notes) == (None, ())


async def test_words_since_the_last_answer_are_said_beside_it() -> None:
    one = studio()
    await done(one, 1, Answer(Outcome.DONE, response="resp_1"))
    await done(one, 2, Answer(Outcome.STOPPED, "Stopped by <@U1>."))
    await done(one, 3, NO)
    request = (await one.wanted(await begun(one, reply(4)))).request
    assert request.follows == "resp_1"
    assert [each.asked for each in request.history] == ["ask 2", "ask 3"]


async def test_words_whose_message_was_deleted_are_not_carried() -> None:
    one = studio()
    await done(one, 1, Answer(Outcome.STOPPED, DELETED))
    assert not (await one.wanted(await begun(one, reply(2)))).request.history


async def test_files_of_a_turn_that_failed_come_along() -> None:
    """With those of the thread's first message, and each once."""
    one = studio(files=Cupboard(Attached("F1", "root.png")))
    first = replace(reply(1), attached=(Attached("F2", "own.png"),))
    turn = await begun(one, first)
    await one.turns.answered(turn.id, NO)
    again = replace(reply(2), look_at_root=True)
    images = (await one.wanted(await begun(one, again))).request.images
    assert [each.data for each in images] == [b"F1", b"F2"]


async def test_a_response_that_is_gone_is_rebuilt_with_all_that_was_said() -> None:
    one = studio()
    await done(one, 1, Answer(Outcome.DONE, response="resp_1"))
    await done(one, 2, NO)
    turn = await begun(one, reply(3))
    wanted = await one.wanted(turn)
    rebuilt = (await one.asking.before.rebuilt(turn, wanted)).request
    assert [each.asked for each in rebuilt.history] == ["ask 1", "ask 2"]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (" --size 16:9 --no-search", "ask 1"),
        (" --colour red", "ask 1 --colour red"),  # why nothing came of it
    ],
)
async def test_flags_of_an_earlier_turn_are_not_told_to_the_model(
    more: str, told: str
) -> None:
    one = studio()
    await done(one, 1, NO, more)
    history = (await one.wanted(await begun(one, reply(2, "smaller")))).request.history
    assert [each.asked for each in history] == [told]


async def test_of_a_long_thread_the_newest_is_told_anew() -> None:
    one = studio()
    for number in range(1, 9):
        await done(one, number, Answer(Outcome.DONE), " " + "x" * (MOST_WORDS - 6))
    wanted = await one.wanted(await begun(one, reply(9)))
    told = [each.asked[:5] for each in wanted.request.history]
    assert told == [f"ask {number}" for number in range(4, 9)]


async def test_what_is_rebuilt_is_the_line_and_its_last_picture() -> None:
    """Not what was set aside on the way."""
    one = studio()
    first, second = await picture(one, b"fox"), await picture(one, b"hen")
    root = await done(one, 1, Answer(Outcome.DONE, pictures=(first,), response="r1"))
    await done(one, 2, Answer(Outcome.DONE, pictures=(second,), response="r2"))
    turn = await begun(one, replace(reply(3), onto=root.id))
    wanted = await one.wanted(turn)
    rebuilt = (await one.asking.before.rebuilt(turn, wanted)).request
    assert [each.asked for each in rebuilt.history] == ["ask 1"]
    assert rebuilt.last == InputImage(b"fox", "image/jpeg")
    turn = await begun(one, replace(reply(4), onto=2))
    rebuilt = (await one.asking.before.rebuilt(turn, wanted)).request
    assert [each.asked for each in rebuilt.history] == ["ask 1", "ask 2"]
    assert rebuilt.last == InputImage(b"hen", "image/jpeg")


async def test_a_picture_whose_bytes_are_gone_is_passed_over() -> None:
    one = studio()
    kept = await picture(one, PNG, "png")
    lost = replace(kept, sha256="0" * 64)
    await done(one, 1, Answer(Outcome.DONE, pictures=(kept,), response="r1"))
    await done(one, 2, Answer(Outcome.DONE, pictures=(lost,), response="r2"))
    turn = await begun(one, reply(3))
    rebuilt = await one.asking.before.rebuilt(turn, await one.wanted(turn))
    assert rebuilt.request.last == InputImage(PNG, "image/png")


async def test_a_reply_to_a_png_stays_one_unless_it_says_otherwise() -> None:
    """A JPEG would lose its transparency."""
    one = studio()
    drawn = await picture(one, PNG, "png")
    await done(one, 1, Answer(Outcome.DONE, pictures=(drawn,), response="r1"))
    kept = await one.wanted(await begun(one, reply(2)))
    said = await one.wanted(await begun(one, reply(3, "x --format jpeg")))
    assert kept.request.terms.format == "png"
    assert said.request.terms.format == "jpeg"


@pytest.mark.parametrize(
    ("background", "after"), [(True, ("resp_1", 7)), (False, None)]
)
async def test_a_running_response_is_taken_up_only_if_that_is_wanted(
    *, background: bool, after: tuple[str, int] | None
) -> None:
    one = studio(terms=replace(TERMS, background=background))
    turn = await begun(one, ask())
    await one.turns.heard(turn.id, "resp_1", 7)
    wanted = await one.wanted(await one.again(turn))
    found = (wanted.request.resume, wanted.request.after)
    assert found == (after or (None, None))


DRAWN = Answer(Outcome.DONE, direct=True)


async def direct_reply(one: Studio, number: int, words: str = "make it night") -> Turn:
    return await begun(one, reply(number, f"{words} --direct"))


async def test_a_direct_ask_brings_its_words_alone() -> None:
    one = studio()
    request = (await one.wanted(await direct_reply(one, 1, "a fox"))).request
    assert (request.words, request.images, request.history) == ("a fox", (), ())
    assert (request.terms.direct, request.follows) == (True, None)


async def test_a_direct_reply_starts_from_the_current_picture() -> None:
    """It comes first, because it is the one that is changed."""
    one = studio(files=Cupboard())
    drawn = await picture(one, b"fox", "png")
    await done(one, 1, Answer(Outcome.DONE, pictures=(drawn,), response="resp_1"))
    wanted = replace(reply(2, "night --direct"), attached=(Attached("F1", "a.png"),))
    request = (await one.wanted(await begun(one, wanted))).request
    assert [each.data for each in request.images] == [b"fox", b"F1"]
    assert request.terms.format == "png"
    assert (request.follows, request.last) == (None, None)


async def test_words_that_came_to_nothing_are_drawn_from_too() -> None:
    """Without their flags; of those with a wrong one, a later ask says it better."""
    one = studio()
    await done(one, 1, NO, " --size 16:9")
    await done(one, 2, NO, " --wrong")
    wanted = await one.wanted(await direct_reply(one, 3))
    assert wanted.request.words == "make it night"
    assert [each.asked for each in wanted.request.history] == ["ask 1"]
    assert wanted.notes == (WITH_BEFORE,)


async def test_a_direct_picture_needs_words() -> None:
    one = studio(files=FakeFiles(Brought((CAT,))))
    with pytest.raises(AskError) as error:
        await one.wanted(await begun(one, reply(1, "--direct")))
    assert error.value.sentence == WORDLESS


async def test_a_picture_that_is_gone_is_not_drawn_from_thin_air() -> None:
    """ "Make it night" without the picture would cost money and be about nothing."""
    one = studio()
    lost = KeptPicture("0" * 64, "jpeg", 1, 1, 1)
    await done(one, 1, Answer(Outcome.DONE, pictures=(lost,), response="resp_1"))
    with pytest.raises(AskError) as error:
        await one.wanted(await direct_reply(one, 2))
    assert error.value.sentence == UNSTORED


async def test_more_pictures_than_can_be_drawn_from_are_named() -> None:
    one = studio(files=FakeFiles(Brought((CAT,) * 16)))
    drawn = await picture(one, b"fox")
    await done(one, 1, replace(DRAWN, pictures=(drawn,)))
    wanted = await one.wanted(await direct_reply(one, 2))
    assert len(wanted.request.images) == 16
    assert "first 16" in wanted.notes[0]


async def test_a_direct_picture_goes_along_to_the_model_that_reads() -> None:
    """Beside what that one knows already, and without a word to the person."""
    one = studio()
    first, second = await picture(one, b"fox", "png"), await picture(one, b"hen")
    await done(one, 1, Answer(Outcome.DONE, pictures=(first,), response="resp_1"))
    await done(one, 2, replace(DRAWN, pictures=(second,)))
    await done(one, 3, NO)
    wanted = await one.wanted(await begun(one, reply(4)))
    request = wanted.request
    assert request.follows == "resp_1"
    assert [each.asked for each in request.history] == ["ask 2", "ask 3"]
    assert request.last == InputImage(b"hen", "image/jpeg")
    assert (request.terms.format, wanted.notes) == ("auto", ())


async def test_after_an_answer_that_knows_it_a_direct_picture_is_not_sent_again() -> (
    None
):
    one = studio()
    await done(one, 1, replace(DRAWN, pictures=(await picture(one, b"fox"),)))
    await done(one, 2, Answer(Outcome.DONE, response="resp_2"))
    request = (await one.wanted(await begun(one, reply(3)))).request
    assert (request.follows, request.history, request.last) == ("resp_2", (), None)


async def test_an_answer_that_a_response_should_have_is_told_with_direct_ones() -> None:
    one = studio()
    await done(one, 1, Answer(Outcome.DONE))
    await done(one, 2, replace(DRAWN, pictures=(await picture(one, b"fox"),)))
    wanted = await one.wanted(await begun(one, reply(3)))
    assert [each.asked for each in wanted.request.history] == ["ask 1", "ask 2"]
    assert wanted.request.last == InputImage(b"fox", "image/jpeg")
    assert not wanted.notes


async def test_the_roots_pictures_are_not_brought_again_after_a_direct_picture() -> (
    None
):
    one = studio(files=Cupboard(Attached("F1", "root.png")))
    await done(one, 1, replace(DRAWN, pictures=(await picture(one, b"fox"),)))
    turn = await begun(one, replace(reply(2), look_at_root=True))
    assert not (await one.wanted(turn)).request.images
