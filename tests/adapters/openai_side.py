"""The bot's side of OpenAI against the emulator, over HTTP, for the tests of both."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from openai import AsyncOpenAI

from bot.adapters.openai_model import OpenAIModel
from bot.core.errors import ModelError
from bot.core.ports import Model
from bot.core.turn.events import TurnEvent
from bot.core.turn.progress import Progress, apply
from bot.core.turn.request import Request
from bot.core.turn.terms import Terms
from playground.openai import OpenAIEmulator

TERMS = Terms("gpt-6.1-sol", "gpt-image-2.6-sunburst", quality="low")
ASK = Request("a lighthouse at night", TERMS, person="ab12")


def asking(**terms: Any) -> Request:
    """The same ask, on other terms."""
    return replace(ASK, terms=replace(TERMS, **terms))


@dataclass
class Side:
    """An emulator, and models that reach it."""

    there: OpenAIEmulator
    client: AsyncOpenAI

    def model(self) -> OpenAIModel:
        return OpenAIModel(self.client)

    async def play(self, script: str, **terms: Any) -> "Heard":
        """Ask once, while the emulator plays the script."""
        self.there.play(script)
        return await listen(self.model(), asking(**terms))


@asynccontextmanager
async def side() -> AsyncIterator[Side]:
    """An emulator on a free port, and the official client."""
    async with (
        OpenAIEmulator() as there,
        AsyncOpenAI(api_key=there.api_key, base_url=there.base_url) as client,
    ):
        yield Side(there, client)


@dataclass
class Heard:
    """All that came of one answer."""

    events: list[TurnEvent] = field(default_factory=list)
    progress: Progress = field(default_factory=Progress)
    error: ModelError | None = None

    @property
    def text(self) -> str:
        return " ".join(part.text for part in self.progress.parts)

    def of(self, kind: type[TurnEvent]) -> list[TurnEvent]:
        return [event for event in self.events if isinstance(event, kind)]


async def listen(model: Model, request: Request) -> Heard:
    """Read an answer to its end, whichever it is."""
    heard = Heard()
    try:
        async for event in model.answer(request):
            heard.events.append(event)
            heard.progress = apply(heard.progress, event)
    except ModelError as error:
        heard.error = error
    return heard
