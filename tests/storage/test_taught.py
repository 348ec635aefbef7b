"""Characters and styles are kept in the same way on every journal."""

import asyncio
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from bot.core.belongings import Belongings, Owner
from bot.core.errors import NameTaken, TooMany
from bot.core.ports import Turns
from bot.core.ports.taught import TaughtNames
from bot.core.turn.options import Options
from bot.core.turn.regions import Region
from bot.core.turn.taught import NameKind, NamePicture, Taught
from bot.core.turn.turns import Answer, KeptPicture, Outcome, Turn
from storage.belongings import IDS, REGION
from storage.taught_rows import PAINTED
from storage.worker import SqliteWorker
from tests.fakes import ask
from tests.storage.conftest import Journal

ONE, TWO, THREE = (NamePicture(each * 64, "png", 8, 9) for each in "abc")
PIXEL: Final = Taught(
    *("T1", NameKind.CHARACTER, "Pixel", "A small red fox", (ONE, TWO), "U1"),
    agreed_by="U7",
    made=100.0,
)
WINTER: Final = Taught(
    "T1", NameKind.STYLE, "Winter light", "Pale", (TWO,), "U2", "C1", made=200.0
)
MANY: Final = 9


@pytest.fixture
def names(journal: Journal) -> TaughtNames:
    return journal.taught_names


@pytest.fixture
def belongings(journal: Journal) -> Belongings:
    if journal.belongings is None:
        pytest.skip("in memory nothing outlives the process")
    return journal.belongings


async def teach(names: TaughtNames, *wanted: Taught) -> list[Taught]:
    return [await names.teach(each, MANY, MANY) for each in wanted]


async def drawn(turns: Turns, sha256: str) -> Turn:
    turn = await turns.accept(ask())
    assert turn is not None
    await turns.begin(turn.id)
    picture = KeptPicture(sha256, "png", 1, 1, 1)
    await turns.answered(turn.id, Answer(Outcome.DONE, pictures=(picture,)))
    return turn


async def test_what_was_taught_is_found_where_it_can_be_used(
    names: TaughtNames,
) -> None:
    pixel, winter = await teach(names, PIXEL, WINTER)
    assert pixel == replace(PIXEL, id=pixel.id)
    assert await names.get(pixel.id) == pixel
    assert await names.usable("T1", "C1") == [winter, pixel]
    assert await names.usable("T1", "C2") == [pixel]
    assert not await names.usable("T2", "C1")
    assert await names.of_team("T1") == [pixel, winter]
    assert await names.get(99) is None


async def test_any_script_is_kept_as_it_was_written(names: TaughtNames) -> None:
    wanted = replace(PIXEL, name="Čája 狐の子", sentence="„Ä\U0001f98a“")
    [kept] = await teach(names, wanted)
    assert await names.get(kept.id) == kept
    assert kept.name == "Čája 狐の子"


@pytest.mark.parametrize(
    ("first", "second", "collide"),
    [
        ("", "", True),
        ("", "C1", True),
        ("C1", "", True),
        ("C1", "C1", True),
        ("C1", "C2", False),
    ],
)
async def test_names_that_read_the_same_collide_where_both_can_be_used(
    names: TaughtNames, first: str, second: str, *, collide: bool
) -> None:
    await teach(names, replace(PIXEL, channel=first))
    again = replace(WINTER, name=" ｐｉｘＥＬ\u200b ", channel=second)
    if not collide:
        await teach(names, again)
        return
    with pytest.raises(NameTaken):
        await teach(names, again)
    await teach(names, replace(again, team="T2"))


async def test_of_many_who_teach_a_name_at_once_one_does(names: TaughtNames) -> None:
    wanted = [
        replace(PIXEL, channel=channel, made=float(number))
        for number, channel in enumerate(("C1", "", "C1", ""))
    ]
    done = await asyncio.gather(
        *(names.teach(each, MANY, MANY) for each in wanted), return_exceptions=True
    )
    assert sum(isinstance(each, Taught) for each in done) == 1
    assert sum(isinstance(each, NameTaken) for each in done) == 3
    assert len(await names.of_team("T1")) == 1


async def test_there_is_a_limit_by_workspace_and_one_by_person(
    names: TaughtNames,
) -> None:
    await teach(names, PIXEL)
    with pytest.raises(TooMany, match="person"):
        await names.teach(replace(WINTER, taught_by="U1"), MANY, 1)
    with pytest.raises(TooMany, match="workspace"):
        await names.teach(WINTER, 1, MANY)
    await names.teach(replace(WINTER, team="T2"), 1, 1)


async def test_a_limit_holds_for_those_who_come_at_once(names: TaughtNames) -> None:
    wanted = [replace(PIXEL, name=f"Fox {each}") for each in range(5)]
    done = await asyncio.gather(
        *(names.teach(each, 2, MANY) for each in wanted), return_exceptions=True
    )
    assert sum(isinstance(each, TooMany) for each in done) == 3
    assert len(await names.of_team("T1")) == 2


async def test_a_changed_name_is_as_it_was_changed(names: TaughtNames) -> None:
    pixel, winter = await teach(names, PIXEL, WINTER)
    other = replace(pixel, name="PIXEL", sentence="Blue", pictures=(THREE, ONE))
    assert await names.change(other) == pixel
    assert await names.get(pixel.id) == other
    with pytest.raises(NameTaken):
        await names.change(replace(pixel, name="winter LIGHT"))
    assert await names.get(pixel.id) == other
    assert await names.change(replace(winter, id=99)) is None
    assert await names.get(99) is None


async def test_a_forgotten_name_can_be_taught_again_under_another_id(
    names: TaughtNames,
) -> None:
    [pixel] = await teach(names, PIXEL)
    assert await names.forget(pixel.id) == pixel
    assert await names.forget(pixel.id) is None
    assert not await names.of_team("T1")
    [again] = await teach(names, PIXEL)
    assert again.id != pixel.id


async def test_pictures_that_no_name_has_any_more_are_left_over(
    names: TaughtNames,
) -> None:
    pixel, winter = await teach(names, PIXEL, WINTER)
    assert not await names.leftovers()
    await names.change(replace(pixel, pictures=(THREE,)))
    assert await names.leftovers() == [ONE.sha256]
    await names.forget(winter.id)
    assert await names.leftovers() == [ONE.sha256, TWO.sha256]
    await names.dropped(ONE.sha256)
    assert await names.leftovers() == [TWO.sha256]
    assert await names.get(pixel.id) == replace(pixel, pictures=(THREE,))


async def test_what_was_kept_for_nothing_is_left_over(names: TaughtNames) -> None:
    await teach(names, replace(PIXEL, pictures=(ONE,)))
    await names.leave([THREE.sha256, ONE.sha256, THREE.sha256])
    assert await names.leftovers() == [THREE.sha256]


async def test_a_picture_that_a_thread_shows_is_not_left_over(
    journal: Journal, belongings: Belongings
) -> None:
    assert belongings
    names = journal.taught_names
    await drawn(journal.turns, ONE.sha256)
    region = Region(1024, 1024, mask=THREE.sha256)
    painted = replace(ask(), claim="painted", options=Options(region=region))
    assert await journal.turns.accept(painted)
    [pixel] = await teach(names, replace(PIXEL, pictures=(ONE, TWO, THREE)))
    await names.forget(pixel.id)
    assert await names.leftovers() == [TWO.sha256]


async def test_a_person_is_forgotten_with_the_names_that_go_with_him(
    names: TaughtNames, belongings: Belongings
) -> None:
    """Those that he taught, and those that show the person whom he has asked."""
    pixel, winter = await teach(names, PIXEL, WINTER)
    for owner in (Owner(user="U1"), Owner(user="U7")):
        found = await belongings.files(owner)
        assert list(found.names) == [pixel.id]
        assert list(found.pictures) == [ONE.sha256]
        [row] = await belongings.names(owner)
        assert row["name"] == "Pixel"
        assert [each["sha256"] for each in row["pictures"]] == [
            *(ONE.sha256, TWO.sha256)
        ]
    await belongings.forget(Owner(user="U1"), found)
    assert await names.of_team("T1") == [winter]


async def test_a_workspace_is_forgotten_with_its_names(
    names: TaughtNames, belongings: Belongings
) -> None:
    *_, other = await teach(names, PIXEL, WINTER, replace(PIXEL, team="T2"))
    found = await belongings.files(Owner(team="T1"))
    assert len(found.names) == 2
    assert not found.pictures
    await belongings.forget(Owner(team="T1"), found)
    assert not await names.of_team("T1")
    assert await names.of_team("T2") == [other]


async def test_a_picture_that_a_name_has_is_not_forgotten_with_its_turn(
    journal: Journal, belongings: Belongings
) -> None:
    await drawn(journal.turns, ONE.sha256)
    await teach(journal.taught_names, replace(WINTER, pictures=(ONE,)))
    found = await belongings.files(Owner(user=ask().user))
    assert len(found.turns) == 1
    assert not found.pictures


async def test_what_was_painted_is_found_without_reading_every_turn(
    tmp_path: Path,
) -> None:
    sql = PAINTED.format(
        ids=IDS, mask=REGION.format("mask"), notes=REGION.format("notes")
    ).replace("%s", "?")
    with closing(SqliteWorker(tmp_path / "journal.db")) as worker:
        plan = await worker.run(
            lambda db: str(
                db.execute(f"explain query plan {sql}", ["[]"] * 2).fetchall()
            )
        )
    assert "USING INDEX turns_mask" in plan
    assert "USING INDEX turns_notes" in plan
    assert "SCAN turns" not in plan
