"""Teaches characters and styles: opens the form for a picture, has a sentence proposed
for it, and takes the form.

The sentence is asked for once for each form that has opened. Nothing is stored before
the form comes back.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import Any, Final

from bot.core.accepting.part_forms import OpenForm
from bot.core.errands import Errands
from bot.core.errors import NameTaken, TooMany
from bot.core.identity.outsiders import Outsiders, no_outsiders
from bot.core.messages.names import keep_form, keeping, kept, not_kept
from bot.core.messages.text import plain
from bot.core.names.limits import NameLimits, too_many
from bot.core.names.name_pictures import NamePictures
from bot.core.names.storing_soon import StoringSoon
from bot.core.names.wording import TAKEN, cleaned, near, objection
from bot.core.ports import Describer, Views
from bot.core.turn.asks import Attached
from bot.core.turn.keeping import (
    MOST_SENTENCE,
    MOST_SOURCES,
    NAME,
    PEOPLE,
    PICTURES,
    KeepForm,
    KeepPlace,
    NameSource,
)
from bot.core.turn.person import person_hash
from bot.core.turn.slots import Spot
from bot.core.turn.taught import MOST_PICTURES, NameKind, Taught
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import KeptPicture, Turn

THIS: Final = "This picture"
GONE: Final = (
    "I cannot read that picture, so nothing was kept. It may be gone, or in a channel "
    "that I am not in."
)
NONE_TICKED: Final = "Tick at least one picture."
TOO_MANY_TICKED: Final = f"At most {MOST_PICTURES} pictures."
UNSAID: Final = "Say whether a real person is in the pictures."
SHOWN: Final = ("image/png", "image/jpeg", "image/gif")
"""What Slack shows within a form."""


@dataclass(frozen=True, slots=True)
class Teaching:
    """Opens forms and takes them. `key` hides from the model who asks it."""

    pictures: NamePictures
    views: Views
    errands: Errands
    describer: Describer
    key: bytes
    limits: NameLimits
    outsiders: Outsiders = no_outsiders
    _proposals: dict[str, "asyncio.Task[str]"] = field(default_factory=dict, init=False)
    """What the model is being asked, by the view of the form."""

    async def at_turn(self, turn: Turn, kind: NameKind) -> KeepPlace | None:
        """The pictures of a turn, and others of its thread."""
        found = [*_of_turn(turn, THIS)]
        if not found:
            return None
        others = chain.from_iterable(map(_of_turn, await self._others(turn)))
        sources = tuple(islice(chain(found, others), MOST_SOURCES))
        return KeepPlace(turn.ask.thread, kind, sources)

    async def at_message(
        self,
        thread: ThreadKey,
        message: str,
        files: Sequence[Attached],
        kind: NameKind,
    ) -> KeepPlace | None:
        """The pictures of our message, or those that a person has posted."""
        turns = self.pictures.turns
        turn = await turns.by_message(thread.team, thread.channel, message)
        if turn is not None and turn.message == message:
            return await self.at_turn(turn, kind)
        found = tuple(islice(_of_files(files), MOST_SOURCES))
        return KeepPlace(thread, kind, found) if found else None

    async def for_person(self, place: KeepPlace, user: str) -> KeepPlace:
        """The place as this person may use it: people of other companies teach only
        for the conversation that they are in."""
        only_here = await self.outsiders(place.thread.team, user)
        return replace(place, only_here=only_here)

    def begin_to_describe(self, place: KeepPlace, form: OpenForm, about: str) -> None:
        """Have a sentence proposed in a form that is open."""
        person = person_hash(self.key, place.thread.team, form.user)
        work = self._proposed(place, form.user, person)
        task = self.errands.start(work, "a sentence on a picture")
        self._proposals[form.view] = task
        self.errands.start(self._propose(place, form, about, task), "a proposal")

    async def take(
        self, form: KeepForm, place: KeepPlace
    ) -> tuple[dict[str, str], dict[str, Any]]:
        """Take the form; return what is wrong with it, by field, or what is to be shown
        in its place."""
        form = replace(form, name=cleaned(form.name))
        if form.everywhere and await self.outsiders(place.thread.team, form.user):
            form = replace(form, everywhere=False)
        if wrong := await self._objections(form, place):
            return wrong, {}
        proposal = self.left(form.view)
        taught = self._taught(form, place, proposal)
        work = self.errands.start(taught, "keeping a name")
        team = place.thread.team
        soon = StoringSoon(self.errands, self.views, team, form.view)
        return {}, await soon.shown(work, keeping(place.kind))

    def left(self, view: str) -> "asyncio.Task[str] | None":
        """Note that a form shows something else now, so that no proposal is to take
        its place; returns the one that is on its way."""
        return self._proposals.pop(view, None)

    async def _objections(self, form: KeepForm, place: KeepPlace) -> dict[str, str]:
        wrong = {}
        if told := await self._wrong_name(form, place):
            wrong[NAME] = told
        if not form.chosen:
            wrong[PICTURES] = NONE_TICKED
        elif len(form.chosen) > MOST_PICTURES:
            wrong[PICTURES] = TOO_MANY_TICKED
        if form.agreed is None:
            wrong[PEOPLE] = UNSAID
        return wrong

    async def _wrong_name(self, form: KeepForm, place: KeepPlace) -> str:
        names = await self.pictures.names.of_team(place.thread.team)
        if full := self.limits.reached(names, form.user):
            return full
        channel = "" if form.everywhere else place.thread.channel
        return objection(form.name, place.kind, near(names, channel))

    async def _taught(
        self,
        form: KeepForm,
        place: KeepPlace,
        proposal: "asyncio.Task[str] | None",
    ) -> dict[str, Any]:
        """Store it; return what is to be shown."""
        chosen = [each for n, each in enumerate(place.sources) if n in form.chosen]
        found = await self.pictures.of(chosen, place.thread, form.user)
        if not found:
            return not_kept(place.kind, GONE)
        sentence = form.sentence
        if sentence is None:
            sentence = await _awaited(proposal)
        wanted = Taught(
            team=place.thread.team,
            kind=place.kind,
            name=form.name,
            sentence=plain(sentence, MOST_SENTENCE),
            pictures=(),
            taught_by=form.user,
            channel="" if form.everywhere else place.thread.channel,
            agreed_by=form.user if form.agreed else "",
            made=self.limits.now(),
        )
        try:
            async with self.pictures.kept(found) as pictures:
                wanted = replace(wanted, pictures=tuple(pictures))
                return kept(await self._teach(wanted))
        except (NameTaken, TooMany) as error:
            await self.pictures.sweep()
            taken = isinstance(error, NameTaken)
            told = TAKEN.format(name=wanted.name) if taken else too_many(error)
            return not_kept(place.kind, told)

    async def _teach(self, wanted: Taught) -> Taught:
        names, limits = self.pictures.names, self.limits
        return await names.teach(wanted, limits.most, limits.most_by_user)

    async def _proposed(self, place: KeepPlace, user: str, person: str) -> str:
        picture = await self.pictures.look(place.sources[0], place.thread, user)
        if picture is None:
            return ""
        said = await self.describer.describe(picture, place.kind, person)
        return plain(said, MOST_SENTENCE)

    async def _propose(
        self, place: KeepPlace, form: OpenForm, about: str, task: "asyncio.Task[str]"
    ) -> None:
        sentence = await _awaited(task)
        if self._proposals.get(form.view) is not task:
            return
        del self._proposals[form.view]
        view = keep_form(about, place, sentence)
        if not await self.views.update(place.thread.team, form.view, view):
            bare = keep_form(about, place, sentence, shown=False)
            await self.views.update(place.thread.team, form.view, bare)

    async def _others(self, turn: Turn) -> list[Turn]:
        """The other turns on the way to the thread's latest, the newest first."""
        turns = self.pictures.turns
        latest = await turns.latest(turn.ask.thread)
        past = await turns.lineage(latest.id) if latest else ()
        before = await turns.lineage(turn.id)
        found = {each.id: each for each in (*past, *before) if each.id != turn.id}
        return [found[each] for each in sorted(found, reverse=True)]


async def _awaited(proposal: "asyncio.Task[str] | None") -> str:
    """The sentence that is being proposed; empty if none is."""
    if proposal is None:
        return ""
    await asyncio.wait({proposal})
    failed = proposal.cancelled() or proposal.exception() is not None
    return "" if failed else proposal.result()


def _of_turn(turn: Turn, label: str = "") -> Iterator[NameSource]:
    answer = turn.answer
    if answer is None or answer.charts:
        return
    for number, drawn in enumerate(answer.own_pictures):
        said = label or plain(turn.ask.words, 60)
        if len(answer.own_pictures) > 1:
            said = f"{said}, number {drawn.place or number + 1}"
        yield NameSource(turn.id, number, label=said, spot=_spot(drawn))


def _spot(drawn: KeptPicture) -> Spot | None:
    return drawn.spot if drawn.framed and drawn.hangs else None


def _of_files(files: Sequence[Attached]) -> Iterator[NameSource]:
    for each in files:
        if each.mimetype.startswith("image/") or not each.mimetype:
            spot = Spot(each.id) if each.mimetype in SHOWN else None
            label = plain(each.name, 60) or THIS
            yield NameSource(file=each, label=label, spot=spot)
