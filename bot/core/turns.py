"""Turns: an ask and its answer, and how far it has come."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.core.asks import Ask
from bot.core.events import Usage
from bot.core.progress import Part


class Status(StrEnum):
    """How far a turn has come. Only SHOWN ends the work for good.

    WAITING   accepted; its place in the lane is taken
    RUNNING   a worker reads the model
    ANSWERED  everything that was paid for is stored; the message is to follow
    SHOWN     the message has its last form
    """

    WAITING = "waiting"
    RUNNING = "running"
    ANSWERED = "answered"
    SHOWN = "shown"


class Outcome(StrEnum):
    """How a turn ended."""

    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Print:
    """A finished picture as it is kept: where its bytes are and how it hangs."""

    sha256: str
    format: str
    width: int
    height: int
    bytes: int
    quality: str = ""
    revised_prompt: str = ""
    file_id: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a turn came to; everything that its last message is drawn from.

    `why` is for those who run the bot: the kind of error, or the like, by a short name.
    """

    outcome: Outcome
    told: str = ""
    parts: tuple[Part, ...] = ()
    prints: tuple[Print, ...] = ()
    notes: tuple[str, ...] = ()
    response: str = ""
    model: str = ""
    image_model: str = ""
    usage: Usage = field(default_factory=Usage)
    seconds: float = 0.0
    unfinished_file: str = ""
    unfinished_url: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """How many had not ended when a turn was accepted: where it stands, and whose."""

    thread: int
    team: int
    user: int


@dataclass(frozen=True, slots=True)
class Turn:
    """One row of the journal.

    `line` is known of a turn that was accepted just now, and only where accepting it
    has counted: it is no part of the row.
    """

    id: int
    ask: Ask
    status: Status = Status.WAITING
    parent: int | None = None
    message: str = ""
    response: str = ""
    sequence: int | None = None
    attempt: int = 0
    answer: Answer | None = None
    settled: bool = False
    aside: bool = False
    handed_over: int = 0
    line: Line | None = field(default=None, compare=False)

    @property
    def tries(self) -> int:
        """The attempts that count: not those that a stop in order has ended."""
        return self.attempt - self.handed_over


@dataclass(frozen=True, slots=True)
class Waiting:
    """A turn that has not ended, as one of several processes sees it.

    `stop` is a person's wish that it ends; `elsewhere`: another process runs it now.
    """

    turn: Turn
    stop: str = ""
    elsewhere: bool = False
