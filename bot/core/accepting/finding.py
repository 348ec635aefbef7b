"""*Find it* in the form of a part: the model says where something is, and the person
says whether that is right.

It is asked only when somebody presses the button, and nothing is drawn before the form
comes back.
"""

from dataclasses import dataclass, field, replace
from typing import Final

from bot.core.accepting.part_forms import Keeping, OpenForm, PartForms
from bot.core.ports import Finder, Sought
from bot.core.turn.changes import PartPlace
from bot.core.turn.person import person_hash
from bot.core.turn.pictures import kind_of
from bot.core.turn.regions import MOST_TEXT, Region, grown
from bot.core.turn.request import InputImage

BIGGER: Final = 1.25
SMALLER: Final = 0.8
"""By how much a press makes the sides of a box longer or shorter."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Finds places in the pictures of forms, in each form one at a time: a button that
    is pressed twice is paid for once."""

    parts: PartForms
    finder: Finder
    key: bytes
    _looking: set[str] = field(default_factory=set, init=False)
    """The views of forms for which the model is looking now."""

    def begin(
        self, place: PartPlace, form: OpenForm, words: str, kept: Keeping, shown: str
    ) -> None:
        """Have what the words name looked for, and shown in the form."""
        if form.view in self._looking:
            return
        self._looking.add(form.view)
        work = self._find(place, form, words[:MOST_TEXT], kept, shown)
        task = self.parts.errands.start(work, "finding a place")
        task.add_done_callback(lambda _: self._looking.discard(form.view))

    def grow(
        self, place: PartPlace, form: OpenForm, by: float, kept: Keeping, shown: str
    ) -> None:
        """Have the box shown that many times as large; by 0, the cells again."""
        region = place.region
        if region is not None:
            found = replace(region, box=grown(region.box, by)) if by else None
            place = replace(place, region=found)
        work = self._show(place, form, kept, shown)
        self.parts.errands.start(work, "showing a place")

    async def _find(
        self, place: PartPlace, form: OpenForm, words: str, kept: Keeping, shown: str
    ) -> None:
        box = await self._box(place, form, words) if words else ()
        region = Region(place.width, place.height, box=box) if box else None
        place = replace(place, region=region, lost=not box)
        await self._show(place, form, kept, shown)

    async def _box(
        self, place: PartPlace, form: OpenForm, words: str
    ) -> tuple[float, ...]:
        data = await self.parts.data(place)
        if data is None:
            return ()
        picture = InputImage(data, f"image/{kind_of(data)}")
        person = person_hash(self.key, place.thread.team, form.user)
        return await self.finder.find(Sought(picture, words, person))

    async def _show(
        self, place: PartPlace, form: OpenForm, kept: Keeping, shown: str
    ) -> None:
        """Show the new picture, and delete the one before."""
        await self.parts.show(place, form, kept)
        await self.parts.pictures.remove(place.thread.team, shown)
