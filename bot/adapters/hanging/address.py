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
from bot.core.ports import Shelf
from bot.core.thread import ThreadKey

PREVIEWS_KEPT = 200


class AddressWay:
    """Shows pictures from our own web server."""

    name = "url"
    manner = Manner.IN_PLACE

    def __init__(
        self, public_url: str, shelf: Shelf, imaging: Imaging, signer: Signer
    ) -> None:
        self._base = public_url.rstrip("/")
        self._shelf, self._imaging, self._signer = shelf, imaging, signer
        self._previews: OrderedDict[str, bytes] = OrderedDict()

    async def hang(self, frame: Frame) -> Spot:
        """Keep the bytes where `read` finds them, and return their address."""
        if frame.lasting:
            name = await self._shelf.keep(frame.data)
        else:
            name = f"preview-{secrets.token_hex(8)}"
            self._remember(name, await self._imaging.preview(frame.data))
        return Spot(url=f"{self._base}/p/{self._signer.path(name)}")

    async def read(self, path: str) -> bytes | None:
        """The bytes behind a path that we signed; None for any other."""
        name = self._signer.name(path)
        if name is None:
            return None
        return self._previews.get(name) or await self._shelf.read(name)

    async def seen(self, spot: Spot, thread: ThreadKey) -> bool:
        """A public address is everybody's; a file of Slack's is not ours to judge."""
        return bool(spot.url)

    async def take_down(self, spot: Spot, thread: ThreadKey) -> None:
        """Previews are forgotten by themselves."""

    def _remember(self, name: str, data: bytes) -> None:
        self._previews[name] = data
        while len(self._previews) > PREVIEWS_KEPT:
            self._previews.popitem(last=False)


def content_type(data: bytes) -> str:
    """What to call the bytes."""
    return f"image/{kind_of(data) or 'png'}"
