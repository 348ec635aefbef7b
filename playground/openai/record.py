"""The emulator's memory of one response."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from playground.openai.numbered import Numbered
from playground.openai.references import Reference
from playground.openai.wire import Frame, Wire, plain


@dataclass(frozen=True, slots=True)
class Event:
    """One event as the log shows it."""

    number: int
    type: str
    at: float
    size: int


@dataclass(slots=True)
class Spent:
    """The usage of a response's tools."""

    image_text_in: int = 0
    image_in: int = 0
    image_out: int = 0
    searches: int = 0


@dataclass(eq=False)
class Record:
    """One response: what was asked, what was made, and every event of it.

    `pictures` are as they were sent; `canvases` as they were painted, since a
    picture that a script spoilt on its way is whole where it was made.
    """

    request: Mapping[str, Any]
    created_at: float
    id: str = field(default_factory=lambda: new_id("resp"))
    status: str = "in_progress"
    items: list[dict[str, Any]] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)
    canvases: list[bytes] = field(default_factory=list)
    attached: tuple[bytes, ...] = ()
    returned: tuple[Numbered, ...] = ()
    references: tuple[Reference, ...] = ()
    """The pictures of characters and styles that came with it."""
    error: dict[str, Any] | None = None
    incomplete: str | None = None
    completed_at: float | None = None
    spent: Spent = field(default_factory=Spent)
    closed_early: bool = False
    done: bool = False
    told: list[Event] | None = None
    gone: bool = False
    chain: tuple["Record", ...] = field(default=(), repr=False)
    """The responses before this one, the latest first."""

    @property
    def background(self) -> bool:
        return bool(self.request.get("background"))

    @property
    def stored(self) -> bool:
        return self.request.get("store") is not False

    @property
    def previous_response_id(self) -> str | None:
        return self.request.get("previous_response_id")

    @property
    def output(self) -> list[dict[str, Any]]:
        """The output items as a client receives them, pictures included."""
        items: list[dict[str, Any]] = plain(self.items)
        return items

    @property
    def text(self) -> str:
        """Every word of the answer."""
        messages = (item for item in self.items if item["type"] == "message")
        parts = (part for message in messages for part in message["content"])
        return "".join(part.get("text", "") for part in parts)

    @property
    def events(self) -> list[Event]:
        """The events so far, with time and size."""
        if self.told is not None:
            return self.told
        return [
            Event(frame.number, frame.type, frame.at, frame.size)
            for frame in self.frames
            if isinstance(frame, Wire)
        ]

    def forget_frames(self) -> None:
        """Keep the log of the events, but forget their bytes."""
        self.told = self.events
        self.frames = []


def new_id(kind: str) -> str:
    """An id that looks like the API's."""
    return f"{kind}_{secrets.token_hex(25)}"
