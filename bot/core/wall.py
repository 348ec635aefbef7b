"""What is needed to show something, whoever shows it: Slack, the journal, pictures."""

import asyncio
from dataclasses import dataclass, field, replace
from weakref import WeakValueDictionary

from bot.core.budget import Budget
from bot.core.early import Early
from bot.core.fencing import FencedChat
from bot.core.hanging import Hanging
from bot.core.ports import Chat, Leftovers, Shelf, Turns
from bot.core.prints import Prints
from bot.core.tally import Silent, Tally
from bot.core.turns import Turn


@dataclass(frozen=True, slots=True)
class Wall:
    """All that showing needs."""

    chat: Chat
    turns: Turns
    shelf: Shelf
    leftovers: Leftovers
    hanging: Hanging
    early: Early
    budget: Budget
    every: float = 1.0
    settle_after: float = 5.0
    tally: Tally = field(default_factory=Silent)
    locks: WeakValueDictionary[int, asyncio.Lock] = field(
        default_factory=WeakValueDictionary
    )

    def held(self, turn: Turn) -> "Wall":
        """The wall for one attempt at a turn: it takes nothing once a later one began.

        Where no other process could begin one, it is the same wall.
        """
        turns = self.turns.held(turn)
        if turns is self.turns:
            return self
        chat = FencedChat(self.chat, lambda: turns.check(turn.id))
        return replace(self, turns=turns, chat=chat)

    @property
    def prints(self) -> Prints:
        """Where finished pictures are kept, and how they hang."""
        return Prints(self.shelf, self.leftovers, self.early)

    def alone(self, turn: int) -> asyncio.Lock:
        """Whoever changes the last form of a turn's message holds this meanwhile."""
        return self.locks.setdefault(turn, asyncio.Lock())
