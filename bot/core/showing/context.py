"""Everything that showing a turn needs, in one value: Slack, the journal, pictures."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from functools import partial
from weakref import WeakValueDictionary

from bot.core.caller import STEP, Caller, Priority
from bot.core.calls.budget import Budget
from bot.core.calls.fencing import FencedChat
from bot.core.ports import Chat, Shelf, TemporaryFiles, Turns
from bot.core.reporting.counters import Counters
from bot.core.showing.deck_files import DeckFiles
from bot.core.showing.finished_pictures import FinishedPictures
from bot.core.showing.hanging import Hanging
from bot.core.showing.opened_threads import OpenedThreads
from bot.core.showing.sharing import Share, no_share
from bot.core.showing.sheets import Sheets
from bot.core.showing.slack_charts import SlackCharts
from bot.core.showing.uploads_ahead import UploadsAhead
from bot.core.turn.turns import Turn


async def plenty() -> str:
    """Say that there is room."""
    return ""


@dataclass(frozen=True, slots=True)
class TurnContext:
    """Everything that showing a turn needs."""

    chat: Chat
    turns: Turns
    shelf: Shelf
    temporary_files: TemporaryFiles
    hanging: Hanging
    uploads_ahead: UploadsAhead
    sheets: Sheets
    budget: Budget
    clock: Callable[[], float]
    caller: Caller = STEP
    """Who makes the calls of this turn, or of this part of its work."""
    every: float = 1.0
    settle_after: float = 5.0
    again_after: float = 10.0
    counters: Counters = field(default_factory=Counters)
    opened_threads: OpenedThreads = field(default_factory=OpenedThreads)
    room: Callable[[], Awaitable[str]] = plenty
    """Says what prevents the store from taking another turn; empty if nothing does."""
    share: Share = no_share
    slack_charts: SlackCharts = field(default_factory=SlackCharts)
    decks: DeckFiles | None = None
    """Makes the files of decks; None if nothing here can."""
    locks: WeakValueDictionary[int, asyncio.Lock] = field(
        default_factory=WeakValueDictionary
    )
    asking: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    """The questions that this process is about to show, by their turn."""
    hanging_later: asyncio.Semaphore = field(
        default_factory=lambda: asyncio.Semaphore(3)
    )

    def for_attempt(self, turn: Turn) -> "TurnContext":
        """The context for one attempt at a turn. It falls silent once a later attempt
        has begun.

        If there are no other processes, it is this same context.
        """
        turns = self.turns.for_attempt(turn)
        if turns is self.turns:
            return self
        check = partial(turns.check, turn.id)
        chat, caller = FencedChat(self.chat, check), replace(self.caller, check=check)
        return replace(self, turns=turns, chat=chat, caller=caller)

    def at(self, priority: Priority) -> "TurnContext":
        """The same context for calls of this priority."""
        return replace(self, caller=self.caller.at(priority))

    @property
    def pictures(self) -> FinishedPictures:
        """The finished pictures: where their bytes are stored, and how they hang."""
        return FinishedPictures(
            self.shelf,
            self.temporary_files,
            self.uploads_ahead,
            self.caller,
            self.sheets.imaging,
        )

    def alone(self, turn: int) -> asyncio.Lock:
        """A lock for changing the last form of a turn's message."""
        return self.locks.setdefault(turn, asyncio.Lock())
