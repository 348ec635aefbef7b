"""Direct messages: one conversation that continues, with the answers in the same place.

People write there as they would to a person, each message below the last one. So the
answer appears at the same place, and all of the conversation is one lane. A message
builds on the answer before it, unless the conversation has been over for a while;
`/imagine` and `--new` also start over. Replies in a thread build on the message that
the thread is under.
"""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from weakref import WeakValueDictionary

from bot.core.accepting.intake import Intake
from bot.core.ports import Turns
from bot.core.showing.placing import Tell
from bot.core.turn.asks import FROM_SCRATCH, Ask
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Turn

MOST_REMEMBERED = 1000


@dataclass(eq=False, slots=True)
class Direct:
    """Accepts what people write to the bot in direct messages.

    `goes_on` is how many seconds a conversation continues after its last message; with
    0, each message is answered in a thread of its own.
    """

    intake: Intake
    turns: Turns
    goes_on: float = 3600.0
    _chosen: OrderedDict[ThreadKey, float] = field(default_factory=OrderedDict)
    _locks: WeakValueDictionary[ThreadKey, asyncio.Lock] = field(
        default_factory=WeakValueDictionary
    )

    async def take(self, ask: Ask, tell: Tell | None = None) -> Turn | None:
        """Accept the ask, in the conversation or in a thread beside it."""
        if not self.goes_on:
            return await self.intake.take(ask, tell)
        if not ask.opens_thread and ask.thread.ts != ask.ts:
            return await self.intake.take(await self._beside(ask))
        place = replace(ask.thread, ts="")
        async with self._locks.setdefault(place, asyncio.Lock()):
            begins = ask.opens_thread or await self._is_over(place, ask.ts)
            onto = FROM_SCRATCH if begins else ask.onto
            here = replace(ask, thread=place, opens_thread=False, onto=onto)
            return await self.intake.take(here, tell)

    def chosen(self, turn: Turn, at: str) -> None:
        """Note that somebody chose what comes next, so the conversation is not over."""
        self._chosen[turn.ask.thread] = float(at)
        self._chosen.move_to_end(turn.ask.thread)
        if len(self._chosen) > MOST_REMEMBERED:
            self._chosen.popitem(last=False)

    async def _beside(self, ask: Ask) -> Ask:
        """In a new thread, build on the turn whose message the thread is under."""
        thread = ask.thread
        if await self.intake.is_ours(thread):
            return ask
        turn = await self.turns.by_message(thread.team, thread.channel, thread.ts)
        return replace(ask, onto=turn.id) if turn else ask

    async def _is_over(self, place: ThreadKey, now: str) -> bool:
        """Whether the conversation is over, by Slack's own clock: a message's ts
        contains it."""
        last = await self.turns.latest(place)
        if last is None:
            return False
        times = [float(each) for each in (last.message, last.ask.ts) if each]
        newest = max([*times, self._chosen.get(place, 0.0)])
        return bool(times) and float(now) - newest > self.goes_on
