"""The port to a place that stores everything."""

from typing import Protocol

from bot.core.answering.answering import Answering
from bot.core.belongings import Belongings
from bot.core.calls.budget import Ledger
from bot.core.calls.gate import Gate
from bot.core.errands import Errands
from bot.core.ports import (
    Activity,
    Engine,
    FormFiles,
    Gallery,
    GalleryFilling,
    PageLinks,
    Shelf,
    Showcase,
    TemporaryFiles,
    Turns,
)
from bot.core.ports.taught import TaughtNames
from bot.core.queue.seats import Entry
from bot.core.servers.tools import AcceptedTools
from bot.core.showing.context import TurnContext
from storage.connections import StoredConnections


class StoreError(Exception):
    """The store cannot be opened; `sentence` says what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Store(Protocol):
    """The journal with everything that belongs to it, and the engine that goes with
    it."""

    @property
    def turns(self) -> Turns:
        """The journal."""

    @property
    def temporary_files(self) -> TemporaryFiles:
        """Notes of files that are only shown for a while."""

    @property
    def shelf(self) -> Shelf:
        """The finished pictures."""

    @property
    def showcase(self) -> Showcase:
        """The previews that our own web server shows."""

    @property
    def ledger(self) -> Ledger:
        """The budgets' ledger."""

    @property
    def gate(self) -> Gate:
        """The gate before the model."""

    @property
    def belongings(self) -> Belongings:
        """Everything that is stored about a workspace or a person."""

    @property
    def form_files(self) -> FormFiles:
        """Notes of files that a form shows."""

    @property
    def gallery(self) -> Gallery:
        """The pictures that can be found."""

    @property
    def gallery_filling(self) -> GalleryFilling:
        """What adds the pictures from before there was a gallery."""

    @property
    def accepted_tools(self) -> AcceptedTools:
        """The tools of servers that may be used."""

    @property
    def connections(self) -> StoredConnections:
        """The servers that people have signed in to, sealed."""

    @property
    def taught_names(self) -> TaughtNames:
        """The characters and styles that workspaces have taught."""

    @property
    def page_links(self) -> PageLinks:
        """The links that open a page for one person."""

    @property
    def activity(self) -> Activity:
        """What people have under way."""

    async def key(self, name: str) -> bytes:
        """The key of this name: always the same, in every process."""

    def engine(
        self, answering: Answering, errands: Errands, context: TurnContext, entry: Entry
    ) -> Engine:
        """The engine that runs accepted turns."""

    async def trouble(self) -> str:
        """What prevents the store from answering, in a few words; empty if nothing
        does."""

    async def room(self) -> str:
        """What prevents the store from taking another turn, in a few words; empty if
        nothing does."""

    async def take_up(self) -> None:
        """Begin to run turns, beginning with those that were left unfinished."""
