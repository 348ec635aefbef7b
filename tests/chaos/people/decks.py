"""People who have outlines drawn, change decks, go back and stop.

Whoever sees a message for the first time does something with it: what, goes by turns,
so that each storm has everything. Nobody waits for the end of it.
"""

import asyncio
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import count, cycle
from typing import Final

from playground.slack.messages import Message, elements
from playground.slack.people import Person
from playground.slack.workspace import View
from tests.chaos.asking import PEOPLE, Asking
from tests.chaos.evidence import Asked
from tests.chaos.people.hands import Hands, Values
from tests.chaos.reading.decks import is_deck, is_drawing, is_outline

FIRST_CODE: Final = 5000
MOST: Final = 7
"""The most that is done in one thread."""
MOST_IN_ALL: Final = 30
"""The most in a storm: each deck takes a second or two of the processor's time."""
OF_OUTLINES: Final = ("two", "reply", "draw", "look", "twice", "dont", "draw")
OF_DECKS: Final = ("picture", "back", "slide", "swap", "look", "files", "reply")
OF_DRAWING: Final = ("wait", "wait", "stop", "wait")
BUTTONS: Final = {
    **dict.fromkeys(("draw", "two", "twice"), "draw_deck"),
    "stop": "stop",
    "back": "go_back",
    "dont": "do_not_draw",
    "files": "deck_pictures",
}
LOOKS: Final = ("night", "clay", "meadow", "harbour", "dusk")


class DeckPeople:
    """Act until they are cancelled."""

    def __init__(self, hands: Hands, asking: Asking, chance: random.Random) -> None:
        self._hands, self._asking, self._chance = hands, asking, chance
        self._numbers = count(FIRST_CODE)
        self._acts = {
            kind: cycle(acts)
            for kind, acts in (
                ("outline", OF_OUTLINES),
                ("deck", OF_DECKS),
                ("drawing", OF_DRAWING),
            )
        }
        self._met: set[tuple[str, str]] = set()
        self._done: defaultdict[str, int] = defaultdict(int)
        self._acted = 0

    async def go_on(self) -> None:
        """Look at all threads, now and then."""
        async with asyncio.TaskGroup() as acting:
            while True:
                for kind, message in self._new():
                    acting.create_task(self._act(next(self._acts[kind]), message))
                await asyncio.sleep(0.2)

    @property
    def drawing(self) -> bool:
        """Whether a deck is being drawn, as far as anybody sees."""
        return any(_kind(each) == "drawing" for each in self._messages())

    def _messages(self) -> Iterator[Message]:
        """Those of all threads in which somebody has asked."""
        for asked in {each.root_ts: each for each in self._asking.asked}.values():
            yield from self._hands.town.thread(asked)

    def _new(self) -> Iterator[tuple[str, Message]]:
        for message in self._messages():
            kind = _kind(message)
            if kind and (message.ts, kind) not in self._met:
                self._met.add((message.ts, kind))
                yield kind, message

    async def _act(self, act: str, message: Message) -> None:
        """One thing that somebody does with a deck, if there is room in its thread."""
        if act == "wait" or not self._may(message):
            return
        await asyncio.sleep(self._chance.uniform(0, 1))
        one, other = (self._person(message) for _ in range(2))
        if act in BUTTONS:
            who = {"twice": [one, one], "two": [one, other]}.get(act, [one])
            press, action = self._hands.press, BUTTONS[act]
            await asyncio.gather(*(press(each, message, action) for each in who))
        elif act == "look":
            opens = (message, "deck_theme", None)
            await self._hands.fill(one, opens, "deck_look", _another_look)
        elif act == "slide":
            await self._slide(one, message)
        else:
            await self._reply(one, message, act)

    def _may(self, message: Message) -> bool:
        """Whether there is room in the thread, for what is done there and waits."""
        self._done[message.root_ts] += 1
        few = self._done[message.root_ts] <= MOST
        few = few and self._acted < MOST_IN_ALL
        if not (few and self._asking.has_room(message.root_ts)):
            return False
        self._asking.counts(message.root_ts)
        self._acted += 1
        return True

    async def _reply(self, person: Person, message: Message, act: str) -> None:
        """What somebody writes; pictures that are drawn for it bear its code."""
        code, look = self._code(), self._chance.choice(LOOKS)
        words = {
            "picture": f"another picture on 2: with birds {code}",
            "swap": f"swap 1 and 2 {code}",
        }.get(act, f"theme: {look} {code}")
        where = message.channel
        said = await person.says(where, f"@Darkroom {words}", thread=message)
        self._asking.people[code] = person
        self._asking.noted(said)

    async def _slide(self, person: Person, message: Message) -> None:
        """The same by a form."""
        code = self._code()
        values = {
            "deck_slide": {"chosen": "2"},
            "deck_wish": {"words": f"it works at night, too {code}"},
        }
        pressed = (message, "change_slide", None)
        sent, acked = await self._hands.fill(person, pressed, "deck_slide", values)
        thread = message.team, message.channel, message.root_ts
        if sent:
            asked = Asked(code, thread, sent, sent, acked, deck=True)
            self._asking.filled.append(asked)

    def _code(self) -> str:
        return f"zq{next(self._numbers)}"

    def _person(self, message: Message) -> Person:
        name = self._chance.choice(PEOPLE)
        return self._hands.town.slack.person(name, message.team)


def _kind(message: Message) -> str:
    if message.deleted:
        return ""
    if is_drawing(message.blocks):
        return "drawing"
    if is_outline(message.blocks):
        return "outline"
    return "deck" if is_deck(message.blocks) else ""


def _another_look(form: View) -> Values:
    """One that the deck does not have."""
    [field] = [e for _, e in elements(form.blocks) if e.get("initial_option")]
    now = field["initial_option"]["value"]
    others = [each for each in LOOKS if each != now]
    return {"deck_look": {"chosen": others[int(time.time() * 10) % len(others)]}}
