"""The looks of the photo booth, and what a form of it asks for."""

from dataclasses import replace
from typing import Any

import pytest

from bot.adapters.looks_file import looks_in
from bot.core.turn.asks import FROM_SCRATCH, Attached
from bot.core.turn.booth import (
    KEEP,
    LOOKS,
    OWN,
    PHOTO,
    BoothForm,
    BoothPlace,
    ask_of,
    calls_booth,
    objections,
)
from bot.core.turn.looks import MOST, WrongLooks, read_looks
from bot.core.turn.thread import ThreadKey

OURS = looks_in()
HERE = BoothPlace(ThreadKey("T1", "C1", "1.1"))
ABOUT_FILE = replace(HERE, file=Attached("F1", "ann.jpg"))
FORM = BoothForm("V1", "U1", ("Knitted", "Pixel art"))
LOOK: dict[str, Any] = {"name": "Clay", "sentence": "Of clay.", "prompt": "clay"}


def file(*looks: Any, **more: Any) -> dict[str, Any]:
    return {"instructions": "Keep them.", "looks": list(looks), **more}


def test_ours_are_ten_whose_prompts_keep_people_recognisable() -> None:
    assert len(OURS.each) == MOST
    prompts = dict(OURS.prompts(OURS.names, "a chess piece", "the dog"))
    assert list(prompts) == [*OURS.names, "a chess piece"]
    assert "chess piece" in prompts["a chess piece"]
    for each in prompts.values():
        assert "recognisable" in each
        assert "composition" in each
        assert each.endswith("the dog")
        assert "transparent" not in each  # that would ask for another format


@pytest.mark.parametrize(
    ("wrong", "because"),
    [
        (file(), "1 to 10"),
        (file(*[LOOK] * 11), "1 to 10"),
        (file(LOOK, LOOK | {"name": "CLAY"}), "the same name"),
        (file("clay"), "look 1 is no table"),
        (file(LOOK, {**LOOK, "name": " "}), "look 2 has no `name`"),
        (file(LOOK | {"prompt": 7}), "look 1 has no `prompt`"),
        (file(LOOK | {"sentence": "x" * 76}), "longer than 75"),
        (file(LOOK | {"name": "a\nb"}), "one line"),
        (file(LOOK | {"colour": "red"}), "`colour`"),
        (file(LOOK, look=1), "`look`"),
        (file(LOOK, instructions=""), "no `instructions`"),
    ],
)
def test_a_file_that_is_wrong_says_where(wrong: dict[str, Any], because: str) -> None:
    with pytest.raises(WrongLooks, match=because):
        read_looks(wrong)


@pytest.mark.parametrize(
    "words",
    ["photo booth", "Photo-Booth!", "the photobooth, please", "open the photo  booth"],
)
def test_these_words_ask_for_the_booth(words: str) -> None:
    assert calls_booth(words)


@pytest.mark.parametrize(
    "words", ["", "a photo booth in a mall", "photo booth with two cats", "booth"]
)
def test_other_words_are_to_be_drawn(words: str) -> None:
    assert not calls_booth(words)


@pytest.mark.parametrize(
    ("form", "place", "fields"),
    [
        (FORM, ABOUT_FILE, set()),
        (FORM, replace(HERE, onto=7), set()),
        (FORM, HERE, {PHOTO}),
        (replace(FORM, file=Attached("F1", "a.pdf", "application/pdf")), HERE, {PHOTO}),
        (replace(FORM, file=Attached("F1", "a.png", "image/png")), HERE, set()),
        (replace(FORM, looks=()), ABOUT_FILE, {LOOKS}),
        (replace(FORM, looks=(), own="a pawn"), ABOUT_FILE, set()),
        (replace(FORM, looks=("Fresco",)), ABOUT_FILE, {LOOKS}),
        (replace(FORM, looks=OURS.names), ABOUT_FILE, set()),
        (replace(FORM, looks=OURS.names, own="a pawn"), ABOUT_FILE, {LOOKS}),
        (replace(FORM, own="a pawn --size huge"), ABOUT_FILE, {OWN}),
        (replace(FORM, own="a pawn --count 3"), ABOUT_FILE, {OWN}),
        (replace(FORM, own="x" * 301, keep="x" * 301), ABOUT_FILE, {OWN, KEEP}),
    ],
)
def test_what_is_wrong_with_a_form_is_said_at_its_fields(
    form: BoothForm, place: BoothPlace, fields: set[str]
) -> None:
    assert set(objections(form, place, OURS)) == fields


def test_several_looks_are_a_set_that_keeps_what_was_ticked() -> None:
    form = replace(FORM, own="a pawn --quality high", keep="the hat")
    ask = ask_of(form, ABOUT_FILE, OURS)
    assert ask.words == "Photo booth: Knitted, Pixel art, “a pawn” · keep: the hat"
    assert ask.options is not None
    assert ask.options.several
    assert (ask.options.looks, ask.options.own_look) == (FORM.looks, "a pawn")
    assert (ask.options.keep, ask.options.quality) == ("the hat", "high")
    assert (ask.attached, ask.onto) == ((ABOUT_FILE.file,), FROM_SCRATCH)


def test_a_picture_of_ours_is_built_on() -> None:
    ask = ask_of(replace(FORM, file=Attached("F2", "b")), replace(HERE, onto=7), OURS)
    assert (ask.attached, ask.onto) == ((), 7)


def test_one_look_is_drawn_directly() -> None:
    ask = ask_of(replace(FORM, looks=("Knitted",)), ABOUT_FILE, OURS)
    assert ask.direct
    assert ask.options is not None
    assert not ask.options.several
    assert "wool" in ask.wish
