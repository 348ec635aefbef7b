"""Pictures that people attach: fetched, checked, and shrunk to a size that suits the
model.

The bot's token goes to Slack's own hosts alone. A file's kind is decided by its bytes,
never by its name.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urljoin

from aiohttp import ClientError, ClientSession, ClientTimeout
from yarl import URL

from bot.adapters.fair import FairRoom
from bot.adapters.imaging import (
    MOST_INPUT_BYTES,
    Imaging,
    NotAPictureError,
    TooSlowError,
)
from bot.adapters.region_imaging import RegionImaging
from bot.adapters.slack_errors import translated
from bot.adapters.slack_identity import InstalledClient, bearer
from bot.core.caller import STEP
from bot.core.errors import ChatError, HangError
from bot.core.messages.text import plain
from bot.core.ports import Brought
from bot.core.turn.asks import Ask, Attached, attached_from
from bot.core.turn.events import Picture
from bot.core.turn.pictures import kind_of
from bot.core.turn.request import InputImage, InputText
from bot.core.turn.sizes import Extent
from bot.core.turn.thread import ThreadKey

MOST_FILES: Final = 8
MOST_DIRECT: Final = 16
"""As many as a picture may be drawn from directly."""
MOST_BYTES: Final = 20_000_000
MOST_TOGETHER: Final = 12_000_000
"""The most bytes of all pictures of one request, which stay in memory."""
MOST_AT_ONCE: Final = 6
MOST_EACH: Final = 3
"""How many are fetched at once, for all turns and for one person; each is in memory."""
MOST_SLOW: Final = 2
"""Once this many pictures of an ask have taken too long, the others are not tried."""
TEXTS: Final = (
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/json",
)
"""Kinds of files that may be texts, besides those that say so."""
UNSURE: Final = ("", "application/octet-stream", "binary/octet-stream")
"""Slack has not looked at the file yet, or does not know what it is."""
NAMED: Final = (".txt", ".md", ".csv", ".tsv", ".log", ".json", ".pdf", ".docx")
"""Files with such names are read although Slack does not know what they are."""
REST: Final = "the rest of {name}, after {letters:,} characters"
SLACK_HOSTS: Final = ("slack.com", "slack-files.com")
WAITS: Final = (0.0, 0.5, 1.0, 2.0)
log = logging.getLogger(__name__)


class UnusableError(Exception):
    """The file cannot be used; the message tells the person why."""


@dataclass(slots=True)
class _Load:
    """Loads one ask's files: knows how large each picture may be, how many files took
    too long, and whether texts are of use."""

    client: InstalledClient
    who: str
    most: int
    slow: int = 0
    texts: bool = False


class SlackAttachments:
    """Implements the port `Files`."""

    def __init__(
        self,
        client: InstalledClient,
        http: ClientSession,
        imaging: Imaging,
        waits: Sequence[float] = WAITS,
    ) -> None:
        self._client, self._http, self._imaging = client, http, imaging
        self._waits = waits
        self._room = FairRoom(MOST_AT_ONCE, MOST_EACH)

    @property
    def regions(self) -> RegionImaging:
        """What works on parts of pictures."""
        return self._imaging.parts

    async def bring(self, ask: Ask) -> Brought:
        """Fetch, check and shrink the pictures; list those that were not used."""
        most = MOST_DIRECT if ask.direct else MOST_FILES
        used, rest = ask.attached[:most], ask.attached[most:]
        client = self._client.by(STEP.within(ask.thread.team))
        who = f"{ask.thread.team}/{ask.user}"
        load = _Load(client, who, _share(len(used)), texts=not ask.direct)
        fetched = await asyncio.gather(*(self._file(each, load) for each in used))
        unused = [each for each in fetched if isinstance(each, str)]
        unused += [f"{_name(each)} (more than {most} files at once)" for each in rest]
        images = tuple(each for each in fetched if isinstance(each, InputImage))
        texts = tuple(each for each in fetched if isinstance(each, InputText))
        unused += [
            REST.format(name=e.name, letters=len(e.text)) for e in texts if not e.whole
        ]
        return Brought(images, tuple(unused), texts)

    async def small(self, data: bytes) -> InputImage | None:
        """A small JPEG of a picture of ours."""
        try:
            return InputImage(await self._imaging.preview(data), "image/jpeg")
        except HangError as error:
            log.warning("a picture is not shown to the model: %s", error)
            return None

    async def still(self, data: bytes) -> InputImage | None:
        """A picture of ours in a form that the model accepts."""
        try:
            made = await self._imaging.showable(Picture("", data, kind_of(data)))
        except HangError as error:
            log.warning("a picture is not shown to the model: %s", error)
            return None
        return InputImage(made, f"image/{kind_of(made)}")

    async def extended(
        self, data: bytes, around: Extent
    ) -> tuple[InputImage, bytes] | None:
        """A picture of ours with room around it, and a mask that is clear there."""
        try:
            return await self._imaging.extended(data, around)
        except HangError as error:
            log.warning("a picture cannot be continued: %s", error)
            return None

    async def attached_to(self, thread: ThreadKey) -> Sequence[Attached]:
        """The files of the thread's first message; none where it cannot be read."""
        client = self._client.by(STEP.within(thread.team))
        try:
            with translated("conversations.replies"):
                response = await client.conversations_replies(
                    channel=thread.channel, ts=thread.ts, limit=1
                )
        except ChatError as error:
            log.warning("the root of %s cannot be read: %s", thread, error)
            return ()
        roots = response.get("messages") or [{}]
        return tuple(attached_from(each) for each in roots[0].get("files") or ())

    async def _file(
        self, attached: Attached, load: _Load
    ) -> InputImage | InputText | str:
        try:
            complete = await self._complete(attached, load)
            async with self._room.place(load.who):
                return await self._read(complete, load)
        except (UnusableError, NotAPictureError) as error:
            return f"{_name(attached)} ({error})"

    async def _read(self, attached: Attached, load: _Load) -> InputImage | InputText:
        if load.slow >= MOST_SLOW:
            raise UnusableError("other files took too long to read")
        data = await self._fetch(attached, load.client)
        try:
            if load.texts and _may_be_text(attached) and not kind_of(data):
                text, whole = await self._imaging.words(data, load.who)
                return InputText(_name(attached), text, whole)
            _need_picture(data)
            return await self._imaging.input_image(data, load.who, load.most)
        except TooSlowError:
            load.slow += 1
            raise

    async def _complete(self, attached: Attached, load: _Load) -> Attached:
        """Just after an upload, and across workspaces, the address is not there yet."""
        for wait in (*self._waits, None):
            _worth_fetching(attached, load)
            if attached.url:
                return attached
            if wait is not None:
                await asyncio.sleep(wait)
                attached = await self._looked_up(attached, load.client)
        raise UnusableError("Slack does not let me read it")

    async def _looked_up(self, attached: Attached, client: InstalledClient) -> Attached:
        try:
            with translated("files.info"):
                response = await client.files_info(file=attached.id)
        except ChatError:
            return attached
        return attached_from(response.get("file") or {"id": attached.id})

    async def _fetch(self, attached: Attached, client: InstalledClient) -> bytes:
        url = attached.url
        try:
            for _ in range(3):
                data, url = await self._get(url, client)
                if not url:
                    return data
        except (ChatError, ClientError, TimeoutError, OSError, ValueError) as error:
            raise UnusableError("it could not be fetched from Slack") from error
        raise UnusableError("it could not be fetched from Slack")

    async def _get(self, url: str, client: InstalledClient) -> tuple[bytes, str]:
        """Make one request; return the bytes, or the address that it redirects to.

        The address is parsed as aiohttp parses it, so that both see the same host.
        """
        if not self._is_slacks(url):
            raise UnusableError("it is not stored in Slack")
        headers = bearer(await client.installed())
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


def _share(pictures: int) -> int:
    return min(MOST_INPUT_BYTES, MOST_TOGETHER // max(1, pictures))


def _worth_fetching(attached: Attached, load: _Load) -> None:
    picture = not attached.mimetype or attached.mimetype.startswith("image/")
    if not (picture or _may_be_text(attached)):
        raise UnusableError("it is neither a picture nor a text")
    if not (picture or load.texts):
        raise UnusableError("it is not a picture")
    if attached.size > MOST_BYTES:
        raise UnusableError(f"it is larger than {MOST_BYTES // 1000000} MB")


async def _bounded(chunks: Any) -> bytes:
    pieces, length = [], 0
    async for chunk in chunks:
        pieces.append(chunk)
        length += len(chunk)
        if length > MOST_BYTES:
            raise UnusableError(f"it is larger than {MOST_BYTES // 1000000} MB")
    return b"".join(pieces)


def _may_be_text(attached: Attached) -> bool:
    kind = attached.mimetype.partition(";")[0].strip().lower()
    if kind in UNSURE:
        return attached.name.lower().endswith(NAMED)
    return kind in TEXTS or (kind.startswith("text/") and kind != "text/html")


def _need_picture(data: bytes) -> None:
    """Without the scope, Slack answers 200 with a login page."""
    if not kind_of(data):
        raise UnusableError("it is not a picture that I can read")


def _name(attached: Attached) -> str:
    return plain(attached.name, 60)
