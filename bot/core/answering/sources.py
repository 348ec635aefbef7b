"""The sources that a picture of a set can be drawn from, and their bytes.

The model names them: a picture that came with the ask (`attached 1`), one of a set in
the thread (`picture 3`), the picture that the turn builds on (`current`), or what the
workspace has taught (`character Pixel`, `style Winter`). The source
that a name stands for is noted with the set, so that a later attempt, or *Draw the
missing ones*, uses the same one.
"""

import asyncio
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from bot.core.answering.bringing import brought
from bot.core.answering.pictures_for_model import startable
from bot.core.answering.using_names import UsingNames
from bot.core.errors import AskError
from bot.core.ports import Brought, Files, Shelf, Turns
from bot.core.turn.legs import Leg
from bot.core.turn.naming import names_in
from bot.core.turn.numbers import named_numbers
from bot.core.turn.pictures import kind_of
from bot.core.turn.request import InputImage, ShownName
from bot.core.turn.sets import SetPicture, Source, WrongSet, with_names
from bot.core.turn.taught import Taught, reads_as
from bot.core.turn.turns import Answer, Turn

GONE: Final = "A picture that this one starts from is gone."
NOT_HERE: Final = "There is no number {number} here{instead}."
FROM_NUMBER: Final = "Drawn from number {number}."
FROM_NUMBERS: Final = "Drawn from numbers {before} and {last}."
_NAME: Final = re.compile(r"(attached|picture) ?#?(\d{1,2})")


@dataclass(frozen=True, slots=True)
class NamedSources:
    """Everything that can be named: files by their numbers, pictures of sets, the
    current one, and characters and styles by kind and name.

    `several` says that the turn builds on a set of which nothing was picked, `counted`
    that people see numbers in this thread, whether their pictures came or not.
    """

    attached: tuple[Source, ...] = ()
    numbered: Mapping[int, Source] = field(default_factory=dict)
    current: Source | None = None
    several: bool = False
    counted: bool = False
    taught: Mapping[str, Taught] = field(default_factory=dict)

    def meant(self, words: str) -> tuple[str, tuple[Source, ...], tuple[str, ...]]:
        """The words without the numbers in them, the pictures that these mean, and what
        to tell about that. Raises AskError."""
        found = named_numbers(words) if self.counted else None
        if found is None:
            return words, (), ()
        numbers, rest = found
        for number in numbers:
            if number not in self.numbered:
                raise AskError(NOT_HERE.format(number=number, instead=self._numbers))
        named = tuple(self.numbered[number] for number in numbers)
        return rest, named, (_told(numbers),)

    @property
    def _numbers(self) -> str:
        here = ", ".join(map(str, sorted(self.numbered)))
        return f", only {here}" if here else ""

    def found(self, wanted: Iterable[SetPicture]) -> tuple[SetPicture, ...]:
        """The pictures, each with its sources. Raises WrongSet."""
        return tuple(map(self._found, wanted))

    def _found(self, wanted: SetPicture) -> SetPicture:
        """The picture with its sources, and with the characters and styles that the
        model has named, there or in its words."""
        others = [each for each in wanted.uses if reads_as(each) not in self.taught]
        uses = (self.taught.get(reads_as(each)) for each in wanted.uses)
        said = names_in(f"{wanted.title}\n{wanted.prompt}", [*self.taught.values()])
        names = dict.fromkeys((*(each for each in uses if each), *said.names))
        made = replace(wanted, sources=tuple(map(self.named, others)))
        return with_names(made, [*names])

    def named(self, name: str) -> Source:
        """The source with this name. Raises WrongSet."""
        found = _NAME.fullmatch(name)
        number = int(found[2]) if found else 0
        kind = found[1] if found else name
        if kind == "current" and self.current:
            return self.current
        if kind == "picture" and number in self.numbered:
            return self.numbered[number]
        if kind == "attached" and 0 < number <= len(self.attached):
            return self.attached[number - 1]
        raise WrongSet(f"`uses` cannot name `{name[:40]}`{self._instead}")

    @property
    def _instead(self) -> str:
        names = [f"`attached {n}`" for n in range(1, len(self.attached) + 1)]
        names += [f"`picture {n}`" for n in sorted(self.numbered)]
        names += ["`current`"] if self.current else []
        names += [f"`{each.kind} {each.name}`" for each in self.taught.values()]
        return f"; it can name {', '.join(names)}" if names else "; leave it empty"


class Sources:
    """Finds the sources that one turn can name, and reads them. Files are fetched
    once."""

    def __init__(
        self, turns: Turns, files: Files, shelf: Shelf, names: UsingNames
    ) -> None:
        self._turns, self._shelf, self.names = turns, shelf, names
        self._bringing = files
        self._files: dict[int, Brought] = {}
        self._fetching = asyncio.Lock()

    async def known(
        self, turn: Turn, legs: Sequence[Leg] = (), *, files: bool = True
    ) -> NamedSources:
        """Everything that the turn with these legs can name, with files or without."""
        past = await self._turns.lineage(turn.parent) if turn.parent else ()
        newest = [*reversed(past)]
        answers = [e.answer for e in newest if e.answer and e.answer.deck is None]
        own = [picture for leg in legs for picture in leg.set_pictures]
        current, several = _current(answers)
        numbered = _numbered(own, answers)
        return NamedSources(
            await self._attached([turn, *newest]) if files else (),
            numbered,
            current,
            several,
            counted=any(each.set_pictures for each in answers) or len(numbered) > 1,
            taught={
                reads_as(f"{each.kind} {each.name}"): each
                for each in await self.names.of([*past, turn])
            },
        )

    async def brought(self, turn: Turn) -> Brought:
        """The files that the model sees with a turn."""
        async with self._fetching:
            if turn.id not in self._files:
                found = await brought(self._turns, self._bringing, turn)
                self._files[turn.id] = found
            return self._files[turn.id]

    async def of(
        self, picture: SetPicture
    ) -> tuple[tuple[InputImage, ...], tuple[ShownName, ...]]:
        """The bytes of what a picture starts from, and the characters and styles on it.
        Raises AskError."""
        images = await self.images(e for e in picture.sources if not e.name)
        return images, await self.names.on(picture)

    async def images(self, sources: Iterable[Source]) -> tuple[InputImage, ...]:
        """The bytes of these sources. Raises AskError if some are gone."""
        return tuple([await self.image(each) for each in sources])

    async def image(self, source: Source) -> InputImage:
        """The bytes of one source. Raises AskError if they are gone."""
        if source.sha256:
            data = await self._shelf.read(source.sha256)
            if data is None:
                raise AskError(GONE)
            found = await startable(self._bringing, data, kind_of(data))
            if found is None:
                raise AskError(GONE)
            return found
        turn = await self._turns.get(source.turn)
        files = (await self.brought(turn)).images if turn else ()
        if not 0 < source.number <= len(files):
            raise AskError(GONE)
        return files[source.number - 1]

    async def _attached(self, newest: Sequence[Turn]) -> tuple[Source, ...]:
        """The files of the turn, or of the last one before that came with some."""
        for number, turn in enumerate(newest):
            if number and not turn.ask.attached:
                continue
            if files := (await self.brought(turn)).images:
                return tuple(
                    Source(turn=turn.id, number=n + 1) for n, _ in enumerate(files)
                )
        return ()


def _told(numbers: Sequence[int]) -> str:
    *before, last = map(str, numbers)
    if not before:
        return FROM_NUMBER.format(number=last)
    return FROM_NUMBERS.format(before=", ".join(before), last=last)


def _numbered(
    own: Sequence[SetPicture], answers: Sequence[Answer]
) -> dict[int, Source]:
    """Pictures of sets, the newest of each number; without any, those of a turn.

    One that did not come hides what had its number on an older sheet.
    """
    known: dict[int, SetPicture] = {}
    for pictures in (own, *(each.set_pictures for each in answers)):
        came = sum(each.finished for each in pictures)
        for each in pictures:
            if each.finished or came > 1:
                known.setdefault(each.number, each)
    found = {n: Source(each.sha256) for n, each in known.items() if each.finished}
    drawn = next((each.drawn for each in answers if each.drawn), ())
    return found or {n: Source(each.sha256) for n, each in enumerate(drawn, 1)}


def _current(answers: Sequence[Answer]) -> tuple[Source | None, bool]:
    """The picture that a turn builds on; or that it would have to be one of several."""
    drew = next((each for each in answers if each.own_pictures or each.charts), None)
    if drew is None or drew.charts:  # no model draws a number again
        return None, False
    if drew.is_choice:
        return None, True
    return Source(drew.own_pictures[-1].sha256), False
