"""Recognising names in an ask, in any script."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.turn.naming import MOST_USED, names_in, without_marks
from bot.core.turn.taught import NameKind, Taught, gloss_of, reads_as


def named(*names: str) -> list[Taught]:
    return [
        Taught("T", NameKind.CHARACTER, name, "", (), "U", id=number)
        for number, name in enumerate(names, 1)
    ]


KNOWN = named(
    *("Pixel", "Winter", "winter style", "C-3PO", "Jonas", "Straße", "Élan"),
    *("ピクセル", "小狐", "雪", "น้องฟ้า", "픽셀", "Пиксель", "Лиса", "पिक्सेल", "بكسل"),
)


def found(words: str) -> list[str]:
    return [each.name for each in names_in(words, KNOWN).names]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Pixel waving", "Pixel"),
        ("a fox like PIXEL!", "Pixel"),
        ("pixel's hat", "Pixel"),
        ("Pixel’s hat", "Pixel"),
        ("“Pixel”, 'pixel'", "Pixel"),
        ("Pixels Geburtstag", "Pixel"),
        ("Pixel'in şapkası", "Pixel"),
        ("l'Élan sous la neige", "Élan"),
        ("e\u0301lan", "Élan"),
        ("Jonas' hat", "Jonas"),
        ("eine STRASSE", "Straße"),
        ("ｐｉｘｅｌ", "Pixel"),
        ("pix\u00adel", "Pixel"),
        ("our winter\n style", "winter style"),
        ("in winter", "Winter"),
        ("c-3po waves", "C-3PO"),
        ("雪の中でピクセルが走る", "ピクセル"),
        ("小狐在雪地里跑", "小狐"),
        ("雪", "雪"),
        ("น้องฟ้าเดินเล่น", "น้องฟ้า"),
        ("픽셀의 모자", "픽셀"),
        ("픽셀이 손을 흔든다", "픽셀"),
        ("Шарф Пикселя", "Пиксель"),
        ("хвост лисы", "Лиса"),
        ("पिक्सेल नाच रहा है", "पिक्सेल"),
        ("بكسل يلوّح", "بكسل"),
        ("Pixelが走る", "Pixel"),
    ],
)
def test_a_name_is_recognised_as_a_word_of_its_own(words: str, name: str) -> None:
    assert found(words) == [name]


@pytest.mark.parametrize(
    "words",
    [
        *(
            "subpixel",
            "pixels in a row",
            "sub-pixel",
            "pixel-art",
            "pixel_art",
            "Pixel2",
        ),
        *("rock'pixel", "pixel'hat"),
        *("`Pixel`", "```\nPixel\n``` and so on", "https://x.io/Pixel", "pixel@x.io"),
        *("@Pixel", "#pixel", ":pixel:", "Pixel.png", "www.pixel.io", "pixel.io/a"),
        *("ピクセルズ", "アピクセル", "雪山", "น้องฟ้าา", "픽셀들", "पिक्सेलों"),
        *("c 3po", "", "   "),
    ],
)
def test_and_nowhere_else(words: str) -> None:
    assert found(words) == []


def test_the_longest_name_counts_and_each_of_them_once() -> None:
    words = "Winter style, Pixel in Winter Style, pixel and winter"
    assert found(words) == ["winter style", "Pixel", "Winter"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("+pixel waves", "Pixel"),
        ("(+Pixel)", "Pixel"),
        ("+Pixel's hat", "Pixel"),
        ('in +"winter style"', "winter style"),
        ("in +“Winter Style” now", "winter style"),
        ("in +winter-style", "winter style"),
        ("in +winter style", "winter style"),
        ("+c-3po", "C-3PO"),
        ("+雪の中", "雪"),
        ("雪山の+ピクセルズ", "ピクセル"),
        ("＋pixel", "Pixel"),
    ],
)
def test_a_plus_always_works(words: str, name: str) -> None:
    assert found(words) == [name]


@pytest.mark.parametrize(
    ("words", "unknown", "near"),
    [
        ("+pixl waves", "pixl", "Pixel"),
        ('+"winter stile"', "winter stile", "winter style"),
        ("+zzz", "zzz", ""),
        ("+" + "a" * 500, "a" * 40, ""),
    ],
)
def test_a_plus_without_a_name_is_told(words: str, unknown: str, near: str) -> None:
    naming = names_in(words, KNOWN)
    assert (naming.unknown, naming.near) == (unknown, near)


@pytest.mark.parametrize(
    "words", ["+1", "2 +3", "C++ code", "a + b", "x+y", "`+no`", "https://x.io/?q=+no"]
)
def test_other_pluses_are_none_of_ours(words: str) -> None:
    assert not names_in(words, KNOWN).unknown


def test_a_model_reads_the_words_without_the_marks() -> None:
    words = "+Pixel and +“winter style”, +winter-style, +1 +other"
    plain = without_marks(words, ["Pixel", "winter style"])
    assert plain == "Pixel and “winter style”, winter-style, +1 +other"


def test_of_too_many_names_the_first_are_used() -> None:
    many = named(*(f"name{number}x" for number in range(50)))
    naming = names_in(" ".join(each.name for each in many), many)
    assert [each.id for each in naming.names] == [*range(1, MOST_USED + 1)]
    assert naming.more


@pytest.mark.parametrize(
    ("sentence", "gloss"),
    [
        ("A small fox with a green scarf", "small fox"),
        ("a fox", "fox"),
        ("The old sea captain, always angry", "old sea captain"),
        (
            "an extraordinarily long-winded explanation of a fox",
            "long-winded explanation",
        ),
        ("Ein Fuchs mit Schal", "Fuchs"),
        ("緑の狐。", "緑の狐"),
        ("", ""),
        ("x" * 500, ""),
    ],
)
def test_a_gloss_says_in_a_few_words_who_it_is(sentence: str, gloss: str) -> None:
    assert gloss_of(sentence) == gloss


NAMES = st.text(st.characters(categories=["L", "Nd"]), min_size=3, max_size=20).filter(
    lambda name: bool(reads_as(name).strip())
)
WORDS = st.text(max_size=300)


@given(NAMES)
def test_any_name_is_recognised_where_it_stands_alone(name: str) -> None:
    [taught] = named(name)
    assert [e.id for e in names_in(f"draw ({name}) now", [taught]).names] == [1]
    assert [e.id for e in names_in(f'draw +"{name}" now', [taught]).names] == [1]


@given(WORDS, st.lists(NAMES, max_size=5))
def test_any_words_are_read_and_none_is_invented(words: str, names: list[str]) -> None:
    taught = named(*names)
    naming = names_in(words, taught)
    read = reads_as(words)
    for each in naming.names:
        assert reads_as(each.name)[:-1] in read


@given(WORDS)
def test_words_without_marks_stay_as_they_are(words: str) -> None:
    assert without_marks(words.replace("+", "").replace("＋", ""), ["a", "b"]) == (
        words.replace("+", "").replace("＋", "")
    )


LONG = 10_000
MANY = named(*(f"name{number} of {number}" for number in range(200)))


@pytest.mark.parametrize(
    "words",
    [
        "a lighthouse at night with two boats and name5 of 5 " * 200,
        "雪の中でピクセルが走る" * 900,
        *("a" * LONG, "a " * 5000, "a." * 5000, "a-" * 5000, "a@" * 5000, ":a" * 5000),
        *("`" * LONG, '+"a' * 3000, "+name5 of 5 " * 800, "```" * 3000, "www." * 2500),
    ],
)
def test_it_costs_next_to_nothing_however_the_words_are(words: str) -> None:
    """A few milliseconds; the limit leaves room for a busy machine."""

    def seconds() -> float:
        since = perf_counter()
        names_in(words[:LONG], MANY)
        without_marks(words[:LONG], [each.name for each in MANY[:MOST_USED]])
        return perf_counter() - since

    assert min(seconds() for _ in range(5)) < 0.25
