"""What a call of `draw_set` may ask for, and what is said of the rest."""

from typing import Any

import pytest

from bot.core.answering.sources import NamedSources
from bot.core.turn.sets import MOST, Source, WrongSet, read_set

FOX = {"title": " A  fox ", "prompt": "a fox", "uses": ["Current", "current"]}
DOG = {"title": "A dog", "prompt": "a dog", "uses": []}
KNOWN = NamedSources(
    attached=(Source(turn=7, number=1),),
    numbered={3: Source("three")},
    current=Source("now"),
)


def test_a_set_is_numbered_after_those_before() -> None:
    fox, dog = read_set({"pictures": [FOX, DOG]}, "call_1", 4)
    assert (fox.number, fox.title, fox.uses) == (5, "A fox", ("current",))
    assert (dog.line, dog.call, dog.open) == ("6. A dog", "call_1", True)


@pytest.mark.parametrize(
    ("pictures", "before", "said"),
    [
        (None, 0, "2 to 10"),
        ([FOX], 0, "2 to 10"),
        ([FOX] * (MOST + 1), 0, "2 to 10"),
        ([FOX, DOG], 9, "9 were asked for already"),
        ([FOX, "a dog"], 0, "picture 2 is no object"),
        ([FOX, {**DOG, "prompt": " "}], 0, "picture 2 has no `prompt`"),
        ([{**FOX, "title": 7}, DOG], 0, "picture 1 has no `title`"),
        ([FOX, {**DOG, "uses": "current"}], 0, "no list of names"),
        ([FOX, {**DOG, "uses": ["current"] * 17}], 0, "more than 16"),
        ([FOX, {**DOG, "prompt": "x" * 12_001}], 0, "too long"),
    ],
)
def test_what_is_wrong_is_said_in_words_that_mend_it(
    pictures: Any, before: int, said: str
) -> None:
    with pytest.raises(WrongSet, match=said):
        read_set({"pictures": pictures}, "call_1", before)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("attached 1", Source(turn=7, number=1)),
        ("picture 3", Source("three")),
        ("picture #3", Source("three")),
        ("current", Source("now")),
    ],
)
def test_names_lead_to_what_they_name(name: str, source: Source) -> None:
    assert KNOWN.named(name) == source


@pytest.mark.parametrize("name", ["attached 2", "attached 0", "picture 1", "the fox"])
def test_a_name_that_leads_nowhere_is_told_with_those_that_do(name: str) -> None:
    with pytest.raises(WrongSet) as wrong:
        KNOWN.named(name)
    assert f"`{name}`" in str(wrong.value)
    assert "`attached 1`, `picture 3`, `current`" in str(wrong.value)


def test_where_nothing_can_be_named_that_is_said() -> None:
    with pytest.raises(WrongSet, match="leave it empty"):
        NamedSources(several=True).named("current")
