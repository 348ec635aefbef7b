"""A storm: many asks, and at random moments everything that can go wrong.

Seeded, so that a storm that found something can be had again; bounded in time.
"""

import asyncio
import random
import time
from dataclasses import dataclass, field

from playground.openai import OpenAIEmulator
from playground.slack import Fault, SlackEmulator
from playground.slack.messages import Message
from tests.chaos.process import BotProcess

ROOMS = ("#general", "#design", "#secret")
WORDS = ("a fox", "a lighthouse at night", "two boats", "a red house", "an owl")
EDITS = ("make it night", "add two birds", "make it sunrise", "remove the sun")
CUTS = ("cut_before_picture", "no_terminal_event", "reset", "nested_error")
FAULTS = (
    Fault(method="*", retry_after=1),
    Fault(method="*", status=500),
    Fault(method="*", drop=True),
    Fault(method="*", html=True),
    Fault(method="*", delay=0.3),
    Fault(method="*", error="internal_error"),
)


@dataclass
class Storm:
    """What happens, and what was asked."""

    slack: SlackEmulator
    model: OpenAIEmulator
    bot: BotProcess
    seed: int
    asks: int = 40
    threads: int = 8
    kills: int = 3
    asked: list[Message] = field(default_factory=list)
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.slack.settings.duplicates = 2
        self.slack.settings.order = "shuffled"
        self.slack.settings.redeliver_after = 0.5
        self.slack.settings.file_processing_seconds = 0.1

    async def blow(self) -> None:
        """Ask, and break things meanwhile; then wait until everything has ended."""
        await self.bot.start()
        await asyncio.gather(self._ask_all(), self._break_things())
        self.slack.faults.clear()
        await self.slack.until(self.is_over, timeout=90)

    def is_over(self) -> bool:
        """Whether as many turns have ended as there were asks."""
        done = {marked(m) for m in self._messages() if marked(m) and ended(m)}
        return len(done) >= len(self.asked)

    def _messages(self) -> list[Message]:
        return [m for room in ROOMS for m in self.slack.messages(room)]

    def answers_to(self, asked: Message) -> list[Message]:
        """The bot's messages that belong to one ask: between it and the next one."""
        turn = self._turn_of(asked)
        room = self.slack.messages(asked.channel, asked)
        return [m for m in room if turn and m.metadata and marked(m) == turn]

    def _turn_of(self, asked: Message) -> str:
        return self.bot.turn_of(asked.channel, asked.ts)

    async def _ask_all(self) -> None:
        ann = self.slack.person("ann")
        roots: list[Message] = []
        for number in range(self.asks):
            if len(roots) < self.threads:
                words, room = self.chance.choice(WORDS), self.chance.choice(ROOMS)
                roots.append(await ann.says(room, f"@Darkroom {words}"))
                self.asked.append(roots[-1])
            else:
                root = self.chance.choice(roots)
                words = f"@Darkroom {self.chance.choice(EDITS)} {number}"
                self.asked.append(await ann.says(root.channel, words, thread=root))
            await asyncio.sleep(self.chance.random() * 0.2)

    async def _break_things(self) -> None:
        acts = [self._kill] * self.kills + [self._cut_socket] * 2
        acts += [self._spoil_stream] * (self.asks // 20)
        acts += [self._spoil_call] * (self.asks // 2)
        self.chance.shuffle(acts)
        for act in acts:
            await asyncio.sleep(self.chance.random() * 0.3)
            await act()

    async def _kill(self) -> None:
        await self.bot.kill()
        await self.bot.start()

    async def _cut_socket(self) -> None:
        await self.slack.disconnect_sockets("refresh_requested", drop=True)

    async def _spoil_stream(self) -> None:
        self.model.play(self.chance.choice(CUTS))

    async def _spoil_call(self) -> None:
        fault = self.chance.choice(FAULTS)
        kept = {name: getattr(fault, name) for name in fault.__dataclass_fields__}
        self.slack.faults.add(Fault(**kept))


def ended(message: Message) -> bool:
    """Whether a message has its last form."""
    shown = str(message.blocks)
    return "'redo'" in shown and "'stop'" not in shown


def marked(message: Message) -> str:
    """The turn that a message of the bot's is about."""
    mark = ((message.metadata or {}).get("event_payload") or {}).get("mark", "")
    return str(mark).split("-")[1] if mark.startswith("turn-") else ""


def now() -> float:
    """For a table's durations."""
    return time.monotonic()
