"""Shares files of a turn in its thread, each once, however the program ends.

The journal knows of a file before Slack keeps it. So whoever goes on after a kill finds
it again, and sends nothing a second time.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from bot.core.errors import ChatRefused
from bot.core.ports import Shelf, Turns
from bot.core.showing.hanging import Frame
from bot.core.turn.sets import SetPicture
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Answer, KeptPicture, Turn

Share = Callable[[Sequence[Frame], ThreadKey], Awaitable[Sequence[str]]]
"""Shares files into a thread at once, and returns their ids. Raises ChatError."""
log = logging.getLogger(__name__)


async def no_share(files: Sequence[Frame], thread: ThreadKey) -> Sequence[str]:
    """Refuse, because no way of sharing is set up."""
    raise ChatRefused(f"{len(files)} files cannot be shared in {thread}")


class Sharing:
    """Shares files of one turn, which nobody else changes meanwhile."""

    def __init__(self, turns: Turns, share: Share, turn: Turn) -> None:
        self._turns, self._share, self._turn = turns, share, turn
        self._pictures = turn.answer.pictures if turn.answer else ()

    async def share(self, frames: Mapping[str, Frame]) -> bool:
        """Share the frames, each under the hash of its picture; whether there were any.
        Raises ChatError."""
        if not frames:
            return False
        sent = {each.sha256: each.sent for each in self._pictures if each.sent}
        ready = [
            replace(frame, sent=sent.get(name, ""), noted=partial(self._sent, name))
            for name, frame in frames.items()
        ]
        ids = await self._share(ready, self._turn.ask.thread)
        await self._note(dict(zip(frames, ids, strict=True)), beside=True)
        return True

    async def _sent(self, sha256: str, file_id: str) -> None:
        """Note the file before Slack keeps it. Without the note it is not kept."""
        await self._note({sha256: file_id}, beside=False)

    async def _note(self, files: Mapping[str, str], *, beside: bool) -> None:
        self._pictures = tuple(
            replace(each, file_id=files[each.sha256], beside=beside)
            if each.to_share and not each.hangs and each.sha256 in files
            else each
            for each in self._pictures
        )
        turn = self._turn
        await self._turns.shown(turn.id, self._pictures, settled=turn.settled)


async def set_frames(turn: Turn, answer: Answer, shelf: Shelf) -> dict[str, Frame]:
    """The full pictures of the answer's set as files, each under its hash.

    Those that are in the thread already, and those whose bytes are gone, are left out.
    """
    frames: dict[str, Frame] = {}
    for each in answer.set_pictures:
        drawn = answer.original(each.number) or answer.placed(each.number)
        if drawn is None or drawn.hangs:
            continue
        if data := await shelf.read(drawn.sha256):
            frames[drawn.sha256] = _frame(turn, each, drawn, data)
    return frames


def _frame(turn: Turn, wanted: SetPicture, drawn: KeptPicture, data: bytes) -> Frame:
    ending = "jpg" if drawn.format == "jpeg" else drawn.format
    name = f"darkroom-{turn.id}-{wanted.number}.{ending}"
    return Frame(turn.ask.thread, name=name, alt=wanted.line, data=data)
