"""Shows a picture in a form to one person.

Slack shows a file in a form only to those who may see it, and a form is no place where
a file could be shared. So the file is posted to the person, in the direct message with
the bot, and removed from there afterwards. With an address of our own, none of this is
needed.
"""

from typing import Final

from bot.adapters.hanging.address import AddressWay
from bot.adapters.hanging.uploads import FileWay
from bot.adapters.slack_errors import translated
from bot.adapters.slack_identity import InstalledClient
from bot.core.caller import Caller, Priority
from bot.core.calls.tiers import POST
from bot.core.errors import ChatGone
from bot.core.messages import blocks
from bot.core.ports import PrivatePicture
from bot.core.showing.hanging import Frame
from bot.core.turn.slots import Spot
from bot.core.turn.thread import ThreadKey

SAID: Final = (
    "For the form that you have opened: it shows this picture. It is deleted when you "
    "are done with the form."
)


class SlackPrivatePictures:
    """Implements the port `PrivatePictures`."""

    def __init__(
        self, client: InstalledClient, way: FileWay, address: AddressWay | None
    ) -> None:
        self._client, self._way, self._address = client, way, address

    async def show(self, frame: Frame, user: str) -> PrivatePicture:
        """Make the picture visible to one person. May raise HangError or ChatError."""
        if self._address is not None:
            return PrivatePicture(url=(await self._address.hang(frame)).url)
        spot = await self._way.hang(frame)
        image = blocks.image(frame.alt, f"lent-{spot.file_id}", file_id=spot.file_id)
        client = self._by(frame.thread.team)
        with translated(POST):
            posted = await client.chat_postMessage(
                channel=user,
                text=SAID,
                unfurl_links=False,
                unfurl_media=False,
                blocks=[dict(blocks.context(SAID)), dict(image)],
            )
        return PrivatePicture(spot.file_id, str(posted["channel"]), str(posted["ts"]))

    async def remove(self, team: str, picture: PrivatePicture) -> None:
        """Remove the message, and then the file. May raise ChatError."""
        client, (channel, ts) = self._by(team), (picture.channel, picture.ts)
        if ts:
            try:
                with translated("chat.delete"):
                    await client.chat_delete(channel=channel, ts=ts)
            except ChatGone:
                pass
        thread, caller = ThreadKey(team, channel, ""), Caller(team, Priority.END)
        await self._way.take_down(Spot(picture.file_id), thread, caller)

    def _by(self, team: str) -> InstalledClient:
        return self._client.by(Caller(team, Priority.END))
