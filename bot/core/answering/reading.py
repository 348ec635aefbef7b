"""Reads one answer from the model while its message shows it. Never waits for Slack."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import Any, TypeVar

from bot.core.answering.ending import broken, finished, stopped
from bot.core.caller import Priority
from bot.core.cancelling import cancelled, cancelling, completed
from bot.core.charts.sources import MOST_NUMBERS, numbers_in
from bot.core.errors import AskError, ModelError, Overtaken
from bot.core.ports import Model
from bot.core.showing.context import TurnContext
from bot.core.showing.developing import Developing
from bot.core.showing.draft import Draft
from bot.core.showing.previews import Previews
from bot.core.turn.asks import DELETED, Ask
from bot.core.turn.events import (
    PictureDrawn,
    PreviewDrawn,
    Reached,
    Started,
    StepKind,
    StepStarted,
    TurnEvent,
)
from bot.core.turn.legs import Leg
from bot.core.turn.progress import Progress
from bot.core.turn.request import Request
from bot.core.turn.stop import Stop
from bot.core.turn.turns import Answer, KeptPicture, Turn

TOO_SLOW = "The attached files could not be read in time. Try smaller ones."
Result = TypeVar("Result")
Heard = Callable[[Progress], Awaitable[None]]


class Reading:
    """One reading: what was read so far, and how it ended."""

    def __init__(
        self,
        turn: Turn,
        draft: Draft,
        developing: Developing,
        context: TurnContext,
    ) -> None:
        self.read = False
        self._since = 0.0
        self.error: ModelError | None = None
        self.stopped = ""
        self.gone = False
        self._in_files: frozenset[float] = frozenset()
        self._turn, self._draft, self._developing = turn, draft, developing
        self._context = context

    @property
    def progress(self) -> Progress:
        """What is known so far."""
        return self._developing.progress

    @property
    def before(self) -> tuple[Leg, ...]:
        """The legs of the turn that have ended."""
        return self._developing.before

    def begin(self, legs: Sequence[Leg], since: float) -> None:
        """These have ended before; this run began at that time of the loop."""
        self._since = since
        self.keep(tuple(legs))

    def keep(self, legs: tuple[Leg, ...]) -> None:
        """Note that these legs have ended: their words stay in the message."""
        self._developing.before = legs

    @property
    def goes_on(self) -> bool:
        """Whether this leg ended in calls or questions, and not in an answer."""
        ended = self.progress.finished and not (self.error or self.stopped or self.gone)
        return ended and bool(self.progress.calls or self.progress.questions)

    def leg(self, pictures: tuple[KeptPicture, ...], notes: tuple[str, ...]) -> Leg:
        """The result of this leg, to be stored; the next one begins now."""
        now, progress = asyncio.get_running_loop().time(), self.progress
        seconds, self._since = now - self._since, now
        return Leg(
            number=len(self.before) + 1,
            response=progress.response,
            model=progress.model,
            parts=progress.parts,
            pictures=pictures,
            notes=notes,
            usage=progress.usage,
            calls=progress.calls,
            questions=progress.questions,
            uses=progress.uses,
            seconds=seconds,
            returned=self._returned(),
            used_tools=progress.used_tools,
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

        If the response is resumed, this continues from what was read before.
        """
        self.error = None
        if texts := [each.text for each in request.texts]:  # may be long
            self._in_files |= await asyncio.to_thread(numbers_in, texts)
        if request.resume is None:
            self._developing.begin_anew()
        self._draft.show(self._developing)  # it waits no longer
        reader = asyncio.create_task(self._read(model, request, previews, heard))
        stops = asyncio.create_task(stop.asked.wait())
        gone = asyncio.create_task(self._draft.gone.wait())
        try:
            await asyncio.wait({reader, stops, gone}, return_when="FIRST_COMPLETED")
        finally:
            if self._draft.overtaken:
                model.leave(self.progress.response)
            await cancelled(stops, gone, reader)
            [outcome] = await asyncio.gather(reader, return_exceptions=True)
        self._note_end(outcome, stop)

    async def _read(
        self, model: Model, request: Request, previews: Previews, heard: Heard
    ) -> None:
        async with aclosing(model.answer(request)) as events:
            async for event in events:
                self._fold(event, previews)
                told = isinstance(event, Started | Reached)
                del event  # it may hold a picture, and the next one may take long
                if told:
                    await self._note(model, heard)

    async def _note(self, model: Model, heard: Heard) -> None:
        try:
            await heard(self.progress)
        except Overtaken:
            model.leave(self.progress.response)
            raise

    def _fold(self, event: TurnEvent, previews: Previews) -> None:
        self._developing.tell(event)
        match event:
            case PreviewDrawn():
                previews.want(event)
            case PictureDrawn(picture):
                previews.finished(picture.id)
                self._begin()
            case StepStarted(kind=StepKind.DRAW):
                self._begin()  # there may be several now
        self._draft.show(self._developing, _priority(event))

    def _begin(self) -> None:
        pictures, slots = self.progress.pictures, self._developing.slots
        caller, ahead = self._context.caller, self._context.uploads_ahead
        ahead.begin(self._turn, pictures, slots, caller)

    def answer(self, pictures: tuple[KeptPicture, ...], ask: Ask) -> Answer:
        """The answer that the reading came to, with the pictures that were stored."""
        whole = self._developing.whole
        if self.gone:
            return replace(stopped(whole, pictures, DELETED), why="deleted")
        if self.stopped:
            return stopped(whole, pictures, self.stopped)
        if self.error is not None:
            return broken(whole, pictures, self.error)
        answer = finished(whole, pictures, ask)
        return replace(answer, returned=self._returned())

    def _returned(self) -> tuple[float, ...]:
        """The numbers in what came from outside: from tools of others, and in files."""
        each = (number for _, those in self.progress.returned for number in those)
        return tuple(sorted(self._in_files.union(each))[:MOST_NUMBERS])

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


def _priority(event: TurnEvent) -> Priority:
    """The priority of showing an event: people want to know of steps, not of every
    thought."""
    match event:
        case StepStarted(kind=kind) if kind is not StepKind.THINK:
            return Priority.STEP
    return Priority.PREVIEW


def ended_by(stop: Stop, draft: Draft) -> str:
    """How a person ended the turn: by a stop, or by deleting its message; empty if
    nobody did."""
    return stop.reason or (DELETED if draft.gone.is_set() else "")


def taken_up(request: Request, progress: Progress) -> Request | None:
    """The request that resumes a background response whose stream broke.

    If it cannot be resumed, it is asked for anew, once.
    """
    if progress.finished:
        return None
    if progress.response:
        return replace(request, resume=progress.response, after=progress.sequence)
    if request.resume:
        return replace(request, resume=None, after=None)
    return None


async def unless_stopped(
    work: Coroutine[Any, Any, Result],
    stop: Stop,
    seconds: float | None = None,
    gone: asyncio.Event | None = None,
) -> Result | None:
    """The work's result; None if a person stops it, or its message is `gone`.

    Raises AskError if it takes too long.
    """
    task = asyncio.create_task(work)
    ends = [each for each in (stop.asked, gone) if each is not None]
    stops = [asyncio.create_task(each.wait()) for each in ends]
    try:
        done, _ = await asyncio.wait(
            {task, *stops}, timeout=seconds, return_when="FIRST_COMPLETED"
        )
        if not done:
            raise AskError(TOO_SLOW)
        return task.result() if task in done else None
    finally:
        await completed(cancelling(*stops, task, again=1.0))
