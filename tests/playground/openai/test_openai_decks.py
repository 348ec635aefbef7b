"""What the emulated model makes of asks for decks: values in, steps out."""

import json
from typing import Any

import pytest

from playground.openai.asks import Ask
from playground.openai.deck_slides import outlined
from playground.openai.mind_deck_changes import changes_in
from playground.openai.web import look_up

WISH = outlined("solar power", look_up("solar power"), 8, "en", pictures=False)
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
        ("slide 2: two points less", [("replace", 2)]),
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
