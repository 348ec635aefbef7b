"""Our own few stream events: all that an answer can do while it comes in."""

from dataclasses import dataclass, field
from enum import StrEnum


class StepKind(StrEnum):
    """What the model is busy with."""

    THINK = "think"
    SEARCH = "search"
    READ = "read"
    DRAW = "draw"


@dataclass(frozen=True, slots=True)
class Usage:
    """What was consumed, as far as the model told."""

    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    image_input_tokens: int = 0
    image_text_tokens: int = 0
    image_output_tokens: int = 0
    searches: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished picture: the exact bytes that the model made, and what it said."""

    id: str
    data: bytes = field(repr=False)
    format: str
    size: str = ""
    quality: str = ""
    revised_prompt: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A part of a text that the model ascribes to a page; offsets into that text."""

    start: int
    end: int
    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Started:
    """The model took the request; from here on it costs."""

    response: str
    model: str


@dataclass(frozen=True, slots=True)
class StepStarted:
    """A step began. Its subject may become known only when it is done."""

    id: str
    kind: StepKind


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
class Reached:
    """The model's own count of its events: from here an answer can be taken up."""

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
    | Reached
    | Finished
)
