"""The message as it stays: within Slack's limits, and with the buttons that fit."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.messages.details import details
from bot.core.messages.figures import figures
from bot.core.messages.final import LATER, LOST, album, final
from bot.core.messages.many import groups
from bot.core.messages.message import Block, Message
from bot.core.messages.pictures import alt_text
from bot.core.turn.changes import PartForm, PartPlace, part_ask
from bot.core.turn.events import Citation, Usage
from bot.core.turn.options import Button
from bot.core.turn.progress import Part
from bot.core.turn.regions import Region
from bot.core.turn.turns import Answer, KeptPicture, Outcome, Turn
from playground.slack.schema import (
    block_text_length,
    check_blocks,
    check_message_limits,
    check_view,
)
from tests.fakes import THREAD, ask

FOX = KeptPicture(
    "a" * 64, "png", 1536, 864, 2_100_000, "high", "a red fox", "F00000001"
)
USAGE = Usage(1000, 0, 2000, 10, 20, 1400, 2)
DONE = Answer(
    Outcome.DONE,
    parts=(Part("p", "A fox."),),
    pictures=(FOX,),
    response="r",
    model="gpt-6.1-sol",
    image_model="gpt-image-2.6-sunburst",
    usage=USAGE,
    seconds=41.4,
)
FAILED = replace(DONE, outcome=Outcome.FAILED, told="No.", pictures=(), response="")
TURN = Turn(7, ask("a fox"), parent=3, answer=DONE)


def plain_blocks(blocks: tuple[Block, ...]) -> list[Any]:
    def plain(value: object) -> Any:
        if isinstance(value, Mapping):
            return {key: plain(each) for key, each in value.items()}
        return [plain(each) for each in value] if isinstance(value, list) else value

    return [plain(block) for block in blocks]


def refused(message: Message) -> object:
    """Slack's objections to the message, if any."""
    blocks = plain_blocks(message.blocks)
    problems = check_blocks(blocks)
    return check_message_limits(message.text, blocks) or problems


def linked(words: str, count: int, url: str = "https://a{}.example/x") -> Part:
    """A text with so many links that are sources, among so many words."""
    text, citations = words, []
    for number in range(count):
        link = f"([a{number}](https://a{number}.example))"
        start = len(text) + 1
        citations.append(Citation(start, start + len(link), url.format(number)))
        text = f"{text} {link}"
    return Part("p", text, tuple(citations))


def actions(message: Message) -> list[str]:
    [row] = [block for block in message.blocks if block["type"] == "actions"]
    return [element["action_id"] for element in row["elements"]]


WORST = replace(
    DONE,
    outcome=Outcome.DONE,
    told="A sentence. " * 60,
    parts=(linked("word & <word> " * 3000, 80, f"https://a{{}}.example/{'x' * 90}"),),
    notes=tuple(f"Not used: {'&' * 60} (it is not a picture)." for _ in range(12)),
    pictures=(FOX,) * 12,
)


@pytest.mark.parametrize("answer", [DONE, FAILED, WORST], ids=["done", "no", "worst"])
@pytest.mark.parametrize("ts", ["1.1", ""])
def test_slack_takes_every_message(answer: Answer, ts: str) -> None:
    turn = replace(TURN, aside=True, ask=replace(ask("fox & " * 900), ts=ts))
    message = final(turn, answer)
    assert not refused(message)
    assert not [refused(each) for each in message.more if refused(each)]


@settings(max_examples=40, deadline=None)
@given(
    st.text(max_size=400),
    st.integers(1, 60),
    st.integers(0, 40),
    st.lists(st.text(max_size=90), max_size=12),
    st.text(max_size=300),
)
def test_slack_takes_whatever_a_model_writes(
    text: str, times: int, links: int, notes: list[str], words: str
) -> None:
    part = linked(text * times, links)
    answer = replace(DONE, parts=(part,), notes=tuple(notes))
    turn = replace(TURN, ask=replace(ask(words), ts=""), answer=answer)
    message = final(turn, answer)
    assert [refused(each) for each in (message, *message.more)] == [
        [] for _ in (message, *message.more)
    ]
    assert not check_view(details(turn))


def test_a_long_text_goes_on_in_more_messages_and_loses_no_word() -> None:
    words = " ".join(f"w{number}" for number in range(6000))
    message = final(TURN, replace(DONE, parts=(Part("p", words),)))
    said = [
        block["text"]
        for each in (message, *message.more)
        for block in each.blocks
        if block["type"] == "markdown"
    ]
    assert len(said) > 1
    assert " ".join(said).split() == words.split()
    assert block_text_length(plain_blocks(message.blocks)) <= 13_200


def test_sources_stand_in_one_line_and_what_does_not_fit_in_details() -> None:
    answer = replace(DONE, parts=(linked("Foxes", 2),))
    shown = str(final(TURN, answer).blocks)
    assert "[1] <https://a0.example/x|a0.example>   [2] <https://a1" in shown
    many = replace(DONE, parts=(linked("Foxes", 90),))
    assert "more in Details" in str(final(TURN, many).blocks)


def test_an_address_is_never_cut() -> None:
    """A link that is too long for its place is named without its address."""
    long = f"https://a{{}}.example/{'x' * 2900}"
    turn = replace(TURN, answer=replace(DONE, parts=(linked("Foxes", 2, long),)))
    for block in details(turn)["blocks"]:
        text = block["text"]["text"]
        assert text.count("<") == text.count(">")
        assert len(text) <= 3000


def test_figures_are_one_line() -> None:
    assert figures(DONE) == "gpt-image-2.6 · 1536×864 · 41 s · $0.08"
    assert figures(replace(DONE, seconds=125)).split(" · ")[2] == "2 min 5 s"
    assert figures(FAILED).startswith("gpt-6.1-sol · 41 s")
    assert "$" not in figures(replace(DONE, model="who-knows"))


@pytest.mark.parametrize(
    ("turn", "answer", "buttons"),
    [
        (TURN, DONE, "redo variations go_back history details more"),
        (replace(TURN, parent=None), DONE, "redo variations history details more"),
        (replace(TURN, aside=True), DONE, "redo variations history details more"),
        (TURN, replace(DONE, pictures=()), "redo go_back details more"),
        (TURN, FAILED, "redo details"),
        (TURN, replace(FAILED, outcome=Outcome.STOPPED), "redo details"),
        (TURN, Answer(Outcome.FAILED, "No."), "redo"),
    ],
)
def test_the_buttons_are_those_that_can_do_something(
    turn: Turn, answer: Answer, buttons: str
) -> None:
    assert " ".join(actions(final(turn, answer))) == buttons


def test_a_picture_says_what_was_drawn() -> None:
    assert alt_text(TURN, FOX) == "a red fox"
    assert alt_text(TURN, replace(FOX, revised_prompt="")) == "a fox"
    [block] = [b for b in final(TURN, DONE).blocks if b["type"] == "image"]
    assert block["alt_text"] == "a red fox"


def test_two_pictures_of_one_answer_both_hang() -> None:
    hen = replace(FOX, file_id="F00000002")
    message = final(TURN, replace(DONE, pictures=(hen, FOX)))
    ids = [b["slack_file"]["id"] for b in message.blocks if b["type"] == "image"]
    assert ids == ["F00000002", "F00000001"]


@pytest.mark.parametrize("count", [2, 11, 48, 60, 1000])
def test_any_number_of_pictures_makes_messages_that_slack_takes(count: int) -> None:
    """With all else that a message may have."""
    notes, told = ("a note",), "Cut short."
    answer = replace(DONE, pictures=(FOX,) * count, notes=notes, told=told)
    turn = replace(TURN, answer=answer, aside=True, ask=replace(ask("a"), ts=""))
    assert not refused(final(turn, answer))
    for before, pictures in groups(answer.pictures):
        assert not refused(album(turn, before, pictures))
    assert not check_view(details(turn))


def test_what_is_missing_is_said_until_it_hangs() -> None:
    nowhere = replace(FOX, file_id="")
    answer = replace(DONE, pictures=(nowhere,))
    assert LATER in str(final(TURN, answer).blocks)
    assert LOST in str(final(replace(TURN, settled=True), answer).blocks)
    beside = replace(nowhere, beside=True)
    said = str(final(TURN, replace(DONE, pictures=(beside,))).blocks)
    assert LATER not in said


def test_a_picture_that_hangs_nowhere_is_no_block() -> None:
    nowhere = replace(FOX, file_id="")
    message = final(TURN, replace(DONE, pictures=(nowhere,)))
    assert "'image'" not in str(message.blocks)


def test_each_frame_has_blocks_that_are_new_to_slack() -> None:
    first, second = (str(final(TURN, DONE, frame).blocks) for frame in (0, 1))
    assert first != second


@pytest.mark.parametrize("text", ["", "\u202e", " "])
def test_a_picture_without_words_is_a_whole_message(text: str) -> None:
    message = final(TURN, replace(DONE, parts=(Part("p", text),)))
    assert not refused(message)
    assert message.text


def test_nobody_is_called_and_nothing_is_hidden() -> None:
    evil = "<!channel> <@U9> [bank](javascript:x) ![x](https://t.example/p)"
    turn = replace(TURN, ask=replace(ask("<!channel> *x*"), ts=""))
    message = final(turn, replace(DONE, parts=(Part("p", evil),), notes=("<!here>",)))
    shown = str(message.blocks)
    assert "<!" not in message.text
    assert not [bad for bad in ("<!", "<@U9", "javascript:", "![") if bad in shown]


def test_details_tell_what_was_used() -> None:
    rows = str(details(replace(TURN, answer=replace(DONE, notes=("a note",)))))
    for told in ("1536×864", "PNG", "2.1 MB", "quality high", "a red fox", "a note"):
        assert told in rows
    for told in ("1,000 tokens in", "1,400 out", "2 web searches", "about $0.08"):
        assert told in rows


def test_details_of_a_turn_that_is_not_over_say_so() -> None:
    assert "not over yet" in str(details(replace(TURN, answer=None)))


DIRECT = replace(
    DONE,
    parts=(),
    response="",
    model="",
    direct=True,
    usage=Usage(image_text_tokens=20, image_output_tokens=1400),
)


def test_a_direct_picture_says_from_which_words_it_was_drawn_and_what_it_cost() -> None:
    shown = str(final(TURN, DIRECT).blocks)
    assert "Drawn directly from: a red fox" in shown
    assert "$0.04" in shown
    assert "Drawn directly" not in str(final(TURN, DONE).blocks)


def test_the_words_of_a_direct_picture_are_cut_and_are_no_markup() -> None:
    drawn = replace(FOX, revised_prompt="<!channel> " + "x" * 5_000)
    message = final(TURN, replace(DIRECT, pictures=(drawn,)))
    assert "Drawn directly from: &lt;!channel&gt; xxx" in str(message.blocks)
    check_message_limits(message.text, plain_blocks(message.blocks))


def test_details_of_a_direct_picture_speak_of_one_model() -> None:
    shown = str(details(replace(TURN, answer=DIRECT)))
    assert "*Models*\\ngpt-image-2.6-sunburst'" in shown
    assert "20 image tokens in, 1,400 out" in shown
    assert "0 tokens in" not in shown.replace("20 image tokens in", "")
    buttons = str(final(TURN, DIRECT).blocks)
    assert "'details'" in buttons


def test_a_changed_part_is_described_without_the_orders_to_the_model() -> None:
    region = Region(1024, 1024, box=(0.1, 0.1, 0.5, 0.5))
    form = PartForm("V1", "U1", region, Button.CHANGED, "a red bicycle")
    turn = Turn(2, part_ask(form, PartPlace(THREAD, onto=1)))
    kept = KeptPicture("a", "png", 1024, 1024, 9, revised_prompt=turn.ask.wish)
    told = "Change a part of the picture: a red bicycle"
    assert alt_text(turn, kept) == told
