"""Keeps notes of temporary files in Slack while nothing can be written.

A note that waits is read as if it were stored, so that no file is forgotten.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from bot.core.ports import TemporaryFiles
from bot.core.storing.pending_writes import PendingWrite, PendingWrites, Work

NOTES: Final = "files"


class PendingTemporaryFiles:
    """A `TemporaryFiles` in front of the one that stores."""

    def __init__(
        self, temporary_files: TemporaryFiles, pending_writes: PendingWrites
    ) -> None:
        self._temporary_files, self._pending_writes = temporary_files, pending_writes

    async def lent(self, turn: int, file_id: str) -> None:
        """Note a file that is to be deleted once nothing shows it."""
        work = partial(self._temporary_files.lent, turn, file_id)
        await self._write(work, file_id, turn)

    async def returned(self, file_id: str) -> None:
        """Note that it is deleted."""
        await self._write(
            partial(self._temporary_files.returned, file_id), file_id, None
        )

    async def outstanding(self, turn: int) -> Sequence[str]:
        """The files of the turn that are not deleted yet."""
        stored = await self._temporary_files.outstanding(turn)
        unwritten = dict(self._notes())
        kept = [file_id for file_id in stored if file_id not in unwritten]
        return [*kept, *(each for each, whose in unwritten.items() if whose == turn)]

    def _notes(self) -> Iterator[tuple[str, int | None]]:
        for note in self._pending_writes.about(NOTES):
            if isinstance(note, tuple):
                yield note

    async def _write(self, work: Work, file_id: str, turn: int | None) -> None:
        write = PendingWrite(f"the note of the file {file_id}", work, (file_id, turn))
        await self._pending_writes.write(NOTES, write)
