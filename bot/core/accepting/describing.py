"""*Describe*: what a picture shows, told to one person who may not see it well.

The model is asked when somebody wants that, once for each picture: whoever asks again
gets what was said before.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.core.accepting.booth import first_picture
from bot.core.accepting.part_forms import OpenForm
from bot.core.errands import Errands
from bot.core.messages.describing import described
from bot.core.ports import Describer, Files, Shelf, Turns, Views
from bot.core.turn.asks import Ask, Attached
from bot.core.turn.descriptions import Description
from bot.core.turn.history import seen
from bot.core.turn.person import person_hash
from bot.core.turn.pictures import kind_of
from bot.core.turn.request import InputImage
from bot.core.turn.thread import ThreadKey

MOST_REMEMBERED: Final = 200


@dataclass(frozen=True, slots=True)
class DescribedPicture:
    """A picture that somebody wants described: one of ours, by its hash, or a file."""

    thread: ThreadKey
    sha256: str = ""
    file: Attached | None = None

    @property
    def key(self) -> tuple[str, str]:
        """The same picture, wherever it is shown in the workspace."""
        return self.thread.team, self.sha256 or (self.file.id if self.file else "")


@dataclass(frozen=True, slots=True)
class Describing:
    """Finds the picture of a message, and has it described."""

    turns: Turns
    files: Files
    shelf: Shelf
    views: Views
    errands: Errands
    describer: Describer
    key: bytes
    _told: OrderedDict[tuple[str, str], "asyncio.Task[Description]"] = field(
        default_factory=OrderedDict, init=False
    )

    async def at_message(
        self, thread: ThreadKey, message: str, files: Sequence[Attached]
    ) -> DescribedPicture | None:
        """What is seen of our message at one glance, or the first picture of a
        person's."""
        turn = await self.turns.by_message(thread.team, thread.channel, message)
        if turn is not None and turn.message == message:
            ours = seen(turn.answer) if turn.answer else None
            return DescribedPicture(thread, ours.sha256) if ours else None
        file = first_picture(files)
        return DescribedPicture(thread, file=file) if file else None

    def begin(self, picture: DescribedPicture, form: OpenForm) -> None:
        """Have it described in a view that is open."""
        self.errands.start(self._show(picture, form), "describing a picture")

    async def _show(self, picture: DescribedPicture, form: OpenForm) -> None:
        task = self._told.get(picture.key)
        if task is None or (task.done() and not _succeeded(task)):
            work = self._describe(picture, form.user)
            task = self.errands.start(work, "words on a picture")
            self._remember(picture, task)
        await asyncio.wait({task})
        told = task.result() if _succeeded(task) else Description()
        await self.views.update(picture.thread.team, form.view, described(told))

    def _remember(
        self, picture: DescribedPicture, task: "asyncio.Task[Description]"
    ) -> None:
        self._told[picture.key] = task
        self._told.move_to_end(picture.key)
        if len(self._told) > MOST_REMEMBERED:
            self._told.popitem(last=False)

    async def _describe(self, picture: DescribedPicture, user: str) -> Description:
        image = await self._image(picture, user)
        if image is None:
            return Description()
        person = person_hash(self.key, picture.thread.team, user)
        return await self.describer.tell(image, person)

    async def _image(self, picture: DescribedPicture, user: str) -> InputImage | None:
        """The picture as a model is shown it; None if it cannot be read."""
        if picture.file is not None:
            ask = Ask("", picture.thread, user, "", attached=(picture.file,))
            return next(iter((await self.files.bring(ask)).images), None)
        data = await self.shelf.read(picture.sha256)
        if data is None:
            return None
        if kind_of(data) in {"png", "jpeg"}:
            return InputImage(data, f"image/{kind_of(data)}")
        return await self.files.still(data)


def _succeeded(task: "asyncio.Task[Description]") -> bool:
    failed = task.cancelled() or task.exception() is not None
    return not failed and bool(task.result().words)
