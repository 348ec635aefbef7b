"""Notes our temporary files in Slack when they are uploaded, and deletes them in the
end."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from bot.core.caller import Caller
from bot.core.errors import ChatError
from bot.core.ports import TemporaryFiles
from bot.core.showing.hanging import Hanging
from bot.core.showing.posting import insisting
from bot.core.turn.slots import Spot
from bot.core.turn.turns import Turn

log = logging.getLogger(__name__)


def noting(
    temporary_files: TemporaryFiles, turn: int
) -> Callable[[str], Awaitable[None]]:
    """Note a file, so that it is deleted in the end if the turn's message does not show
    it."""

    async def note(file_id: str) -> None:
        try:
            await temporary_files.lent(turn, file_id)
        except Exception:
            # Losing the note is better than losing the picture.
            log.exception("turn %s: the file %s could not be noted", turn, file_id)

    return note


async def take_down(
    hanging: Hanging, temporary_files: TemporaryFiles, turn: Turn, caller: Caller
) -> None:
    """Remove all files that the turn's message does not show in its last form.

    What cannot be removed now stays noted.
    """
    pictures = turn.answer.pictures if turn.answer else ()
    shown = {each.file_id for each in pictures}
    files: Sequence[str] = await temporary_files.outstanding(turn.id)
    for file_id in files:
        try:
            if file_id not in shown:
                spot = Spot(file_id=file_id)
                thread = turn.ask.thread
                await insisting(partial(hanging.take_down, spot, thread, caller))
        except ChatError as error:
            log.warning("file %s could not be deleted yet: %s", file_id, error)
            continue
        await temporary_files.returned(file_id)
