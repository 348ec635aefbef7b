"""What the model does by itself: values in, steps out."""

import pytest

from playground.openai.asks import Ask
from playground.openai.mind import think
from playground.openai.steps import Draw, Say, Search, Stop, Take
from playground.openai.web import PAGES, look_up
from tests.playground.openai.asking import asking


def kinds(take: Take) -> list[str]:
    return [type(step).__name__ for step in take]


def said(take: Take) -> str:
    return "".join(step.say for step in take if isinstance(step, Say))


@pytest.mark.parametrize(
    ("words", "steps"),
    [
        ("a lighthouse at night", ["Draw", "Say"]),
        ("a poster with the Knicks score", ["Search", "OpenPage", "Draw", "Say"]),
        ("who won the Harbour Cup final?", ["Search", "OpenPage", "Say"]),
        ("why is that?", ["Say"]),
        ("three variations of a fox", ["Draw", "Draw", "Draw", "Say"]),
        ("a lighthouse with three boats", ["Draw", "Say"]),
        ("Wie wird das Wetter in Berlin?", ["Search", "OpenPage", "Say"]),
        ("a fox, no picture, just a sentence", ["Say"]),
        ("thanks", ["Say"]),
        ("a girl who sings when it rains", ["Draw", "Say"]),
    ],
)
def test_an_ask_becomes_steps(words: str, steps: list[str]) -> None:
    assert kinds(think(Ask(words), asking())) == steps


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("draw a boat at night", "Here is"),
        ("zeichne ein Boot mit der Sonne", "Hier ist"),
        ("dessine un bateau dans la nuit", "Voici"),
        ("dibuja un barco con el sol", "Aquí"),
    ],
)
def test_it_answers_in_the_language_of_the_ask(words: str, answer: str) -> None:
    assert said(think(Ask(words), asking())).startswith(answer)


def test_it_draws_nothing_without_the_tool() -> None:
    assert kinds(think(Ask("a boat"), asking(tools=[]))) == ["Say"]


def test_a_chosen_tool_is_used_whatever_is_asked() -> None:
    chosen = asking(tool_choice={"type": "image_generation"})
    assert "Draw" in kinds(think(Ask("why?"), chosen))


def test_facts_that_were_found_are_lettered_on_the_picture() -> None:
    take = think(Ask("a poster with the Knicks score"), asking())
    [drawn] = [step for step in take if isinstance(step, Draw)]
    assert '"KNICKS 112 CELTICS 104"' in str(drawn.draw)


def test_another_seed_is_another_picture_of_the_same_ask() -> None:
    [first, *_], [again, *_] = (think(Ask("a fox"), asking(), n) for n in (0, 1))
    assert first != again


def test_a_small_limit_cuts_the_words() -> None:
    take = think(Ask("a fox"), asking(max_output_tokens=16))
    assert isinstance(take[-1], Stop)


def test_every_page_is_found_by_its_own_words_and_its_address_is_invented() -> None:
    for page in PAGES:
        assert page in look_up(" ".join(page.words), limit=len(PAGES))
        assert page.url.split("/")[2].endswith(".example")


def test_nothing_is_found_for_nothing() -> None:
    assert look_up("xyzzy") == []


def test_an_edit_is_about_the_picture_and_not_about_the_web() -> None:
    ask = Ask("make the score red", canvas=b"a picture")
    assert kinds(think(ask, asking())) == ["Draw", "Say"]
    fresh = Ask("put the latest score on it", canvas=b"a picture")
    assert "Search" in kinds(think(fresh, asking()))


def test_only_pages_about_the_matter_are_cited() -> None:
    take = think(Ask("a poster with the Knicks score"), asking())
    assert "museum" not in said(take)


def test_a_search_names_what_was_asked() -> None:
    [search, *_] = think(Ask("weather in Lisbon please"), asking())
    assert isinstance(search, Search)
    assert search.search == "weather in Lisbon please"
