"""People who have a part of a picture changed, or everything but that part."""

import asyncio
import random
import re
from collections.abc import Iterator
from itertools import count, cycle
from typing import Final

from playground.slack.messages import Message
from tests.chaos.asking import PEOPLE, Asking
from tests.chaos.evidence import Asked
from tests.chaos.people.hands import Hands, Values

FIRST_CODE: Final = 7000
ENTRY: Final = re.compile(r"'(change_part:\d+)'")
EVERY: Final = 6
"""Of so many pictures that can be changed, one is."""
ACTIONS: Final = ("changed", "kept")


class PartPeople:
    """Act until they are cancelled."""

    def __init__(self, hands: Hands, asking: Asking, chance: random.Random) -> None:
        self._hands, self._asking, self._chance = hands, asking, chance
        self._numbers, self._actions = count(FIRST_CODE), cycle(ACTIONS)
        self._met: set[str] = set()

    async def go_on(self) -> None:
        """Look at all threads, now and then."""
        async with asyncio.TaskGroup() as acting:
            while True:
                for message, entry in self._new():
                    acting.create_task(self._change(message, entry))
                await asyncio.sleep(0.3)

    def _new(self) -> Iterator[tuple[Message, str]]:
        """Every sixth picture, beginning with the first."""
        for asked in {each.root_ts: each for each in self._asking.asked}.values():
            for message in self._hands.town.thread(asked):
                entry = ENTRY.search(str(message.blocks))
                if entry and not message.deleted and message.ts not in self._met:
                    self._met.add(message.ts)
                    if len(self._met) % EVERY == 1:
                        yield message, entry[1]

    async def _change(self, message: Message, entry: str) -> None:
        """Choose two cells, and say what is to be there, or around them."""
        if not self._asking.has_room(message.root_ts):
            return
        self._asking.counts(message.root_ts)
        name, code = self._chance.choice(PEOPLE), f"zq{next(self._numbers)}"
        person = self._hands.town.slack.person(name, message.team)
        values: Values = {
            "cells": {"chosen": ["B2", "C2"]},
            "wish": {"line": f"a red bicycle {code}"},
            "action": {"chosen": next(self._actions)},
        }
        pressed = (message, "more", entry)
        sent, acked = await self._hands.fill(person, pressed, "cells", values)
        if sent:
            thread = message.team, message.channel, message.root_ts
            self._asking.filled.append(Asked(code, thread, sent, sent, acked))
