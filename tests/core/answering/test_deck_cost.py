"""About what drawing a deck costs."""

from dataclasses import replace

import pytest

from bot.core.answering.deck_cost import with_cost
from bot.core.decks.outline import Layout, Outline, Slide
from bot.core.messages.prices import SHOWN_TOKENS
from bot.core.turn.decks import KeptDeck
from bot.core.turn.taught import NameKind, NamePicture, Taught
from bot.core.turn.terms import Terms

TERMS = Terms(model="gpt-6.1-sol", image_model="gpt-image-2.6-sunburst")
SHOWN = SHOWN_TOKENS * 8 / 1_000_000
"""Dollars for each picture that the image model is shown."""
ROOF = Slide(Layout.FULL_PICTURE, "A roof", picture="Pixel on a roof")
SKY = Slide(Layout.FULL_PICTURE, "The sky", picture="the sky")
PIXEL = Taught(
    *("T1", NameKind.CHARACTER, "Pixel", "a fox"),
    pictures=(NamePicture("a" * 64), NamePicture("b" * 64)),
    taught_by="U1",
)


def cost(*slides: Slide, names: tuple[Taught, ...] = (), terms: Terms = TERMS) -> float:
    deck = KeptDeck(Outline("Roofs", "", "paper", slides))
    found = with_cost(deck, terms, names).cost
    assert found is not None
    return found


def test_pictures_of_a_character_are_counted_where_it_is_on_a_slide() -> None:
    bare, shown = cost(ROOF, SKY), cost(ROOF, SKY, names=(PIXEL,))
    assert shown - bare == pytest.approx(2 * SHOWN)


def test_later_pictures_are_shown_the_first_one() -> None:
    drawn = replace(SKY, sha256="c" * 64)
    assert cost(ROOF, drawn) - cost(ROOF) == pytest.approx(SHOWN, rel=0.1)


def test_a_picture_that_did_not_come_is_to_be_drawn() -> None:
    assert cost(replace(SKY, why="too busy")) == cost(SKY)


def test_nothing_is_said_of_a_quality_whose_price_is_not_known() -> None:
    deck = KeptDeck(Outline("Roofs", "", "paper", (SKY,)))
    assert with_cost(deck, replace(TERMS, quality="auto"), ()).cost is None
