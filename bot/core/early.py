"""Finished pictures on their way to Slack while the model still writes its words.

Slack takes a second or two to process a file, and the model as long for what it says
below the picture: neither waits for the other. Nobody sees the file before the end. It
is noted as a leftover as soon as it is up, so that it goes if no message comes to show
it.
"""

import asyncio
import logging
from dataclasses import dataclass
from functools import partial

from bot.core.errands import Errands
from bot.core.errors import ChatError, HangError, Overtaken
from bot.core.events import Picture
from bot.core.final import alt_text
from bot.core.hanging import Frame, Hanging, Manner, Spot, Way
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


class Early:
    """The pictures of all turns that are being read."""

    def __init__(
        self, hanging: Hanging, leftovers: Leftovers, errands: Errands
    ) -> None:
        self._hanging, self._leftovers = hanging, leftovers
        self._errands = errands
        self._jobs: dict[int, list[_Job]] = {}

    def begin(self, turn: Turn, picture: Picture) -> None:
        """Send the picture up, unless that would show it."""
        way = next(iter(self._hanging.ways(turn.ask.thread.team)), None)
        if way is None or way.manner is Manner.BESIDE:
            return
        jobs = self._jobs.setdefault(turn.id, [])
        if any(job.picture == picture for job in jobs):
            return
        drawn = measured(picture, "")
        frame = lasting(turn, drawn, len(jobs) + 1, picture.data)
        work = self._hang(turn, frame, way)
        task = self._errands.start(work, f"a picture of {turn.id}")
        jobs.append(_Job(picture, way, task))

    def kept(self, turn: Turn, picture: Picture, sha256: str) -> None:
        """The picture has a name now."""
        for job in self._jobs.get(turn.id, ()):
            if job.picture == picture:
                job.sha256 = sha256

    async def spot(self, turn: Turn, drawn: Print, way: Way) -> Spot | None:
        """Where the picture hangs already, if it went up this way."""
        for job in self._jobs.get(turn.id, ()):
            if job.sha256 == drawn.sha256 and job.way is way and not job.used:
                job.used = True
                return await asyncio.shield(job.hanging)
        return None

    def over(self, turn: Turn) -> None:
        """The turn is over: what nobody asked for is taken away."""
        unused = [job for job in self._jobs.pop(turn.id, ()) if not job.used]
        if unused:
            work = self._take_away(turn, unused)
            self._errands.start(work, f"unshown pictures of {turn.id}")

    async def _hang(self, turn: Turn, frame: Frame, way: Way) -> Spot | None:
        """None where it fails: then it is tried again at the end, and that counts."""
        try:
            with ranked(Rank.END):
                spot = await insisting(partial(way.hang, frame))
        except (HangError, ChatError, Overtaken) as error:
            log.info("turn %s: a picture is not up early: %s", turn.id, error)
            return None
        if spot.file_id:
            await self._leftovers.lent(turn.id, spot.file_id)
        return spot

    async def _take_away(self, turn: Turn, jobs: list[_Job]) -> None:
        for job in jobs:
            spot = await job.hanging
            if spot is not None and spot.file_id:
                await insisting(partial(self._hanging.take_down, spot, turn.ask.thread))
                await self._leftovers.returned(spot.file_id)


def lasting(turn: Turn, drawn: Print, number: int, data: bytes) -> Frame:
    """A finished picture as it is hung; `number` tells those of a turn apart."""
    ending = "jpg" if drawn.format == "jpeg" else drawn.format
    name = f"darkroom-{turn.id}-{number}.{ending}"
    return Frame(turn.ask.thread, name, alt_text(turn, drawn), data)
