"""Pictures of earlier turns and of sets, in the form in which the model sees them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.core.errors import AskError
from bot.core.ports import Files, Shelf
from bot.core.turn.legs import Leg
from bot.core.turn.request import CaptionedPicture, InputImage
from bot.core.turn.sets import SetPicture
from bot.core.turn.turns import Answer, KeptPicture, Turn

WHICH = (
    "There are several pictures here. Press the number of one of them first, begin "
    "with it, as in “number 3, but at night”, or add `--new` to start from scratch."
)

EXACT = (
    "The image model cannot change a chart: it would get the numbers wrong. Ask "
    "without `--direct`, or add `--new` to start from scratch."
)


WHOLE = (
    "The image model cannot change a deck. Ask without `--direct`, or add `--new` to "
    "start from scratch."
)


@dataclass(frozen=True, slots=True)
class PicturesForModel:
    """Reads them from the shelf: one in full size, several made small."""

    files: Files
    shelf: Shelf

    async def of_outputs(self, leg: Leg) -> Mapping[str, tuple[CaptionedPicture, ...]]:
        """The pictures that go with the outputs of a leg's calls."""
        known = {each.number: each for each in leg.set_pictures}
        return {
            output.call: await self._captioned(
                known[number] for number in output.pictures if number in known
            )
            for output in leg.outputs
            if output.pictures
        }

    async def several(self, past: Sequence[Turn]) -> tuple[CaptionedPicture, ...]:
        """The pictures of the last set, whether one of them was picked or not: any of
        them can still be named by its number."""
        answers = (each.answer for each in reversed(past) if each.answer is not None)
        last = next((each for each in answers if each.is_choice), None)
        return await self._captioned(last.set_pictures) if last else ()

    async def last(self, past: Sequence[Turn]) -> InputImage | None:
        """The last picture, in full size; None if it could be any of several."""
        if _leaves_open(past):
            return None
        for turn in reversed(past):
            for drawn in _to_change(turn.answer) if turn.answer else ():
                if data := await self.shelf.read(drawn.sha256):
                    return await startable(self.files, data, drawn.format)
        return None

    async def current(self, past: Sequence[Turn]) -> InputImage | None:
        """The picture that a direct turn changes. Raises AskError if it could be any of
        several."""
        if _leaves_open(past):
            raise AskError(WHICH)
        if _is_chart(past):
            raise AskError(EXACT)
        if _is_deck(past):
            raise AskError(WHOLE)
        return await self.last(past)

    async def _captioned(
        self, pictures: Iterable[SetPicture]
    ) -> tuple[CaptionedPicture, ...]:
        found = [
            CaptionedPicture(each.line, small)
            for each in pictures
            if each.finished and (small := await self._small(each.sha256))
        ]
        return tuple(found)

    async def _small(self, sha256: str) -> InputImage | None:
        data = await self.shelf.read(sha256)
        return await self.files.small(data) if data else None


def _to_change(answer: Answer) -> tuple[KeptPicture, ...]:
    """The pictures that a model may change: no model draws a number again."""
    return tuple(e for e in answer.own_pictures if not answer.chart_of(e))


async def startable(files: Files, data: bytes, kind: str) -> InputImage | None:
    """A picture of ours as the model accepts it: nothing that moves."""
    if kind == "gif":
        return await files.still(data)
    return InputImage(data, f"image/{kind}")


def _leaves_open(past: Sequence[Turn]) -> bool:
    """Whether the last turn with pictures is a set of which none was picked."""
    last = _last(past)
    return last is not None and last.is_choice


def _is_chart(past: Sequence[Turn]) -> bool:
    """Whether the last turn with pictures is a chart."""
    last = _last(past)
    return last is not None and bool(last.charts)


def _is_deck(past: Sequence[Turn]) -> bool:
    """Whether the last turn with something to see is a deck."""
    last = _last(past)
    return last is not None and last.deck is not None


def _last(past: Sequence[Turn]) -> Answer | None:
    answers = (each.answer for each in reversed(past) if each.answer is not None)
    seen = (e for e in answers if e.own_pictures or e.charts or e.deck)
    return next(seen, None)
