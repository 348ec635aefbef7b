"""Files that forms show are noted until they are deleted, on every journal."""

import pytest

from bot.core.ports import FormFiles, PrivatePicture
from tests.storage.conftest import Journal

ONE, TWO = PrivatePicture("F1"), PrivatePicture("F2")


@pytest.fixture
def form_files(journal: Journal) -> FormFiles:
    return journal.form_files


async def test_a_file_is_overdue_from_its_time_on_until_it_is_returned(
    form_files: FormFiles,
) -> None:
    await form_files.lent("T2", TWO, 200.0)
    await form_files.lent("T1", ONE, 100.0)
    assert not await form_files.overdue(99.0)
    assert await form_files.overdue(100.0) == [("T1", ONE)]
    assert await form_files.overdue(250.0) == [("T1", ONE), ("T2", TWO)]
    await form_files.returned("F1")
    await form_files.returned("F1")
    assert await form_files.overdue(250.0) == [("T2", TWO)]


async def test_the_message_that_shows_a_file_is_noted_with_it(
    form_files: FormFiles,
) -> None:
    shown = PrivatePicture("F1", "D1", "1.5")
    await form_files.lent("T1", ONE, 100.0)
    await form_files.lent("T1", shown, 900.0)
    assert await form_files.overdue(100.0) == [("T1", shown)]
    assert await form_files.of("T1", "F1") == shown
    assert await form_files.of("T2", "F1") is None
    assert await form_files.of("T1", "F2") is None
