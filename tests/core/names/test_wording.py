"""Which names can be taught, and what is proposed in place of others."""

import pytest

from bot.core.names import wording
from bot.core.names.wording import cleaned, is_ordinary, objection
from bot.core.turn.taught import NameKind, reads_as

FOX, LOOK = NameKind.CHARACTER, NameKind.STYLE


@pytest.mark.parametrize(
    "name",
    [
        *("Pixel", "Winter style", "Ms. Fox", "O’Malley", "Jean-Luc", "R2 D2"),
        *("Müller", "Žofka", "Ёжик", "Αλίκη", "ピクセル", "狐の子", "שלומית", "ليلى"),
        *("Pixel Лисичка", "Маша-狐"),
        *("मीरा", "கண்மணி", "Pixel the fox", "可爱的狐狸"),
    ],
)
def test_words_of_any_script_are_names(name: str) -> None:
    assert not objection(cleaned(name), FOX)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", wording.NO_NAME),
        (" \u200b\u202e\ufeff ", wording.NO_NAME),
        ("🦊🦊", wording.NO_LETTERS),
        ("42", wording.NO_LETTERS),
        ("狐", wording.TOO_SHORT),
        ("x" * 10_000, wording.TOO_LONG),
        ("one two three four", wording.TOO_LONG),
        ("\u0420ixel", wording.MIXED),
        ("P\u03b9xel", wording.MIXED),
    ],
)
def test_what_reads_as_no_name_is_refused(name: str, why: str) -> None:
    assert objection(cleaned(name), FOX) == why


@pytest.mark.parametrize(
    ("name", "proposal"),
    [
        ("<!channel>", "channel"),
        ("<@ANN>", "ANN"),
        ("🦊 Foxy", "Foxy"),
        ("Pixel & <Co>", "Pixel & Co"),
        ("Pixel\nthe\tfox", ""),
        ("--Pixel", "Pixel"),
        ("*Pixel*", ""),
        ("[Pixel](http://a.example)", "Pixel http a.example"),
    ],
)
def test_markup_is_no_part_of_a_name(name: str, proposal: str) -> None:
    told = objection(cleaned(name), FOX)
    assert told == (
        wording.OTHER_SIGNS + wording.PROPOSED.format(proposal=proposal)
        if proposal
        else ""
    )


@pytest.mark.parametrize(
    "name", ["winter", "The House", "der Fuchs", "une maison", "ЗИМА", "лиса", "高尾山"]
)
def test_an_ordinary_word_alone_is_no_name(name: str) -> None:
    assert is_ordinary(name) == (name != "高尾山")


def test_what_is_proposed_can_be_taught() -> None:
    told = objection("winter", LOOK)
    assert told.endswith("How about “Winter style”?")
    assert not objection("Winter style", LOOK)
    assert objection("the fox", FOX).endswith("How about “Our fox”?")
    assert not objection("Our fox", FOX)


def test_a_name_that_reads_like_another_is_refused_with_one_that_does_not() -> None:
    taken = {reads_as(each) for each in ("Pixel", "Our Pixel", "pixel 2")}
    told = objection("ＰＩＸＥＬ", FOX, taken)
    assert told.startswith(wording.TAKEN.format(name="ＰＩＸＥＬ"))
    assert told.endswith("How about “ＰＩＸＥＬ 3”?")
    assert not objection("Pixel 3", FOX, taken)


@pytest.mark.parametrize("name", ["Count", "no-search", "Photo Booth", "help"])
def test_what_means_something_to_the_bot_is_no_name(name: str) -> None:
    assert objection(name, FOX).startswith(wording.OURS.format(name=name))


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  +Pixel ", "Pixel"),
        ("“Pixel”", "Pixel"),
        ("Pi\u200bx\u00adel\u202e", "Pixel"),
        ("Cafe\u0301", "Café"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
    ],
)
def test_a_name_is_kept_without_what_nobody_sees(written: str, kept: str) -> None:
    assert cleaned(written) == kept


def test_names_that_look_alike_read_the_same() -> None:
    assert reads_as("ＰＩＸＥＬ") == reads_as(" pi\u200bxel ") == "pixel"
    assert reads_as("Straße") == reads_as("STRASSE")
    assert reads_as("Pixel") != reads_as("Pixels")
