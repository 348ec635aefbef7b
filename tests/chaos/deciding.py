"""People who decide what their turns ask: mostly when a process was killed since."""

import asyncio
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Final

from playground.slack.messages import Message
from tests.chaos.asking import Asking, code_of
from tests.chaos.evidence import Act
from tests.chaos.gathering import asks_somebody
from tests.chaos.town import Town

CHOICES: Final = ("allow_once", "allow_once", "allow_thread", "dont_allow")
AGAIN: Final = 3.0
"""Seconds after which somebody presses a button again that has done nothing."""
TO_ACK: Final = 4.0
LONGEST: Final = 20.0
"""Seconds that people wait for a kill."""


class Deciding:
    """Decides until it is cancelled. `acts` are what was done to the processes."""

    def __init__(
        self, town: Town, asking: Asking, acts: Sequence[Act], chance: random.Random
    ) -> None:
        self._town, self._asking, self._acts = town, asking, acts
        self._chance = chance
        self._pressed: dict[str, float] = {}
        self.no_more_kills = asyncio.Event()

    async def goes_on(self) -> None:
        """Look at all threads, now and then."""
        while True:
            due = [each for each in self._asking_somebody() if self._is_time(each)]
            await asyncio.gather(*map(self._decide, due))
            await asyncio.sleep(0.2)

    async def asked(self, patience: float) -> None:
        """Wait until somebody is asked something, or patience is at its end."""
        until = time.monotonic() + patience
        while time.monotonic() < until and not any(self._asking_somebody()):  # noqa: ASYNC110 -- Slack tells the bot alone
            await asyncio.sleep(0.1)

    def _asking_somebody(self) -> Iterator[Message]:
        for asked in {each.root_ts: each for each in self._asking.asked}.values():
            for message in self._town.thread(asked):
                if not message.deleted and asks_somebody(message.blocks):
                    yield message

    def _is_time(self, message: Message) -> bool:
        if time.time() - self._pressed.get(message.ts, 0.0) < AGAIN:
            return False
        since = next(v.at for v in message.versions if asks_somebody(v.blocks))
        killed = any(act.kind == "kill" and act.at > since for act in self._acts)
        waited = time.time() - since > LONGEST
        return killed or waited or self.no_more_kills.is_set()

    async def _decide(self, message: Message) -> None:
        """Whoever asked presses one of the buttons, whether anybody hears it or not."""
        person = self._asking.people.get(code_of(str(message.blocks)))
        if person is None:
            return
        self._pressed[message.ts] = time.time()
        choice = self._chance.choice(CHOICES)
        with suppress(TimeoutError, LookupError):
            async with asyncio.timeout(TO_ACK):
                await person.clicks(message, choice)
