"""Files that forms show are noted until they are deleted, on every journal."""

import pytest

from bot.core.ports import FormFiles
from tests.storage.conftest import Journal


@pytest.fixture
def form_files(journal: Journal) -> FormFiles:
    return journal.form_files


async def test_a_file_is_overdue_from_its_time_on_until_it_is_returned(
    form_files: FormFiles,
) -> None:
    await form_files.lent("T2", "F2", 200.0)
    await form_files.lent("T1", "F1", 100.0)
    await form_files.lent("T1", "F1", 900.0)
    assert not await form_files.overdue(99.0)
    assert await form_files.overdue(100.0) == [("T1", "F1")]
    assert await form_files.overdue(250.0) == [("T1", "F1"), ("T2", "F2")]
    await form_files.returned("F1")
    await form_files.returned("F1")
    assert await form_files.overdue(250.0) == [("T2", "F2")]
