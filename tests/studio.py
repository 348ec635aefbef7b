"""The core as the program fits it out, but on fakes."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.core.answering import Answering
from bot.core.asking import Asking
from bot.core.asks import Ask
from bot.core.budget import Budget
from bot.core.controls import Controls
from bot.core.early import Early
from bot.core.errands import Errands
from bot.core.events import Finished, Picture, PictureDrawn, Started, TurnEvent
from bot.core.hanging import Hanging, Way
from bot.core.inquiry import Look
from bot.core.intake import Intake
from bot.core.lanes import Lanes, Stop
from bot.core.message import Message
from bot.core.placing import Placing
from bot.core.ports import Turns
from bot.core.tally import Silent, Tally
from bot.core.turns import Outcome, Turn
from bot.core.wall import Wall
from tests.fakes import (
    FakeChat,
    FakeFiles,
    FakeWay,
    MemoryLeftovers,
    MemoryShelf,
    OpenBudget,
    Script,
    ScriptedModel,
    ask,
)
from tests.memory_turns import MemoryTurns

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
    shelf: MemoryShelf = field(default_factory=MemoryShelf)
    leftovers: MemoryLeftovers = field(default_factory=MemoryLeftovers)
    files: FakeFiles = field(default_factory=FakeFiles)
    budget: Budget = field(default_factory=OpenBudget)
    look: Look = field(default_factory=lambda: Look("gpt-image-2.6", 3, again_after=0))
    errands: Errands = field(default_factory=Errands)
    tally: Tally = field(default_factory=Silent)

    def __post_init__(self) -> None:
        self.hanging = Hanging(self.ways)
        self.wall = Wall(
            chat=self.chat,
            turns=self.turns,
            shelf=self.shelf,
            leftovers=self.leftovers,
            hanging=self.hanging,
            early=Early(self.hanging, self.leftovers, self.errands),
            budget=self.budget,
            every=0,
            settle_after=0,
            tally=self.tally,
        )
        self.placing = Placing(
            self.chat, self.turns, self.budget, self.errands, self.tally
        )
        self.asking = Asking(self.turns, self.files, self.shelf, b"key")
        self.answering = Answering(
            self.model,
            self.wall,
            self.asking,
            self.placing,
            self.errands,
            self.look,
        )
        self.lanes = Lanes(self.answering.run, at_once=10)
        self.intake = Intake(self.turns, self.placing, self.lanes, self.tally)
        self.controls = Controls(self.wall, self.intake, self.lanes, self.errands)

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

    async def again(self, turn: Turn) -> Turn:
        found = await self.turns.get(turn.id)
        assert found is not None
        return found

    async def idle(self) -> None:
        """Wait until no lane has a turn and no errand is left."""
        async with asyncio.timeout(5):
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
    """What the newest version of the turn's message is made of."""
    return str((await one.last(turn)).blocks)
