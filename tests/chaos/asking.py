"""People asking, all over town. Each ask has a code that no other one has."""

import asyncio
import io
import random
import re
from typing import Final

from PIL import Image

from playground.slack.messages import Message
from playground.slack.people import Person
from tests.chaos.evidence import Asked
from tests.chaos.town import ROOMS, WORKSPACES, Town

CODE: Final = re.compile(r"\bzq\d{4}\b")
PEOPLE: Final = ("ann", "ben", "cleo")
WORDS: Final = ("a fox", "a lighthouse at night", "a boat", "a red house", "an owl")
EDITS: Final = ("make it night", "add two birds", "make it sunrise", "remove the sun")
TALK: Final = "in words, why is the sky blue?"
QUESTION: Final = "ask stripe for a picture of"
"""Wants a tool of a server (tests/mcp_servers.py): a person has to allow it."""
TOOL: Final = "measure"
"""Wants a tool of the bot's own, and then a second request."""
OF_A_SET: Final = 3
SET: Final = "three pictures: "
"""Wants a set of the model, which calls the bot's tool for it."""
DECK: Final = "a deck of 3 slides about "
"""Wants the outline of a deck, whose pictures bear its code (`people/decks.py`)."""
CHART: Final = "a chart of visits: Monday 12, Friday 31, "
OF_DECKS: Final = re.compile(
    r"(deck of|another picture on|swap \d|theme:|slide \d)", re.IGNORECASE
)
COUNT: Final = re.compile(r"--count (\d+)")
MOST_IN_A_THREAD: Final = 18
"""Fewer than the bot lets wait: who is turned away was not accepted."""


class Asking:
    """Decides who asks what, where and when; seeded."""

    def __init__(self, town: Town, chance: random.Random, threads: int) -> None:
        self._town, self._chance, self._threads = town, chance, threads
        self._roots: list[Message] = []
        self._lengths: dict[str, int] = {}
        self.people: dict[str, Person] = {}
        self.asked: list[Message] = []
        self.filled: list[Asked] = []
        """What was asked for by forms."""

    async def ask(self, many: int, every: float) -> None:
        """So many asks, each some time after the last one."""
        for number in range(many):
            code = f"zq{number:04d}"
            if number % 10 == 0:
                await self._begin(code, f"{QUESTION} ", alone=True)
            elif len(self._roots) < self._threads:
                await self._begin(code, _tool(number))
            else:
                await self._reply(code, _tool(number))
            await asyncio.sleep(self._chance.uniform(0, 2 * every))

    async def _begin(self, code: str, tool: str, *, alone: bool = False) -> None:
        """A new thread, in the workspace whose turn it is; perhaps one of its own."""
        where = WORKSPACES[len(self._roots) % len(WORKSPACES)]
        person = self._town.slack.person(self._chance.choice(PEOPLE), where)
        words = f"@Darkroom {tool}{self._chance.choice(WORDS)} {code}"
        words += self._ending(tool, code)
        root = await person.says(
            self._chance.choice(ROOMS), words, files=self._files(code)
        )
        self.people[code] = person
        if not alone:
            self._roots.append(root)
        self.noted(root)

    async def _reply(self, code: str, tool: str) -> None:
        root = self._chance.choice([r for r in self._roots if self.has_room(r.ts)])
        person = self._town.slack.person(self._chance.choice(PEOPLE), root.team)
        words = self._chance.choice((*EDITS, *EDITS, TALK))
        # Without a mention it is for us only in a thread that we know already, and
        # only if it cannot be meant for somebody else.
        known = bool(self._town.thread(root)) and self._chance.random() < 0.5
        plain = known and words != TALK and not tool
        named = "" if plain else "@Darkroom "
        way = "" if words == TALK and not tool else self._ending(tool, code)
        words = f"{named}{tool}{words} {code}{way}"
        self.people[code] = person
        files = self._files(code)
        said = await person.says(root.channel, words, thread=root, files=files)
        self.noted(said)

    def _ending(self, tool: str, code: str) -> str:
        """What an ask ends with: of a deck, what its pictures show."""
        if tool == DECK:
            return f", a picture of {self._chance.choice(WORDS)} {code} on each"
        return "" if tool else _way(code)

    def has_room(self, root: str) -> bool:
        """Whether one more would not be turned away in this thread."""
        return self._lengths.get(root, 0) < MOST_IN_A_THREAD

    def noted(self, asked: Message) -> None:
        """It is looked after as the others are."""
        self.counts(asked.root_ts)
        self.asked.append(asked)

    def counts(self, root: str) -> None:
        """One more is done in this thread."""
        self._lengths[root] = self._lengths.get(root, 0) + 1

    def _files(self, code: str) -> list[tuple[str, bytes]]:
        """Now and then a picture, of a colour that nobody else has."""
        if self._chance.random() > 0.1:
            return []
        number = int(code.removeprefix("zq"))
        out = io.BytesIO()
        Image.new("RGB", (64, 64), (number // 256, number % 256, 77)).save(out, "PNG")
        return [(f"{code}.png", out.getvalue())]


def _way(code: str) -> str:
    """Every fourth is drawn directly, and one of ten is a set of one prompt."""
    number = int(code.removeprefix("zq"))
    if number % 10 == 2:
        return f" --count {OF_A_SET}"
    return " --direct" if number % 4 == 3 else ""


def _tool(number: int) -> str:
    """What some asks begin with. Questions in a thread of many are often overtaken.

    A short storm has ten asks. Two more of them want sets, since any may break off.
    """
    if number % 20 in (13, 17):
        return CHART if number % 20 == 13 else DECK
    begins = {1: f"{TOOL} ", 4: DECK, 5: f"{QUESTION} ", 6: f"{TOOL} ", 8: SET}
    return begins.get(number % 10, SET if number in (7, 9) else "")


def pictures_of(words: str) -> int:
    """How many pictures somebody wants on one sheet."""
    found = COUNT.search(words)
    return int(found[1]) if found else OF_A_SET if SET in words else 1


def code_of(words: str) -> str:
    """The code in somebody's words."""
    found = CODE.search(words)
    return found[0] if found else ""
