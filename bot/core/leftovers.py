"""Files of ours in Slack that go in the end: noted on their way up, removed then."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from bot.core.errors import ChatError
from bot.core.hanging import Hanging, Spot
from bot.core.ports import Leftovers
from bot.core.posting import insisting
from bot.core.turns import Turn

log = logging.getLogger(__name__)


def noting(leftovers: Leftovers, turn: int) -> Callable[[str], Awaitable[None]]:
    """Notes a file, which goes in the end if the turn's message does not show it."""

    async def note(file_id: str) -> None:
        try:
            await leftovers.lent(turn, file_id)
        except Exception:
            # A note that could not be made is not worth the picture.
            log.exception("turn %s: the file %s is not noted", turn, file_id)

    return note


async def take_down(hanging: Hanging, leftovers: Leftovers, turn: Turn) -> None:
    """Remove all files that the turn's message does not show in its last form.

    What cannot be removed now stays noted.
    """
    prints = turn.answer.prints if turn.answer else ()
    shown = {each.file_id for each in prints}
    files: Sequence[str] = await leftovers.outstanding(turn.id)
    for file_id in files:
        try:
            if file_id not in shown:
                spot = Spot(file_id=file_id)
                await insisting(partial(hanging.take_down, spot, turn.ask.thread))
        except ChatError as error:
            log.warning("file %s stays for now: %s", file_id, error)
            continue
        await leftovers.returned(file_id)
