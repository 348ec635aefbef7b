"""Decks as turns keep them."""

import json
from dataclasses import replace

from bot.core.decks.outline import Layout, Outline, Slide
from bot.core.decks.themes import NIGHT
from bot.core.turn.decks import (
    DeckStage,
    KeptDeck,
    begun,
    in_words,
    wanted_pictures,
    with_pictures,
)
from bot.core.turn.sets import SetPicture

SLIDES = (
    Slide(Layout.TITLE, "Sun", picture="a valley", sha256="a" * 64),
    Slide(Layout.POINTS, "Roofs", ("many",)),
    Slide(Layout.FULL_PICTURE, "Sea", picture="a boat.", why="declined"),
    Slide(Layout.PICTURE_LEFT, "House", ("one",), picture="a house"),
)
DECK = KeptDeck(Outline("Sun", "", "night", SLIDES))


def test_only_what_is_missing_is_drawn() -> None:
    """What was declined before is left alone, unless somebody asks for it."""
    there, declined, missing = wanted_pictures(DECK, "call")
    assert there.finished
    assert not there.call
    assert declined.why == "declined"
    assert missing.open
    assert missing.number == 4
    again = wanted_pictures(begun(DECK, "call"), "call")
    assert [each.number for each in again if each.open] == [3, 4]


def test_a_prompt_has_the_look_of_the_theme_and_forbids_words() -> None:
    [missing] = [each for each in wanted_pictures(DECK, "c") if each.open]
    assert missing.prompt.startswith("a house. Style: ")
    assert NIGHT.style in missing.prompt
    assert missing.prompt.endswith(
        "No text, letters or numbers anywhere in the picture."
    )
    assert missing.size == "1024x1024"


def test_what_is_drawn_later_is_done_as_the_first_picture_that_is_there() -> None:
    """What is there, or did not come, needs none; the first ones of all have none."""
    there, declined, missing = wanted_pictures(DECK, "call")
    assert missing.manner == "a" * 64
    assert "another slide" in missing.prompt
    assert not any(each.manner for each in (there, declined))
    bare = tuple(replace(each, sha256="") for each in SLIDES)
    new = replace(DECK, outline=replace(DECK.outline, slides=bare))
    first = [each for each in wanted_pictures(new, "call") if each.open]
    assert not any(each.manner or "another slide" in each.prompt for each in first)


def test_what_did_not_come_is_noted_on_its_slide() -> None:
    made = (
        SetPicture(1, "Sun", "a valley", sha256="a" * 64),
        SetPicture(3, "Sea", "a boat", why="too busy"),
        SetPicture(4, "House", "a house"),
    )
    slides = with_pictures(DECK.outline, made).slides
    assert [each.why for each in slides] == ["", "", "too busy", "not drawn"]


def test_a_drawn_deck_that_is_completed_is_another_version() -> None:
    drawn = replace(DECK, stage=DeckStage.DRAWN)
    assert begun(drawn, "c").version == 2
    assert begun(DECK, "c").version == 1


def test_the_model_is_told_the_slides_with_their_numbers_and_nothing_of_ours() -> None:
    told = json.loads(in_words(DECK.outline))
    assert [each["number"] for each in told["slides"]] == [1, 2, 3, 4]
    assert "sha256" not in in_words(DECK.outline)
    assert "declined" not in in_words(DECK.outline)
