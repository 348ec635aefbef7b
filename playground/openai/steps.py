"""The steps that a script consists of, as plain values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Items = Sequence[Mapping[str, Any]]
Made = Literal[
    "picture",
    "truncated",
    "garbage",
    "other_format",
    "bomb",
    "nothing",
    "hostile_svg",
]


@dataclass(frozen=True, slots=True)
class Think:
    """Think, and say so in a summary if there are words for one."""

    think: str


@dataclass(frozen=True, slots=True)
class Search:
    """Look things up; the pages found are named by their addresses.

    With `early` the query stands in the call when it is added already.
    """

    search: str
    queries: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    apis: tuple[str, ...] = ()
    fails: bool = False
    early: bool = False
    thinks: bool = True


@dataclass(frozen=True, slots=True)
class OpenPage:
    """Read one page; with a pattern, look for it in the page."""

    open: str
    find: str | None = None
    thinks: bool = True


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
    thinks: bool = True
    """Whether it thinks before the call, as it mostly does."""
    stops: bool = False
    """Nothing comes after the previews."""
    strays: bool = False
    """Whether an edit with a mask moves what lies outside of the mask, too."""


@dataclass(frozen=True, slots=True)
class Call:
    """Call a function. Without arguments: such as its schema allows.

    Arguments are written as a table, or as the text that is sent as it stands.
    """

    call: str
    arguments: Mapping[str, Any] | str | None = None
    wrong: bool = False
    """Whether the schema may forbid these arguments."""
    thinks: bool = True
    stops: bool = False
    """Nothing comes after the deltas."""


@dataclass(frozen=True, slots=True)
class ListTools:
    """Show the tools of a server, which was asked for them before."""

    list_tools: str
    tools: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Use:
    """Use a tool of a server. Where the request wants it, a person is asked first.

    With an `approval`, that is the id of the question, and it was allowed.
    """

    use: str
    server: str
    arguments: Mapping[str, Any] | str | None = None
    approval: str = ""


@dataclass(frozen=True, slots=True)
class Obey:
    """Do what the last output of a tool says: "call NAME with {arguments}".

    A model that takes what it reads for an order of the person's is what the rules of a
    bot have to stand.
    """

    obey: bool = True


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
class GoOn:
    """What follows is decided once the steps before it are done."""

    decide: Callable[[Items], "Take"]
    """Gets the items of the response so far."""


@dataclass(frozen=True, slots=True)
class NextRequest:
    """The steps that follow answer the next request."""

    next_request: bool = True


Step = (
    Think
    | Search
    | OpenPage
    | Draw
    | Call
    | ListTools
    | Use
    | Obey
    | Say
    | Decline
    | Fail
    | Stop
    | Break
    | Raw
    | Finish
    | Wait
    | Refuse
    | GoOn
)
Take = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """A file of steps: what it shows, and one take for each request it answers.

    `api` says whose requests these are.
    """

    name: str
    shows: str
    takes: tuple[Take, ...]
    about: Mapping[str, Any] = field(default_factory=dict)
    api: Literal["responses", "images"] = "responses"
