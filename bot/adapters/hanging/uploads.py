"""The ways that send a picture up to Slack."""

from contextlib import suppress
from dataclasses import replace

from bot.adapters.imaging import Imaging
from bot.adapters.slack_files import UPLOAD, SlackFiles, shared_in
from bot.core.caller import Caller
from bot.core.errors import ChatError, ChatLate, HangError, HangMisfit
from bot.core.showing.hanging import Frame, Manner
from bot.core.turn.pictures import kind_of
from bot.core.turn.slots import Spot
from bot.core.turn.thread import ThreadKey

SHOWABLE = {"png", "jpeg", "gif"}
"""The formats of uploaded files that an image block accepts; WebP is not one of
them."""


class FileWay:
    """An upload that was never shared, shown by an edit of our message.

    Whether Slack lets everybody see it is not documented; `seen` asks afterwards.
    """

    name = "file"
    manner = Manner.IN_PLACE
    uploads_ahead = True
    begins_with = UPLOAD

    def __init__(self, files: SlackFiles, imaging: Imaging) -> None:
        self._files, self._imaging = files, imaging

    async def hang(self, frame: Frame) -> Spot:
        """Send it up and wait until Slack has processed it."""
        ready = frame.lasting or frame.small
        data = frame.data if ready else await self._imaging.preview(frame.data)
        _showable(data)
        if frame.late():
            raise ChatLate("the picture is finished")
        small = replace(frame, data=data)
        files = self._files.by(frame.caller.within(frame.thread.team))
        return Spot(file_id=await self._processed(files, small))

    async def _processed(self, files: SlackFiles, frame: Frame) -> str:
        file_id = await files.upload(frame, self._share())
        try:
            await files.processed(file_id)
        except HangError:
            with suppress(ChatError):  # no message shows it, and none ever will
                await files.delete(file_id)
            raise
        return file_id

    async def seen(self, spot: Spot, thread: ThreadKey, caller: Caller) -> bool:
        """Whether Slack counts the file as shared with the channel."""
        files = self._files.by(caller.within(thread.team))
        info = await files.info(spot.file_id)
        return shared_in(info, thread.channel)

    async def take_down(self, spot: Spot, thread: ThreadKey, caller: Caller) -> None:
        """Delete the file."""
        if spot.file_id:
            files = self._files.by(caller.within(thread.team))
            await files.delete(spot.file_id)

    def _share(self) -> ThreadKey | None:
        return None


class ChannelWay(FileWay):
    """An upload into a public holding channel: everybody may see it from there."""

    name = "channel"

    def __init__(self, files: SlackFiles, imaging: Imaging, channel: str) -> None:
        super().__init__(files, imaging)
        self._channel = channel

    async def seen(self, spot: Spot, thread: ThreadKey, caller: Caller) -> bool:
        """Whether Slack counts the file as shared with the holding channel."""
        files = self._files.by(caller.within(thread.team))
        info = await files.info(spot.file_id)
        return shared_in(info, self._channel)

    def _share(self) -> ThreadKey:
        return ThreadKey("", self._channel, "")


class PostWay(FileWay):
    """The finished picture in a new message: posting shares a file where editing may
    not."""

    name = "post"
    manner = Manner.AFRESH

    async def seen(self, spot: Spot, thread: ThreadKey, caller: Caller) -> bool:
        """Everybody can see a picture that was posted."""
        return True


class TextWay:
    """Words in the message, and the finished picture as a file beside it."""

    name = "text"
    manner = Manner.BESIDE
    uploads_ahead = False
    begins_with = UPLOAD

    def __init__(self, files: SlackFiles) -> None:
        self._files = files

    async def hang(self, frame: Frame) -> Spot:
        """Share the file into the thread.

        It is noted like all others: where the note of the picture was lost with the
        process, the picture is shared anew and this file goes.
        """
        files = self._files.by(frame.caller.within(frame.thread.team))
        file_id = await files.upload(frame, share=frame.thread)
        return Spot(file_id=file_id)

    async def seen(self, spot: Spot, thread: ThreadKey, caller: Caller) -> bool:
        """Everybody can see a shared file."""
        return True

    async def take_down(self, spot: Spot, thread: ThreadKey, caller: Caller) -> None:
        """Delete a file of a picture that was shared once more."""
        if spot.file_id:
            files = self._files.by(caller.within(thread.team))
            await files.delete(spot.file_id)


def _showable(data: bytes) -> None:
    kind = kind_of(data)
    if kind not in SHOWABLE:
        raise HangMisfit(f"Slack shows no {kind or 'unknown'} in a message")
