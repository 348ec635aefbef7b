"""Fitting: whatever words are given whatever room, all of them are shown or left, and
none leaves its place."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.charts.words import fitting
from bot.core.decks.breaking import Face
from bot.core.decks.fitting import Fitter
from bot.core.decks.laid import BULLET
from bot.core.decks.lettering import Lettering
from tests.laid_checks import ALPHABETS, NEAR, rough, tight

LEAST = 3.0


def texts(most: int) -> st.SearchStrategy[str]:
    """Words of one script, or of anything."""
    script = st.sampled_from(ALPHABETS).flatmap(
        lambda letters: st.text(letters, min_size=1, max_size=most)
    )
    return st.one_of(script, st.text(max_size=most)).map(lambda t: fitting(t, most))


LOOKS = st.builds(
    Lettering,
    face=st.just(Face("Arial")),
    color=st.just("#000000"),
    largest=st.sampled_from((26.0, 44.0, 20.0)),
    smallest=st.sampled_from((14.0, 18.0)),
    bullet=st.booleans(),
    balanced=st.booleans(),
)


@pytest.mark.slow
@settings(
    max_examples=60, deadline=None, suppress_health_check=[*HealthCheck], database=None
)
@given(
    said=st.lists(texts(300).filter(bool), min_size=1, max_size=6),
    room=st.tuples(st.floats(60, 800), st.floats(30, 400)),
    look=LOOKS,
    rtl=st.booleans(),
)
def test_words_are_shown_or_left(
    said: list[str], room: tuple[float, float], look: Lettering, rtl: bool
) -> None:
    width, height = room
    made = Fitter(rough, rtl).fitted(said, width, height, look)
    shown = "".join("".join(each.lines) for each in made.paragraphs)
    assert tight(shown) + tight("".join(made.rest)) == tight("".join(said))
    assert made.paragraphs
    for each in made.paragraphs:
        assert tight(each.text) == tight("".join(each.lines))
        space = width - (BULLET * each.size if each.bullet else 0)
        wide = (rough(line, look.face) * each.size for line in each.lines)
        assert each.size <= LEAST or max(wide) <= space + NEAR
    assert made.size <= LEAST or made.height <= height + NEAR


def test_a_text_that_is_longer_than_its_room_goes_on_where_it_was_cut() -> None:
    look = Lettering(Face("Arial"), "#000000", 20, 14)
    said = " ".join(f"word{n}" for n in range(100))
    made = Fitter(rough).fitted([said], 200, 100, look)
    [paragraph] = made.paragraphs
    assert f"{paragraph.text} {made.rest[0]}" == said
