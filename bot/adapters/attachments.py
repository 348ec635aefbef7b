"""Pictures that people attach: fetched, checked, and brought to a size for the model.

The bot's token goes to Slack's own hosts alone. What a file calls itself counts for
nothing; its bytes decide.
"""

import asyncio
import logging
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urljoin

from aiohttp import ClientError, ClientSession, ClientTimeout
from slack_sdk.web.async_client import AsyncWebClient
from yarl import URL

from bot.adapters.imaging import Imaging, NotAPictureError
from bot.adapters.slack_errors import translated
from bot.core.asks import Ask, Attached, attached_from
from bot.core.errors import ChatError
from bot.core.pictures import kind_of
from bot.core.ports import Brought
from bot.core.request import InputImage
from bot.core.text import plain
from bot.core.thread import ThreadKey

MOST_FILES: Final = 8
MOST_BYTES: Final = 20_000_000
MOST_AT_ONCE: Final = 6
"""Of all turns together: what is fetched lies whole in memory until it is shrunk."""
SLACK_HOSTS: Final = ("slack.com", "slack-files.com")
WAITS: Final = (0.0, 0.5, 1.0, 2.0)
log = logging.getLogger(__name__)


class UnusableError(Exception):
    """The file cannot be used; says why in words for the person."""


class SlackAttachments:
    """Implements the port `Files`."""

    def __init__(
        self,
        client: AsyncWebClient,
        http: ClientSession,
        imaging: Imaging,
        waits: Sequence[float] = WAITS,
    ) -> None:
        self._client, self._http, self._imaging = client, http, imaging
        self._waits = waits
        self._room = asyncio.Semaphore(MOST_AT_ONCE)

    async def bring(self, ask: Ask) -> Brought:
        """Fetch, check and shrink; whatever is not used is named."""
        used, rest = ask.attached[:MOST_FILES], ask.attached[MOST_FILES:]
        fetched = await asyncio.gather(*(self._image(each) for each in used))
        unused = [each for each in fetched if isinstance(each, str)]
        unused += [
            f"{_name(each)} (more than {MOST_FILES} files at once)" for each in rest
        ]
        images = tuple(each for each in fetched if isinstance(each, InputImage))
        return Brought(images, tuple(unused))

    async def attached_to(self, thread: ThreadKey) -> Sequence[Attached]:
        """The files of the thread's first message; none where it cannot be read."""
        try:
            with translated("conversations.replies"):
                response = await self._client.conversations_replies(
                    channel=thread.channel, ts=thread.ts, limit=1
                )
        except ChatError as error:
            log.warning("the root of %s cannot be read: %s", thread, error)
            return ()
        roots = response.get("messages") or [{}]
        return tuple(attached_from(each) for each in roots[0].get("files") or ())

    async def _image(self, attached: Attached) -> InputImage | str:
        try:
            complete = await self._complete(attached)
            async with self._room:
                data = await self._fetch(complete)
                return await self._imaging.input_image(data)
        except (UnusableError, NotAPictureError) as error:
            return f"{_name(attached)} ({error})"

    async def _complete(self, attached: Attached) -> Attached:
        """Just after an upload, and across workspaces, the address comes later."""
        for wait in (*self._waits, None):
            _worth_fetching(attached)
            if attached.url:
                return attached
            if wait is not None:
                await asyncio.sleep(wait)
                attached = await self._looked_up(attached)
        raise UnusableError("Slack does not give it to me")

    async def _looked_up(self, attached: Attached) -> Attached:
        try:
            with translated("files.info"):
                response = await self._client.files_info(file=attached.id)
        except ChatError:
            return attached
        return attached_from(response.get("file") or {"id": attached.id})

    async def _fetch(self, attached: Attached) -> bytes:
        url = attached.url
        try:
            for _ in range(3):
                data, url = await self._get(url)
                if not url:
                    return _checked(data)
        except (ClientError, TimeoutError, OSError, ValueError) as error:
            raise UnusableError("it could not be fetched from Slack") from error
        raise UnusableError("it could not be fetched from Slack")

    async def _get(self, url: str) -> tuple[bytes, str]:
        """One request: the bytes, or the address that we are sent to.

        The address is read as aiohttp reads it, so that both mean the same host.
        """
        if not self._is_slacks(url):
            raise UnusableError("it is not kept by Slack")
        headers = {"Authorization": f"Bearer {self._client.token}"}
        async with self._http.get(
            url, headers=headers, allow_redirects=False, timeout=ClientTimeout(60)
        ) as response:
            if response.status in {301, 302, 303, 307, 308}:
                return b"", urljoin(url, response.headers.get("Location", ""))
            if response.status != 200:
                raise UnusableError("it could not be fetched from Slack")
            return await _bounded(response.content.iter_chunked(65536)), ""

    def _is_slacks(self, url: str) -> bool:
        try:
            there, api = URL(url), URL(str(self._client.base_url))
        except ValueError:
            return False
        if there.user or there.password:
            return False
        if there.absolute and there.origin() == api.origin():
            return True
        host = there.host or ""
        return there.scheme == "https" and any(
            host == known or host.endswith(f".{known}") for known in SLACK_HOSTS
        )


def _worth_fetching(attached: Attached) -> None:
    if attached.mimetype and not attached.mimetype.startswith("image/"):
        raise UnusableError("it is not a picture")
    if attached.size > MOST_BYTES:
        raise UnusableError(f"it has more than {MOST_BYTES // 1_000_000} MB")


async def _bounded(chunks: Any) -> bytes:
    data = bytearray()
    async for chunk in chunks:
        data += chunk
        if len(data) > MOST_BYTES:
            raise UnusableError(f"it has more than {MOST_BYTES // 1_000_000} MB")
    return bytes(data)


def _checked(data: bytes) -> bytes:
    """Without the scope Slack answers 200 with a page to log in on."""
    if not kind_of(data):
        raise UnusableError("it is not a picture that I can read")
    return data


def _name(attached: Attached) -> str:
    return plain(attached.name, 60)
