"""Reads one answer from the model while its message shows it. Never waits for Slack."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import aclosing
from dataclasses import replace
from typing import Any, TypeVar

from bot.core.asks import Ask
from bot.core.cancelling import ended
from bot.core.draft import Draft
from bot.core.early import Early
from bot.core.ending import broken, finished, stopped
from bot.core.errors import AskError, ModelError, Overtaken
from bot.core.events import (
    Picture,
    PictureDrawn,
    PreviewDrawn,
    Reached,
    Started,
    StepKind,
    StepStarted,
    TurnEvent,
)
from bot.core.lanes import Stop
from bot.core.ports import Model
from bot.core.previews import Previews
from bot.core.progress import Progress, apply
from bot.core.rank import Rank
from bot.core.request import Request
from bot.core.turns import Answer, Outcome, Print, Turn
from bot.core.view import working

TOO_SLOW = "The attached pictures could not be read in time. Try smaller ones."
Result = TypeVar("Result")
Heard = Callable[[Progress], Awaitable[None]]


class Reading:
    """What was read so far, and how the reading ended."""

    def __init__(
        self, turn: Turn, draft: Draft, most_previews: int, early: Early
    ) -> None:
        self.progress = Progress()
        self.error: ModelError | None = None
        self.stopped = ""
        self.gone = False
        self._turn, self._draft, self._most = turn, draft, most_previews
        self._early = early

    def redraw(self, previews: Previews, rank: Rank = Rank.PREVIEW) -> None:
        """Show what is known now, or rather what is known when it may be shown."""
        self._draft.show(
            lambda: working(self._turn, self.progress, previews.look(), self._most),
            rank,
        )

    async def run(
        self,
        model: Model,
        request: Request,
        previews: Previews,
        stop: Stop,
        heard: Heard,
    ) -> None:
        """Read until the answer ends, a person stops it, or its message is deleted.

        Who takes a response up again goes on with what was seen of it before.
        """
        self.error = None
        if request.resume is None:
            self.progress = Progress()
        self.redraw(previews)  # it waits no longer
        reader = asyncio.create_task(self._read(model, request, previews, heard))
        stops = asyncio.create_task(stop.asked.wait())
        gone = asyncio.create_task(self._draft.gone.wait())
        try:
            await asyncio.wait({reader, stops, gone}, return_when="FIRST_COMPLETED")
        finally:
            if self._draft.overtaken:
                model.leave(self.progress.response)
            await ended(stops, gone, reader)
            [outcome] = await asyncio.gather(reader, return_exceptions=True)
        self._note_end(outcome, stop)

    async def _read(
        self, model: Model, request: Request, previews: Previews, heard: Heard
    ) -> None:
        async with aclosing(model.answer(request)) as events:
            async for event in events:
                self._fold(event, previews)
                told = isinstance(event, Started | Reached)
                del event  # a picture may be in it, and the next may be long in coming
                if told:
                    await self._note(model, heard)

    async def _note(self, model: Model, heard: Heard) -> None:
        try:
            await heard(self.progress)
        except Overtaken:
            model.leave(self.progress.response)
            raise

    def _fold(self, event: TurnEvent, previews: Previews) -> None:
        self.progress = apply(self.progress, event)
        if isinstance(event, PreviewDrawn):
            previews.want(event)
        elif isinstance(event, PictureDrawn):
            previews.finished(event.picture.id)
            self._begin(event.picture)
        self.redraw(previews, _rank(event))

    def _begin(self, picture: Picture) -> None:
        for number, known in enumerate(self.progress.pictures, 1):
            if known is picture:  # what comes after the end is not
                self._early.begin(self._turn, picture, number)

    def answer(self, prints: tuple[Print, ...], ask: Ask) -> Answer:
        """What the reading came to, with the pictures that are kept of it."""
        if self.gone:
            return Answer(Outcome.STOPPED, "The message was deleted.", why="deleted")
        if self.stopped:
            return stopped(self.progress, prints, self.stopped)
        if self.error is not None:
            return broken(self.progress, prints, self.error)
        return finished(self.progress, prints, ask)

    def _note_end(self, outcome: BaseException | None, stop: Stop) -> None:
        if isinstance(outcome, ModelError):
            self.error = outcome
        elif self._draft.overtaken:
            raise Overtaken("its message was taken over")
        elif isinstance(outcome, asyncio.CancelledError):
            self.gone = self._draft.gone.is_set()
            self.stopped = stop.reason
        elif outcome is not None:
            raise outcome


def _rank(event: TurnEvent) -> Rank:
    """Thoughts come and go; a step is what a person would like to know of."""
    match event:
        case StepStarted(kind=kind) if kind is not StepKind.THINK:
            return Rank.STEP
    return Rank.PREVIEW


def taken_up(request: Request, progress: Progress) -> Request | None:
    """The request that goes on where a background response was lost sight of.

    Where it cannot be taken up, it is asked for anew, once.
    """
    if progress.finished:
        return None
    if progress.response:
        return replace(request, resume=progress.response, after=progress.sequence)
    if request.resume:
        return replace(request, resume=None, after=None)
    return None


async def unless_stopped(
    work: Coroutine[Any, Any, Result], stop: Stop, seconds: float
) -> Result | None:
    """The work's result; None if a person stops it. Raises AskError after a while."""
    task = asyncio.create_task(work)
    stops = asyncio.create_task(stop.asked.wait())
    try:
        done, _ = await asyncio.wait(
            {task, stops}, timeout=seconds, return_when="FIRST_COMPLETED"
        )
        if not done:
            raise AskError(TOO_SLOW)
        return task.result() if task in done else None
    finally:
        await ended(stops, task, again=1.0)
