"""One picture of all themes."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.core.decks.outline import Outline
from bot.core.decks.themes import PAPER, THEMES, DeckTheme
from bot.core.errors import HangError
from bot.core.showing.theme_sheets import ThemeSheets
from bot.core.turn.sheet import Sheet


@dataclass
class Drawer:
    """Lays out and draws nothing, and notes what it was asked for."""

    laid_out: list[str] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    broken: bool = False

    async def laid(self, outline: Outline, theme: DeckTheme) -> Outline:
        if self.broken:
            raise HangError("no typesetter")
        self.laid_out.append(theme.name)
        return outline

    async def thumbnails(
        self, laid: Outline, pictures: object, width: int
    ) -> Sequence[bytes]:
        return [each.title.encode() for each in laid.slides]

    async def sheet(self, sheet: Sheet) -> bytes:
        self.sheets.append(sheet)
        return b"jpeg"


def sheets_of(drawer: Any) -> ThemeSheets:
    return ThemeSheets(drawer, drawer)


async def test_ours_are_drawn_once_and_named_on_their_first_slides() -> None:
    drawer = Drawer()
    sheets = sheets_of(drawer)
    assert await sheets.drawn() == await sheets.drawn() == b"jpeg"
    assert drawer.laid_out == [*THEMES]
    first = [cell.picture.decode() for cell in drawer.sheets[-1].cells[::2]]
    assert [each.lower() for each in first] == [*THEMES]
    assert {cell.number for cell in drawer.sheets[-1].cells} == {0}


async def test_the_deck_s_own_theme_has_a_row_of_its_own() -> None:
    """Rows have four slides, so none of the others is divided."""
    drawer = Drawer()
    await sheets_of(drawer).drawn(replace(PAPER, name="brand"))
    cells = drawer.sheets[-1].cells
    assert len(cells) == 20
    assert cells[16].picture == b"Brand"


async def test_without_a_typesetter_there_is_none_and_the_next_try_counts() -> None:
    drawer = Drawer(broken=True)
    sheets = sheets_of(drawer)
    assert await sheets.drawn() == b""
    drawer.broken = False
    assert await sheets.drawn() == b"jpeg"
