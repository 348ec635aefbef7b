"""Finished pictures on their way to Slack while the model still writes its words.

Slack takes a second or two to process a file, and the model as long for what it says
below the picture: neither waits for the other. No message shows the file before the
end. It is noted like every file of ours, so that it goes if none comes to show it.
"""

import asyncio
import logging
from dataclasses import dataclass
from functools import partial

from bot.core.errands import Errands
from bot.core.errors import ChatError, HangError, Overtaken
from bot.core.events import Picture
from bot.core.final import alt_text
from bot.core.hanging import Frame, Hanging, Spot, Way
from bot.core.leftovers import noting
from bot.core.pictures import measured
from bot.core.ports import Leftovers
from bot.core.posting import insisting
from bot.core.rank import Rank, ranked
from bot.core.turns import Print, Turn

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Job:
    picture: Picture
    way: Way
    hanging: asyncio.Task[Spot | None]
    sha256: str = ""
    used: bool = False

    def of(self, picture: Picture) -> bool:
        """Whether it is this picture, whatever else was told of it."""
        mine = self.picture
        return (mine.id, mine.data) == (picture.id, picture.data)


class Early:
    """The pictures of all turns that are not settled yet."""

    def __init__(
        self, hanging: Hanging, leftovers: Leftovers, errands: Errands
    ) -> None:
        self._hanging, self._leftovers = hanging, leftovers
        self._errands = errands
        self._jobs: dict[int, list[_Job]] = {}

    @property
    def busy(self) -> bool:
        """Whether anything of any turn is held."""
        return bool(self._jobs)

    def begin(self, turn: Turn, picture: Picture, number: int) -> None:
        """Send up the picture, which is the turn's first or a later one."""
        way = next(iter(self._hanging.ways(turn.ask.thread.team)), None)
        jobs = self._jobs.get(turn.id, [])
        if way is None or not way.early or any(job.of(picture) for job in jobs):
            return
        frame = self.frame(turn, measured(picture, ""), number, picture.data)
        task = self._errands.start(_hung(frame, way), f"a picture of {turn.id}")
        self._jobs[turn.id] = [*jobs, _Job(picture, way, task)]

    def kept(self, turn: Turn, picture: Picture, sha256: str) -> None:
        """The picture has a name now."""
        for job in self._jobs.get(turn.id, ()):
            if job.of(picture):
                job.sha256 = sha256

    async def spot(self, turn: Turn, drawn: Print, way: Way) -> Spot | None:
        """Where the picture hangs already; None if it has to go this way still.

        Who waits here for a try that then fails has tried by that: HangError.
        """
        for job in self._jobs.get(turn.id, ()):
            if job.sha256 == drawn.sha256 and job.way is way and not job.used:
                job.used, late = True, not job.hanging.done()
                spot = await asyncio.shield(job.hanging)
                if spot is None and late:
                    raise HangError(f"{way.name}: tried early, and until now")
                return spot
        return None

    async def over(self, turn: Turn) -> None:
        """Return when nothing of the turn is on its way up any more."""
        jobs = self._jobs.pop(turn.id, ())
        await asyncio.gather(*(job.hanging for job in jobs), return_exceptions=True)

    def forget(self, turn: Turn) -> None:
        """Another attempt at the turn begins anew, perhaps in another process."""
        self._jobs.pop(turn.id, None)

    def frame(self, turn: Turn, drawn: Print, number: int, data: bytes) -> Frame:
        """A finished picture as it is hung; `number` tells those of a turn apart."""
        ending = "jpg" if drawn.format == "jpeg" else drawn.format
        return Frame(
            turn.ask.thread,
            name=f"darkroom-{turn.id}-{number}.{ending}",
            alt=alt_text(turn, drawn),
            data=data,
            noted=noting(self._leftovers, turn.id),
        )


async def _hung(frame: Frame, way: Way) -> Spot | None:
    """None where it fails: then it is tried again at the end, and that counts."""
    try:
        with ranked(Rank.END):
            return await insisting(partial(way.hang, frame))
    except (HangError, ChatError, Overtaken) as error:
        log.info("%s is not up early: %s", frame.name, error)
    except Exception:
        log.exception("%s is not up early", frame.name)
    return None
