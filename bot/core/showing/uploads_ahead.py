"""Uploads finished pictures to Slack while the model still writes.

Slack takes a second or two to process a file, and the model takes as long for the text
below the picture. This way, neither waits for the other. If the model draws other
pictures meanwhile, the message already shows the uploaded ones. Each file is noted like
all of ours, so it is deleted if no message shows it in the end.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.caller import Caller, Priority
from bot.core.errands import Errands
from bot.core.errors import HangBusy, HangError, HangMisfit, Overtaken
from bot.core.messages.many import IN_MESSAGE
from bot.core.messages.pictures import alt_text
from bot.core.ports import TemporaryFiles
from bot.core.showing.current_slots import CurrentSlots
from bot.core.showing.hanging import Frame, Hanging, Manner, Way, hung
from bot.core.showing.temporary_files import noting
from bot.core.turn.events import Picture
from bot.core.turn.pictures import NOT_SHOWN, measured
from bot.core.turn.slots import Spot
from bot.core.turn.turns import KeptPicture, Turn

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Job:
    picture: Picture
    way: Way
    hanging: asyncio.Task[Spot | HangError]
    sha256: str = ""
    used: bool = False

    def of(self, picture: Picture) -> bool:
        """Whether the upload is of this picture."""
        mine = self.picture
        return (mine.id, mine.data) == (picture.id, picture.data)


class UploadsAhead:
    """The uploads of all turns that are not settled yet."""

    def __init__(
        self, hanging: Hanging, temporary_files: TemporaryFiles, errands: Errands
    ) -> None:
        self._hanging, self._temporary_files = hanging, temporary_files
        self._errands = errands
        self._jobs: dict[int, list[_Job]] = {}

    @property
    def busy(self) -> bool:
        """Whether there are uploads of any turn."""
        return bool(self._jobs)

    def begin(
        self,
        turn: Turn,
        pictures: Sequence[Picture],
        slots: CurrentSlots,
        caller: Caller,
    ) -> None:
        """Upload the turn's pictures that are not on their way yet.

        Pictures that the message has no room for are not urgent.
        """
        way = next(iter(self._hanging.ways(turn.ask.thread.team)), None)
        if way is None or not _hurries(way, slots):
            return
        urgent = caller.at(Priority.END)
        for number, picture in enumerate(pictures[:IN_MESSAGE], 1):
            jobs = self._jobs.get(turn.id, [])
            if picture.format in NOT_SHOWN:
                continue
            if not any(job.of(picture) for job in jobs):
                drawn = measured(picture, "")
                frame = self.frame(turn, drawn, number, picture.data, urgent)
                hanging = self._hang(turn, picture, frame, way, slots)
                task = self._errands.start(hanging, f"a picture of {turn.id}")
                self._jobs[turn.id] = [*jobs, _Job(picture, way, task)]

    def kept(self, turn: Turn, picture: Picture, sha256: str) -> None:
        """Note that the picture is stored, and known by its hash from now on."""
        for job in self._jobs.get(turn.id, ()):
            if job.of(picture):
                job.sha256 = sha256

    async def spot(self, turn: Turn, drawn: KeptPicture, way: Way) -> Spot | None:
        """Where the upload has put the picture; None if it still has to be hung in this
        way.

        If the upload fails while the caller waits, that counts as the caller's own try,
        and raises HangError. So does a picture that this way cannot show.
        """
        for job in self._jobs.get(turn.id, ()):
            if job.sha256 == drawn.sha256 and job.way is way and not job.used:
                job.used, late = True, not job.hanging.done()
                spot = await asyncio.shield(job.hanging)
                if not isinstance(spot, HangError):
                    return spot
                if late or isinstance(spot, HangMisfit):
                    raise spot
        return None

    async def over(self, turn: Turn) -> None:
        """Return when no upload for the turn is under way any more."""
        jobs = self._jobs.pop(turn.id, ())
        await asyncio.gather(*(job.hanging for job in jobs), return_exceptions=True)

    def forget(self, turn: Turn) -> None:
        """Forget the turn's uploads: another attempt begins, perhaps in another
        process."""
        self._jobs.pop(turn.id, None)

    def frame(
        self, turn: Turn, drawn: KeptPicture, number: int, data: bytes, caller: Caller
    ) -> Frame:
        """The frame of a finished picture; `number` distinguishes the pictures of a
        turn."""
        ending = "jpg" if drawn.format == "jpeg" else drawn.format
        return Frame(
            turn.ask.thread,
            name=f"darkroom-{turn.id}-{number}.{ending}",
            alt=alt_text(turn, drawn),
            data=data,
            noted=noting(self._temporary_files, turn.id),
            caller=caller,
        )

    async def _hang(
        self, turn: Turn, picture: Picture, frame: Frame, way: Way, slots: CurrentSlots
    ) -> Spot | HangError:
        spot = await _hung(frame, way)
        shows = isinstance(spot, Spot) and way.manner is Manner.IN_PLACE
        if isinstance(spot, Spot) and shows and self._newest(turn, picture):
            slots.picture_hangs(picture.id, spot)
        return spot

    def _newest(self, turn: Turn, picture: Picture) -> bool:
        """Whether no other upload has taken its place."""
        jobs = self._jobs.get(turn.id, ())
        same = [job for job in jobs if job.picture.id == picture.id]
        return bool(same) and same[-1].of(picture)


def _hurries(way: Way, slots: CurrentSlots) -> bool:
    """Whether to begin before the end: because the way is slow, or other pictures are
    still being drawn."""
    beside_others = way.manner is Manner.IN_PLACE and slots.now.several
    return way.uploads_ahead or beside_others


async def _hung(frame: Frame, way: Way) -> Spot | HangError:
    """Hang the picture. An error becomes the result; the picture is tried again at the
    end, and that try counts."""
    try:
        return await hung(way, frame)
    except HangError as error:
        log.info("%s was not uploaded ahead: %s", frame.name, error)
        return error
    except Overtaken as error:
        log.info("%s was not uploaded ahead: %s", frame.name, error)
        return HangBusy(str(error))  # this says nothing about the way
    except Exception as error:
        log.exception("%s was not uploaded ahead", frame.name)
        return HangError(type(error).__name__)
