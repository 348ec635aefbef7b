"""The way `url`: an image block with an address of ours.

Slack fetches the address when the message is posted or edited and keeps a copy by its
exact spelling, so every frame has a path of its own, long enough to be unguessable.
"""

import secrets
from collections import OrderedDict

from bot.adapters.imaging import Imaging
from bot.adapters.signing import Signer
from bot.core.hanging import Frame, Manner, Spot
from bot.core.pictures import kind_of
from bot.core.ports import Shelf, Showcase
from bot.core.thread import ThreadKey

PREVIEWS_KEPT = 200


class MemoryShowcase:
    """Implements the port `Showcase` within one process."""

    def __init__(self) -> None:
        self._previews: OrderedDict[str, bytes] = OrderedDict()

    async def put(self, name: str, data: bytes) -> None:
        """Keep it; the oldest goes."""
        self._previews[name] = data
        while len(self._previews) > PREVIEWS_KEPT:
            self._previews.popitem(last=False)

    async def get(self, name: str) -> bytes | None:
        """The bytes, if they are still there."""
        return self._previews.get(name)


class AddressWay:
    """Shows pictures from our own web server."""

    name = "url"
    manner = Manner.IN_PLACE
    early = False

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
            name = f"preview-{secrets.token_hex(8)}"
            data = await self._imaging.preview(frame.data)
            await self._showcase.put(name, data)
        return Spot(url=f"{self._base}/p/{self._signer.path(name)}")

    async def read(self, path: str) -> bytes | None:
        """The bytes behind a path that we signed; None for any other."""
        name = self._signer.name(path)
        if name is None:
            return None
        return await self._showcase.get(name) or await self._shelf.read(name)

    async def seen(self, spot: Spot, thread: ThreadKey) -> bool:
        """A public address is everybody's; a file of Slack's is not ours to judge."""
        return bool(spot.url)

    async def take_down(self, spot: Spot, thread: ThreadKey) -> None:
        """Previews are forgotten by themselves."""


def content_type(data: bytes) -> str:
    """What to call the bytes."""
    return f"image/{kind_of(data) or 'png'}"
