"""Looks through a thread's history in a form: its film strip, page by page, and two
pictures side by side.

The form opens at once and its picture follows. Whoever has left the channel sees
nothing more, and chooses nothing.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from bot.core.accepting.intake import Intake
from bot.core.accepting.part_forms import OpenForm
from bot.core.answering.history_answers import pair_alt
from bot.core.errands import Errands
from bot.core.gallery.history_pictures import HistoryPictures
from bot.core.gallery.seeing import Seeing
from bot.core.messages import history as messages
from bot.core.messages.history import NOWHERE, HistoryView
from bot.core.ports import Turns, Views
from bot.core.showing.form_pictures import FormPictures
from bot.core.turn.history import History, HistoryNode, history_of, tree_of
from bot.core.turn.shown_again import again_ask, pair_ask
from bot.core.turn.slots import Spot
from bot.core.turn.strips import strip_of
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Turn

MOST_TURNS: Final = 1_000
"""Of a thread with more turns, the newest ones are shown."""
MOST_OPEN: Final = 1_000


@dataclass(frozen=True, slots=True)
class HistoryPlace:
    """Where somebody is in a history, and what a form has to remember of it.

    `turn` is any turn of the thread, `chosen` are turns. If the form `compares`, it
    shows these two, as a `wipe` or side by side. `spot` is where its picture hangs.
    """

    turn: int
    page: int = 0
    chosen: tuple[int, ...] = ()
    compares: bool = False
    wipe: bool = False
    spot: Spot = NOWHERE


Keeping = Callable[[HistoryPlace], str]
"""Makes the text that Slack keeps with a form."""


@dataclass(frozen=True, slots=True)
class ThreadHistory:
    """A history that somebody may see, and its thread."""

    thread: ThreadKey
    history: History

    def nodes(self, turns: Sequence[int]) -> tuple[HistoryNode, ...]:
        """The nodes of these turns in their order, without those that are gone."""
        return tuple(each for each in self.history.nodes if each.turn in turns)


@dataclass(frozen=True, slots=True)
class HistoryForms:
    """Shows histories, and does what is chosen in them."""

    intake: Intake
    turns: Turns
    drawn: HistoryPictures
    pictures: FormPictures
    views: Views
    errands: Errands
    seeing: Seeing
    keep: Keeping
    _newest: OrderedDict[str, int] = field(default_factory=OrderedDict, init=False)
    """How often the picture of an open form was changed, by its view: one that comes
    late is not shown."""

    async def open(self, trigger: str, user: str, turn: Turn) -> None:
        """Open the form for somebody who may see the turn's channel, on the page of
        the turn."""
        team = turn.ask.thread.team
        looked = await self._read(turn)
        if not looked.history.nodes:
            await self.views.open(team, trigger, messages.said_form(messages.EMPTY))
            return
        place = HistoryPlace(turn.id, looked.history.page_of(turn.id))
        view = self._strip(place, looked.history, HistoryView(waiting=True))
        if opened := await self.views.open(team, trigger, view):
            self._begin(looked, place, OpenForm(opened, user))

    async def turn(self, team: str, user: str, turn: int) -> Turn | None:
        """The turn, if this person may see its pictures."""
        return await self.seeing.turn(turn, team, user)

    async def may_act(self, looked: ThreadHistory, user: str) -> bool:
        """Whether this person is in the channel; in an open gallery, others may
        look."""
        team, members = looked.thread.team, self.seeing.memberships
        return looked.thread.channel in await members.channels(team, user, fresh=True)

    async def look(self, team: str, user: str, turn: int) -> ThreadHistory | None:
        """The history with this turn, if there is one that this person may see."""
        found = await self.turn(team, user, turn)
        return await self._read(found) if found else None

    async def show(
        self, looked: ThreadHistory, place: HistoryPlace, form: OpenForm
    ) -> None:
        """Show this place; its picture follows, and the one before is deleted."""
        before, place = place.spot.file_id, replace(place, spot=NOWHERE)
        view = self._form(looked, place, HistoryView(waiting=True))
        await self.views.update(looked.thread.team, form.view, view)
        self._begin(looked, place, form, before)

    def _begin(
        self,
        looked: ThreadHistory,
        place: HistoryPlace,
        form: OpenForm,
        before: str = "",
    ) -> None:
        number = self._newest[form.view] = self._newest.pop(form.view, 0) + 1
        while len(self._newest) > MOST_OPEN:
            self._newest.popitem(last=False)

        async def work() -> None:
            await self._show_picture(looked, place, form, number)
            await self.pictures.remove(looked.thread.team, before)

        self.errands.start(work(), "a history")

    async def tell(
        self, looked: ThreadHistory, place: HistoryPlace, form: OpenForm, told: str
    ) -> None:
        """Say something in the form, whose picture stays as it is."""
        if place.compares:
            alt = pair_alt(*looked.nodes(place.chosen), wipe=place.wipe)
        else:
            alt = strip_of(looked.history, place.page).alt
        shown = HistoryView(place.spot, alt, told=told)
        view = self._form(looked, place, shown)
        await self.views.update(looked.thread.team, form.view, view)

    async def close(self, team: str, form: OpenForm, sentence: str) -> None:
        """Show nothing but a sentence in the form."""
        self._newest.pop(form.view, None)
        await self.views.update(team, form.view, messages.said_form(sentence))

    def done(self, team: str, place: HistoryPlace) -> None:
        """Have the picture of a form deleted."""
        if place.spot.file_id:
            work = self.pictures.remove(team, place.spot.file_id)
            self.errands.start(work, "a history that is done")

    def wrong_one(self, looked: ThreadHistory, place: HistoryPlace) -> str:
        """What is wrong with the choice of one; empty if nothing is."""
        return "" if len(looked.nodes(place.chosen)) == 1 else messages.ONE

    def wrong(self, looked: ThreadHistory, place: HistoryPlace, wanted: int) -> str:
        """What is wrong with what is chosen; empty if so many can be shown."""
        nodes = looked.nodes(place.chosen)
        if len(nodes) != wanted:
            return messages.ONE if wanted == 1 else messages.TWO
        bare = next((each.number for each in nodes if each.picture is None), 0)
        return messages.NO_PICTURE.format(bare) if bare else ""

    async def show_again(self, node: HistoryNode, user: str, view: str) -> None:
        """Post the pictures of a node into the thread, once for each form."""
        turn = await self.turns.get(node.turn)
        if turn is not None:
            await self.intake.take(again_ask(turn, node, user, view))

    async def post_pair(
        self, looked: ThreadHistory, place: HistoryPlace, user: str, view: str
    ) -> None:
        """Post the comparison into the thread, once for each form."""
        nodes = looked.nodes(place.chosen)
        turn = await self.turns.get(nodes[-1].turn) if len(nodes) == 2 else None
        if turn is not None:
            ask = pair_ask(turn, nodes, user, view, wipe=place.wipe)
            await self.intake.take(ask)

    async def _read(self, turn: Turn) -> ThreadHistory:
        """The history of the turn's thread; in a direct message, where everything is in
        one place, of its conversation."""
        thread = turn.ask.thread
        turns = await self.turns.in_thread(thread, MOST_TURNS)
        turns = turns if thread.ts else tree_of(turns, turn.id)
        current = await self.turns.current(thread)
        return ThreadHistory(thread, history_of(turns, current))

    async def _show_picture(
        self, looked: ThreadHistory, place: HistoryPlace, form: OpenForm, number: int
    ) -> None:
        team = looked.thread.team
        if place.compares:
            nodes = looked.nodes(place.chosen)
            data, alt = await self.drawn.pair(nodes, wipe=place.wipe)
        else:
            data, alt = await self.drawn.strip(looked.history, place.page)
        shown = HistoryView(alt=alt)
        if data and self._is_newest(form, number):
            name = "wipe.gif" if place.wipe else "history.jpg"
            spot = await self.pictures.show(team, form.user, data, alt, name)
            shown, place = replace(shown, spot=spot), replace(place, spot=spot)
        if not self._is_newest(form, number) or not await self.views.update(
            team, form.view, self._form(looked, place, shown)
        ):
            await self.pictures.remove(team, place.spot.file_id)

    def _is_newest(self, form: OpenForm, number: int) -> bool:
        return self._newest.get(form.view) == number

    def _form(
        self, looked: ThreadHistory, place: HistoryPlace, shown: HistoryView
    ) -> dict[str, Any]:
        if not place.compares:
            return self._strip(place, looked.history, shown)
        pair = looked.nodes(place.chosen)
        return messages.pair_form(self.keep(place), pair, shown, wipe=place.wipe)

    def _strip(
        self, place: HistoryPlace, history: History, shown: HistoryView
    ) -> dict[str, Any]:
        about = self.keep(place)
        return messages.strip_form(about, history, place.page, place.chosen, shown)
