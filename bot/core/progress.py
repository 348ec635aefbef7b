"""Folds turn events into what is known so far. Pure: no I/O, no clock."""

from dataclasses import dataclass, field, replace
from typing import assert_never

from bot.core.events import (
    Citation,
    Cited,
    Finished,
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
    TurnEvent,
    Usage,
)

MOST_TEXT = 60_000
"""Of one part of an answer; nobody reads more in Slack."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that the model does or did on the way."""

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
    """Everything that the message in Slack is drawn from while it develops."""

    response: str = ""
    model: str = ""
    sequence: int | None = None
    steps: tuple[Step, ...] = ()
    pictures: tuple[Picture, ...] = ()
    refused: tuple[PictureRefused, ...] = ()
    parts: tuple[Part, ...] = ()
    usage: Usage = field(default_factory=Usage)
    cut_short: str = ""
    finished: bool = False

    @property
    def heard(self) -> bool:
        """Whether the model has answered anything that a person could see."""
        return bool(self.pictures or any(part.text.strip() for part in self.parts))


def apply(progress: Progress, event: TurnEvent) -> Progress:
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
        case Reached(sequence):
            return replace(progress, sequence=sequence)
        case Finished(usage, cut_short):
            return replace(progress, usage=usage, cut_short=cut_short, finished=True)
        case _:
            assert_never(event)


def _step(progress: Progress, event: StepStarted | StepDone) -> Progress:
    if isinstance(event, StepStarted):
        step = Step(event.id, event.kind)
    else:
        step = Step(event.id, event.kind, event.about, done=True, ok=event.ok)
    known = {each.id: each for each in progress.steps} | {step.id: step}
    return replace(progress, steps=tuple(known.values()))


def _picture(
    progress: Progress, event: PreviewDrawn | PictureDrawn | PictureRefused
) -> Progress:
    match event:
        case PreviewDrawn():
            return progress  # its bytes are for the wall, and not to be kept
        case PictureDrawn(picture):
            known = {each.id: each for each in progress.pictures} | {
                picture.id: picture
            }
            return replace(progress, pictures=tuple(known.values()))
        case PictureRefused():
            return replace(progress, refused=(*progress.refused, event))


def _text(progress: Progress, event: TextAdded | TextDone | Cited) -> Progress:
    known = {part.id: part for part in progress.parts}
    part = known.get(event.part, Part(event.part))
    match event:
        case TextAdded(_, text):
            part = replace(part, text=(part.text + text)[:MOST_TEXT])
        case TextDone(_, text, citations):
            kept = part.citations if citations is None else citations
            part = replace(part, text=text[:MOST_TEXT], citations=kept)
        case Cited(_, citation):
            part = replace(part, citations=(*part.citations, citation))
    return replace(progress, parts=tuple((known | {part.id: part}).values()))
