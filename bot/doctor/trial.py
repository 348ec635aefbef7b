"""Tries each way of hanging a picture, in a separate thread, and tidies up."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from bot.adapters.slack_files import SlackFiles
from bot.core.caller import STEP
from bot.core.errors import ChatError, HangError
from bot.core.messages.blocks import image, section
from bot.core.messages.message import Message
from bot.core.ports import Chat
from bot.core.showing.hanging import Frame, Manner, Way
from bot.core.turn.slots import Spot
from bot.core.turn.thread import ThreadKey
from bot.doctor.samples import sample

INTRODUCTION = (
    "*Darkroom's doctor* is testing how pictures can be shown here. The person who "
    "started it will be asked which of the numbers below have a picture. Then all "
    "of this is deleted."
)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Try:
    """A way of hanging and its result; `registered` is what Slack says afterwards."""

    number: int
    way: Way
    ts: str = ""
    spot: Spot = field(default_factory=Spot)
    trouble: str = ""
    registered: bool = False


class Trial:
    """Tries the ways, side by side in one thread."""

    def __init__(
        self, chat: Chat, files: SlackFiles, ways: Sequence[Way], settle: float
    ) -> None:
        self._chat, self._files = chat, files
        self._ways, self._settle = ways, settle

    @asynccontextmanager
    async def in_channel(self, channel: str) -> AsyncIterator[list[Try]]:
        """Hang a picture in each way; remove everything again at the end."""
        room = ThreadKey("", channel, "")
        opening = Message(INTRODUCTION, (section(INTRODUCTION),))
        thread = replace(room, ts=await self._chat.post(room, opening))
        tries: list[Try] = []
        try:
            for number, way in enumerate(self._ways, start=1):
                tries.append(await self._try(thread, number, way))
            await asyncio.sleep(self._settle)
            tries[:] = [await self._again(thread, each) for each in tries]
            yield tries
        finally:
            await self._tidy_up(thread, tries)

    async def _try(self, thread: ThreadKey, number: int, way: Way) -> Try:
        """Do it like the bot: post words first, then put the picture in their place."""
        attempt = Try(number, way)
        frame = Frame(thread, f"{number}.jpg", f"The number {number}", sample(number))
        try:
            if way.manner is not Manner.AFRESH:
                ts = await self._chat.post(thread, _message(attempt))
                attempt = replace(attempt, ts=ts)
            attempt = replace(attempt, spot=await way.hang(frame))
            return await self._show(thread, attempt)
        except (HangError, ChatError) as error:
            return replace(attempt, trouble=str(error))

    async def _show(self, thread: ThreadKey, attempt: Try) -> Try:
        match attempt.way.manner:
            case Manner.IN_PLACE:
                await self._chat.edit(thread, attempt.ts, _message(attempt))
            case Manner.AFRESH:
                ts = await self._chat.post(thread, _message(attempt))
                return replace(attempt, ts=ts)
            case Manner.BESIDE:
                pass
        return attempt

    async def _again(self, thread: ThreadKey, attempt: Try) -> Try:
        """Some seconds later, make the settling edit, and ask Slack about the file."""
        if attempt.trouble:
            return attempt
        try:
            if attempt.way.manner is Manner.IN_PLACE:
                await self._chat.edit(thread, attempt.ts, _message(attempt, "again"))
            seen = await attempt.way.seen(attempt.spot, thread, STEP)
        except (HangError, ChatError) as error:
            return replace(attempt, trouble=str(error))
        return replace(attempt, registered=seen)

    async def _tidy_up(self, thread: ThreadKey, tries: Sequence[Try]) -> None:
        """Delete messages before files, so that nobody sees "This file was deleted"."""
        files = [each.spot.file_id for each in tries if each.spot.file_id]
        own = [(thread.channel, each.ts) for each in tries if each.ts]
        shares = [place for each in files for place in await self._shares(each)]
        for channel, ts in {*own, *shares, (thread.channel, thread.ts)}:
            with _as_far_as_possible():
                await self._chat.delete(replace(thread, channel=channel), ts)
        for file_id in files:
            with _as_far_as_possible():
                await self._files.delete(file_id)

    async def _shares(self, file_id: str) -> list[tuple[str, str]]:
        """The messages that Slack itself has posted for a shared file."""
        shares: dict[str, Any] = {}
        with _as_far_as_possible():
            shares = (await self._files.info(file_id)).get("shares") or {}
        rooms = {**shares.get("public", {}), **shares.get("private", {})}
        return [(room, each["ts"]) for room in rooms for each in rooms[room]]


@contextmanager
def _as_far_as_possible() -> Iterator[None]:
    try:
        yield
    except ChatError as error:
        log.warning("something of the trial was left behind: %s", error)


def _message(attempt: Try, block_id: str = "picture") -> Message:
    text = f"{attempt.number} · the way `{attempt.way.name}`"
    blocks = [section(text)]
    if attempt.way.manner is not Manner.BESIDE and attempt.spot != Spot():
        alt = f"The number {attempt.number}"
        file_id, url = attempt.spot.file_id, attempt.spot.url
        blocks.append(image(alt, block_id, file_id=file_id, url=url))
    return Message(text, tuple(blocks))
