"""The controls that people have over existing turns: buttons, and deleting messages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot.core.accepting.intake import Intake
from bot.core.answering.lineage import came_to_something
from bot.core.caller import STEP, Priority
from bot.core.chart_controls import ChartControls
from bot.core.deck_controls import DeckControls
from bot.core.errands import Errands
from bot.core.errors import AskError, ChatError
from bot.core.identity.admins import Admins, no_admins
from bot.core.messages.details import details
from bot.core.messages.message import Message
from bot.core.ports import Engine, TaughtNames
from bot.core.set_controls import SetControls
from bot.core.showing.asking import Asking
from bot.core.showing.context import TurnContext
from bot.core.showing.showing import Showing
from bot.core.turn.asks import DELETED, stopped_by
from bot.core.turn.changes import rest_ask
from bot.core.turn.decisions import Choice, Decision
from bot.core.turn.life import MAY_BE_STOPPED
from bot.core.turn.pressed import redone
from bot.core.turn.redraws import Redraw, larger, reshaped
from bot.core.turn.taught import Taught
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Turn

BACK = "The next reply builds on the turn before this one."
FROM_SCRATCH = "The next reply starts from scratch."
ON_THIS = "The next reply builds on this one."
ONLY_WHO_ASKED = "Only <@{user}>, who asked for this, or an admin can decide this."
ONLY_OWNER = (
    "Only <@{user}> can decide this, because it would be done with a sign-in that is "
    "theirs alone."
)
OVER = "This turn is already over."


@dataclass(frozen=True, slots=True)
class Click:
    """Who pressed a button, and when: the same in every delivery of the click."""

    user: str
    at: str


class Controls:
    """Buttons and deletions. Turns of other workspaces cannot be reached."""

    def __init__(
        self,
        context: TurnContext,
        intake: Intake,
        engine: Engine,
        errands: Errands,
        admins: Admins = no_admins,
        taught: TaughtNames | None = None,
    ) -> None:
        self._turns, self._chat, self._showing = (
            context.turns,
            context.chat,
            Showing(context),
        )
        self._intake, self._engine, self._errands = intake, engine, errands
        self._admins = admins
        self._deciding, self._asking = intake.deciding, Asking(context, errands)
        self.sets = SetControls(context, intake, errands, self._say, self._take_up)
        self.charts = ChartControls(context, errands, self._say)
        self.decks = DeckControls(context, intake, self._say, self._take_up, taught)

    async def stop(self, turn: Turn, click: Click) -> None:
        """Stop a turn that runs or waits, and decline what it asks."""
        if not await self._stopped(turn.id, stopped_by(click.user)):
            self._errands.start(self._whisper(turn, click.user, OVER), "a whisper")

    async def decide(
        self, turn: Turn, click: Click, question: str, choice: Choice
    ) -> None:
        """Decide one question of a turn. Only the person who asked for the turn can do
        so, or an admin."""
        if sentence := await self._objection(turn, click.user, question):
            self._errands.start(self._whisper(turn, click.user, sentence), "a whisper")
            return
        decision = Decision(question, choice, click.user)
        if not await self._deciding.decide(turn.id, [decision]):
            self._asking.begin(turn.id, partial(self._decline, turn.id))

    async def _objection(self, turn: Turn, user: str, question: str) -> str:
        """Why this person may not decide a question; empty if nothing is in the way.

        What would be done with somebody's own token is for nobody else to allow.
        """
        if user == turn.ask.user:
            return ""
        legs = await self._turns.legs.of(turn.id)
        asked = (each for leg in legs for each in leg.questions if each.id == question)
        if any(each.owner not in ("", user) for each in asked):
            return ONLY_OWNER.format(user=turn.ask.user)
        if await self._admins(turn.ask.thread.team, user):
            return ""
        return ONLY_WHO_ASKED.format(user=turn.ask.user)

    async def _decline(self, turn: int, why: str) -> None:
        await self._deciding.decide(turn, (), why)

    async def redo(self, turn: Turn, click: Click) -> None:
        """Ask the same thing again, building on the same turn."""
        await self._intake.take(redone(turn, click.user, click.at))

    async def vary(self, turn: Turn, click: Click) -> None:
        """Draw variations of the turn's picture."""
        await self.sets.vary(turn, click.user, click.at)

    async def complete(self, turn: Turn, click: Click) -> None:
        """Draw those of the turn's set that did not come."""
        await self.sets.complete(turn, click.user)

    async def share(self, turn: Turn, click: Click) -> None:
        """Share the full pictures of the turn's set as files."""
        await self.sets.share(turn, click.user, click.at)

    async def pick(self, turn: Turn, click: Click, number: int) -> None:
        """Show one picture of the turn's set whole."""
        await self.sets.pick(turn, click.user, number)

    async def data(self, turn: Turn, click: Click) -> None:
        """Share the numbers of the turn's charts."""
        await self.charts.data(turn, click.user, click.at)

    async def draw_deck(self, turn: Turn, click: Click) -> None:
        """Draw what the turn's deck lacks."""
        await self.decks.draw(turn, click.user)

    async def larger(self, turn: Turn, click: Click) -> None:
        """Draw the turn's picture with more pixels."""
        await self._redraw_as(turn, click, larger)

    async def reshape(self, turn: Turn, click: Click, shape: str) -> None:
        """Continue the turn's picture to another shape."""
        await self._redraw_as(turn, click, partial(reshaped, shape=shape))

    async def keep_rest(self, turn: Turn, click: Click) -> None:
        """Put everything outside of the turn's region back."""
        if turn.answer is not None and turn.answer.rest_offered:
            await self._intake.take(rest_ask(turn, click.user, click.at))

    async def _redraw_as(
        self, turn: Turn, click: Click, made: Callable[[Turn], Redraw]
    ) -> None:
        try:
            redraw = made(turn)
        except AskError as error:
            self._say(turn, click.user, error.sentence)
        else:
            await self._intake.take(redraw.ask(turn, click.user, click.at))

    async def go_back(self, turn: Turn, click: Click) -> None:
        """Let the next reply build on the turn that this one was built on."""
        before = await self._before(turn)
        await self._turns.choose(turn.ask.thread, before)
        await self._turns.aside(turn.id, aside=True)
        self._show(turn, click.user, FROM_SCRATCH if before is None else BACK)

    async def build_on(self, turn: Turn, click: Click, sentence: str = ON_THIS) -> None:
        """Make this turn the one that the next reply builds on."""
        await self._take_up(turn, click.user, sentence)

    async def _take_up(self, turn: Turn, user: str, sentence: str) -> None:
        await self._turns.choose(turn.ask.thread, turn.id)
        if turn.aside:
            await self._turns.aside(turn.id, aside=False)
        self._show(turn, user, sentence)

    async def dont_draw(self, turn: Turn, click: Click) -> None:
        """Set an outline aside, unless it is drawn already."""
        if not await self.decks.stands(turn, click.user):
            await self.go_back(turn, click)

    async def details(self, turn: Turn, taught: Sequence[Taught]) -> dict[str, Any]:
        """The modal behind *Details*; `taught` is what somebody may see of the names
        that the turn has used."""
        legs = () if turn.answer else await self._turns.legs.of(turn.id)
        return details(turn, legs, taught)

    async def turn(
        self, turn: int, teams: tuple[str, ...], channel: str
    ) -> Turn | None:
        """The turn behind a button, if it belongs to the workspace where the button was
        pressed.

        That is in one of these workspaces; Slack does not always say which.
        """
        found = await self._turns.get(turn)
        if found is None or found.ask.thread.team not in teams:
            return None
        return found if found.ask.thread.channel == channel else None

    async def knows(self, thread: ThreadKey, message: str) -> bool:
        """Whether a message is one of ours, or an ask that became a turn."""
        found = await self._turns.by_message(thread.team, thread.channel, message)
        return found is not None

    async def deleted(self, team: str, channel: str, ts: str) -> None:
        """Handle a deleted message: the turn stops, quietly if it was the answer."""
        turn = await self._turns.by_message(team, channel, ts)
        if turn is not None and turn.status in MAY_BE_STOPPED:
            await self._stopped(turn.id, DELETED)

    async def _stopped(self, turn: int, reason: str) -> bool:
        """Stop the turn in its lane, or decline what it asks; returns whether it did
        either.

        While its questions are just being shown, the turn is still in its lane; they
        are declined.
        """
        stopped = await self._engine.stop(turn, reason)
        return await self._deciding.decide(turn, (), reason) or stopped

    async def _before(self, turn: Turn) -> int | None:
        """The last turn before this one with a result, or the first ask."""
        past = await self._turns.lineage(turn.parent) if turn.parent else ()
        done = [each.id for each in past if came_to_something(each)]
        return done[-1] if done else turn.parent

    def _show(self, turn: Turn, user: str, sentence: str) -> None:
        """Show the change; the click is acknowledged before."""
        self._errands.start(self._redraw(turn), f"redrawing {turn.id}")
        self._errands.start(self._whisper(turn, user, sentence), "a whisper")

    async def _redraw(self, turn: Turn) -> None:
        changed = await self._turns.get(turn.id)
        if changed is not None and changed.aside != turn.aside:
            await self._showing.redraw(turn.id)

    def _say(self, turn: Turn, user: str, sentence: str) -> None:
        self._errands.start(self._whisper(turn, user, sentence), "a whisper")

    async def _whisper(self, turn: Turn, user: str, sentence: str) -> None:
        try:
            whisper = self._chat.whisper
            urgent = STEP.at(Priority.END)
            await whisper(turn.ask.thread, user, Message(sentence), urgent)
        except ChatError:
            return  # a whisper that fails does no harm
