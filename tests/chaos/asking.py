"""People asking, all over town. Each ask has a code that no other one has."""

import asyncio
import io
import random
import re
from typing import Final

from PIL import Image

from playground.slack.messages import Message
from tests.chaos.town import ROOMS, WORKSPACES, Town

CODE: Final = re.compile(r"\bzq\d{4}\b")
PEOPLE: Final = ("ann", "ben", "cleo")
WORDS: Final = ("a fox", "a lighthouse at night", "two boats", "a red house", "an owl")
EDITS: Final = ("make it night", "add two birds", "make it sunrise", "remove the sun")
TALK: Final = "in words, why is the sky blue?"
MOST_IN_A_THREAD: Final = 18
"""Fewer than the bot lets wait: who is turned away was not accepted."""


class Asking:
    """Who asks what, where and when; seeded."""

    def __init__(self, town: Town, chance: random.Random, threads: int) -> None:
        self._town, self._chance, self._threads = town, chance, threads
        self._roots: list[Message] = []
        self._lengths: dict[str, int] = {}
        self.asked: list[Message] = []

    async def ask(self, many: int, every: float) -> None:
        """So many asks, each some time after the last one."""
        for number in range(many):
            code = f"zq{number:04d}"
            if len(self._roots) < self._threads:
                await self._begin(code)
            else:
                await self._reply(code)
            await asyncio.sleep(self._chance.uniform(0, 2 * every))

    async def _begin(self, code: str) -> None:
        """A new thread, in the workspace whose turn it is."""
        where = WORKSPACES[len(self._roots) % len(WORKSPACES)]
        person = self._town.slack.person(self._chance.choice(PEOPLE), where)
        words = f"@Darkroom {self._chance.choice(WORDS)} {code}"
        root = await person.says(
            self._chance.choice(ROOMS), words, files=self._files(code)
        )
        self._roots.append(root)
        self._noted(root)

    async def _reply(self, code: str) -> None:
        root = self._chance.choice([r for r in self._roots if self._room_in(r)])
        person = self._town.slack.person(self._chance.choice(PEOPLE), root.team)
        words = f"{self._chance.choice((*EDITS, *EDITS, TALK))} {code}"
        # Without a mention it is for us only in a thread that we know already.
        known = bool(self._town.thread(root)) and self._chance.random() < 0.5
        words = words if known else f"@Darkroom {words}"
        files = self._files(code)
        said = await person.says(root.channel, words, thread=root, files=files)
        self._noted(said)

    def _room_in(self, root: Message) -> bool:
        return self._lengths[root.ts] < MOST_IN_A_THREAD

    def _noted(self, asked: Message) -> None:
        self._lengths[asked.root_ts] = self._lengths.get(asked.root_ts, 0) + 1
        self.asked.append(asked)

    def _files(self, code: str) -> list[tuple[str, bytes]]:
        """Now and then a picture, of a colour that nobody else has."""
        if self._chance.random() > 0.1:
            return []
        number = int(code.removeprefix("zq"))
        out = io.BytesIO()
        Image.new("RGB", (64, 64), (number // 256, number % 256, 77)).save(out, "PNG")
        return [(f"{code}.png", out.getvalue())]


def code_of(words: str) -> str:
    """The code in somebody's words."""
    found = CODE.search(words)
    return found[0] if found else ""
