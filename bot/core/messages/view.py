"""Draws a turn's message while it develops. Pure: the same values, the same message."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from bot.core.messages import blocks, used_names
from bot.core.messages.citations import numbered, unfinished_link_off
from bot.core.messages.many import IN_MESSAGE
from bot.core.messages.message import Block, Message
from bot.core.messages.pictures import picture, preview
from bot.core.messages.text import escaped, escaped_line, markdown, pieces, plain
from bot.core.turn.asks import Ask
from bot.core.turn.elsewhere import MOST_SAID, UNSAID
from bot.core.turn.events import StepKind
from bot.core.turn.flag_values import WITHOUT_PREVIEWS
from bot.core.turn.options import Button, Options
from bot.core.turn.picture_source import PictureSource
from bot.core.turn.progress import Progress, Step
from bot.core.turn.slots import Hung, Preview, Slot, Slots
from bot.core.turn.turns import Turn

PHASES = "◌◔◑◕"
_OF_BUTTONS = {Button.VARY: " variations", Button.MISSING: " the missing pictures"}


def waiting(turn: Turn, ahead: int) -> Message:
    """The message before the model is asked. Other turns may be ahead."""
    line = f"◌ Waiting · {ahead} ahead of you" if ahead else "◌ Starting"
    return _developing(turn, line, ())


def view(turn: Turn, progress: Progress, slots: Slots, most_previews: int) -> Message:
    """The message while the model answers: its current step, its pictures, its
    words."""
    line = _status(turn, progress, slots, most_previews)
    of_deck = turn.ask.options is not None and turn.ask.options.of_deck
    if (turn.ask.direct or of_deck) and not (progress.steps or slots.on_sheet):
        # it begins with drawing, and its first event comes late
        line = f"◌ Drawing{_without_previews(turn)}"
    pictures = tuple(_picture(turn, shown) for shown in slots.shown)
    text, _ = numbered(
        replace(part, text=unfinished_link_off(part.text)) for part in progress.parts
    )
    first = pieces(markdown(text), blocks.MOST_MARKDOWN)[:1]
    said = (blocks.words(piece) for piece in first)
    return _developing(turn, line, (*pictures[:IN_MESSAGE], *said))


def pausing(turn: Turn) -> Message:
    """The message when the program is stopped in the middle of a turn."""
    return _developing(turn, "◌ Paused for a restart · continues by itself", ())


def without_room(turn: Turn) -> Message:
    """The message when the turn cannot begin because the journal accepts nothing."""
    line = "◌ I have no space to store anything right now · continues by itself"
    return _developing(turn, line, ())


def asked_by(turn: Turn) -> tuple[Block, ...]:
    """A line that says who asked for what, if no message in the channel shows the
    ask."""
    if turn.ask.ts:
        return ()
    options = turn.ask.options or Options()
    if options.button is Button.ELSEWHERE and options.source is not None:
        return (blocks.context(_from_elsewhere(turn.ask, options.source)),)
    what = _OF_BUTTONS.get(options.button, "")
    words = escaped_line(turn.ask.words, 300)
    return (blocks.context(f"<@{turn.ask.user}> asked for{what}: {words}"),)


def _from_elsewhere(ask: Ask, source: PictureSource) -> str:
    """Who brought a picture here, from where, and for whom it was made."""
    where = f"<#{source.channel}>" if source.channel else "another place"
    theirs = source.user in ("", ask.user)
    made = "" if theirs else f", where it was made for <@{source.user}>"
    said = "" if ask.words == UNSAID else f": {escaped(plain(ask.words, MOST_SAID))}"
    return f"<@{ask.user}> brought this picture from {where}{made}{said}"


def _developing(turn: Turn, line: str, shown: tuple[Block, ...]) -> Message:
    stop = blocks.button("Stop", "stop", str(turn.id))
    status = blocks.section(escaped(line), accessory=stop, block_id="status")
    names = used_names.line(turn.names or ())
    named = (blocks.context(names),) if names else ()
    return Message(escaped(line), (*asked_by(turn), status, *shown, *named))


def _picture(turn: Turn, shown: Hung | Preview) -> Block:
    if isinstance(shown, Preview):
        return preview(turn, shown)
    return picture(turn, shown, shown.spot, str(shown.number - 1))


def _status(turn: Turn, progress: Progress, slots: Slots, most_previews: int) -> str:
    if line := _set(progress, slots.on_sheet):
        return line
    running = next((s for s in reversed(progress.steps) if not s.done), None)
    if progress.pictures and not (running and running.kind is StepKind.DRAW):
        return "◕ Finishing"
    if running and running.kind is StepKind.DRAW:
        line = _drawing(slots, most_previews)
        if not (most_previews or slots.several):
            line += _without_previews(turn)
        return " · ".join((line, *_counted(slots)))
    if any(part.text.strip() for part in progress.parts):
        return "◌ Writing"
    latest = progress.steps[-1] if progress.steps else None
    return f"◌ {_saying(latest)}" if latest else "◌ Thinking"


def _without_previews(turn: Turn) -> str:
    """Why nothing is seen of the picture before its end."""
    wanted = turn.ask.options.format if turn.ask.options else None
    if wanted not in WITHOUT_PREVIEWS:
        return ""
    return f" · {wanted.upper()}: no previews"


def _drawing(slots: Slots, most_previews: int) -> str:
    shown = slots.developing
    if shown is None:
        return "◌ Drawing"
    phase = PHASES[min(shown.number, len(PHASES) - 1)]
    return f"{phase} Drawing · preview {shown.number} of up to {most_previews}"


def _set(progress: Progress, pictures: tuple[Slot, ...]) -> str:
    """How far the pictures of a set have come; nothing when the model goes on."""
    ended = sum(each.finished or each.failed for each in pictures)
    if ended == len(pictures):
        alone = pictures and not (progress.steps or progress.response)
        return "◕ Finishing" if alone else ""
    phase = PHASES[len(PHASES) * ended // len(pictures)]
    what = "1 picture" if len(pictures) == 1 else f"{len(pictures)} pictures"
    return " · ".join((f"{phase} Drawing {what}", *_become(pictures)))


def _counted(slots: Slots) -> Iterator[str]:
    """How many of the other pictures are done, and why others are not."""
    if slots.several:
        yield from _become(slots.each)


def _become(pictures: tuple[Slot, ...]) -> Iterator[str]:
    if finished := sum(each.finished for each in pictures):
        yield f"{finished} done"
    for why, count in Counter(each.why for each in pictures if each.failed).items():
        yield f"{count} {why}"


def _saying(step: Step) -> str:
    about = plain(step.about, 80)
    match step.kind:
        case StepKind.SEARCH:
            return f'Looking up "{about}"' if about else "Looking something up"
        case StepKind.READ:
            return f"Reading {about}" if about else "Reading"
        case StepKind.DRAW:
            return "Drawing"
        case StepKind.USE:
            return f"Asking {about}"
        case StepKind.THINK:
            return "Thinking"
