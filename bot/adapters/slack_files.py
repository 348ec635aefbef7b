"""Files in Slack: uploads them, waits for them, asks about them and deletes them."""

import asyncio
import io
from collections.abc import Sequence
from functools import partial
from typing import Any

from aiohttp import ClientSession, ClientTimeout

from bot.adapters.slack_errors import translated
from bot.adapters.slack_identity import InstalledClient
from bot.core.caller import Caller, Priority
from bot.core.errors import ChatBusy, ChatRefused, HangBusy, LostBytes
from bot.core.showing.hanging import Frame
from bot.core.showing.posting import insisting
from bot.core.turn.pictures import kind_of
from bot.core.turn.thread import ThreadKey

UPLOAD = "files.getUploadURLExternal"
"""The call with which an upload begins."""
WAITS = (0.3, 0.5, 1, 1, 2, 2, 3, 4, 6)
"""The pauses between looks at a file. Slack does not say how long it takes; people
report one to twenty seconds."""
TRIES = 4
"""How often each upload step is tried. A preview has one try: more will come."""
SENDING = ClientTimeout(total=60)


class SlackFiles:
    """Our uploads."""

    def __init__(
        self,
        client: InstalledClient,
        http: ClientSession,
        waits: Sequence[float] = WAITS,
    ) -> None:
        self._client, self._http, self._waits = client, http, waits

    def by(self, caller: Caller) -> "SlackFiles":
        """The same for the calls of this caller."""
        return SlackFiles(self._client.by(caller), self._http, self._waits)

    async def upload(self, frame: Frame, share: ThreadKey | None = None) -> str:
        """Upload the bytes, unchanged, and return the file's id.

        Without `share` only the bot can see the file. If the bytes do not get through,
        they are sent to another address; completing a file twice is harmless.
        """
        if not frame.lasting:
            return await self._whole(frame, share, 1)
        try:
            return await self._whole(frame, share, TRIES)
        except LostBytes:
            return await self._whole(frame, share, TRIES)

    async def share(self, frames: Sequence[Frame], thread: ThreadKey) -> Sequence[str]:
        """Send files up, untouched, and share them in a thread at once.

        Somebody has pressed a button for it. What was sent before is not sent again,
        unless its bytes were lost.
        """
        files = self.by(Caller(thread.team, Priority.END))
        ids, items = [], []
        for frame in frames:
            file_id = frame.sent
            if not await files._stands(frame, thread):
                file_id = await insisting(partial(files._sent, frame), TRIES)
                items.append(_item(file_id, frame))
            ids.append(file_id)
        if items:
            await insisting(lambda: files._completed(items, thread), TRIES)
        return ids

    async def _stands(self, frame: Frame, thread: ThreadKey) -> bool:
        """Whether the file that was sent before is in the thread now.

        If it is not known to be there, it is completed, which is harmless a second
        time.
        """
        if not frame.sent:
            return False
        if shared_in(await self.info(frame.sent), thread.channel):
            return True
        try:
            await insisting(lambda: self._complete(frame.sent, frame, thread), TRIES)
        except ChatRefused as error:
            if _lost(error):
                return False
            raise
        return True

    async def _whole(self, frame: Frame, share: ThreadKey | None, tries: int) -> str:
        file_id = await insisting(lambda: self._sent(frame), tries)
        try:
            await insisting(lambda: self._complete(file_id, frame, share), tries)
        except ChatRefused as error:
            if _lost(error):
                raise LostBytes(str(error)) from error
            raise
        return file_id

    async def _sent(self, frame: Frame) -> str:
        """Send the bytes; return the id of the file, which is not complete yet."""
        with translated(UPLOAD):
            given = await self._client.files_getUploadURLExternal(
                filename=frame.name,
                length=len(frame.data),
                alt_txt=frame.alt[:1000] or None,
            )
        url, file_id = str(given["upload_url"]), str(given["file_id"])
        await asyncio.gather(frame.noted(file_id), self._send(url, frame.data))
        return file_id

    async def processed(self, file_id: str) -> None:
        """Return when Slack has processed the file: no message can show it before."""
        for wait in (*self._waits, None):
            told = await self._looked_at(file_id)
            if told is None:
                return
            if wait is not None:
                await asyncio.sleep(max(wait, told))
        raise HangBusy(f"Slack is still processing {file_id}")

    async def _looked_at(self, file_id: str) -> float | None:
        """None if Slack has processed it; otherwise how long it wants us to wait at
        least."""
        try:
            info = await self.info(file_id)
        except ChatBusy as error:
            return error.retry_after or 0.0
        return None if info.get("mimetype") else 0.0

    async def info(self, file_id: str) -> dict[str, Any]:
        """Slack's info about the file; empty as long as Slack does not know it."""
        try:
            with translated("files.info"):
                response = await self._client.files_info(file=file_id)
        except ChatRefused:
            return {}  # file_not_found comes before processing has begun
        return dict(response.get("file") or {})

    async def delete(self, file_id: str) -> None:
        """Remove the file; fine if it is gone already."""
        try:
            with translated("files.delete"):
                await self._client.files_delete(file=file_id)
        except ChatRefused:
            return

    async def _send(self, url: str, data: bytes) -> None:
        body = io.BytesIO(data)  # sent in pieces; bytes would hold up the event loop
        with translated("the upload"):
            async with self._http.post(url, data=body, timeout=SENDING) as response:
                if response.status != 200:
                    raise ChatBusy(f"the upload answered {response.status}")

    async def _complete(
        self, file_id: str, frame: Frame, share: ThreadKey | None
    ) -> None:
        await self._completed([_item(file_id, frame)], share)

    async def _completed(
        self, items: list[dict[str, str | None]], share: ThreadKey | None
    ) -> None:
        with translated("files.completeUploadExternal"):
            await self._client.files_completeUploadExternal(
                files=items,
                channel_id=share.channel if share else None,
                thread_ts=(share.ts or None) if share else None,
            )


def _lost(error: ChatRefused) -> bool:
    """Whether Slack never got the bytes of a file that was to be completed."""
    return "file_not_found" in str(error)


def _item(file_id: str, frame: Frame) -> dict[str, str | None]:
    kinds = {"png": "png", "jpeg": "jpg", "gif": "gif"}
    kind = kinds.get(kind_of(frame.data), "")
    item: dict[str, str | None] = {"id": file_id, "title": frame.name}
    return item | ({"highlight_type": kind} if kind else {})


def shared_in(info: dict[str, Any], channel: str) -> bool:
    """Whether Slack has registered the file for the channel's members."""
    shares = info.get("shares") or {}
    named = {*shares.get("public", {}), *shares.get("private", {})}
    lists = (info.get(kind) or [] for kind in ("channels", "groups", "ims"))
    return channel in named.union(*lists)
