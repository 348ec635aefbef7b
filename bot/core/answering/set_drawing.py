"""Draws the pictures of a set side by side, each by a direct request of its own.

A picture counts when its bytes are on the shelf and it is noted with its number. So a
crash only costs pictures that were being drawn, and a stop loses no finished one.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace

from bot.core.answering.ending import UNSAFE, refusal
from bot.core.answering.sources import Sources
from bot.core.caller import Caller
from bot.core.cancelling import cancelling, completed
from bot.core.errors import (
    AskError,
    BotError,
    HangError,
    ModelBusy,
    ModelError,
    ModelRefused,
    StoreFull,
)
from bot.core.ports import Model, Shelf
from bot.core.showing.sheet_frames import SheetFrames
from bot.core.turn.events import (
    Finished,
    Picture,
    PictureDrawn,
    PictureRefused,
    TurnEvent,
    Usage,
)
from bot.core.turn.progress import Progress
from bot.core.turn.request import Request
from bot.core.turn.sets import SetPicture
from bot.core.turn.terms import Terms
from bot.core.turn.turns import KeptPicture, original_of

NOT_ON_SHEETS = ("gif", "svg")
NO_PICTURE = "No picture came."
DAMAGED = "damaged"
NO_SPACE = "no space"
WITHOUT_ROOM = (
    "I have no space to store more right now, so this was not drawn. Whoever runs me "
    "can see why."
)
Keep = Callable[[Picture], Awaitable[Sequence[KeptPicture]]]
Note = Callable[[SetPicture, Sequence[KeptPicture]], Awaitable[None]]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SetRequest:
    """The pictures of a set to draw, for whom, and where they are shown and noted.

    `room` says what prevents another picture from being stored, and `keep` stores one
    that is finished: what is shown of it comes first.
    """

    pictures: Sequence[SetPicture]
    terms: Terms
    person: str
    frames: SheetFrames
    note: Note
    caller: Callable[[], Caller]
    keep: Keep
    room: Callable[[], Awaitable[str]]


@dataclass(slots=True)
class _Came:
    """Everything that one request has brought so far."""

    picture: Picture | None = None
    refused: PictureRefused | None = None
    usage: Usage = field(default_factory=Usage)

    def take(self, event: TurnEvent) -> None:
        match event:
            case PictureDrawn(picture):
                self.picture = picture
            case PictureRefused():
                self.refused = event
            case Finished(usage):
                self.usage = usage


@dataclass(frozen=True, slots=True)
class SetDrawing:
    """Draws at most so many pictures of one set at once."""

    model: Model
    shelf: Shelf
    at_once: int

    async def draw(self, wanted: SetRequest, sources: Sources) -> None:
        """Return when each picture is there, or is known not to come.

        A caller that cancels this, even more than once, waits until pictures that are
        being noted are stored.
        """
        room = asyncio.Semaphore(self.at_once)
        tasks = [
            asyncio.create_task(self._one(each, wanted, sources, room))
            for each in wanted.pictures
        ]
        try:
            await _all(tasks)
        finally:
            await completed(cancelling(*tasks))

    async def _one(
        self,
        picture: SetPicture,
        wanted: SetRequest,
        sources: Sources,
        room: asyncio.Semaphore,
    ) -> None:
        async with room:
            came, why, told = _Came(), "", ""
            try:
                if trouble := await wanted.room():
                    raise StoreFull(trouble)
                await self._read(picture, wanted, sources, came)
            except (ModelError, AskError, StoreFull) as error:
                log.warning("picture %d of a set: %s", picture.number, error)
                why, told = _short(error), _sentence(error)
            except asyncio.CancelledError:
                if came.picture is not None:  # it is paid for
                    await completed(self._noted(picture, wanted, came, (why, told)))
                raise
            await completed(self._noted(picture, wanted, came, (why, told)))

    async def _read(
        self,
        picture: SetPicture,
        wanted: SetRequest,
        sources: Sources,
        came: _Came,
    ) -> None:
        images, names = await sources.of(picture)
        request = Request(
            words=picture.prompt,
            terms=_of_set(wanted.terms, picture.size),
            images=images,
            names=names,
            person=wanted.person,
            picture=picture.key,
            caller=wanted.caller(),
        )
        async with aclosing(self.model.answer(request)) as events:
            async for event in events:
                came.take(event)
                if not isinstance(event, PictureDrawn):
                    wanted.frames.tell(event)
                del event  # a picture may be in it

    async def _noted(
        self,
        picture: SetPicture,
        wanted: SetRequest,
        came: _Came,
        failed: tuple[str, str],
    ) -> None:
        """Note the result, and only then show it."""
        if came.picture is None:
            why, told = failed if failed[0] else _refused(came.refused)
            await self._lost(replace(picture, why=why, told=told), wanted)
            return
        try:
            shown, *files = await wanted.keep(came.picture)
        except HangError as error:
            log.warning("picture %d of a set: %s", picture.number, error)
            lost = replace(picture, why=DAMAGED, told=UNSAFE, usage=came.usage)
            await self._lost(lost, wanted)
            return
        done = replace(picture, sha256=shown.sha256, usage=came.usage)
        await wanted.note(done, of_set(picture.number, shown, files))
        wanted.frames.tell(PictureDrawn(replace(came.picture, id=picture.key)))

    async def _lost(self, picture: SetPicture, wanted: SetRequest) -> None:
        await wanted.note(picture, ())
        wanted.frames.failed(picture.key, picture.why)


def of_set(
    number: int, shown: KeptPicture, files: Sequence[KeptPicture]
) -> tuple[KeptPicture, ...]:
    """A picture of a set, and the original that goes with it when it is picked."""
    originals = (replace(each, place=original_of(number)) for each in files)
    return replace(shown, place=number), *originals


def _of_set(terms: Terms, size: str) -> Terms:
    """The terms of each picture. On a sheet, nothing moves, and all have pixels."""
    kind = "auto" if terms.format in NOT_ON_SHEETS else terms.format
    size = size or terms.size
    alone = replace(terms, direct=True, search=False, background=False)
    return replace(alone, format=kind, size=size)


def _refused(refused: PictureRefused | None) -> tuple[str, str]:
    if refused is None:
        return "not drawn", NO_PICTURE
    why = "declined" if refused.moderated else "not drawn"
    return why, refusal(Progress(refused=(refused,)))


def _short(error: BotError) -> str:
    """Why there is no picture, in few enough words for its place on the sheet."""
    match error:
        case ModelRefused():
            return "declined"
        case ModelBusy():
            return "too busy"
        case AskError():
            return "its source is gone"
        case StoreFull():
            return NO_SPACE
    return "not drawn"


def _sentence(error: BotError) -> str:
    if isinstance(error, StoreFull):
        return WITHOUT_ROOM
    return error.sentence if isinstance(error, AskError) else error.told


async def _all(tasks: Sequence[asyncio.Task[None]]) -> None:
    """Return when all are done; an error of one is raised at once."""
    done, _ = await asyncio.wait(tasks, return_when="FIRST_EXCEPTION")
    for task in done:
        task.result()
