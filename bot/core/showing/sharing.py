"""Shares the full pictures of a set as files in the thread, all at once."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from bot.core.errors import ChatRefused
from bot.core.ports import Shelf
from bot.core.showing.hanging import Frame
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Answer, KeptPicture, Turn

Share = Callable[[Sequence[Frame], ThreadKey], Awaitable[Sequence[str]]]
"""Shares files into a thread at once, and returns their ids. Raises ChatError."""
log = logging.getLogger(__name__)


async def no_share(files: Sequence[Frame], thread: ThreadKey) -> Sequence[str]:
    """Refuse, because no way of sharing is set up."""
    raise ChatRefused(f"{len(files)} files cannot be shared in {thread}")


async def shared(
    turn: Turn, answer: Answer, shelf: Shelf, share: Share
) -> tuple[KeptPicture, ...]:
    """Share the pictures of the answer's set; return all of its pictures. Raises
    ChatError.

    Those that are in the thread already, and those whose bytes are gone, stay as they
    are.
    """
    frames: dict[str, Frame] = {}
    for each in answer.set_pictures:
        drawn = answer.placed(each.number)
        if drawn is None or drawn.hangs:
            continue
        if data := await shelf.read(drawn.sha256):
            frames[drawn.sha256] = _frame(turn, each.line, drawn, data)
    if not frames:
        return answer.pictures
    ids = await share(list(frames.values()), turn.ask.thread)
    known = dict(zip(frames, ids, strict=True))
    return tuple(_with_file(each, known) for each in answer.pictures)


def _with_file(picture: KeptPicture, files: dict[str, str]) -> KeptPicture:
    if picture.sheet or picture.sha256 not in files:
        return picture
    return replace(picture, file_id=files[picture.sha256], beside=True)


def _frame(turn: Turn, line: str, drawn: KeptPicture, data: bytes) -> Frame:
    ending = "jpg" if drawn.format == "jpeg" else drawn.format
    name = f"darkroom-{turn.id}-{drawn.place}.{ending}"
    return Frame(turn.ask.thread, name=name, alt=line, data=data)
