"""Adds pictures to a name that is there already, for somebody who keeps one under it
and may change it."""

from dataclasses import dataclass, replace
from typing import Any

from bot.core.messages import name_lists
from bot.core.messages.added_pictures import FULL, added
from bot.core.messages.names import keeping, not_kept
from bot.core.names.listing import NameLists
from bot.core.names.storing_soon import StoringSoon
from bot.core.names.teaching import GONE
from bot.core.names.wording import cleaned
from bot.core.turn.keeping import AddForm, KeepForm, KeepPlace, ListPlace
from bot.core.turn.taught import MOST_PICTURES, Taught, reads_as


@dataclass(frozen=True, slots=True)
class Adding:
    """Offers to add the pictures of a form, and adds them."""

    lists: NameLists

    async def offered(self, form: KeepForm, place: KeepPlace) -> Taught | None:
        """The name to which the form's pictures can be added: one of the same kind that
        reads the same and can be used here. None if there is none, or if something is
        wrong with the form, which is said there."""
        if not 0 < len(form.chosen) <= MOST_PICTURES or form.agreed is None:
            return None
        read = reads_as(cleaned(form.name))
        thread = place.thread
        usable = await self.lists.pictures.names.usable(thread.team, thread.channel)
        for each in usable:
            if each.kind is place.kind and reads_as(each.name) == read:
                found = await self._changeable(place, each.id, form.user)
                return None if isinstance(found, str) else found
        return None

    async def add(self, form: AddForm, place: KeepPlace) -> dict[str, Any]:
        """Add the pictures of that place; return what is to be shown."""
        taught = await self._changeable(place, form.name, form.user)
        if isinstance(taught, str):
            return not_kept(place.kind, taught)
        lists, team = self.lists, place.thread.team
        work = lists.errands.start(self._add(form, place, taught), "adding pictures")
        soon = StoringSoon(lists.errands, lists.views, team, form.view)
        return await soon.shown(work, keeping(place.kind))

    async def _changeable(self, place: KeepPlace, name: int, user: str) -> Taught | str:
        here = ListPlace(place.thread.team, place.thread.channel)
        return await self.lists.changeable(here, name, user)

    async def _add(
        self, form: AddForm, place: KeepPlace, taught: Taught
    ) -> dict[str, Any]:
        pictures = self.lists.pictures
        found = await pictures.of(place.sources, place.thread, form.user)
        if len(found) < len(place.sources):
            return not_kept(place.kind, GONE)
        async with pictures.kept(found) as new:
            together = tuple(dict.fromkeys((*taught.pictures, *new)))
            fits = len(together) <= MOST_PICTURES
            agreed_by = taught.agreed_by or (form.user if form.agreed else "")
            wanted = replace(taught, pictures=together, agreed_by=agreed_by)
            there = await pictures.names.change(wanted) if fits else taught
            if not fits or there is None:
                await pictures.names.leave([each.sha256 for each in new])
        await pictures.sweep()
        if not fits:
            return not_kept(place.kind, FULL.format(name=taught.name))
        return added(wanted) if there else not_kept(place.kind, name_lists.GONE)
