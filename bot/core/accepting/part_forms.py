"""Opens the form in which a part of a picture is chosen, and takes it.

Nothing is spent, and nothing is written down, before the form comes back; its picture
is gone when it is done with.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.core.accepting.booth import first_picture
from bot.core.accepting.intake import Intake
from bot.core.errands import Errands
from bot.core.errors import AskError, HangError
from bot.core.messages.parts import no_part_form, part_form
from bot.core.ports import Chosen, Files, Shelf, Turns, Views
from bot.core.showing.form_pictures import FormPictures
from bot.core.turn.asks import FROM_SCRATCH, Ask, Attached, with_flags_read
from bot.core.turn.changes import (
    CELLS,
    WISH,
    CellForm,
    PartPlace,
    can_be_changed,
    drawable,
    objections,
    part_ask,
    region_in,
    with_region,
)
from bot.core.turn.options import Button, Options
from bot.core.turn.pictures import size_of
from bot.core.turn.slots import Spot
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Turn

GONE: Final = (
    "That picture is no longer there. Copy your words, then open the form again."
)
Keeping = Callable[[PartPlace, str], str]
"""Makes the text that Slack keeps with a form, about a place and a file."""
Made = Callable[[Spot], dict[str, Any]]
"""Makes a modal that shows a picture."""
WHERE_ALT: Final = "In red: what has changed outside of the part"
ALT: Final = "The picture under a grid of cells"


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form or a modal that is open, by its view, and the person who sees it."""

    view: str
    user: str


@dataclass(frozen=True, slots=True)
class PartForms:
    """Knows the picture of a form wherever one is opened."""

    intake: Intake
    turns: Turns
    files: Files
    shelf: Shelf
    pictures: FormPictures
    views: Views
    errands: Errands

    def begin_to_show(self, place: PartPlace, form: OpenForm, kept: Keeping) -> None:
        """Have the picture brought into a form that is open."""
        self.errands.start(self.show(place, form, kept), "a picture of a form")

    def begin_to_show_where(self, turn: Turn, form: OpenForm, made: Made) -> None:
        """Have the small picture of what has strayed brought into a modal."""
        work = self._show_where(turn, form, made)
        self.errands.start(work, "a picture of a modal")

    def done(self, team: str, file_id: str) -> None:
        """Have the picture of a form deleted."""
        self.errands.start(self.pictures.remove(team, file_id), "a form that is done")

    async def at_turn(self, turn: Turn) -> PartPlace | None:
        """The picture of a turn, if a part of it can be changed."""
        if turn.answer is None or not can_be_changed(turn.answer):
            return None
        drawn = turn.answer.own_pictures[0]
        return PartPlace(
            turn.ask.thread,
            turn.id,
            older=await self._older(turn),
            width=drawn.width,
            height=drawn.height,
        )

    async def at_message(
        self, thread: ThreadKey, message: str, files: Sequence[Attached]
    ) -> PartPlace | None:
        """The picture of our message, or the first one in a person's."""
        turn = await self.turns.by_message(thread.team, thread.channel, message)
        if turn is not None and turn.message == message:
            return await self.at_turn(turn)
        found = first_picture(files)
        return PartPlace(thread, file=found) if found else None

    async def again(self, turn: Turn) -> PartPlace | None:
        """The same part of the picture that the turn has changed."""
        options = _options(turn)
        if options.region is None or not options.draws_part:
            return None
        file = turn.ask.attached[0] if turn.ask.attached else None
        return PartPlace(
            turn.ask.thread,
            FROM_SCRATCH if turn.parent is None else turn.parent,
            file,
            again=turn.id,
            width=options.region.width,
            height=options.region.height,
            region=options.region,
        )

    async def show(self, place: PartPlace, form: OpenForm, kept: Keeping) -> None:
        """Bring the picture into a form that is open, or say that there is none."""
        team, shown = place.thread.team, Spot()
        made = await self._drawn(place)
        if made is not None:
            place, data = made
            shown = await self.pictures.show(team, form.user, data, ALT)
        view = self._form(place, kept, shown)
        if not await self.views.update(team, form.view, view):
            await self.pictures.remove(team, shown.file_id)

    async def _show_where(self, turn: Turn, form: OpenForm, made: Made) -> None:
        small = turn.answer.where if turn.answer else None
        data = await self.shelf.read(small.sha256) if small else None
        if data is None:
            return
        team = turn.ask.thread.team
        shown = await self.pictures.show(team, form.user, data, WHERE_ALT)
        if shown == Spot():
            return
        if not await self.views.update(team, form.view, made(shown)):
            await self.pictures.remove(team, shown.file_id)

    def _form(self, place: PartPlace, kept: Keeping, shown: Spot) -> dict[str, Any]:
        if not drawable(place.width, place.height):
            return no_part_form()
        return part_form(kept(place, shown.file_id), place, shown)

    async def take(self, form: CellForm, place: PartPlace) -> dict[str, str]:
        """Take the form; return what is wrong with it, by field."""
        found = await self._found(place)
        if found is None:
            return {WISH if place.again else CELLS: GONE}
        place, before, button = found
        form = replace(form, button=button or form.button)
        if wrong := objections(form, place):
            return wrong
        wanted = with_region(form, region_in(form, place))
        await self.intake.take(part_ask(wanted, place, before))
        return {}

    async def _found(
        self, place: PartPlace
    ) -> tuple[PartPlace, Turn | None, Button | None] | None:
        """The place as it is now, the turn before, and an action that is settled."""
        button = None
        if place.again:
            turn = await self._here(place.again, place.thread)
            again = await self.again(turn) if turn else None
            if turn is None or again is None:
                return None
            place, button = again, _options(turn).button
        if place.file:
            return place, None, button
        before = await self._here(place.onto, place.thread)
        now = await self.at_turn(before) if before else None
        if now is None:
            return None
        now = replace(now, region=place.region)
        return (place if place.again else now), before, button

    async def now(self, place: PartPlace) -> PartPlace | None:
        """The place as it is now; None if its picture is gone."""
        found = await self._found(place)
        return found[0] if found else None

    async def _here(self, turn: int, thread: ThreadKey) -> Turn | None:
        """A turn of the channel in which the form was opened."""
        found = await self.turns.get(turn)
        if found is None:
            return None
        there = found.ask.thread
        here = (there.team, there.channel) == (thread.team, thread.channel)
        return found if here else None

    async def _older(self, turn: Turn) -> int:
        """The nearest turn before with a picture from which a part can be taken."""
        past = await self.turns.lineage(turn.parent) if turn.parent else ()
        drew = (e.id for e in reversed(past) if e.answer and can_be_changed(e.answer))
        return next(drew, 0)

    async def _drawn(self, place: PartPlace) -> tuple[PartPlace, bytes] | None:
        """The picture under a grid, or with the part that is chosen already."""
        data = await self.data(place)
        if data is None:
            return None
        width, height = size_of(data)
        if not place.width:
            place = replace(place, width=width, height=height)
        try:
            return place, await self._gridded(place, data)
        except HangError:
            return None

    async def _gridded(self, place: PartPlace, data: bytes) -> bytes:
        if place.region is None:
            return await self.files.regions.gridded(data, place.grid)
        mask = place.region.mask
        painted = (await self.shelf.read(mask) if mask else b"") or b""
        return await self.files.regions.gridded(
            data, None, Chosen(place.region, painted)
        )

    async def data(self, place: PartPlace) -> bytes | None:
        """The picture, in a format of which the size can be read."""
        if place.file:
            ask = Ask("", place.thread, "", "", attached=(place.file,))
            images = (await self.files.bring(ask)).images
            data = images[0].data if images else None
        else:
            turn = await self.turns.get(place.onto)
            drawn = turn.answer.own_pictures if turn and turn.answer else ()
            data = await self.shelf.read(drawn[0].sha256) if drawn else None
        if data is None or any(size_of(data)):
            return data
        still = await self.files.still(data)
        return still.data if still else None


def _options(turn: Turn) -> Options:
    try:
        return with_flags_read(turn.ask).options or Options()
    except AskError:
        return Options()
