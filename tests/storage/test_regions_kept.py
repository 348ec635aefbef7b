"""A region is kept with its turn, and what was painted is forgotten with it."""

from dataclasses import replace

import pytest

from bot.core.belongings import Owner
from bot.core.ports import Turns
from bot.core.turn.changes import PartForm, PartPlace, part_ask
from bot.core.turn.options import Button
from bot.core.turn.regions import Region, of_cells
from bot.core.turn.turns import Turn
from tests.fakes import THREAD
from tests.storage.conftest import Journal

PAINTED = Region(1024, 768, mask="a" * 64, margins=(1, 2, 3, 4), box=(0, 0, 0.5, 0.5))


async def asked(turns: Turns, region: Region, user: str, number: int) -> Turn:
    form = PartForm(f"V{number}", user, region, Button.CHANGED, "a red bicycle")
    made = part_ask(form, PartPlace(THREAD))
    turn = await turns.accept(replace(made, ts=f"{number}.5"))
    assert turn is not None
    return turn


@pytest.mark.parametrize("region", [PAINTED, of_cells(1024, 1024, ("A1", "B2"))])
async def test_a_region_is_read_as_it_was_written(turns: Turns, region: Region) -> None:
    turn = await asked(turns, region, "U1", 1)
    found = await turns.get(turn.id)
    assert found is not None
    assert found.ask.options == turn.ask.options
    assert found.ask.options is not None
    assert found.ask.options.region == region


async def test_what_was_painted_is_forgotten_unless_others_use_it(
    journal: Journal,
) -> None:
    if journal.belongings is None:
        pytest.skip("in memory nothing outlives the process")
    await asked(journal.turns, PAINTED, "U1", 1)
    noted = replace(PAINTED, mask="b" * 64, notes="c" * 64)
    await asked(journal.turns, noted, "U1", 2)
    await asked(journal.turns, PAINTED, "U2", 3)
    await asked(journal.turns, of_cells(1024, 1024, ("A1",)), "U1", 4)
    found = await journal.belongings.files(Owner(user="U1"))
    assert sorted(found.pictures) == ["b" * 64, "c" * 64]
