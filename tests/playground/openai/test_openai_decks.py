"""What the emulated model makes of asks for decks: values in, steps out."""

import json
from typing import Any

import pytest

from bot.core.decks.schemas import OUTLINE
from playground.openai.asks import Ask
from playground.openai.deck_slides import outlined
from playground.openai.mind_deck_changes import changes_in
from playground.openai.mind_decks import DECK as DECK_TOOL
from playground.openai.mind_decks import deck_for, deck_words
from playground.openai.steps import Call
from playground.openai.web import look_up

OTHER = "a village with trees by a lake"
WISH = outlined("solar power", look_up("solar power"), 8, "en", pictures=None)
DECK = {
    **WISH,
    "slides": [{**each, "number": n} for n, each in enumerate(WISH["slides"], 1)],
}


def operations(words: str) -> list[dict[str, Any]]:
    found = changes_in(Ask(words, deck=json.loads(json.dumps(DECK))))
    return found["operations"] if found else []


def test_slides_of_many_kinds_are_made_of_what_was_found() -> None:
    assert len(WISH["slides"]) == 8
    assert len({each["layout"] for each in WISH["slides"]}) >= 6
    urls = {s["url"] for each in WISH["slides"] for s in each["sources"]}
    assert urls <= {page.url for page in look_up("solar power")}


@pytest.mark.parametrize(
    ("words", "done"),
    [
        ("slide 2: two points fewer", [("replace", 2)]),
        ("another picture on 4: no people", [("replace", 4)]),
        ("swap 2 and 4", [("swap", 2)]),
        ("move 2 after 5", [("move", 2)]),
        ("remove slide 3", [("remove", 3)]),
        ("add a slide on storage after 3", [("insert", 3)]),
        ("theme: night", [("theme", None)]),
        ("shorter", [("remove", 3), ("remove", 5), ("remove", 7)]),
        ("slide 2: it is quiet", [("replace", 2)]),
        ("thanks", []),
    ],
)
def test_words_become_operations(words: str, done: list[tuple[str, Any]]) -> None:
    assert [(each["do"], each["number"]) for each in operations(words)] == done


def test_another_language_changes_the_titles() -> None:
    first, *others = operations("in German")
    assert first["text"] == "de"
    assert "Danke" in [each["slide"]["title"] for each in others]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("a deck about roofs, one slide", 1),
        ("a deck about roofs, 17 slides", 17),
        ("a deck about roofs, 100 slides", 30),
        ("eine Präsentation über Dächer, drei Folien", 3),
        ("a deck about roofs", 6),
    ],
)
def test_there_are_as_many_slides_as_asked_for_and_no_more_than_there_can_be(
    words: str, count: int
) -> None:
    tool = {"type": "function", "name": DECK_TOOL, "parameters": OUTLINE}
    steps = deck_for(Ask(words), {"tools": [tool]})
    assert steps is not None
    call = steps[-1]
    assert isinstance(call, Call)
    assert isinstance(call.arguments, dict)
    assert len(call.arguments["slides"]) == count
    told = "at most 30" in deck_words(Ask(words))
    assert told == ("100" in words)


def test_an_ask_says_what_its_pictures_show() -> None:
    """And where it does not, each slide has some picture."""
    assert pictures_for("a picture of a red owl on each") == ["a red owl", "a red owl"]
    assert pictures_for("a picture on each") == ["a wide valley with a river", OTHER]


def pictures_for(words: str) -> list[str]:
    """What is on the pictures of a deck of two slides, without their light."""
    tool = {"type": "function", "name": "deck_outline", "parameters": OUTLINE}
    taken = deck_for(Ask(f"a deck about bees, 2 slides, {words}"), {"tools": [tool]})
    assert taken
    assert isinstance(taken[-1], Call)
    assert isinstance(taken[-1].arguments, dict)
    slides = taken[-1].arguments["slides"]
    return [each["picture"].partition(",")[0] for each in slides]
