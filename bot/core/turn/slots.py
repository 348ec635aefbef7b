"""Slots: the places of a turn's pictures in its message. Pure values.

A picture has a slot from its first event on. The slot keeps what is known about the
picture: that it waits, its newest preview, where the finished one hangs, or why there
is none. A picture keeps the same id all the time.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

SHEET: Final = "sheet"
"""The id of the picture that shows all pictures of a set."""
MOST_SLOTS: Final = 100
"""The most slots for pictures that a model begins. Every finished picture has one."""


class Stage(StrEnum):
    """How far a picture has come."""

    WAITING = "waiting"
    DEVELOPING = "developing"
    FINISHED = "finished"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a picture hangs: a file of Slack's, or an address of ours."""

    file_id: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """A half-drawn picture that hangs.

    `frame` differs for every preview of a turn, `number` counts those of one picture.
    `came` is when the model sent it, by the loop's clock. `alt` says what there is to
    see, if that is more than what was asked for.
    """

    frame: int
    number: int
    spot: Spot
    came: float = 0.0
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Hung:
    """A finished picture that hangs: its number among those of the turn, from 1."""

    number: int
    spot: Spot
    revised_prompt: str = ""
    sheet: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """Everything that is known about one picture.

    `number` counts the finished pictures, in the order in which they were finished.
    `spot` is where the finished picture hangs, as soon as it does. One with a `place`
    is seen on the sheet, under that number, and hangs nowhere by itself.
    """

    id: str
    stage: Stage = Stage.WAITING
    preview: Preview | None = None
    number: int = 0
    spot: Spot | None = None
    why: str = ""
    revised_prompt: str = ""
    place: int = 0

    @property
    def finished(self) -> bool:
        """Whether the picture is finished, even if it does not hang yet."""
        return self.stage is Stage.FINISHED

    @property
    def failed(self) -> bool:
        """Whether there will be no picture."""
        return self.stage is Stage.FAILED

    @property
    def shown(self) -> Hung | Preview | None:
        """The best that can be shown of it."""
        hangs = self.finished and self.spot is not None
        hung = Hung(self.number, self.spot or Spot(), self.revised_prompt)
        return hung if hangs else self.preview


@dataclass(frozen=True, slots=True)
class Slots:
    """The slots of a turn, in the order in which their pictures first appeared.

    `earlier` is the last preview of an answer that broke off and was asked for anew.
    `before` is how many pictures were finished in the legs that have ended. The `sheet`
    is what hangs of it: a frame, or the last one, which shows what `sheet_alt` says.
    """

    each: tuple[Slot, ...] = ()
    earlier: Preview | None = None
    before: int = 0
    sheet: Preview | Hung | None = None
    sheet_alt: str = ""

    @property
    def several(self) -> bool:
        """Whether there is more than one picture."""
        return len(self.each) > 1

    @property
    def finished(self) -> int:
        """How many pictures of the turn are finished, in whichever leg."""
        return max((self.before, *(each.number for each in self.each)))

    @property
    def in_order(self) -> tuple[Slot, ...]:
        """The slots in the order of the message: the finished ones first, as at the
        end.

        Those on the sheet are seen there.
        """
        beside = [each for each in self.each if not each.place]
        finished = sorted(
            (each for each in beside if each.finished), key=lambda each: each.number
        )
        return (*finished, *(each for each in beside if not each.finished))

    @property
    def on_sheet(self) -> tuple[Slot, ...]:
        """Those that the sheet shows."""
        return tuple(each for each in self.each if each.place)

    @property
    def shown(self) -> tuple[Hung | Preview, ...]:
        """The pictures that the message shows: the sheet, and those beside it.

        If a turn has only one picture, the finished picture is shown with the end,
        which is near: that saves an edit. A picture that failed leaves its place to the
        others.
        """
        return (*(() if self.sheet is None else (self.sheet,)), *self._beside)

    @property
    def _beside(self) -> tuple[Hung | Preview, ...]:
        latest = () if self.latest is None else (self.latest,)
        if not self.several:
            return latest
        shown = (each.shown for each in self.in_order if not each.failed)
        return tuple(each for each in shown if each is not None) or latest

    @property
    def developing(self) -> Preview | None:
        """The newest preview of a picture that is still being drawn."""
        if not self.each:
            return self.earlier
        drawing = (each for each in self.each if each.stage is Stage.DEVELOPING)
        previews = (each.preview for each in drawing if each.preview is not None)
        return max(previews, key=lambda each: each.frame, default=None)

    @property
    def latest(self) -> Preview | None:
        """The newest preview of any picture."""
        return max(self._previews, key=lambda each: each.frame, default=None)

    def of(self, picture: str) -> Slot | None:
        """The slot of a picture."""
        return next((each for each in self.each if each.id == picture), None)

    def place(self, picture: str) -> int:
        """How many pictures come before this one in the message."""
        before = [each.id for each in self.in_order]
        return before.index(picture) if picture in before else len(before)

    @property
    def _previews(self) -> tuple[Preview, ...]:
        previews = tuple(each.preview for each in self.each if each.preview is not None)
        return previews or ((self.earlier,) if self.earlier is not None else ())
