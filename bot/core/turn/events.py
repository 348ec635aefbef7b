"""The few stream events of our own: everything that can happen while an answer comes
in."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

LONGEST_NAME: Final = 500
"""The most characters of an id, a model's name or one of a fixed set of words."""


class StepKind(StrEnum):
    """The kinds of steps that the model takes."""

    THINK = "think"
    SEARCH = "search"
    READ = "read"
    DRAW = "draw"
    USE = "use"


@dataclass(frozen=True, slots=True)
class Usage:
    """What an answer used, as far as the model reports it."""

    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    image_input_tokens: int = 0
    image_text_tokens: int = 0
    image_output_tokens: int = 0
    searches: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished picture: the exact bytes from the model, and what it says about
    them."""

    id: str
    data: bytes = field(repr=False)
    format: str
    size: str = ""
    quality: str = ""
    revised_prompt: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A span of a text that the model ascribes to a page, by offsets into that text."""

    start: int
    end: int
    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Started:
    """The model took the request; from here on it costs money."""

    response: str
    model: str


@dataclass(frozen=True, slots=True)
class StepStarted:
    """A step began. Its subject may become known only when it is done."""

    id: str
    kind: StepKind
    about: str = ""


@dataclass(frozen=True, slots=True)
class StepDone:
    """A step ended; `about` is the query or the page."""

    id: str
    kind: StepKind
    about: str = ""
    ok: bool = True


@dataclass(frozen=True, slots=True)
class PreviewDrawn:
    """A half-drawn picture, as the model sent it; the first has the number 0."""

    id: str
    number: int
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PictureDrawn:
    """A picture is finished."""

    picture: Picture


@dataclass(frozen=True, slots=True)
class PictureRefused:
    """A picture was not drawn, or not shown; the answer may go on."""

    id: str
    moderated: bool = False
    categories: tuple[str, ...] = ()
    stage: str = ""


@dataclass(frozen=True, slots=True)
class TextAdded:
    """More words of one part of the answer."""

    part: str
    text: str


@dataclass(frozen=True, slots=True)
class TextDone:
    """A part of the answer is whole; this text replaces what was added so far."""

    part: str
    text: str
    citations: tuple[Citation, ...] | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """The words just added come from a page."""

    part: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class FunctionCalled:
    """The model calls a tool of the bot, and waits for its output in the next request.

    `arguments` are JSON as the model wrote it: it may be wrong, or none at all.
    """

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class ToolReturned:
    """Another server's tool gave something back. It is not shown; its numbers may be
    drawn."""

    id: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ApprovalAsked:
    """A person has to allow the model to use another server's tool.

    `digest` is that of the tool as it was when this was asked, and `reads` whether it
    is known to change nothing. If it would be used with a person's own token, that is
    its `owner`. The bot adds all three.
    """

    id: str
    server: str
    name: str
    arguments: str
    digest: str = ""
    reads: bool = False
    owner: str = ""


@dataclass(frozen=True, slots=True)
class ToolUsed:
    """A server's tool was used. What came of it stays with the model."""

    id: str
    server: str
    name: str
    arguments: str
    ok: bool = True


@dataclass(frozen=True, slots=True)
class ListingBegan:
    """The model asks a server for its tools."""

    id: str
    server: str


@dataclass(frozen=True, slots=True)
class ListingFailed:
    """A server has listed no tools to the model, which goes on without them.

    Its name may only be known from the beginning of the listing.
    """

    id: str
    server: str = ""


@dataclass(frozen=True, slots=True)
class Reached:
    """The number of the model's latest event, from which an answer can be resumed."""

    sequence: int


@dataclass(frozen=True, slots=True)
class Finished:
    """The answer is whole, or as whole as it will become."""

    usage: Usage = field(default_factory=Usage)
    cut_short: str = ""


TurnEvent = (
    Started
    | StepStarted
    | StepDone
    | PreviewDrawn
    | PictureDrawn
    | PictureRefused
    | TextAdded
    | TextDone
    | Cited
    | FunctionCalled
    | ToolReturned
    | ApprovalAsked
    | ToolUsed
    | ListingBegan
    | ListingFailed
    | Reached
    | Finished
)
