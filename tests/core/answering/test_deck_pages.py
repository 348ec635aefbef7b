"""Only what a thread has found can be the source of a slide."""

import pytest

from bot.core.answering.deck_pages import found_pages, with_found_sources
from bot.core.decks.outline import DeckSource, Layout, Outline, Slide
from bot.core.turn.decks import KeptDeck
from bot.core.turn.events import Citation
from bot.core.turn.legs import Leg
from bot.core.turn.progress import Part
from bot.core.turn.turns import Answer, Outcome, Turn
from tests.fakes import ask

PAGE = "https://energy.example/solar"
CITED = Part("p", "Sun", (Citation(0, 3, PAGE, "Solar"),))


def outline(*addresses: str) -> Outline:
    sources = tuple(DeckSource("A page", each) for each in addresses)
    slide = Slide(Layout.POINTS, "Sun", ("much",), sources=sources)
    return Outline("Sun", "", "paper", (slide,))


@pytest.mark.parametrize(
    "address",
    [
        PAGE,
        f"{PAGE}/",
        "http://www.energy.example/solar",
        f"{PAGE}?utm_source=openai",
        f"{PAGE}#spain",
        "https://ENERGY.example/solar",
    ],
)
def test_a_page_is_the_same_however_it_is_written(address: str) -> None:
    legs = (Leg(1, "r", parts=(CITED,)),)
    pages = found_pages(Turn(1, ask()), legs, ())
    kept, lost = with_found_sources(outline(address), pages)
    assert kept.slides[0].sources[0].url == address
    assert not lost


def test_what_nobody_has_found_is_left_out() -> None:
    legs = (Leg(1, "r", parts=(CITED,)),)
    pages = found_pages(Turn(1, ask()), legs, ())
    wanted = outline(PAGE, "https://energy.example/wind", "https://evil.example")
    kept, lost = with_found_sources(wanted, pages)
    assert [each.url for each in kept.slides[0].sources] == [PAGE]
    assert lost == ("https://energy.example/wind", "https://evil.example")


def test_what_a_person_has_named_is_found() -> None:
    turn = Turn(1, ask("a deck about <https://our.example/plan|our plan>"))
    assert not with_found_sources(
        outline("https://our.example/plan"), found_pages(turn, (), ())
    )[1]


def test_the_sources_of_an_older_deck_stay() -> None:
    """Also if the words that cited them are gone."""
    before = Turn(1, ask(), answer=Answer(Outcome.DONE, deck=KeptDeck(outline(PAGE))))
    pages = found_pages(Turn(2, ask(), parent=1), (), (before,))
    assert not with_found_sources(outline(PAGE), pages)[1]
