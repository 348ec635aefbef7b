"""The answer that is made at a turn's end."""

from dataclasses import replace

import pytest

from bot.core import errors
from bot.core.answering.ending import broken, failed, finished, refusal, stopped
from bot.core.errors import AskError, BotError, ModelCut, ModelError
from bot.core.turn.events import PictureRefused, StepKind, Usage
from bot.core.turn.progress import Part, Progress, Step
from bot.core.turn.turns import KeptPicture, Outcome
from tests.fakes import ask

PRINTS = (KeptPicture("a" * 64, "png", 1, 1, 1),)
WORDS = Progress(
    response="resp_1",
    model="m",
    parts=(Part("p", "Foxes are red."),),
    usage=Usage(output_tokens=7),
)
DREW = replace(WORDS, steps=(Step("d", StepKind.DRAW, done=True),))
REFUSED = PictureRefused("i", moderated=True, categories=("self-harm", "violence"))


def test_a_whole_answer_can_be_built_on() -> None:
    answer = finished(WORDS, PRINTS)
    assert (answer.outcome, answer.told) == (Outcome.DONE, "")
    assert (answer.response, answer.model, answer.usage) == ("resp_1", "m", WORDS.usage)
    assert (answer.parts, answer.pictures) == (WORDS.parts, PRINTS)


def test_words_alone_are_a_whole_answer_where_words_were_asked_for() -> None:
    answer = finished(WORDS, (), ask("who won the match?"))
    assert (answer.outcome, answer.told) == (Outcome.DONE, "")


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (WORDS, "draw a fox"),
        (WORDS, "a poster for the match"),
        (DREW, "who won the match?"),
        (replace(WORDS, parts=(Part("p", "Here is the picture."),)), "hm"),
    ],
)
def test_a_picture_that_was_meant_and_did_not_come_is_told_of(
    progress: Progress, words: str
) -> None:
    assert "No picture came" in finished(progress, (), ask(words)).told


def test_a_command_is_for_pictures() -> None:
    wanted = ask("the match", opens_thread=True)
    assert "No picture came" in finished(WORDS, (), wanted).told


@pytest.mark.parametrize("parts", [(), (Part("p", " \n"),)])
def test_an_answer_of_nothing_is_a_failure(parts: tuple[Part, ...]) -> None:
    answer = finished(Progress(parts=parts), ())
    assert answer.outcome is Outcome.FAILED
    assert "answer was empty" in answer.told


@pytest.mark.parametrize(
    ("why", "told"),
    [
        ("max_output_tokens", "too long"),
        ("content_filter", "content filter"),
        ("something_new", "cut short"),
    ],
)
def test_what_was_cut_short_says_why(why: str, told: str) -> None:
    [note] = finished(replace(WORDS, cut_short=why), PRINTS).notes
    assert told in note


def test_a_refused_picture_is_a_failure_that_keeps_its_words() -> None:
    answer = finished(replace(WORDS, refused=(REFUSED,)), ())
    assert (answer.outcome, answer.parts) == (Outcome.FAILED, WORDS.parts)
    assert "self harm, violence" in answer.told


def test_one_refused_picture_of_two_does_not_take_the_other_away() -> None:
    answer = finished(replace(WORDS, refused=(REFUSED,)), PRINTS)
    assert (answer.outcome, answer.pictures) == (Outcome.DONE, PRINTS)


def test_a_category_is_no_markup() -> None:
    """It comes from outside, and is read as mrkdwn."""
    evil = replace(REFUSED, categories=("<!channel>*`",))
    told = refusal(replace(WORDS, refused=(evil,)))
    assert not {"<", ">", "`"} & set(told.replace("*Redo*", ""))


def test_a_picture_that_was_only_not_drawn_can_be_tried_again() -> None:
    one = replace(WORDS, refused=(PictureRefused("i"),))
    assert "Redo" in refusal(one)


def test_a_break_before_the_picture_is_a_failure_that_keeps_its_words() -> None:
    answer = broken(WORDS, (), ModelCut("reset"))
    assert (answer.outcome, answer.parts) == (Outcome.FAILED, WORDS.parts)
    assert answer.told == ModelCut.told


def test_a_break_after_the_picture_keeps_it() -> None:
    answer = broken(WORDS, PRINTS, ModelCut("reset"))
    assert (answer.outcome, answer.pictures) == (Outcome.DONE, PRINTS)
    assert "broke after the picture" in answer.notes[0]


def test_a_stop_keeps_what_was_there() -> None:
    answer = stopped(WORDS, (), "Stopped by <@U1>.")
    assert (answer.outcome, answer.told) == (Outcome.STOPPED, "Stopped by <@U1>.")
    assert answer.parts == WORDS.parts


@pytest.mark.parametrize("pictures", [(), PRINTS])
def test_nothing_is_chained_to_a_response_that_never_ended(
    pictures: tuple[KeptPicture, ...],
) -> None:
    assert broken(WORDS, pictures, ModelCut("x")).response == ""
    assert stopped(WORDS, pictures, "x").response == ""


def test_a_failure_says_what_a_person_may_read_and_nothing_else() -> None:
    assert failed(AskError("Say it so.")).told == "Say it so."
    assert failed(ModelError("xoxb-1 secret")).told == ModelError.told
    assert "secret" not in str(failed(BotError("secret")))


def test_every_error_has_a_sentence_and_a_place_in_the_drawing() -> None:
    kinds = [
        each
        for each in vars(errors).values()
        if isinstance(each, type) and issubclass(each, BotError)
    ]
    assert len(kinds) > 12
    for kind in kinds:
        assert kind.told.endswith(".")
        assert kind.__name__ in str(errors.__doc__)
