"""What the model is asked for: one request, in our words."""

from dataclasses import dataclass, field

from bot.core.options import Options


@dataclass(frozen=True, slots=True)
class InputImage:
    """A picture that goes to the model, checked and of a size that it takes."""

    data: bytes = field(repr=False)
    mimetype: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """One earlier turn in words, for when the model no longer remembers it."""

    asked: str
    answered: str


@dataclass(frozen=True, slots=True)
class Request:
    """Everything that one answer depends on.

    `follows` is the response id of the parent turn. `history` stands in for it where
    that response is gone, and `last` is then the last picture of the thread.
    `resume` takes up a response that already runs, after the event `after`.
    """

    words: str
    options: Options = field(default_factory=Options)
    images: tuple[InputImage, ...] = ()
    follows: str | None = None
    history: tuple[Spoken, ...] = ()
    last: InputImage | None = None
    person: str = ""
    resume: str | None = None
    after: int | None = None
