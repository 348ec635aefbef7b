"""The core, wired like the program, but to fakes."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from time import time
from typing import Any

from bot.adapters.looks_file import looks_in
from bot.core.accepting.booth import Booth
from bot.core.accepting.direct import Direct
from bot.core.accepting.finding import Finding
from bot.core.accepting.guests import Guests
from bot.core.accepting.hearing import Hearing
from bot.core.accepting.intake import Intake
from bot.core.accepting.part_forms import PartForms
from bot.core.answering.answering import Answering
from bot.core.answering.bot_tools import BotTools
from bot.core.answering.following import Wanted
from bot.core.answering.request_building import RequestBuilder, Stored
from bot.core.answering.rules import ProcessRules
from bot.core.calls.budget import Budget
from bot.core.controls import Controls
from bot.core.errands import Errands
from bot.core.messages.message import Message
from bot.core.ports import Imaging, Sought, Turns, Views
from bot.core.queue.lanes import Lanes
from bot.core.reporting.counters import Counters
from bot.core.showing.context import TurnContext, plenty
from bot.core.showing.form_pictures import FormPictures
from bot.core.showing.hanging import Hanging, Way
from bot.core.showing.placing import Placing
from bot.core.showing.sharing import Share, no_share
from bot.core.showing.sheets import Sheets
from bot.core.showing.uploads_ahead import UploadsAhead
from bot.core.turn.asks import Ask
from bot.core.turn.events import Finished, Picture, PictureDrawn, Started, TurnEvent
from bot.core.turn.stop import Stop
from bot.core.turn.terms import OwnerPreferences, Terms
from bot.core.turn.turns import Outcome, Turn
from tests.fakes import (
    TERMS,
    FakeChat,
    FakeFiles,
    FakeImaging,
    FakePrivatePictures,
    FakeWay,
    MemoryFormFiles,
    MemoryShelf,
    MemoryTemporaryFiles,
    OpenBudget,
    Script,
    ScriptedModel,
    ask,
)
from tests.memory_taught import MemoryTaughtNames
from tests.memory_turns import MemoryTurns
from tests.no_connecting import no_connecting

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0\0\4\0\0\0\3\0" + b"rest"
FOX = Picture("ig_1", PNG, "png", "1024x768", "medium", "a red fox at dusk")
DRAWN: Sequence[TurnEvent] = (
    Started("resp_1", "gpt-6.1-sol"),
    PictureDrawn(FOX),
    Finished(),
)


@dataclass
class Studio:
    """Everything that a turn needs; each piece may be set before `answer`."""

    model: ScriptedModel
    ways: Sequence[Way] = field(default_factory=lambda: (FakeWay(),))
    turns: Turns = field(default_factory=MemoryTurns)
    chat: FakeChat = field(default_factory=FakeChat)
    shelf: Any = field(default_factory=MemoryShelf)
    temporary_files: Any = field(default_factory=MemoryTemporaryFiles)
    files: FakeFiles = field(default_factory=FakeFiles)
    taught: MemoryTaughtNames = field(default_factory=MemoryTaughtNames)
    imaging: Imaging = field(default_factory=FakeImaging)
    budget: Budget = field(default_factory=OpenBudget)
    terms: Terms = TERMS
    tools: BotTools = field(default_factory=BotTools)
    rules: ProcessRules = field(
        default_factory=lambda: ProcessRules(again_after=0, looks=looks_in())
    )
    errands: Errands = field(default_factory=Errands)
    counters: Counters = field(default_factory=Counters)
    clock: Callable[[], float] = time
    room: Callable[[], Awaitable[str]] = plenty
    share: Share = no_share

    def __post_init__(self) -> None:
        self.hanging = Hanging(self.ways)
        self.context = TurnContext(
            chat=self.chat,
            turns=self.turns,
            shelf=self.shelf,
            temporary_files=self.temporary_files,
            hanging=self.hanging,
            uploads_ahead=UploadsAhead(
                self.hanging, self.temporary_files, self.errands
            ),
            sheets=Sheets(self.imaging, self.shelf),
            budget=self.budget,
            clock=self.clock,
            every=0,
            settle_after=0,
            again_after=0,
            counters=self.counters,
            room=self.room,
            share=self.share,
        )
        self.placing = Placing(self.context, self.errands, now=time)
        preferences = OwnerPreferences(self.terms)
        stored = Stored(self.turns, self.files, self.shelf, self.taught)
        self.asking = RequestBuilder(stored, b"key", preferences, self.tools)
        self.answering = Answering(
            self.model,
            self.context,
            self.asking,
            self.placing,
            self.errands,
            self.rules,
        )
        self.lanes = Lanes(
            self.answering.run, at_once=10, opened=self.context.opened_threads
        )
        self.intake = Intake(self.turns, self.placing, self.lanes, self.counters)
        self.hearing = Hearing(self.intake, self.turns)
        self.direct = Direct(self.intake, self.turns)
        self.guests = Guests(self.chat, self.errands)
        self.booth = Booth(self.intake, self.turns, self.files, self.rules.looks)
        self.connecting = no_connecting(self.errands)
        self.controls = Controls(
            *(self.context, self.intake, self.lanes, self.errands),
            taught=self.taught,
        )

    async def accepted(self, wanted: Ask | None = None) -> Turn:
        turn = await self.turns.accept(wanted or ask())
        assert turn is not None
        return turn

    async def answer(self, wanted: Ask | None = None, stop: Stop | None = None) -> Turn:
        """Answer one ask to its very end, tidying included."""
        turn = await self.accepted(wanted)
        try:
            await self.answering.run(turn, stop or Stop())
        finally:
            await self.idle()
        return await self.again(turn)

    async def wanted(self, turn: Turn) -> Wanted:
        """The request that the model would get."""
        return await self.asking.request(
            turn, await self.asking.terms(turn), self.asking.sources()
        )

    async def again(self, turn: Turn) -> Turn:
        found = await self.turns.get(turn.id)
        assert found is not None
        return found

    async def idle(self) -> None:
        """Wait until no lane has a turn and no errand is left."""
        async with asyncio.timeout(60):
            while self.lanes.busy or self.errands.busy:  # noqa: ASYNC110 -- two kinds of work, no common end
                await asyncio.sleep(0)

    async def last(self, turn: Turn) -> Message:
        """The newest version of the turn's message."""
        return self.chat.versions[(await self.again(turn)).message][-1]


def studio(*scripts: Script, **pieces: object) -> Studio:
    """A studio whose model plays these scripts."""
    return Studio(ScriptedModel(*scripts), **pieces)  # type: ignore[arg-type] # a test names the pieces it brings


def reply(number: int, words: str = "make it night", **more: object) -> Ask:
    """Another ask in the same thread."""
    wanted = ask(words, claim=f"T1/C1/{number}", **more)
    return replace(wanted, ts=f"{number}")


def outcome(turn: Turn) -> Outcome:
    """How the turn ended."""
    assert turn.answer is not None
    return turn.answer.outcome


async def shown(one: Studio, turn: Turn) -> str:
    """The parts of the newest version of the turn's message."""
    return str((await one.last(turn)).blocks)


class NoFinder:
    """Finds nothing."""

    async def find(self, sought: Sought) -> tuple[float, ...]:
        return ()


def finding_of(one: Studio, views: Views) -> Finding:
    """The forms of parts, whose places nobody finds."""
    return Finding(parts_of(one, views), NoFinder(), b"key")


def parts_of(one: Studio, views: Views) -> PartForms:
    """The forms in which a part of a picture is chosen."""
    pictures = FormPictures(FakePrivatePictures(), MemoryFormFiles(), time)
    stored = (one.intake, one.turns, one.files, one.shelf)
    return PartForms(*stored, pictures, views, one.errands)
