"""What a person can do to turns that are there: the buttons, and deleting messages."""

from dataclasses import replace
from typing import Any

from bot.core.asks import FROM_SCRATCH, Ask
from bot.core.errors import ChatError
from bot.core.final import details
from bot.core.intake import Intake
from bot.core.lanes import Lanes
from bot.core.message import Message
from bot.core.ports import Chat, Turns
from bot.core.showing import Showing
from bot.core.turns import Status, Turn

VARIATIONS = 3
BACK = "The next reply builds on the turn before."
ON_THIS = "The next reply builds on this one."
OVER = "This turn is over already."
DELETED = "Stopped: the message that asked for it was deleted."


class Controls:
    """Buttons and deletions. A turn that is not of the clicker's team is not there."""

    def __init__(
        self, turns: Turns, chat: Chat, intake: Intake, lanes: Lanes, showing: Showing
    ) -> None:
        self._turns, self._chat, self._showing = turns, chat, showing
        self._intake, self._lanes = intake, lanes

    async def stop(self, turn: Turn, user: str) -> None:
        """End a turn that runs or waits."""
        if not self._lanes.stop(turn.id, f"Stopped by <@{user}>."):
            await self._whisper(turn, user, OVER)

    async def redo(self, turn: Turn, user: str, click: str) -> None:
        """Ask the same thing again, building on the same turn."""
        await self._intake.take(self._again(turn, user, f"redo/{turn.id}/{click}"))

    async def vary(self, turn: Turn, user: str, click: str) -> None:
        """The same ask thrice."""
        for number in range(1, VARIATIONS + 1):
            claim = f"vary/{turn.id}/{click}/{number}"
            await self._intake.take(self._again(turn, user, claim))

    async def go_back(self, turn: Turn, user: str) -> None:
        """Make the turn's parent the one that the next reply builds on."""
        await self._turns.choose(turn.ask.thread, turn.parent)
        await self._turns.aside(turn.id, aside=True)
        await self._redraw(turn)
        await self._whisper(turn, user, BACK)

    async def build_on(self, turn: Turn, user: str) -> None:
        """Make this turn the one that the next reply builds on."""
        await self._turns.choose(turn.ask.thread, turn.id)
        if turn.aside:
            await self._turns.aside(turn.id, aside=False)
            await self._redraw(turn)
        await self._whisper(turn, user, ON_THIS)

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
            self._lanes.stop(turn.id, DELETED)

    def _again(self, turn: Turn, user: str, claim: str) -> Ask:
        onto = FROM_SCRATCH if turn.parent is None else turn.parent
        thread = turn.ask.thread
        return replace(
            turn.ask,
            claim=f"{thread.team}/{thread.channel}/{claim}",
            user=user,
            ts="",
            onto=onto,
            opens_thread=False,
        )

    async def _redraw(self, turn: Turn) -> None:
        changed = await self._turns.get(turn.id)
        if changed is not None:
            await self._showing.redraw(changed, frame=2 + changed.aside)

    async def _whisper(self, turn: Turn, user: str, sentence: str) -> None:
        try:
            message = Message(sentence)
            await self._chat.whisper(turn.ask.thread, user, message)
        except ChatError:
            return  # a word in the ear is not worth a failure
