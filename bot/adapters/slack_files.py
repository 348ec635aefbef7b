"""Files in Slack: sent up, waited for, asked about, taken away."""

import asyncio
from collections.abc import Sequence
from typing import Any

from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack_errors import translated
from bot.core.errors import ChatBusy, ChatRefused, HangError
from bot.core.hanging import Frame
from bot.core.pictures import kind_of
from bot.core.thread import ThreadKey

WAITS = (0.3, 0.5, 1, 1, 2, 2, 3, 4, 6)
"""Slack says nothing of how long it takes; reports go from one second to twenty."""


class SlackFiles:
    """Uploads of ours."""

    def __init__(
        self,
        client: AsyncWebClient,
        http: ClientSession,
        waits: Sequence[float] = WAITS,
    ) -> None:
        self._client, self._http, self._waits = client, http, waits

    async def upload(self, frame: Frame, share: ThreadKey | None = None) -> str:
        """Send the bytes up, untouched, and return the file's id.

        Without `share` only the bot may see the file.
        """
        with translated("files.getUploadURLExternal"):
            ticket = await self._client.files_getUploadURLExternal(
                filename=frame.name,
                length=len(frame.data),
                alt_txt=frame.alt[:1000] or None,
            )
        url, file_id = str(ticket["upload_url"]), str(ticket["file_id"])
        await asyncio.gather(frame.noted(file_id), self._send(url, frame.data))
        await self._complete(file_id, frame, share)
        return file_id

    async def processed(self, file_id: str) -> None:
        """Return when Slack has looked at the file: until then no message takes it."""
        for wait in (*self._waits, None):
            told = await self._looked_at(file_id)
            if told is None:
                return
            if wait is not None:
                await asyncio.sleep(max(wait, told))
        raise HangError(f"Slack is still processing {file_id}")

    async def _looked_at(self, file_id: str) -> float | None:
        """None if Slack has; otherwise how long it wants us to wait at least."""
        try:
            info = await self.info(file_id)
        except ChatBusy as error:
            return error.retry_after or 0.0
        return None if info.get("mimetype") else 0.0

    async def info(self, file_id: str) -> dict[str, Any]:
        """What Slack knows of the file; nothing while it does not know it yet."""
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
        with translated("the upload"):
            async with self._http.post(url, data=data) as response:
                if response.status != 200:
                    raise HangError(f"the upload answered {response.status}")

    async def _complete(
        self, file_id: str, frame: Frame, share: ThreadKey | None
    ) -> None:
        kinds = {"png": "png", "jpeg": "jpg", "gif": "gif"}
        kind = kinds.get(kind_of(frame.data), "")
        item: dict[str, str | None] = {"id": file_id, "title": frame.name}
        item |= {"highlight_type": kind} if kind else {}
        with translated("files.completeUploadExternal"):
            await self._client.files_completeUploadExternal(
                files=[item],
                channel_id=share.channel if share else None,
                thread_ts=(share.ts or None) if share else None,
            )


def shared_in(info: dict[str, Any], channel: str) -> bool:
    """Whether Slack has registered the file for the channel's members."""
    shares = info.get("shares") or {}
    named = {*shares.get("public", {}), *shares.get("private", {})}
    lists = (info.get(kind) or [] for kind in ("channels", "groups", "ims"))
    return channel in named.union(*lists)
