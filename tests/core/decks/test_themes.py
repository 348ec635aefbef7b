"""Themes: every color of words can be read on what it stands on."""

from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.core.decks.colors import LARGE, TEXT, contrast, is_dark, legible
from bot.core.decks.made_themes import theme_from_picture, theme_from_style
from bot.core.decks.themes import THEMES, DeckTheme

COLORS = st.integers(0, 0xFFFFFF).map(lambda each: f"#{each:06x}")


def pairs(theme: DeckTheme) -> Iterator[tuple[str, str, float]]:
    """Every color of words or marks, what it stands on, and the least contrast."""
    for ground in (theme.paper, theme.panel):
        for words in (theme.ink, theme.soft, theme.accent):
            yield words, ground, TEXT
    yield theme.cover_ink, theme.cover, TEXT
    yield theme.cover_soft, theme.cover, TEXT
    yield theme.cover_accent, theme.cover, TEXT
    for mark in theme.colors:
        yield mark, theme.paper, LARGE


@pytest.mark.parametrize("name", THEMES)
def test_every_theme_can_be_read(name: str) -> None:
    weak = [
        (words, ground, round(contrast(words, ground), 2))
        for words, ground, least in pairs(THEMES[name])
        if contrast(words, ground) < least
    ]
    assert not weak


@settings(deadline=None)
@example(["#00847b"])
@example(["#ffffff", "#000000"])
@example(["#dddddd", "#888888"])
@given(st.lists(COLORS, max_size=8))
def test_a_theme_of_any_colors_can_be_read(colors: list[str]) -> None:
    for theme in (theme_from_picture(colors), theme_from_style("s", "w", colors)):
        assert all(contrast(a, b) >= least for a, b, least in pairs(theme))
        assert len({*theme.colors}) == 6


def test_a_black_logo_makes_a_black_deck_and_a_white_one_a_dark_deck() -> None:
    black = theme_from_picture(["#ffffff", "#000000", "#1e1e1e"])
    assert black.accent == "#000000"
    assert is_dark(black.cover)
    assert not is_dark(black.paper)
    white = theme_from_picture(["#000000", "#ffffff"])
    assert white.accent == "#ffffff"
    assert is_dark(white.paper)
    assert theme_from_picture(["#ffffff"]).accent == theme_from_picture([]).accent


@given(COLORS, COLORS)
def test_a_color_that_cannot_be_read_becomes_one_that_can(one: str, on: str) -> None:
    assert contrast(legible(one, on), on) >= TEXT


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_themes_are_told_apart() -> None:
    assert len(THEMES) == 8
    assert len({(each.paper, each.accent) for each in THEMES.values()}) == 8
    assert len({each.style for each in THEMES.values()}) == 8
