"""Changes of an outline: operations on slides by the numbers they had before."""

from dataclasses import replace
from typing import Any

import pytest

from bot.core.decks.changes import (
    ChangeLanguage,
    ChangeTheme,
    ChangeTitle,
    InsertSlide,
    MoveSlide,
    Operation,
    RemoveSlide,
    ReplaceSlide,
    SwapSlides,
    changed,
    read_change,
)
from bot.core.decks.outline import Layout, Outline, Slide, WrongOutline

NEW = Slide(Layout.POINTS, "new", ("a",))
DRAWN = Slide(
    Layout.PICTURE_LEFT, "b", ("x",), picture="a roof", sha256="b" * 64, why=""
)
DECK = Outline(
    "Solar",
    "",
    "night",
    (
        Slide(Layout.TITLE, "a"),
        DRAWN,
        Slide(Layout.POINTS, "c", ("y",)),
        Slide(Layout.CLOSING, "d"),
    ),
)


def titles(*operations: Operation) -> str:
    """The titles of the slides after the operations."""
    return " ".join(each.title for each in changed(DECK, operations).slides)


@pytest.mark.parametrize(
    ("operations", "after"),
    [
        ([ReplaceSlide(3, NEW)], "a b new d"),
        ([InsertSlide(0, NEW)], "new a b c d"),
        (
            [InsertSlide(3, NEW), InsertSlide(3, replace(NEW, title="2"))],
            "a b c new 2 d",
        ),
        ([RemoveSlide(2), RemoveSlide(3)], "a d"),
        ([MoveSlide(2, 4)], "a c d b"),
        ([MoveSlide(3, 0)], "c a b d"),
        ([MoveSlide(2, 2)], "a b c d"),
        ([SwapSlides(2, 4)], "a d c b"),
        ([RemoveSlide(1), SwapSlides(2, 4), InsertSlide(2, NEW)], "d c b new"),
    ],
)
def test_numbers_are_those_of_the_outline_before(
    operations: list[Operation], after: str
) -> None:
    assert titles(*operations) == after


def test_theme_title_and_language_change_by_themselves() -> None:
    after = changed(
        DECK, [ChangeTheme("dusk"), ChangeTitle("Sun"), ChangeLanguage("de")]
    )
    assert after == replace(DECK, theme="dusk", title="Sun", language="de")


def test_a_slide_with_the_same_wish_keeps_its_picture() -> None:
    same = replace(DRAWN, title="less", points=(), sha256="")
    other = replace(same, picture="a roof without people")
    after = changed(DECK, [ReplaceSlide(2, same), ReplaceSlide(3, other)])
    assert [each.sha256 for each in after.slides[1:3]] == ["b" * 64, ""]


@pytest.mark.parametrize(
    "operations",
    [
        [RemoveSlide(5)],
        [RemoveSlide(0)],
        [RemoveSlide(2), SwapSlides(2, 3)],
        [RemoveSlide(n) for n in (1, 2, 3, 4)],
        [InsertSlide(1, NEW)] * 27,
    ],
)
def test_what_cannot_be_done_is_refused(operations: list[Operation]) -> None:
    with pytest.raises(WrongOutline):
        changed(DECK, operations)


def given(do: str, **other: Any) -> dict[str, Any]:
    """An operation as a call has it."""
    empty = dict.fromkeys(("number", "other", "slide", "text", "subtitle"))
    return {"do": do, **empty, **other}


SLIDE = {"layout": "points", "title": "t", "points": ["p"], "sources": []}


def test_a_call_is_read_as_operations() -> None:
    read = read_change(
        {
            "operations": [
                given("replace", number=2, slide=SLIDE),
                given("insert", number=0, slide=SLIDE),
                given("remove", number=1),
                given("move", number=2, other=3),
                given("swap", number=2, other=4),
                given("theme", text="Night"),
                given("title", text="Sun", subtitle="and wind"),
                given("language", text="de"),
            ]
        },
        DECK,
    )
    slide = Slide(Layout.POINTS, "t", ("p",))
    assert read == (
        ReplaceSlide(2, slide),
        InsertSlide(0, slide),
        RemoveSlide(1),
        MoveSlide(2, 3),
        SwapSlides(2, 4),
        ChangeTheme("night"),
        ChangeTitle("Sun", "and wind"),
        ChangeLanguage("de"),
    )


@pytest.mark.parametrize(
    ("operation", "why"),
    [
        (given("paint"), "operation 1: `do` is one of replace"),
        (given("remove"), "operation 1: `number` is the number of a slide"),
        (given("remove", number=True), "`number` is the number of a slide"),
        (given("replace", number=1), "it is no object"),
        (given("theme", text="rococo"), "`theme` is one of"),
        ("x", "`do` is one of"),
    ],
)
def test_a_wrong_operation_is_refused_with_why(operation: object, why: str) -> None:
    with pytest.raises(WrongOutline) as error:
        read_change({"operations": [operation]}, DECK)
    assert why in str(error.value)
