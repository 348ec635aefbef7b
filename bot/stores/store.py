"""What a place to keep everything must offer, whatever it is made of."""

from typing import Protocol

from bot.core.answering import Answering
from bot.core.belongings import Belongings
from bot.core.budget import Ledger
from bot.core.errands import Errands
from bot.core.ports import Engine, Leftovers, Shelf, Showcase, Turns
from bot.core.room import Seats
from bot.core.wall import Wall


class StoreError(Exception):
    """It cannot be opened; `sentence` says what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Store(Protocol):
    """The journal and all that belongs to it, and the engine that goes with them."""

    @property
    def turns(self) -> Turns:
        """The journal."""

    @property
    def leftovers(self) -> Leftovers:
        """Files that are shown for a while only."""

    @property
    def shelf(self) -> Shelf:
        """Finished pictures."""

    @property
    def showcase(self) -> Showcase:
        """Previews that our own address shows."""

    @property
    def ledger(self) -> Ledger:
        """What is left of the budgets."""

    @property
    def belongings(self) -> Belongings:
        """All that is stored of a workspace or a person."""

    async def key(self, name: str) -> bytes:
        """The key of this name, the same for every process and ever after."""

    def engine(
        self, answering: Answering, errands: Errands, wall: Wall, seats: Seats
    ) -> Engine:
        """What runs accepted turns."""

    async def trouble(self) -> str:
        """What keeps it from answering, in a few words; empty where nothing does."""

    async def take_up(self) -> None:
        """Begin to run turns: first those that were left unfinished."""
