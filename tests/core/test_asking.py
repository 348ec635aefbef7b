"""The request that a turn becomes: words, options, pictures, and what went before."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.core.asking import MOST_WORDS, WHAT
from bot.core.asks import Ask, Attached
from bot.core.errors import AskError
from bot.core.ports import Brought
from bot.core.request import InputImage, Spoken
from bot.core.thread import ThreadKey
from bot.core.turns import Answer, Outcome, Print, Turn
from tests.fakes import FakeFiles, ask
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


async def picture(one: Studio, data: bytes, kind: str = "jpeg") -> Print:
    return Print(await one.shelf.keep(data), kind, 1, 1, len(data))


async def test_flags_are_options_and_no_words() -> None:
    one = studio()
    turn = await begun(one, ask("a fox --size 16:9 --no-search"))
    request = (await one.asking.request(turn)).request
    assert request.words == "a fox"
    assert (request.options.size, request.options.search) == ("1536x864", False)


async def test_a_person_is_never_named() -> None:
    one = studio()
    request = (await one.asking.request(await begun(one, ask()))).request
    assert len(request.person) == 64
    assert "U1" not in request.person


@pytest.mark.parametrize("words", ["", "  ", "--size 16:9"])
async def test_who_asks_for_nothing_is_told_how_to_ask(words: str) -> None:
    one = studio()
    with pytest.raises(AskError) as error:
        await one.asking.request(await begun(one, ask(words)))
    assert error.value.sentence == WHAT


async def test_a_picture_alone_is_an_ask() -> None:
    one = studio(files=FakeFiles(Brought((CAT,))))
    assert (await one.asking.request(await begun(one, ask("")))).request.images


async def test_who_brought_only_what_cannot_be_used_is_told_that_too() -> None:
    one = studio(files=FakeFiles(Brought(unused=("a<b>.pdf (no picture)",))))
    with pytest.raises(AskError) as error:
        await one.asking.request(await begun(one, ask("")))
    assert "a&lt;b&gt;.pdf" in error.value.sentence
    assert WHAT in error.value.sentence


async def test_an_ask_has_an_end() -> None:
    one = studio()
    with pytest.raises(AskError, match="12,000"):
        await one.asking.request(await begun(one, ask("x" * (MOST_WORDS + 1))))
    assert await one.asking.request(await begun(one, reply(2, "x" * MOST_WORDS)))


async def test_the_roots_pictures_are_looked_at_in_a_thread_that_is_new() -> None:
    """Once, though the ask itself may hold one of them."""
    root = Attached("F1", "root.png")
    one = studio(files=Cupboard(root))
    wanted = ask(look_at_root=True, attached=(Attached("F2", "own.png"), root))
    images = (await one.asking.request(await begun(one, wanted))).request.images
    assert [each.data for each in images] == [b"F2", b"F1"]
    bare = replace(reply(2), look_at_root=True)
    images = (await one.asking.request(await begun(one, bare))).request.images
    assert [each.data for each in images] == [b"F1"]


async def test_the_roots_pictures_are_not_sent_again_with_every_reply() -> None:
    one = studio(files=Cupboard(Attached("F1", "root.png")))
    await done(one, 1, Answer(Outcome.DONE, response="resp_1"))
    turn = await begun(one, replace(reply(2), look_at_root=True))
    request = (await one.asking.request(turn)).request
    assert (request.follows, request.images) == ("resp_1", ())


async def test_a_parent_without_a_response_is_rebuilt_at_once() -> None:
    """Its stream was cut after the picture: nothing can be chained to it."""
    one = studio()
    drawn = await picture(one, b"fox")
    await done(one, 1, Answer(Outcome.DONE, prints=(drawn,)))
    wanted = await one.asking.request(await begun(one, reply(2)))
    assert wanted.request.follows is None
    assert wanted.request.history == (Spoken("ask 1", "(a picture)"),)
    assert wanted.request.last == InputImage(b"fox", "image/jpeg")
    assert "no longer keeps" in wanted.notes[0]


async def test_of_a_long_thread_the_newest_is_told_anew() -> None:
    one = studio()
    for number in range(1, 9):
        await done(one, number, Answer(Outcome.DONE), " " + "x" * (MOST_WORDS - 6))
    wanted = await one.asking.request(await begun(one, reply(9)))
    told = [each.asked[:5] for each in wanted.request.history]
    assert told == [f"ask {number}" for number in range(4, 9)]


async def test_what_is_rebuilt_is_the_line_and_its_last_picture() -> None:
    """Not what was set aside on the way."""
    one = studio()
    first, second = await picture(one, b"fox"), await picture(one, b"hen")
    root = await done(one, 1, Answer(Outcome.DONE, prints=(first,), response="r1"))
    await done(one, 2, Answer(Outcome.DONE, prints=(second,), response="r2"))
    turn = await begun(one, replace(reply(3), onto=root.id))
    wanted = await one.asking.request(turn)
    rebuilt = (await one.asking.rebuilt(turn, wanted)).request
    assert [each.asked for each in rebuilt.history] == ["ask 1"]
    assert rebuilt.last == InputImage(b"fox", "image/jpeg")
    turn = await begun(one, replace(reply(4), onto=2))
    rebuilt = (await one.asking.rebuilt(turn, wanted)).request
    assert [each.asked for each in rebuilt.history] == ["ask 1", "ask 2"]
    assert rebuilt.last == InputImage(b"hen", "image/jpeg")


async def test_a_picture_whose_bytes_are_gone_is_passed_over() -> None:
    one = studio()
    kept = await picture(one, PNG, "png")
    lost = replace(kept, sha256="0" * 64)
    await done(one, 1, Answer(Outcome.DONE, prints=(kept,), response="r1"))
    await done(one, 2, Answer(Outcome.DONE, prints=(lost,), response="r2"))
    turn = await begun(one, reply(3))
    rebuilt = await one.asking.rebuilt(turn, await one.asking.request(turn))
    assert rebuilt.request.last == InputImage(PNG, "image/png")


async def test_a_reply_to_a_png_stays_one_unless_it_says_otherwise() -> None:
    """What is transparent in it would be lost in a JPEG."""
    one = studio()
    drawn = await picture(one, PNG, "png")
    await done(one, 1, Answer(Outcome.DONE, prints=(drawn,), response="r1"))
    kept = await one.asking.request(await begun(one, reply(2)))
    said = await one.asking.request(await begun(one, reply(3, "x --format jpeg")))
    assert kept.request.options.format == "png"
    assert said.request.options.format == "jpeg"


@pytest.mark.parametrize(("resume", "after"), [(True, ("resp_1", 7)), (False, None)])
async def test_a_running_response_is_taken_up_only_if_that_is_wanted(
    *, resume: bool, after: tuple[str, int] | None
) -> None:
    one = studio()
    turn = await begun(one, ask())
    await one.turns.heard(turn.id, "resp_1", 7)
    wanted = await one.asking.request(await one.again(turn), resume=resume)
    found = (wanted.request.resume, wanted.request.after)
    assert found == (after or (None, None))
