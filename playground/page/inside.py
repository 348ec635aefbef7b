"""The protocol of the page's drawer: it asks about the side that Slack does not see.

Whoever puts a playground together implements `Inside` with what is there: an emulated
model, and a bot that can be killed and started. If nobody implements it, the page only
shows Slack's side.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

BotState = Literal["running", "starting", "stopped"]


@dataclass(frozen=True, slots=True)
class ModelCall:
    """One response as the model's side remembers it; times are Unix seconds."""

    id: str
    parent: str | None
    status: str
    started: float
    ended: float | None
    model: str
    ask: str
    request: dict[str, Any] = field(default_factory=dict)
    usage: dict[str, Any] = field(default_factory=dict)
    cost: float | None = None
    pictures: int = 0
    previews: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class ModelEvent:
    """One event of a response's stream: its kind, when it went out, its bytes."""

    number: int
    type: str
    at: float
    size: int


@dataclass(frozen=True, slots=True)
class ServerCall:
    """One call of a tool as it arrived at a server; `trouble` says why it did not
    work."""

    server: str
    tool: str
    arguments: dict[str, Any]
    at: float
    worked: bool
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Armable:
    """A failure that can be armed for the next turn, in a person's words."""

    name: str
    title: str
    armed: bool = False


class Inside(Protocol):
    """Access to the model's side and to the bot's process."""

    async def model_calls(self) -> Sequence[ModelCall]:
        """The last responses, oldest first; pictures as counts only."""

    async def model_events(self, response_id: str) -> Sequence[ModelEvent]:
        """Every event of one response; none for an unknown one."""

    async def model_picture(self, response_id: str, index: int) -> bytes | None:
        """A finished picture of one response, as the model sent it."""

    async def server_calls(self) -> Sequence[ServerCall]:
        """The last calls that arrived at servers, if there are any; oldest first."""

    async def tries(self) -> Sequence[str]:
        """Asks to begin with, that not every bot would understand."""

    async def speeds(self) -> tuple[str, Sequence[str]]:
        """The speed in force, and the ones to choose from."""

    async def set_speed(self, name: str) -> None: ...

    async def failures(self) -> Sequence[Armable]: ...

    async def arm(self, failure: str) -> None:
        """Make the next turn meet this failure."""

    async def disarm(self) -> None:
        """Forget every failure that is armed."""

    async def bot_state(self) -> BotState: ...

    async def kill_bot(self) -> None:
        """End it at once, as a crash would."""

    async def start_bot(self) -> None: ...
