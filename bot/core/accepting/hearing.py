"""Hears replies that do not mention us, and accepts those that are meant for us.

People's own talk leaves no trace. When it is unclear whom a reply is meant for, one
question goes to a small model (`Judge`); nothing else is spent. Slack's acknowledgement
waits meanwhile, so if the process ends, Slack delivers the reply again.
"""

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

from bot.core.accepting.helping import asks_for_help
from bot.core.accepting.intake import Intake
from bot.core.accepting.talk import Kind, kind_of_reply
from bot.core.messages.text import plain
from bot.core.ports import Judge, Overheard, Turns
from bot.core.reporting.log_context import pairs, where
from bot.core.turn.asks import Ask
from bot.core.turn.person import person_hash
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Turn

MOST_REMEMBERED = 1000
log = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class Hearing:
    """Takes replies in doubt if there is no judge, and all if it `heeds_all`."""

    intake: Intake
    turns: Turns
    judge: Judge | None = None
    key: bytes = b""
    heeds_all: bool = False
    _speakers: OrderedDict[ThreadKey, set[str]] = field(default_factory=OrderedDict)
    _left: OrderedDict[str, None] = field(default_factory=OrderedDict)
    _asked: dict[str, asyncio.Future[bool]] = field(default_factory=dict)
    _locks: WeakValueDictionary[ThreadKey, asyncio.Lock] = field(
        default_factory=WeakValueDictionary
    )

    async def reply(self, ask: Ask, named: bool = False) -> Turn | None:
        """Accept the reply, if it is in one of our threads and is meant for us.

        `named` says that the reply names somebody. The replies of a thread are accepted
        in the order in which they came, but all those in doubt are judged at the same
        time.
        """
        if ask.claim in self._left or not await self.intake.is_ours(ask.thread):
            return None
        meant = self._asked.get(ask.claim) or asyncio.ensure_future(
            self._is_meant(ask, named)
        )
        self._asked[ask.claim] = meant
        try:
            async with self._locks.setdefault(ask.thread, asyncio.Lock()):
                if await meant:
                    return await self.intake.take(ask)
            self._leave(ask)
            return None
        finally:
            self._asked.pop(ask.claim, None)

    async def _is_meant(self, ask: Ask, named: bool) -> bool:
        if self.heeds_all or asks_for_help(ask):
            return True
        last = await self.turns.latest(ask.thread)
        alone = self._is_alone(ask, last)
        kind = kind_of_reply(
            ask.words, files=bool(ask.attached), named=named, alone=alone
        )
        if kind is Kind.TALK and last is not None and _was_a_question(last):
            kind = Kind.DOUBT  # "perfect" may be a yes
        if kind is Kind.DOUBT and self.judge is not None:
            return await self.judge.for_us(self._overheard(ask, last))
        return kind is not Kind.TALK

    def _is_alone(self, ask: Ask, last: Turn | None) -> bool:
        """Whether nobody else has spoken in the thread, as far as is remembered."""
        spoke = self._speakers.setdefault(ask.thread, set())
        self._speakers.move_to_end(ask.thread)
        if len(self._speakers) > MOST_REMEMBERED:
            self._speakers.popitem(last=False)
        spoke |= {ask.user} | ({last.ask.user} if last else set())
        return spoke == {ask.user}

    def _overheard(self, ask: Ask, last: Turn | None) -> Overheard:
        person = person_hash(self.key, ask.thread.team, ask.user)
        if last is None:
            return Overheard(ask.words, person=person)
        same = last.ask.user == ask.user
        return Overheard(ask.words, last.ask.words, _said(last), same, person)

    def _leave(self, ask: Ask) -> None:
        """Remember that the reply was left alone, in case it is delivered again."""
        self._left[ask.claim] = None
        if len(self._left) > MOST_REMEMBERED:
            self._left.popitem(last=False)
        log.info("reply left alone", extra=pairs(**where(ask.thread)))


def _said(turn: Turn) -> str:
    parts = turn.answer.parts if turn.answer else ()
    said = plain(" ".join(part.text for part in parts), 600)
    drew = bool(turn.answer and turn.answer.pictures)
    return f"(a picture) {said}".strip() if drew else said


def _was_a_question(turn: Turn) -> bool:
    return "?" in _said(turn) or "？" in _said(turn)
