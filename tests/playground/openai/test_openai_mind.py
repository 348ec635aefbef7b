"""The model's own decisions: values in, steps out."""

from typing import Any

import pytest

from playground.openai.asks import Ask
from playground.openai.fitting import fitted
from playground.openai.mind import think
from playground.openai.numbered import Numbered, meant, numbered, without_number
from playground.openai.schemas import allows
from playground.openai.steps import Call, Draw, Say, Search, Stop, Take
from playground.openai.web import PAGES, look_up
from tests.playground.openai.asking import IMAGE, SET, asking


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


def called(words: str, **more: Any) -> list[dict[str, Any]]:
    """The pictures of the set that is called for; none when nothing is called."""
    offered = asking(tools=[IMAGE, SET])
    [*found] = [s for s in think(Ask(words, **more), offered) if isinstance(s, Call)]
    pictures: list[dict[str, Any]] = [p for c in found for p in _pictures(c)]
    return pictures


def _pictures(call: Call) -> list[dict[str, Any]]:
    arguments: Any = call.arguments
    return list(arguments["pictures"])


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("four logos for a bakery called Crumb", 4),
        ("please draw me three logos", 3),
        ("a lighthouse in three styles", 3),
        ("a storyboard of a fox that finds a key", 4),
        ("a storyboard of a fox in six panels", 6),
        ("five variations of a boat", 5),
        ("a series of posters", 4),
        ("vier Plakate für den Hafen", 4),
        ("a lighthouse with three boats", 0),
        ("who are the four Beatles?", 0),
        ("a lighthouse", 0),
    ],
)
def test_several_pictures_are_a_set(words: str, count: int) -> None:
    assert len(called(words)) == count


def test_an_edit_that_adds_several_things_is_no_set() -> None:
    assert called("two more boats", canvas=b"a picture") == []
    assert called("four boats", canvas=b"a picture") == []


def test_what_a_set_starts_from_has_a_name() -> None:
    three = Numbered(3, "Oak", b"oak")
    cases: list[tuple[str, dict[str, Any], list[str]]] = [
        ("this in three styles", {"attached": (b"a",)}, ["attached 1"]),
        ("four variations", {"canvas": b"a"}, ["current"]),
        ("four variations of number 3", {"canvas": b"oak", "about": three},
         ["picture 3"]),
        ("four logos for a bakery", {}, []),
    ]  # fmt: skip
    assert [called(w, **more)[0]["uses"] for w, more, _ in cases] == [
        uses for *_, uses in cases
    ]


def test_each_picture_of_a_set_has_a_title_and_words_of_its_own() -> None:
    pictures = called("four logos for a bakery called Crumb")
    assert len({one["title"] for one in pictures}) == 4
    assert len({one["prompt"] for one in pictures}) == 4
    assert all("logo for a bakery called Crumb" in one["prompt"] for one in pictures)


@pytest.mark.parametrize(
    ("uses", "told"),
    [
        ({"type": "string"}, "current"),
        ({"type": ["string", "null"]}, "current"),
        ({"anyOf": [{"type": "null"}, {"type": "string"}]}, "current"),
        ({"type": "array", "items": {"type": "string"}}, ["current"]),
        ({"type": "string", "enum": ["none", "current"]}, "none"),
    ],
)
def test_arguments_keep_to_the_schema_whatever_it_is(
    uses: dict[str, Any], told: Any
) -> None:
    wish = {"uses": ["current"]}
    node = {"type": "object", "properties": {"uses": uses}, "required": ["uses"]}
    made = fitted(node, wish, node)
    assert made == {"uses": told}
    assert allows(node, made, node)


PARTS = [("1. Boat", b"a"), ("Picture 3: Old oak", b"b")]


def test_each_picture_has_the_line_before_it() -> None:
    parts = [p for text, data in PARTS for p in (line(text), image(data))]
    assert shown(parts) == [(1, "Boat", b"a"), (3, "Old oak", b"b")]


def test_or_all_lines_come_before_all_pictures() -> None:
    parts = [line("\n".join(t for t, _ in PARTS)), *(image(d) for _, d in PARTS)]
    assert shown(parts) == [(1, "Boat", b"a"), (3, "Old oak", b"b")]


def test_one_that_failed_has_a_line_and_no_picture() -> None:
    parts = [line("1. Boat: refused"), line("2. Oak"), image(b"b")]
    assert shown(parts) == [(2, "Oak", b"b")]


def line(text: str) -> dict[str, Any]:
    return {"type": "input_text", "text": text}


def image(data: bytes) -> dict[str, Any]:
    return {"type": "input_image", "data": data}


def shown(parts: list[dict[str, Any]]) -> list[tuple[int, str, bytes]]:
    found = numbered(parts, lambda part, _: part["data"])
    return [(one.number, one.title, one.data) for one in found]


@pytest.mark.parametrize(
    ("words", "number", "rest"),
    [
        ("number 3, but at night", 3, "at night"),
        ("Nummer 2, aber bei Nacht", 2, "bei Nacht"),
        ("the third one with snow", 3, "with snow"),
        ("#2 in blue", 2, "in blue"),
        ("the Old oak in blue", 2, "the Old oak in blue"),
        ("three boats", None, "three boats"),
        ("number 9", None, ""),
    ],
)
def test_a_number_means_a_picture(words: str, number: int | None, rest: str) -> None:
    sets = [Numbered(n, t, b"") for n, t in ((3, "Light"), (2, "Old oak"))]
    found = meant(words, sets)
    assert (found and found.number) == number
    assert without_number(words) == rest
