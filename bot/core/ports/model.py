"""The ports to the model, to people's preferences, and to the judge of replies."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Protocol

from bot.core.turn.asks import Ask
from bot.core.turn.events import TurnEvent
from bot.core.turn.request import InputImage, Request
from bot.core.turn.terms import Terms


class Model(Protocol):
    """A model that answers requests."""

    def leave(self, response: str) -> None:
        """Leave this response running when its answer closes: another process reads
        it."""

    def answer(self, request: Request) -> AsyncGenerator[TurnEvent, None]:
        """Yield the answer's events, or raise a ModelError; one try, no retries.

        Closing the iterator closes the stream and, in the background, the response.
        """


class Preferences(Protocol):
    """Knows what everybody who has a say wants for a turn."""

    async def terms(self, ask: Ask) -> Terms:
        """The terms of an ask's turn; the most specific wish wins.

        The owner's settings come first, then the flags and buttons of the ask. Raises
        AskError if a flag is wrong.
        """

    def doubt(self, ask: Ask, label: str) -> None:
        """This server did not let the model in: its token may have been ended there,
        and is looked at before the terms are given again."""


@dataclass(frozen=True, slots=True)
class Overheard:
    """A reply that may or may not be meant for us, and what came before it."""

    words: str
    asked: str = ""
    answered: str = ""
    same_person: bool = False
    person: str = ""


@dataclass(frozen=True, slots=True)
class Sought:
    """Something in a picture that a person has named. `person` is a hash."""

    picture: InputImage
    words: str
    person: str = ""


class Finder(Protocol):
    """Says where in a picture something is. It is asked when a person wants that."""

    async def find(self, sought: Sought) -> tuple[float, ...]:
        """The box around it, as fractions of the picture's sides: left, top, right and
        bottom. Empty if it was not found, or nobody could be asked."""


class Judge(Protocol):
    """A small, quick model that decides whom a reply is meant for."""

    async def for_us(self, reply: Overheard) -> bool:
        """Whether a reply may be meant for us; yes if that cannot be decided in time.

        Never raises, and takes no longer than Slack waits for an acknowledgement.
        """
