"""Folds turn events into what is known so far. Pure: no I/O, no clock.

However much a model sends, the progress stays small. Each event costs the same, so a
flood of them makes nobody else wait.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from bot.core.charts.sources import numbers_in
from bot.core.turn.events import (
    ApprovalAsked,
    Citation,
    Cited,
    Finished,
    FunctionCalled,
    ListingBegan,
    ListingFailed,
    Picture,
    PictureDrawn,
    PictureRefused,
    PreviewDrawn,
    Reached,
    Started,
    StepDone,
    StepKind,
    StepStarted,
    TextAdded,
    TextDone,
    ToolReturned,
    ToolUsed,
    TurnEvent,
    Usage,
)

MOST_TEXT = 60_000
"""The most characters of one part of an answer; nobody reads more in Slack."""
MOST_OF_ALL = 120_000
"""Of all parts together."""
MOST_PARTS = 100
MOST_STEPS = 100
"""The most steps that are kept, the newest ones; one of them is shown."""
OUTSIDE = frozenset({StepKind.SEARCH, StepKind.READ, StepKind.USE})
"""The steps by which something from outside comes in."""
MOST_CITATIONS = 300
"""Of all parts together."""
MOST_REFUSED = 20
MOST_CALLS = 100
"""The most calls of bot tools in one response, questions, and uses of tools."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that the model does, or did, on its way to the answer."""

    id: str
    kind: StepKind
    about: str = ""
    done: bool = False
    ok: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of the answer's text with the pages that it names."""

    id: str
    text: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything that the message in Slack is drawn from while it develops.

    `looked` says whether anything was looked up; the steps may have been forgotten.
    `used_tools` counts the steps that are no thoughts: searches, opened pages,
    pictures, and uses of servers' tools.
    """

    response: str = ""
    model: str = ""
    sequence: int | None = None
    steps: tuple[Step, ...] = ()
    looked: bool = False
    pictures: tuple[Picture, ...] = ()
    refused: tuple[PictureRefused, ...] = ()
    parts: tuple[Part, ...] = ()
    calls: tuple[FunctionCalled, ...] = ()
    questions: tuple[ApprovalAsked, ...] = ()
    returned: tuple[tuple[str, tuple[float, ...]], ...] = ()
    used_tools: int = 0
    uses: tuple[ToolUsed, ...] = ()
    listings: tuple[tuple[str, str], ...] = ()
    unlisted: tuple[str, ...] = ()
    usage: Usage = field(default_factory=Usage)
    cut_short: str = ""
    finished: bool = False

    @property
    def heard(self) -> bool:
        """Whether the model has sent anything that a person could see."""
        return bool(self.pictures or any(part.text.strip() for part in self.parts))

    @property
    def outside(self) -> bool:
        """Whether something from outside came in: a web page, or a tool's output."""
        return self.looked or bool(self.uses)


def apply(progress: Progress, event: TurnEvent) -> Progress:  # noqa: C901 -- one case an event
    """Return the progress after one more event.

    Events after the end are ignored: a late delta must not reopen a turn.
    """
    if progress.finished:
        return progress
    match event:
        case Started(response, model):
            return replace(progress, response=response, model=model)
        case StepStarted() | StepDone():
            return _step(progress, event)
        case PreviewDrawn() | PictureDrawn() | PictureRefused():
            return _picture(progress, event)
        case TextAdded() | TextDone() | Cited():
            return _text(progress, event)
        case FunctionCalled() | ApprovalAsked() | ToolUsed():
            return _asked(progress, event)
        case ToolReturned():
            return _returned(progress, event)
        case ListingBegan() | ListingFailed():
            return _listing(progress, event)
        case Reached(sequence):
            return replace(progress, sequence=sequence)
        case Finished(usage, cut_short):
            return replace(progress, usage=usage, cut_short=cut_short, finished=True)
        case _:
            assert_never(event)


def _step(progress: Progress, event: StepStarted | StepDone) -> Progress:
    if isinstance(event, StepStarted):
        step = Step(event.id, event.kind, event.about)
    else:
        step = Step(event.id, event.kind, event.about, done=True, ok=event.ok)
    known = {each.id: each for each in progress.steps}
    new = step.id not in known and step.kind is not StepKind.THINK
    steps = tuple((known | {step.id: step}).values())[-MOST_STEPS:]
    looked = progress.looked or step.kind in OUTSIDE
    used = progress.used_tools + new
    return replace(progress, steps=steps, looked=looked, used_tools=used)


def _picture(
    progress: Progress, event: PreviewDrawn | PictureDrawn | PictureRefused
) -> Progress:
    match event:
        case PreviewDrawn():
            return progress  # its bytes are shown elsewhere
        case PictureDrawn(picture):
            known = {each.id: each for each in progress.pictures} | {
                picture.id: picture
            }
            return replace(progress, pictures=tuple(known.values()))
        case PictureRefused():
            refused = (*progress.refused, event)[:MOST_REFUSED]
            return replace(progress, refused=refused)


def _asked(
    progress: Progress, event: FunctionCalled | ApprovalAsked | ToolUsed
) -> Progress:
    """Each comes twice: when it is done, and with the last event."""
    match event:
        case FunctionCalled():
            calls = {each.id: each for each in (*progress.calls, event)}
            return replace(progress, calls=tuple(calls.values())[:MOST_CALLS])
        case ApprovalAsked():
            asked = {each.id: each for each in (*progress.questions, event)}
            return replace(progress, questions=tuple(asked.values())[:MOST_CALLS])
        case ToolUsed():
            used = {each.id: each for each in (*progress.uses, event)}
            return replace(progress, uses=tuple(used.values())[:MOST_CALLS])


def _returned(progress: Progress, event: ToolReturned) -> Progress:
    """Only the numbers are kept; each output comes twice, like a call."""
    numbers = tuple(sorted(numbers_in([event.text[:MOST_OF_ALL]])))
    known = dict(progress.returned) | {event.id: numbers}
    return replace(progress, returned=tuple(known.items())[:MOST_CALLS])


def _listing(progress: Progress, event: ListingBegan | ListingFailed) -> Progress:
    known = dict(progress.listings)
    if isinstance(event, ListingBegan):
        known[event.id] = event.server
        return replace(progress, listings=tuple(known.items())[:MOST_CALLS])
    server = event.server or known.get(event.id, "")
    unlisted = dict.fromkeys((*progress.unlisted, server))
    return replace(progress, unlisted=tuple(filter(None, unlisted))[:MOST_CALLS])


def _text(progress: Progress, event: TextAdded | TextDone | Cited) -> Progress:
    others = [each for each in progress.parts if each.id != event.part]
    if len(others) >= MOST_PARTS:
        return progress
    known = {each.id: each for each in progress.parts}
    part = known.get(event.part, Part(event.part))
    known[event.part] = _within(_changed(part, event), others)
    return replace(progress, parts=tuple(known.values()))


def _changed(part: Part, event: TextAdded | TextDone | Cited) -> Part:
    match event:
        case TextAdded(_, text):
            return replace(part, text=part.text + text)
        case TextDone(_, text, citations):
            kept = part.citations if citations is None else citations
            return replace(part, text=text, citations=kept)
        case Cited(_, citation):
            return replace(part, citations=(*part.citations, citation))


def _within(part: Part, others: Sequence[Part]) -> Part:
    """The part, cut to the room that the others leave."""
    letters = MOST_OF_ALL - sum(len(each.text) for each in others)
    cited = MOST_CITATIONS - sum(len(each.citations) for each in others)
    return replace(
        part,
        text=part.text[: max(0, min(letters, MOST_TEXT))],
        citations=part.citations[: max(0, cited)],
    )
