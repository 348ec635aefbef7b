"""What a script is made of: the steps that a response takes, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Made = Literal["picture", "truncated", "garbage", "other_format", "bomb", "nothing"]


@dataclass(frozen=True, slots=True)
class Search:
    """Look things up; the pages found are named by their addresses."""

    search: str
    queries: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    apis: tuple[str, ...] = ()
    fails: bool = False


@dataclass(frozen=True, slots=True)
class OpenPage:
    """Read one page; with a pattern, look for it in the page."""

    open: str
    find: str | None = None


@dataclass(frozen=True, slots=True)
class Draw:
    """Draw a picture. None means: as the request says, as things usually go."""

    draw: str | None = None
    edit: bool | None = None
    size: str | None = None
    background: str | None = None
    previews: int | None = None
    status: str = "completed"
    completed_event: bool = True
    made: Made = "picture"
    blocked: tuple[str, ...] = ()
    seed: int | None = None
    stops: bool = False
    """Nothing comes after the previews."""


@dataclass(frozen=True, slots=True)
class Say:
    """Text. `[[address|title]]` in it becomes an inline citation."""

    say: str
    phase: str = "final_answer"
    repeat: int = 1
    annotations: tuple[Mapping[str, Any], ...] = ()
    finishes: bool = True
    """False: nothing comes after the deltas."""


@dataclass(frozen=True, slots=True)
class Decline:
    """The model's own refusal, as a refusal part."""

    decline: str


@dataclass(frozen=True, slots=True)
class Fail:
    """An error inside the stream."""

    fail: Literal["nested", "flat", "failed"]
    code: str
    message: str
    type: str = "server_error"
    then_failed: bool = True


@dataclass(frozen=True, slots=True)
class Stop:
    """The response ends incomplete, for this reason."""

    incomplete: str


@dataclass(frozen=True, slots=True)
class Break:
    """The connection breaks here."""

    cut: Literal["end", "reset", "silence"]


@dataclass(frozen=True, slots=True)
class Raw:
    """An event as it stands, for what no other step can say."""

    event: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    times: int = 1


@dataclass(frozen=True, slots=True)
class Finish:
    """Completes the response here, so that later steps come too late."""

    finish: bool = True


@dataclass(frozen=True, slots=True)
class Wait:
    """Take this long, whatever the profile."""

    wait: float


@dataclass(frozen=True, slots=True)
class Refuse:
    """Answer the request with this status instead of a stream."""

    refuse: int
    message: str = ""
    type: str = "invalid_request_error"
    code: str | None = None
    param: str | None = None
    more: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None
    content_type: str = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class NextRequest:
    """What follows answers the request after this one."""

    next_request: bool = True


Step = (
    Search
    | OpenPage
    | Draw
    | Say
    | Decline
    | Fail
    | Stop
    | Break
    | Raw
    | Finish
    | Wait
    | Refuse
)
Take = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """A file of steps: what it shows, and one take for each request it answers."""

    name: str
    shows: str
    takes: tuple[Take, ...]
    about: Mapping[str, Any] = field(default_factory=dict)
