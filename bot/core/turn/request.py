"""A request to the model, in our own terms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.core.caller import STEP, Caller
from bot.core.turn.chains import ChainServer
from bot.core.turn.decisions import Decision
from bot.core.turn.legs import Output, Spent
from bot.core.turn.taught import KnownName, NameKind
from bot.core.turn.terms import Terms

LEAST_SECONDS: Final = 60.0
"""What a turn may still take once its time is over."""


@dataclass(frozen=True, slots=True)
class InputImage:
    """A picture for the model, checked and of a size that the model accepts."""

    data: bytes = field(repr=False)
    mimetype: str


@dataclass(frozen=True, slots=True)
class InputText:
    """The words of a file that came with an ask; `whole` says whether these are all."""

    name: str
    text: str = field(repr=False)
    whole: bool = True


@dataclass(frozen=True, slots=True)
class CaptionedPicture:
    """A picture that goes to the model right behind the line that names it."""

    line: str
    image: InputImage


@dataclass(frozen=True, slots=True)
class ShownName:
    """A character or a style as a model is shown it. Its name and its sentence are what
    people wrote."""

    kind: NameKind
    name: str
    sentence: str = ""
    images: tuple[InputImage, ...] = ()


@dataclass(frozen=True, slots=True)
class Spoken:
    """An earlier turn in words, for a model that no longer remembers it."""

    asked: str
    answered: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A bot tool that the model may call; `schema` is JSON Schema, in strict form."""

    name: str
    description: str
    schema: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Request:
    """Everything that an answer depends on.

    `follows` is the response id of the parent turn. If that response is gone, `history`
    replaces it, and `last` is the last picture of the thread. `resume` continues a
    response that is already running, after the event `after`. `offers` are the bot
    tools. `outputs` and `decisions` answer all calls and questions of the response that
    it follows; if one is missing, the request is refused. `picture` is the id of a
    direct picture, because the image model gives it none. `shown` are the pictures that
    go with the output of a call, and `brought` those that go with the words. `mask` is
    clear where the first of `images` may change; without one, all of it may. `markup`
    is what was drawn over that picture, clear everywhere else; there is no mask then.
    `caller` says whether the model's limit has let it pass already. `spent` is what the
    turn's earlier legs have used of the limits of one answer. `chain` is what the
    responses that it follows know of servers. `deck` is the deck of the thread as it
    is now, in words. `names` are the characters and styles that go with the words,
    and `known_names` those that its response knows after that. `texts` are the words of
    files that came with the ask.
    """

    words: str
    terms: Terms
    images: tuple[InputImage, ...] = ()
    follows: str | None = None
    history: tuple[Spoken, ...] = ()
    last: InputImage | None = None
    person: str = ""
    resume: str | None = None
    after: int | None = None
    offers: tuple[Offer, ...] = ()
    outputs: tuple[Output, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @property
    def seconds_left(self) -> float:
        """How long the answer may still take: enough for an end, however long the
        earlier legs took."""
        most = self.terms.answer_seconds
        return max(min(LEAST_SECONDS, most), most - self.spent.seconds)

    @property
    def calls_left(self) -> int:
        """How many calls of tools the turn may still make."""
        return max(0, self.terms.tool_calls - self.spent.calls)

    @property
    def tokens_left(self) -> int:
        """How many tokens the turn may still write."""
        return max(0, self.terms.output_tokens - self.spent.tokens)

    @property
    def allows(self) -> bool:
        """Whether something is done outside by it, and twice if it is sent twice."""
        return any(each.allowed for each in self.decisions)

    picture: str = "direct"
    shown: Mapping[str, tuple[CaptionedPicture, ...]] = field(default_factory=dict)
    brought: tuple[CaptionedPicture, ...] = ()
    mask: bytes | None = field(default=None, repr=False)
    markup: bytes | None = field(default=None, repr=False)
    spent: Spent = field(default_factory=Spent)
    chain: tuple[ChainServer, ...] = ()
    deck: str = ""
    names: tuple[ShownName, ...] = ()
    known_names: tuple[KnownName, ...] = ()
    texts: tuple[InputText, ...] = ()
    caller: Caller = field(default=STEP, compare=False, repr=False)
