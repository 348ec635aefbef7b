"""One attempt at a turn, from posting its message to the message's last form."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from bot.core.answering.asking_model import AskingModel
from bot.core.answering.comparing import is_compared
from bot.core.answering.elsewhere import from_elsewhere, is_from_elsewhere
from bot.core.answering.ending import declined, failed, stopped, with_legs
from bot.core.answering.history_answers import is_of_history, is_pair, of_history
from bot.core.answering.joining import is_joined
from bot.core.answering.last_form import LastForm
from bot.core.answering.own_sets import wants_set
from bot.core.answering.picks import is_pick, picked
from bot.core.answering.rules import ProcessRules
from bot.core.answering.set_answering import SetAnswering
from bot.core.answering.set_ending import alone, on_sheet
from bot.core.errands import Errands
from bot.core.errors import (
    AskError,
    BotError,
    ChatError,
    Overtaken,
    StoreAway,
)
from bot.core.messages.booth import OFFER
from bot.core.messages.many import only_files_last
from bot.core.messages.view import pausing
from bot.core.reporting.turn_log import note_end
from bot.core.showing.asking import Asking
from bot.core.showing.context import TurnContext
from bot.core.showing.draft import Draft
from bot.core.showing.placing import Placing
from bot.core.showing.showing import Showing
from bot.core.turn.booth import is_call
from bot.core.turn.legs import Leg, decided
from bot.core.turn.progress import Progress
from bot.core.turn.stop import Stop
from bot.core.turn.turns import Answer, Turn

NOTING = 3.0
"""Seconds that a shutdown waits for the journal."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at a turn. It ends at once when another attempt has overtaken it.

    Its context refuses everything once a later attempt has begun. `placing` is shared
    with the intake, and asks for the right to post itself.
    """

    context: TurnContext
    asking_model: AskingModel
    placing: Placing
    errands: Errands
    rules: ProcessRules

    @property
    def showing(self) -> Showing:
        """The showing for this attempt: brings answers into messages."""
        return Showing(self.context)

    async def run(self, turn: Turn, stop: Stop) -> None:
        """Post the turn's message, or find it, and show the answer in it.

        What a person has to decide first is shown when the lane has been left.
        """
        await self._asking.called_off(turn.id)
        try:
            turn = await self.placing.of(turn)
        except ChatError as error:
            await self._give_up(turn, error)
            return
        try:
            async with self.showing.draft(turn) as draft:
                ended = await self._answer(turn, draft, stop)
        except (asyncio.CancelledError, Overtaken):
            # Whoever continues the turn settles what is noted.
            self.context.uploads_ahead.forget(turn)
            raise
        if not ended:
            self.ask(turn)

    def ask(self, turn: Turn) -> asyncio.Task[None]:
        """Begin to show what a person has to decide."""
        return self._asking.begin(turn.id, partial(self._unasked, turn))

    @property
    def _asking(self) -> Asking:
        return Asking(self.context, self.errands)

    @property
    def _last_form(self) -> LastForm:
        return LastForm(self.context, self.errands, self.rules.again_after)

    async def settle(self, turn: Turn) -> None:
        """Look after a message that has its last form."""
        await self._last_form.settle(turn)

    async def _answer(self, turn: Turn, draft: Draft, stop: Stop) -> bool:
        """Bring the answer into the message; False where a person decides first."""
        try:
            turn = turn if turn.answer else await self._named(turn, stop)
            answer = turn.answer or await self._asked(turn, draft, stop)
        except asyncio.CancelledError:
            await self._hand_over(turn, draft)
            raise
        except (Overtaken, StoreAway):
            raise  # nothing is lost: pending writes keep what was paid for
        except Exception:  # a bug: say so, and pass it on
            answer = await self._failed(turn, BotError())
            await self._store(turn, answer)
            await self._last_form.show(turn, answer, draft)
            raise
        if answer is not None:
            await self._last_form.show(turn, answer, draft)
        return answer is not None

    async def _named(self, turn: Turn, stop: Stop) -> Turn:
        """The turn with the characters and styles that it uses. If they are written
        wrongly, it says so and costs nothing."""
        try:
            return await self.asking_model.asking.names.begun(turn)
        except AskError as error:
            stop.refused = stop.refused or error
            return turn

    async def _failed(self, turn: Turn, error: BotError) -> Answer:
        """The answer when something unforeseen ended the turn: the results of its legs
        were paid for."""
        answer = with_legs(failed(error), await self.context.turns.legs.of(turn.id))
        try:
            return await self._with_sheet(turn, answer)
        except Exception:
            log.exception("turn %s: its pictures are shown without a sheet", turn.id)
            return replace(answer, pictures=alone(answer.pictures))

    async def _unasked(self, turn: Turn, why: str) -> None:
        """End a turn that nobody can be asked for; its questions are declined."""
        legs = await self.context.turns.legs.of(turn.id)
        answer = declined((*legs[:-1], decided(legs[-1], (), why)))
        answer = await self._with_sheet(turn, answer)
        await self._store(turn, answer)
        async with self.showing.draft(turn) as draft:
            await self._last_form.show(turn, answer, draft)

    async def _asked(self, turn: Turn, draft: Draft, stop: Stop) -> Answer | None:
        """Ask the model, and store its answer before anybody is shown the end.

        None if it is a question, which is stored, too.
        """
        started = asyncio.get_running_loop().time()
        legs = await self.context.turns.legs.of(turn.id)
        answer = await self._come_to(turn, draft, stop, legs)
        if answer is None:
            return None
        answer = await self._with_sheet(turn, answer)
        seconds = asyncio.get_running_loop().time() - started
        before = sum(leg.seconds for leg in legs)
        answer = replace(answer, seconds=before + seconds)
        if is_compared(turn, answer):
            # That takes seconds, and what was paid for is not to be lost in them.
            await self.context.turns.answered(turn.id, answer)
            compared = await self.asking_model.asking.comparing().after(turn, answer)
            answer = only_files_last(compared)
        await self._store(turn, answer)
        return answer

    async def _with_sheet(self, turn: Turn, answer: Answer) -> Answer:
        """The answer as its message shows it: the pictures of a set on their sheet, and
        a deck with its files."""
        if answer.deck is not None and self.context.decks is not None:
            answer = await self.context.decks.finished(turn, answer)
            return only_files_last(answer)
        return only_files_last(await on_sheet(turn, answer, self.context.sheets))

    async def _come_to(
        self, turn: Turn, draft: Draft, stop: Stop, legs: Sequence[Leg]
    ) -> Answer | None:
        if own := await self._own(turn):
            return own
        if legs and legs[-1].declined:
            return declined(legs)
        if stop.refused is not None:
            return with_legs(failed(stop.refused), legs)
        if stop.asked.is_set():
            return with_legs(stopped(Progress(), (), stop.reason), legs)
        if is_call(turn.ask):
            return OFFER
        if wants_set(turn.ask):
            asking = self.asking_model.asking
            sets = SetAnswering(self.context, asking, self.errands, self.rules.looks)
            return await sets.answer(turn, draft, stop, legs)
        return await self.asking_model.answer(turn, draft, stop, legs)

    async def _own(self, turn: Turn) -> Answer | None:
        """What the bot has, or makes itself. It costs nothing, so neither a stop nor a
        refusal keeps it back."""
        if is_pick(turn.ask):
            return await picked(self.context, turn)
        if is_from_elsewhere(turn.ask):
            return await from_elsewhere(self.context, turn)
        if is_of_history(turn.ask):
            return await of_history(self.context, turn)
        if is_joined(turn.ask):
            return await self.asking_model.asking.joining().answer(turn)
        return None

    async def _store(self, turn: Turn, answer: Answer) -> None:
        """Store the answer. From here on the turn has ended, whoever shows it."""
        answer = replace(answer, apart=is_pair(turn.ask))
        await self.context.turns.answered(turn.id, answer)
        self.context.counters.answered(answer)
        note_end(turn, answer, with_words=self.rules.log_words)

    def passed(self, how: str) -> None:
        """Log and count that the turn goes from one process to another."""
        log.info("turn %s", how.replace("_", " "))
        self.context.counters.passed(how)

    async def _hand_over(self, turn: Turn, draft: Draft) -> None:
        """Say that the program stops, and leave the turn to the next start."""
        self.passed("handed_over")
        with suppress(Overtaken, StoreAway, TimeoutError):
            async with asyncio.timeout(NOTING):
                await self.context.turns.handed_over(turn)
        try:
            await draft.close(pausing(turn), patience=3)
        except (ChatError, StoreAway, TimeoutError) as error:
            log.warning("turn %s: its pause could not be shown: %s", turn.id, error)

    async def _give_up(self, turn: Turn, error: ChatError) -> None:
        """End a turn whose answer cannot be posted, so that it is not tried again."""
        if turn.answer is None:
            await self._store(turn, await self._failed(turn, error))
        await self._last_form.give_up(turn, error)
