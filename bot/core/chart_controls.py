"""What people can do with a chart that exists: have its numbers."""

import logging
import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.core.accepting.pressing import Whisper
from bot.core.charts.telling import csv_file
from bot.core.errands import Errands
from bot.core.errors import ChatError
from bot.core.showing.context import TurnContext
from bot.core.showing.hanging import Frame
from bot.core.turn.turns import DATA, Answer, KeptPicture, Turn

UNSHARED: Final = "Slack is not accepting the file right now. Try again in a minute."
MOST_KNOWN: Final = 1_000
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ChartControls:
    """Each press gives the numbers once, however often Slack delivers it."""

    context: TurnContext
    errands: Errands
    whisper: Whisper
    given: OrderedDict[tuple[int, str, str], None] = field(default_factory=OrderedDict)

    async def data(self, turn: Turn, user: str, at: str) -> None:
        """Share the numbers of the turn's charts as CSV in its thread."""
        press = (turn.id, user, at)
        if turn.answer is None or not turn.answer.charts or press in self.given:
            return
        self.given[press] = None
        while len(self.given) > MOST_KNOWN:
            self.given.popitem(last=False)
        sharing = self._share(turn, turn.answer, user)
        self.errands.start(sharing, f"data of {turn.id}")

    async def _share(self, turn: Turn, answer: Answer, user: str) -> None:
        frames = _frames(turn, answer)
        try:
            async with self.context.alone(turn.id):
                files = await self.context.share(frames, turn.ask.thread)
                await self._note(turn.id, frames, files)
        except ChatError as error:
            log.warning("turn %s: its data was not shared: %s", turn.id, error)
            self.whisper(turn, user, UNSHARED)

    async def _note(
        self, turn: int, frames: Sequence[Frame], files: Sequence[str]
    ) -> None:
        """Note the files with the turn's pictures, so that `forget` removes them."""
        found = await self.context.turns.get(turn)
        if found is None or found.answer is None:
            return
        noted = [
            KeptPicture(
                sha256=await self.context.shelf.keep(frame.data),
                format="csv",
                width=0,
                height=0,
                bytes=len(frame.data),
                file_id=file,
                beside=True,
                place=DATA,
            )
            for frame, file in zip(frames, files, strict=True)
        ]
        pictures = (*found.answer.pictures, *noted)
        await self.context.turns.shown(turn, pictures, settled=found.settled)


def _frames(turn: Turn, answer: Answer) -> list[Frame]:
    return [
        Frame(
            turn.ask.thread,
            name=_name(kept.chart.title, number),
            alt=kept.chart.title,
            data=csv_file(kept.chart),
        )
        for number, kept in enumerate(answer.charts, 1)
    ]


def _name(title: str, number: int) -> str:
    words = re.sub(r"[^\w-]+", "-", title.lower()).strip("-")[:60]
    return f"{words or f'data-{number}'}.csv"
