"""Chooses the model by a turn's terms: the image model for direct pictures, otherwise
the one that reads, searches, writes and has pictures drawn."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass

from bot.core.ports import Model
from bot.core.turn.events import TurnEvent
from bot.core.turn.request import Request


@dataclass(frozen=True, slots=True)
class ModelByTerms:
    """Two models as one."""

    whole: Model
    direct: Model

    def leave(self, response: str) -> None:
        """Only the usual model has responses to leave running."""
        self.whole.leave(response)

    def answer(self, request: Request) -> AsyncGenerator[TurnEvent, None]:
        """Yield the events of the model that the request is for."""
        model = self.direct if request.terms.direct else self.whole
        return model.answer(request)
