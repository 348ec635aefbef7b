"""Draws a turn's message while it develops. Pure: the same values, the same message."""

from dataclasses import dataclass, replace

from bot.core import blocks
from bot.core.citations import numbered, unfinished_link_off
from bot.core.events import StepKind
from bot.core.message import Block, Message
from bot.core.progress import Progress, Step
from bot.core.text import escaped, markdown, pieces, plain
from bot.core.turns import Turn

PHASES = "◌◔◑◕"


@dataclass(frozen=True, slots=True)
class Hung:
    """A preview that Slack can show: a file of its own or an address of ours.

    `frame` differs for every preview of a turn, `number` counts those of one picture.
    """

    frame: int
    number: int
    file_id: str = ""
    url: str = ""


def waiting(turn: Turn, ahead: int) -> Message:
    """Before the model is asked: the turn has its place, perhaps behind others."""
    line = f"◌ Waiting · {ahead} before you" if ahead else "◌ Starting"
    return _developing(turn, line, ())


def working(
    turn: Turn, progress: Progress, hung: Hung | None, previews: int = 3
) -> Message:
    """While the model answers: what it does, its half-drawn picture, its words."""
    line = _status(progress, hung, previews)
    shown: list[Block] = []
    if hung:
        alt = f"A half-drawn picture of: {turn.ask.words}"
        frame = f"preview-{turn.id}-{turn.attempt}-{hung.frame}"
        shown.append(blocks.image(alt, frame, file_id=hung.file_id, url=hung.url))
    text, _ = numbered(
        replace(part, text=unfinished_link_off(part.text)) for part in progress.parts
    )
    first = pieces(markdown(text), blocks.MOST_MARKDOWN)[:1]
    shown.extend(blocks.words(piece) for piece in first)
    return _developing(turn, line, tuple(shown))


def pausing(turn: Turn) -> Message:
    """When the program is stopped in the middle of a turn."""
    return _developing(turn, "◌ Paused for a restart · it goes on by itself", ())


def asked_by(turn: Turn) -> tuple[Block, ...]:
    """Who asked for what, where the ask itself stands in no message of the channel."""
    if turn.ask.ts:
        return ()
    words = escaped(plain(turn.ask.words, 300))
    return (blocks.context(f"<@{turn.ask.user}> asked for: {words}"),)


def _developing(turn: Turn, line: str, shown: tuple[Block, ...]) -> Message:
    stop = blocks.button("Stop", "stop", str(turn.id))
    status = blocks.section(escaped(line), accessory=stop, block_id="status")
    return Message(escaped(line), (*asked_by(turn), status, *shown))


def _status(progress: Progress, hung: Hung | None, previews: int) -> str:
    running = next((s for s in reversed(progress.steps) if not s.done), None)
    if progress.pictures and not (running and running.kind is StepKind.DRAW):
        return "◕ Finishing"
    if running and running.kind is StepKind.DRAW:
        return _drawing(hung, previews)
    if any(part.text.strip() for part in progress.parts):
        return "◌ Writing"
    latest = progress.steps[-1] if progress.steps else None
    return f"◌ {_saying(latest)}" if latest else "◌ Thinking"


def _drawing(hung: Hung | None, previews: int) -> str:
    if hung is None:
        return "◌ Drawing"
    phase = PHASES[min(hung.number, len(PHASES) - 1)]
    return f"{phase} Drawing · preview {hung.number} of up to {previews}"


def _saying(step: Step) -> str:
    about = plain(step.about, 80)
    match step.kind:
        case StepKind.SEARCH:
            return f'Looking up "{about}"' if about else "Looking something up"
        case StepKind.READ:
            return f"Reading {about}" if about else "Reading"
        case StepKind.DRAW:
            return "Drawing"
        case StepKind.THINK:
            return "Thinking"
