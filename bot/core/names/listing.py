"""Lists characters and styles to those who can use them, and lets those who may change
or forget one.

Of what was taught for one channel alone, only that channel sees anything.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.core.accepting.part_forms import OpenForm
from bot.core.errands import Errands
from bot.core.errors import NameTaken
from bot.core.identity.admins import Admins
from bot.core.identity.outsiders import Outsiders, no_outsiders
from bot.core.messages import name_lists
from bot.core.messages.name_lists import (
    changed,
    forgotten,
    list_form,
    not_done,
    on_page,
)
from bot.core.messages.text import plain
from bot.core.messages.used_names import names_of
from bot.core.names.name_pictures import NamePictures
from bot.core.names.picture_sheets import PictureSheets
from bot.core.names.storing_soon import StoringSoon
from bot.core.names.teaching import (
    NONE_TICKED,
    TOO_MANY_TICKED,
    UNSAID,
)
from bot.core.names.wording import TAKEN, cleaned, near, objection
from bot.core.ports import Memberships, Views
from bot.core.turn.keeping import (
    MORE_FILES,
    MOST_SENTENCE,
    NAME,
    PEOPLE,
    PICTURES,
    ChangeForm,
    ListPlace,
    NamePlace,
    NameSource,
)
from bot.core.turn.slots import Spot
from bot.core.turn.taught import MOST_PICTURES, Taught
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Turn

UNREADABLE: Final = (
    "One of the files is not a picture that I can read, so nothing was changed."
)
MOST_SHOWN: Final = 16
"""The most pictures of names that a turn shows, which is what a request takes."""
Kept = Callable[[str], str]
"""Makes the text that Slack keeps with a view, about the file that it shows."""


@dataclass(frozen=True, slots=True)
class NameLists:
    """Draws lists, and takes what people do with the names there."""

    pictures: NamePictures
    views: Views
    errands: Errands
    admins: Admins
    sheets: PictureSheets
    memberships: Memberships
    outsiders: Outsiders = no_outsiders

    async def listed(self, place: ListPlace, user: str) -> list[Taught]:
        """The names that this person can use there, in the order of the alphabet."""
        here = frozenset((place.channel,))
        if not place.channel:
            here = await self.memberships.channels(place.team, user)
        if not await self.outsiders(place.team, user):
            here |= {""}
        found = await self.pictures.names.of_team(place.team)
        return [each for each in found if each.channel in here]

    async def form(self, place: ListPlace, user: str, about: str) -> dict[str, Any]:
        """The list as it can be drawn at once."""
        names = await self.listed(place, user)
        return list_form(about, place, names, _own(names, user))

    def begin_to_complete(self, place: ListPlace, form: OpenForm, kept: Kept) -> None:
        """Have the pictures, and an admin's menus, brought into a list that is open."""
        self.errands.start(self._complete(place, form, kept), "a list of names")

    def begin_to_show(
        self, taught: Taught, form: OpenForm, view: Callable[[Spot], dict[str, Any]]
    ) -> None:
        """Have the pictures of a name brought into a form that is open."""
        numbered = [(n, "", each) for n, each in enumerate(taught.pictures, 1)]
        work = self.sheets.show(numbered, taught.team, form, view)
        self.errands.start(work, "the pictures of a name")

    async def used_in(self, turn: Turn, user: str) -> list[Taught]:
        """The names that a turn has used, as far as this person may see them there."""
        thread = turn.ask.thread
        place = ListPlace(thread.team, thread.channel)
        noted = (e.id for e in names_of(turn, turn.answer) if not e.left_out)
        found = [await self.pictures.names.get(each) for each in noted]
        return [e for e in found if e and await self._sees(place, e, user)]

    def begin_to_show_used(
        self,
        names: Sequence[Taught],
        form: OpenForm,
        view: Callable[[Spot], dict[str, Any]],
    ) -> None:
        """Have the pictures of these names brought into a view that is open."""
        found = [(each, picture) for each in names for picture in each.pictures]
        numbered = [
            (number, each.name, picture)
            for number, (each, picture) in enumerate(found[:MOST_SHOWN], 1)
        ]
        if numbered:
            work = self.sheets.show(numbered, names[0].team, form, view)
            self.errands.start(work, "the pictures of names")

    def done(self, team: str, file_id: str) -> None:
        """Have the picture of a view deleted."""
        if file_id:
            self.errands.start(
                self.sheets.shown.remove(team, file_id), "a view that is done"
            )

    async def changeable(self, place: ListPlace, name: int, user: str) -> Taught | str:
        """The name, if this person may change and forget it; otherwise, why not."""
        taught = await self.pictures.names.get(name)
        if taught is None or not await self._sees(place, taught, user):
            return name_lists.GONE
        if taught.taught_by == user or await self.admins(place.team, user):
            return taught
        return name_lists.NOT_YOURS

    async def _sees(self, place: ListPlace, taught: Taught, user: str) -> bool:
        """Whether the list from that place, or from the home tab, has it for this
        person. Menus may be old, or made by hand."""
        if taught.team != place.team:
            return False
        if not taught.channel:
            return not await self.outsiders(place.team, user)
        known = taught.channel == place.channel
        return known or taught.channel in await self.memberships.channels(
            place.team, user
        )

    async def change(
        self, form: ChangeForm, place: NamePlace, about: str
    ) -> tuple[dict[str, str], dict[str, Any]]:
        """Change a name; return what is wrong with the form, by field, or what is to be
        shown in its place."""
        team = place.back.team
        taught = await self.changeable(place.back, place.name, form.user)
        if isinstance(taught, str):
            return {}, not_done(about, taught)
        form = replace(form, name=cleaned(form.name))
        if wrong := await self._objections(form, taught):
            return wrong, {}
        work = self.errands.start(self._change(form, taught, about), "changing a name")
        soon = StoringSoon(self.errands, self.views, team, form.view)
        return {}, await soon.shown(work, name_lists.changing())

    async def forget(self, place: NamePlace, user: str, about: str) -> dict[str, Any]:
        """Forget a name and its pictures; return what is to be shown."""
        taught = await self.changeable(place.back, place.name, user)
        if isinstance(taught, str):
            return not_done(about, taught)
        await self.pictures.names.forget(taught.id)
        self.errands.start(self.pictures.sweep(), "dropping pictures of names")
        return forgotten(about, taught)

    async def _objections(self, form: ChangeForm, taught: Taught) -> dict[str, str]:
        wrong = {}
        if form.name != taught.name:
            names = await self.pictures.names.of_team(taught.team)
            taken = near(names, taught.channel, but=taught.id)
            if told := objection(form.name, taught.kind, taken):
                wrong[NAME] = told
        if any(not each.mimetype.startswith("image/") for each in form.files):
            wrong[MORE_FILES] = "This is not a picture. Add a PNG, a JPEG or a GIF."
        many = len(form.kept) + len(form.files)
        if many > MOST_PICTURES:
            wrong[PICTURES] = TOO_MANY_TICKED
        elif not many:
            wrong[PICTURES] = NONE_TICKED
        if form.agreed is None:
            wrong[PEOPLE] = UNSAID
        return wrong

    async def _change(
        self, form: ChangeForm, taught: Taught, about: str
    ) -> dict[str, Any]:
        thread = ThreadKey(taught.team, taught.channel, "")
        sources = [NameSource(file=each) for each in form.files]
        found = await self.pictures.of(sources, thread, form.user)
        if len(found) < len(sources):
            return not_done(about, UNREADABLE)
        wanted = _changed(form, taught)
        try:
            async with self.pictures.kept(found) as added:
                pictures = dict.fromkeys((*wanted.pictures, *added))
                wanted = replace(wanted, pictures=tuple(pictures))
                there = await self.pictures.names.change(wanted)
        except NameTaken:
            return not_done(about, TAKEN.format(name=wanted.name))
        finally:
            await self.pictures.sweep()
        return changed(about, wanted) if there else not_done(about, name_lists.GONE)

    async def _complete(self, place: ListPlace, form: OpenForm, kept: Kept) -> None:
        names = await self.listed(place, form.user)
        may = _own(names, form.user)
        if len(may) < len(names) and await self.admins(place.team, form.user):
            may = frozenset(each.id for each in names)
        first = place.page * name_lists.ON_A_PAGE + 1
        numbered = [
            (number, each.name, each.pictures[0])
            for number, each in enumerate(on_page(names, place.page), first)
            if each.pictures
        ]

        def view(shown: Spot) -> dict[str, Any]:
            spot = None if shown == Spot() else shown
            return list_form(kept(shown.file_id), place, names, may, spot)

        await self.sheets.show(numbered, place.team, form, view)


def _own(names: Sequence[Taught], user: str) -> frozenset[int]:
    """Those that this person has taught."""
    return frozenset(each.id for each in names if each.taught_by == user)


def _changed(form: ChangeForm, taught: Taught) -> Taught:
    """The name as the form wants it, without the pictures that are added."""
    kept = (p for number, p in enumerate(taught.pictures) if number in form.kept)
    agreed_by = (taught.agreed_by or form.user) if form.agreed else ""
    return replace(
        taught,
        name=form.name,
        sentence=plain(form.sentence, MOST_SENTENCE),
        pictures=tuple(kept),
        agreed_by=agreed_by,
    )
