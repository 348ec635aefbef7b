"""Looks of decks that are not our own."""

from collections.abc import Sequence
from typing import Any

import pytest

from bot.core.answering.deck_themes import NO_PICTURE, NO_STYLE, DeckThemes
from bot.core.errors import AskError, HangError
from bot.core.showing.deck_files import DeckFiles
from bot.core.turn.asks import Attached
from bot.core.turn.deck_asks import BRAND, style_named
from bot.core.turn.request import InputImage
from bot.core.turn.taught import NameKind, NamePicture, Taught
from bot.core.turn.turns import Turn
from tests.fakes import ask
from tests.memory_taught import MemoryTaughtNames
from tests.studio import Studio, studio


class Colors:
    """Knows the colors of one picture."""

    async def colors(self, picture: bytes) -> Sequence[str]:
        if picture != b"blue":
            raise HangError("no picture")
        return ("#1040c0", "#ffffff")


async def themes(one: Studio, taught: Taught | None = None) -> tuple[DeckThemes, int]:
    names, made = MemoryTaughtNames(), 0
    if taught is not None:
        made = (await names.teach(taught, 10, 10)).id
    maker: Any = Colors()
    decks = DeckFiles(maker, one.shelf, one.context.sheets)
    return DeckThemes(decks, names, one.asking.sources()), made


def style(sha256: str, **more: Any) -> Taught:
    given: dict[str, Any] = {"team": "T1", "kind": NameKind.STYLE, **more}
    pictures = (NamePicture(sha256),)
    return Taught(
        name="Winter", sentence="cold light", pictures=pictures, taught_by="U1", **given
    )


async def test_a_style_of_the_team_gives_its_colors_and_its_words() -> None:
    one = studio()
    wanted, number = await themes(one, style(await one.shelf.keep(b"blue")))
    theme = await wanted.wanted(Turn(1, ask()), style_named(number))
    assert theme is not None
    assert theme.name == "Winter"
    assert theme.style == "cold light"


@pytest.mark.parametrize(
    "more", [{"team": "T2"}, {"channel": "C9"}, {"kind": NameKind.CHARACTER}]
)
async def test_nobody_gets_the_style_of_others(more: dict[str, Any]) -> None:
    one = studio()
    wanted, number = await themes(one, style(await one.shelf.keep(b"blue"), **more))
    with pytest.raises(AskError) as caught:
        await wanted.wanted(Turn(1, ask()), style_named(number))
    assert caught.value.sentence == NO_STYLE


async def test_a_logo_gives_its_colors() -> None:
    one = studio()
    one.files.brought = type(one.files.brought)((InputImage(b"blue", "image/png"),))
    wanted, _ = await themes(one)
    logo = ask(attached=(Attached("F1", "logo.png"),))
    theme = await wanted.wanted(Turn(1, logo), BRAND)
    assert theme is not None
    assert theme.name == BRAND
    one.files.brought = type(one.files.brought)()
    wanted, _ = await themes(one)
    with pytest.raises(AskError) as caught:
        await wanted.wanted(Turn(1, logo), BRAND)
    assert caught.value.sentence == NO_PICTURE


async def test_our_own_themes_need_nothing() -> None:
    wanted, _ = await themes(studio())
    assert await wanted.wanted(Turn(1, ask()), "night") is None
