"""Legs: a turn's requests to the model, one after the other, and the result of each.

A leg that ends in an answer ends the turn. One that ends in calls of bot tools, or in
questions to a person, is kept here, and the next leg brings the results.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from bot.core.charts.chart import KeptChart
from bot.core.turn.chains import ChainServer
from bot.core.turn.decisions import Decision
from bot.core.turn.decks import KeptDeck
from bot.core.turn.events import ApprovalAsked, FunctionCalled, ToolUsed, Usage
from bot.core.turn.life import Status
from bot.core.turn.progress import Part
from bot.core.turn.sets import SetPicture
from bot.core.turn.taught import KnownName
from bot.core.turn.turns import KeptPicture

SUPERSEDED: Final = "Not allowed: a newer message came first."


@dataclass(frozen=True, slots=True)
class Output:
    """A bot tool's output for one call: words, and the numbers of set pictures."""

    call: str
    text: str
    pictures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Spent:
    """What a turn has used of its limits: calls of OpenAI's tools, tokens, time."""

    calls: int = 0
    tokens: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Leg:
    """One request that ended without the turn's answer. The first has the number 1.

    `followed` says that the request with its outputs and decisions may have been sent.
    `declined` is why open calls and questions were declined, if no request follows
    because of that. A `direct` leg is its turn's only one, kept as soon as its picture
    is: nothing follows it but the answer. `seconds` is how long it took since the leg
    before, or since somebody had decided. `set_pictures` are those that its calls want,
    `charts` those that they have drawn, and `deck` the deck that they have made or
    changed. `returned` are the numbers in what tools of others gave back, and in
    attached files. `uses` are those of other servers' tools, `used_tools` how many
    calls of any tools but the bot's there were. `chain` is what its response and those
    before it know of servers, and `known_names` of characters and styles.
    """

    number: int
    response: str
    model: str = ""
    parts: tuple[Part, ...] = ()
    pictures: tuple[KeptPicture, ...] = ()
    notes: tuple[str, ...] = ()
    usage: Usage = field(default_factory=Usage)
    calls: tuple[FunctionCalled, ...] = ()
    outputs: tuple[Output, ...] = ()
    questions: tuple[ApprovalAsked, ...] = ()
    decisions: tuple[Decision, ...] = ()
    followed: bool = False
    declined: str = ""
    direct: bool = False
    image_model: str = ""
    seconds: float = 0.0
    set_pictures: tuple[SetPicture, ...] = ()
    charts: tuple[KeptChart, ...] = ()
    returned: tuple[float, ...] = ()
    uses: tuple[ToolUsed, ...] = ()
    used_tools: int = 0
    chain: tuple[ChainServer, ...] = ()
    deck: KeptDeck | None = None
    known_names: tuple[KnownName, ...] = ()

    @property
    def used(self) -> Usage:
        """What it consumed, with the pictures that its bot tools have drawn."""
        return added([self.usage, *(each.usage for each in self.set_pictures)])

    @property
    def drawn(self) -> tuple[KeptPicture, ...]:
        """The pictures that a model drew: no charts, none of them twice, and none that
        an earlier turn has drawn."""
        others = {each.sha256 for each in self.charts}
        others |= {each.sha256 for each in self.set_pictures if not each.call}
        return tuple(
            each
            for each in self.pictures
            if not (each.sheet or each.only_file or each.original_of_set)
            and each.sha256 not in others
        )

    @property
    def own(self) -> bool:
        """Whether no model was asked: a flag or a button has called a bot tool."""
        return bool(self.calls) and not self.response

    @property
    def undone(self) -> tuple[FunctionCalled, ...]:
        """The calls whose output is not there yet."""
        done = {each.call for each in self.outputs}
        return tuple(each for each in self.calls if each.id not in done)

    @property
    def open(self) -> tuple[ApprovalAsked, ...]:
        """The questions that nobody has decided."""
        decided = {each.question for each in self.decisions}
        return tuple(each for each in self.questions if each.id not in decided)

    @property
    def leaves(self) -> Status:
        """The state of the turn that follows from the leg."""
        if self.undone:
            return Status.DOING
        return Status.ASKING if self.open and not self.declined else Status.RUNNING

    @property
    def risky(self) -> bool:
        """Whether following it twice could do something outside of the bot twice."""
        return any(each.allowed for each in self.decisions)


def decided(leg: Leg, decisions: Sequence[Decision], declined: str = "") -> Leg:
    """The leg with decisions on open questions; the first one on each counts."""
    wanted = {each.id for each in leg.open}
    new: dict[str, Decision] = {}
    for each in decisions:
        if each.question in wanted:
            new.setdefault(each.question, each)
    made = (*leg.decisions, *new.values())
    return replace(leg, decisions=made, declined=leg.declined or declined)


def spent(legs: Sequence[Leg]) -> Spent:
    """What the legs have used of the limits of one answer.

    Charts are drawn for nothing, and so are pictures of a set that did not come.
    """
    tokens = sum(leg.usage.output_tokens for leg in legs)
    return Spent(sum(map(_calls, legs)), tokens, sum(leg.seconds for leg in legs))


def _calls(leg: Leg) -> int:
    """Calls that did not come to anything have only left a step, and a leg of an older
    version has counted none."""
    of_sets = sum(each.finished and bool(each.call) for each in leg.set_pictures)
    seen = leg.usage.searches + len(leg.uses) + len(leg.drawn)
    return max(seen, leg.used_tools + of_sets)


def deck_of(legs: Sequence[Leg]) -> KeptDeck | None:
    """The deck as the legs have left it."""
    return next((leg.deck for leg in reversed(legs) if leg.deck), None)


def added(usages: Sequence[Usage]) -> Usage:
    """The usage of all of them together."""
    names = Usage.__dataclass_fields__
    return Usage(**{name: sum(getattr(u, name) for u in usages) for name in names})
