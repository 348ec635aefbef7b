"""The way `url`: an image block with an address of ours.

Slack fetches the address when the message is posted or edited and keeps a copy by its
exact spelling, so every frame has a path of its own, long enough to be unguessable.
"""

import secrets
import time
from collections import OrderedDict

from bot.adapters.imaging import Imaging
from bot.adapters.signing import Signer
from bot.core.caller import Caller
from bot.core.pieces import Kept, Pieces
from bot.core.ports import Shelf, Showcase
from bot.core.showing.hanging import Frame, Manner
from bot.core.turn.pictures import kind_of
from bot.core.turn.slots import Spot
from bot.core.turn.thread import ThreadKey

PREVIEW = "preview-"
PREVIEWS_KEPT = 200


class MemoryShowcase:
    """Implements the port `Showcase` within one process."""

    def __init__(self) -> None:
        self._previews: OrderedDict[str, tuple[bytes, float]] = OrderedDict()

    async def put(self, name: str, data: bytes) -> None:
        """Keep it; the oldest one is dropped."""
        self._previews[name] = data, time.time()
        while len(self._previews) > PREVIEWS_KEPT:
            self._previews.popitem(last=False)

    async def find(self, name: str) -> Kept | None:
        """Its size, if it still exists."""
        if name not in self._previews:
            return None
        data, made = self._previews[name]
        return Kept(len(data), made)

    async def piece(self, name: str, start: int, count: int) -> bytes:
        """Some of its bytes."""
        data, _ = self._previews.get(name, (b"", 0))
        return data[start : start + count]


class AddressWay:
    """Shows pictures from our own web server."""

    name = "url"
    manner = Manner.IN_PLACE
    uploads_ahead = False
    begins_with = ""

    def __init__(
        self,
        public_url: str,
        shelf: Shelf,
        imaging: Imaging,
        signer: Signer,
        showcase: Showcase | None = None,
    ) -> None:
        self._base = public_url.rstrip("/")
        self._shelf, self._imaging, self._signer = shelf, imaging, signer
        self._showcase = showcase or MemoryShowcase()

    async def hang(self, frame: Frame) -> Spot:
        """Keep the bytes where `read` finds them, and return their address."""
        if frame.lasting:
            name = await self._shelf.keep(frame.data)
        else:
            name = f"{PREVIEW}{secrets.token_hex(8)}"
            small = frame.small
            data = frame.data if small else await self._imaging.preview(frame.data)
            await self._showcase.put(name, data)
        return Spot(url=f"{self._base}/p/{self._signer.path(name)}")

    def named(self, path: str) -> str | None:
        """The picture behind a path that we signed; None for any other path."""
        return self._signer.name(path)

    async def find(self, name: str) -> Kept | None:
        """Its size and age."""
        return await self._where(name).find(name)

    async def piece(self, name: str, start: int, count: int) -> bytes:
        """Some of its bytes."""
        return await self._where(name).piece(name, start, count)

    def _where(self, name: str) -> Pieces:
        return self._showcase if name.startswith(PREVIEW) else self._shelf

    async def seen(self, spot: Spot, thread: ThreadKey, caller: Caller) -> bool:
        """Everybody can see a public address, so there is nothing to check."""
        return bool(spot.url)

    async def take_down(self, spot: Spot, thread: ThreadKey, caller: Caller) -> None:
        """Previews are forgotten by themselves."""


def content_type(data: bytes) -> str:
    """The content type of the bytes."""
    return f"image/{kind_of(data) or 'png'}"
