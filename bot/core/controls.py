"""What a person can do to turns that are there: the buttons, and deleting messages."""

from dataclasses import dataclass, replace
from typing import Any

from bot.core.asks import FROM_SCRATCH, Ask
from bot.core.errands import Errands
from bot.core.errors import ChatError
from bot.core.final import details
from bot.core.intake import Intake
from bot.core.message import Message
from bot.core.ports import Engine
from bot.core.rank import Rank, ranked
from bot.core.showing import Showing
from bot.core.turns import Status, Turn
from bot.core.wall import Wall

VARIATIONS = 3
BACK = "The next reply builds on the turn before."
ON_THIS = "The next reply builds on this one."
OVER = "This turn is over already."
DELETED = "Stopped: the message that asked for it was deleted."


@dataclass(frozen=True, slots=True)
class Click:
    """Who pressed a button, and when: the same for every delivery of the press."""

    user: str
    at: str


class Controls:
    """Buttons and deletions. A turn that is not of the clicker's team is not there."""

    def __init__(
        self, wall: Wall, intake: Intake, engine: Engine, errands: Errands
    ) -> None:
        self._turns, self._chat, self._showing = wall.turns, wall.chat, Showing(wall)
        self._intake, self._engine, self._errands = intake, engine, errands

    async def stop(self, turn: Turn, click: Click) -> None:
        """End a turn that runs or waits."""
        if not await self._engine.stop(turn.id, f"Stopped by <@{click.user}>."):
            self._errands.start(self._whisper(turn, click.user, OVER), "a whisper")

    async def redo(self, turn: Turn, click: Click) -> None:
        """Ask the same thing again, building on the same turn."""
        await self._intake.take(self._again(turn, click, "redo"))

    async def vary(self, turn: Turn, click: Click) -> None:
        """The same ask thrice."""
        for number in range(1, VARIATIONS + 1):
            await self._intake.take(self._again(turn, click, f"vary-{number}"))

    async def go_back(self, turn: Turn, click: Click) -> None:
        """Make the turn's parent the one that the next reply builds on."""
        await self._turns.choose(turn.ask.thread, turn.parent)
        await self._turns.aside(turn.id, aside=True)
        self._show(turn, click.user, BACK)

    async def build_on(self, turn: Turn, click: Click) -> None:
        """Make this turn the one that the next reply builds on."""
        await self._turns.choose(turn.ask.thread, turn.id)
        if turn.aside:
            await self._turns.aside(turn.id, aside=False)
        self._show(turn, click.user, ON_THIS)

    def details(self, turn: Turn) -> dict[str, Any]:
        """The modal with what was used."""
        return details(turn)

    async def turn(self, turn: int, team: str, channel: str) -> Turn | None:
        """The turn behind a button, if it belongs where the button was pressed."""
        found = await self._turns.get(turn)
        here = found and (found.ask.thread.team, found.ask.thread.channel)
        return found if here == (team, channel) else None

    async def deleted(self, team: str, channel: str, ts: str) -> None:
        """Somebody deleted a message: an ask's turn stops, a draft's ends quietly."""
        turn = await self._turns.by_message(team, channel, ts)
        if turn is not None and turn.status is not Status.SHOWN:
            await self._engine.stop(turn.id, DELETED)

    def _again(self, turn: Turn, click: Click, what: str) -> Ask:
        onto = FROM_SCRATCH if turn.parent is None else turn.parent
        thread = turn.ask.thread
        return replace(
            turn.ask,
            claim=f"{thread.team}/{thread.channel}/{what}/{turn.id}/{click.at}",
            user=click.user,
            ts="",
            onto=onto,
            opens_thread=False,
        )

    def _show(self, turn: Turn, user: str, sentence: str) -> None:
        """Show what has changed; the click does not wait for it."""
        self._errands.start(self._redraw(turn), f"redrawing {turn.id}")
        self._errands.start(self._whisper(turn, user, sentence), "a whisper")

    async def _redraw(self, turn: Turn) -> None:
        changed = await self._turns.get(turn.id)
        if changed is not None and changed.aside != turn.aside:
            await self._showing.redraw(turn.id)

    async def _whisper(self, turn: Turn, user: str, sentence: str) -> None:
        try:
            with ranked(Rank.END):
                await self._chat.whisper(turn.ask.thread, user, Message(sentence))
        except ChatError:
            return  # a word in the ear is not worth a failure
