"""Asks OpenAI's endpoint for decisions whether a reply is meant for the bot.

The endpoint only classifies; it writes nothing, and costs some thousandths of a cent.
Only `gpt-6-luna` answers there (openai/resources/decisions.py). Only a clear no counts.
If none comes in time, the reply is taken for an ask.
"""

import asyncio
import logging
from typing import Final

from openai import APIStatusError, AsyncOpenAI, OpenAIError
from openai.types.decision import Decision

from bot.core.ports import Overheard

IN_TIME: Final = 1.5
"""Seconds that a decision may take; Slack waits three for an acknowledgement."""
CLEARLY_NOT: Final = 0.2
AT_ONCE: Final = 4
AWAY: Final = 600.0
"""Seconds without questions after OpenAI has said that it will never answer them."""
LONGEST: Final = 600
STATEMENT: Final = """\
The last message wants something of Darkroom, a bot that draws pictures: a picture, a \
change of one (however short, like "smaller" or "now at night"), an answer, or it \
answers what Darkroom has asked. It is false if the message is only talk between \
people, a remark to somebody else, thanks, praise, or a reaction."""
log = logging.getLogger(__name__)


class OpenAIJudge:
    """Implements the port `Judge`. Does not own the client."""

    def __init__(self, client: AsyncOpenAI, model: str) -> None:
        self._client = client.with_options(max_retries=0, timeout=IN_TIME)
        self._model = model
        self._room = asyncio.Semaphore(AT_ONCE)
        self._away_until = 0.0

    async def for_us(self, reply: Overheard) -> bool:
        """Whether it may be meant for the bot."""
        clock = asyncio.get_running_loop().time
        if clock() < self._away_until:
            return True
        try:
            async with asyncio.timeout(IN_TIME), self._room:
                return _likely(await self._decided(reply))
        except APIStatusError as error:
            if error.status_code in {400, 401, 403, 404}:
                self._away_until = clock() + AWAY
            log.warning("no judgement of a reply: %s", error.status_code)
        except (OpenAIError, TimeoutError, ValueError) as error:
            log.info("no judgement of a reply: %s", type(error).__name__)
        return True

    async def _decided(self, reply: Overheard) -> Decision:
        return await self._client.decisions.create(
            model=self._model,
            input=_told(reply),
            questions=[{"type": "predicate", "instructions": STATEMENT}],
            safety_identifier=reply.person,
        )


def _told(reply: Overheard) -> str:
    who = "the same person" if reply.same_person else "somebody else"
    return "\n\n".join(
        (
            f"A person to Darkroom: {reply.asked[:LONGEST]}",
            f"Darkroom: {reply.answered[:LONGEST] or '(nothing yet)'}",
            f"The last message, by {who} in the thread: {reply.words[:LONGEST]}",
        )
    )


def _likely(decision: Decision) -> bool:
    answer = decision.answers[0] if decision.answers else None
    if answer is None or answer.type != "predicate":
        return True
    return not answer.probability < CLEARLY_NOT
