"""Stores finished pictures, hangs them, and deletes them from Slack if nothing shows
them."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.caller import Caller
from bot.core.errors import HangBusy, HangError
from bot.core.ports import Imaging, Shelf, TemporaryFiles
from bot.core.showing.hanging import Manner, Way, hung
from bot.core.showing.uploads_ahead import UploadsAhead
from bot.core.turn.events import Picture
from bot.core.turn.pictures import NOT_SHOWN, kind_of, measured
from bot.core.turn.slots import Spot
from bot.core.turn.stickers import wants_emoji
from bot.core.turn.turns import EMOJI, ORIGINAL, KeptPicture, Turn

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FinishedPictures:
    """Stores and hangs the pictures of one turn at a time."""

    shelf: Shelf
    temporary_files: TemporaryFiles
    uploads_ahead: UploadsAhead
    caller: Caller
    imaging: Imaging

    async def kept(
        self, turn: Turn, pictures: Sequence[Picture]
    ) -> tuple[KeptPicture, ...]:
        """Store exactly the bytes that the model made.

        If Slack does not show their format, another picture is stored with them, and
        comes first. What is not safe, or cannot be read, is left out.
        """
        kept: list[KeptPicture] = []
        for picture in pictures:
            try:
                kept += await self.one(turn, picture)
            except HangError as error:
                log.warning("turn %s: a picture is left out: %s", turn.id, error)
        if kept and wants_emoji(turn.ask):
            kept += await self.emoji(turn, kept[0])
        return tuple(kept)

    async def emoji(self, turn: Turn, drawn: KeptPicture) -> Sequence[KeptPicture]:
        """A small copy, to be added to Slack; none if it cannot be made."""
        data = await self.shelf.read(drawn.sha256)
        try:
            small = await self.imaging.emoji(data or b"")
        except HangError as error:
            log.warning("turn %s: no emoji was made: %s", turn.id, error)
            return ()
        picture = Picture("emoji", small, "png", revised_prompt=drawn.revised_prompt)
        made = measured(picture, await self.shelf.keep(small))
        return [replace(made, place=EMOJI)]

    async def one(self, turn: Turn, picture: Picture) -> Sequence[KeptPicture]:
        """Store one picture, and what is shown of it, which comes first. Raises
        HangError if it is not safe, or cannot be read."""
        picture = replace(picture, format=kind_of(picture.data) or picture.format)
        if picture.format not in NOT_SHOWN:
            sha256 = await self.shelf.keep(picture.data)
            self.uploads_ahead.kept(turn, picture, sha256)
            return [measured(picture, sha256)]
        data = await self.imaging.showable(picture)
        shown = measured(replace(picture, data=data), await self.shelf.keep(data))
        original = replace(
            shown,
            sha256=await self.shelf.keep(picture.data),
            format=picture.format,
            bytes=len(picture.data),
            place=ORIGINAL,
        )
        return [shown, original]

    async def hung(
        self, turn: Turn, pictures: Sequence[KeptPicture], way: Way, before: int = 0
    ) -> tuple[KeptPicture, ...]:
        """Hang the pictures that do not hang yet, in this way; return all as they hang
        now.

        If Slack is busy, some may still not hang; if the bytes of one are gone, it
        never will. Raises HangError if the way does not work: then no picture hangs but
        those that people see already.
        """
        done = list(pictures)
        try:
            for number, drawn in enumerate(pictures):
                if not drawn.hangs:
                    done[number] = await self._hang(
                        turn, drawn, before + number + 1, way
                    )
        except HangBusy as error:
            log.warning(
                "turn %s: some of its pictures are not shown: %s", turn.id, error
            )
        except HangError:
            if way.manner is not Manner.BESIDE or done == list(pictures):
                await self.let_go(turn, fresh(pictures, done))
                raise
        return tuple(done)

    async def let_go(self, turn: Turn, pictures: Sequence[KeptPicture]) -> None:
        """Have files that no message shows deleted together with the previews."""
        for drawn in pictures:
            if drawn.file_id:
                await self.temporary_files.lent(turn.id, drawn.file_id)

    async def left(self, pictures: Sequence[KeptPicture]) -> bool:
        """Whether the bytes of any of these are still there."""
        for drawn in pictures:
            if await self.shelf.read(drawn.sha256) is not None:
                return True
        return False

    async def _hang(
        self, turn: Turn, drawn: KeptPicture, number: int, way: Way
    ) -> KeptPicture:
        spot = await self.uploads_ahead.spot(turn, drawn, way)
        if spot is None:
            spot = await self._hang_now(turn, drawn, number, way)
        if spot is None:
            return drawn
        beside = way.manner is Manner.BESIDE
        return replace(drawn, file_id=spot.file_id, url=spot.url, beside=beside)

    async def _hang_now(
        self, turn: Turn, drawn: KeptPicture, number: int, way: Way
    ) -> Spot | None:
        data = await self.shelf.read(drawn.sha256)
        if data is None:
            log.error("turn %s: a picture's bytes are missing", turn.id)
            return None
        frame = self.uploads_ahead.frame(turn, drawn, number, data, self.caller)
        return await hung(way, frame)


def fresh(
    before: Sequence[KeptPicture], now: Sequence[KeptPicture]
) -> tuple[KeptPicture, ...]:
    """The pictures that hang now but did not before."""
    return tuple(b for a, b in zip(before, now, strict=True) if a != b)


def bare(pictures: Sequence[KeptPicture]) -> tuple[KeptPicture, ...]:
    """The same pictures, hung in no message."""
    return tuple(
        replace(each, file_id="", url="") if each.framed else each for each in pictures
    )
