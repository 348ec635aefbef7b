"""The terms of a turn: what the owner has set, under what the ask wants."""

from dataclasses import replace

import pytest

from bot.core.errors import AskError
from bot.core.turn.asks import Ask, directly, with_flags_read
from bot.core.turn.options import Options
from bot.core.turn.terms import OwnerPreferences, Terms, with_options
from tests.fakes import TERMS, ask

OWNER = replace(TERMS, size="auto", quality="low", format="png", previews=1)


async def terms(wanted: Ask) -> Terms:
    return await OwnerPreferences(OWNER).terms(wanted)


async def test_an_ask_that_wants_nothing_else_has_the_owners_terms() -> None:
    assert await terms(ask("a fox")) == OWNER


async def test_flags_win_over_the_owners_settings() -> None:
    found = await terms(ask("a fox --size 16:9 --quality high --format jpeg"))
    assert found == replace(OWNER, size="1536x864", quality="high", format="jpeg")


async def test_what_a_button_wants_needs_no_flag_and_wins_over_one() -> None:
    wide = with_flags_read(ask("a fox --size 1:1 --quality high"))
    assert wide.options is not None
    pressed = replace(wide, options=replace(wide.options, size="1536x864"))
    assert await terms(pressed) == replace(OWNER, size="1536x864", quality="high")
    assert (pressed.words, pressed.wish) == ("a fox --size 1:1 --quality high", "a fox")


async def test_a_wrong_flag_has_no_terms() -> None:
    with pytest.raises(AskError, match="--size"):
        await terms(ask("a fox --size huge"))


@pytest.mark.parametrize(("owner", "wanted"), [(False, True), (True, False)])
def test_a_search_that_anybody_has_switched_off_stays_off(
    *, owner: bool, wanted: bool
) -> None:
    under = replace(OWNER, search=owner)
    assert not with_options(under, Options(search=wanted)).search


def test_each_closer_wish_is_laid_over_those_before() -> None:
    channel, person = Options(size="1024x1024", quality="high"), Options(quality="low")
    found = with_options(with_options(OWNER, channel), person)
    assert (found.size, found.quality) == ("1024x1024", "low")


def test_flags_are_read_once() -> None:
    """The options stay as they were read, even if a later version knows other flags."""
    read = replace(ask("a fox --size 1:1"), options=Options(quality="high"), wish="x")
    assert with_flags_read(read) is read


async def test_what_is_drawn_directly_neither_searches_nor_goes_on_without_us() -> None:
    under = OwnerPreferences(replace(OWNER, background=True))
    found = await under.terms(ask("a fox --direct"))
    assert (found.direct, found.search, found.background) == (True, False, False)
    usual = await under.terms(ask("a fox"))
    assert (usual.direct, usual.search, usual.background) == (False, True, True)


async def test_what_a_command_draws_directly_keeps_its_flags() -> None:
    drawn = directly(ask("a fox --size 16:9"))
    assert drawn.wish == "a fox"
    found = await terms(drawn)
    assert (found.direct, found.size) == (True, "1536x864")
