"""The ways that send a picture up to Slack."""

from contextlib import suppress
from dataclasses import replace

from bot.adapters.imaging import Imaging
from bot.adapters.slack_files import SlackFiles, shared_in
from bot.core.errors import ChatError, ChatLate, HangError
from bot.core.hanging import Frame, Manner, Spot, unnoted
from bot.core.pictures import kind_of
from bot.core.thread import ThreadKey

SHOWABLE = {"png", "jpeg", "gif"}
"""What an image block takes as a file of Slack's; WebP is not among it."""


class FileWay:
    """An upload that nobody was shown, in an edit of our message.

    Whether Slack lets everybody see it is not documented; `seen` asks afterwards.
    """

    name = "file"
    manner = Manner.IN_PLACE
    early = True

    def __init__(self, files: SlackFiles, imaging: Imaging) -> None:
        self._files, self._imaging = files, imaging

    async def hang(self, frame: Frame) -> Spot:
        """Send it up and wait until Slack has processed it."""
        data = frame.data if frame.lasting else await self._imaging.preview(frame.data)
        _showable(data)
        if frame.late():
            raise ChatLate("the picture is finished")
        small = replace(frame, data=data)
        file_id = await self._files.upload(small, self._share())
        try:
            await self._files.processed(file_id)
        except HangError:
            with suppress(ChatError):  # nothing shows it, and nothing ever will
                await self._files.delete(file_id)
            raise
        return Spot(file_id=file_id)

    async def seen(self, spot: Spot, thread: ThreadKey) -> bool:
        """Whether Slack counts the file as shared with the channel."""
        info = await self._files.info(spot.file_id)
        return shared_in(info, thread.channel)

    async def take_down(self, spot: Spot, thread: ThreadKey) -> None:
        """Delete the file."""
        if spot.file_id:
            await self._files.delete(spot.file_id)

    def _share(self) -> ThreadKey | None:
        return None


class ChannelWay(FileWay):
    """An upload into a public holding channel: everybody may see it from there."""

    name = "channel"

    def __init__(self, files: SlackFiles, imaging: Imaging, channel: str) -> None:
        super().__init__(files, imaging)
        self._channel = channel

    async def seen(self, spot: Spot, thread: ThreadKey) -> bool:
        """Whether the holding channel has it."""
        info = await self._files.info(spot.file_id)
        return shared_in(info, self._channel)

    def _share(self) -> ThreadKey:
        return ThreadKey("", self._channel, "")


class PostWay(FileWay):
    """The finished picture in a new message: posting shares what editing may not."""

    name = "post"
    manner = Manner.AFRESH

    async def seen(self, spot: Spot, thread: ThreadKey) -> bool:
        """A posted picture is everybody's."""
        return True


class TextWay:
    """Words in the message, and the finished picture as a file beside it."""

    name = "text"
    manner = Manner.BESIDE
    early = False

    def __init__(self, files: SlackFiles) -> None:
        self._files = files

    async def hang(self, frame: Frame) -> Spot:
        """Share the file into the thread."""
        staying = replace(frame, noted=unnoted)  # it is shown where it is
        file_id = await self._files.upload(staying, share=frame.thread)
        return Spot(file_id=file_id)

    async def seen(self, spot: Spot, thread: ThreadKey) -> bool:
        """A shared file is everybody's."""
        return True

    async def take_down(self, spot: Spot, thread: ThreadKey) -> None:
        """Nothing hangs here for a while only."""


def _showable(data: bytes) -> None:
    kind = kind_of(data)
    if kind not in SHOWABLE:
        raise HangError(f"Slack shows no {kind or 'unknown'} in a message")
