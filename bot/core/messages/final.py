"""Draws the last form of a turn's message, and the modal behind *Details*."""

from collections.abc import Iterator, Sequence

from bot.core.errors import AskError
from bot.core.messages import (
    blocks,
    booth,
    charts,
    decided,
    deck_small_print,
    decks,
    history,
    parts,
    sets,
    used_names,
    uses,
)
from bot.core.messages.citations import Source, numbered
from bot.core.messages.figures import figures
from bot.core.messages.many import MOST, elsewhere, in_message, only_files, shown
from bot.core.messages.menu import menu
from bot.core.messages.message import Block, Message
from bot.core.messages.pictures import CHART, picture, unfinished
from bot.core.messages.text import (
    escaped,
    escaped_line,
    first_and_rest,
    markdown,
    plain,
)
from bot.core.messages.view import asked_by
from bot.core.turn.asks import WHAT, with_flags_read
from bot.core.turn.flag_values import format_name
from bot.core.turn.slots import Spot
from bot.core.turn.stickers import without_manner
from bot.core.turn.turns import (
    BEHIND,
    DATA,
    DECK,
    EMOJI,
    Answer,
    KeptPicture,
    Outcome,
    Turn,
)

MOST_DRAWN_FROM = 300
"""The most letters shown of a picture's prompt; *Details* has all of it."""
LATER = (
    "Slack is not accepting the picture right now. It is saved, and will appear "
    "here as soon as Slack accepts it."
)
SOME_LATER = (
    "Slack is not accepting all the pictures right now. They are saved, and will "
    "appear here as soon as Slack accepts them."
)
EMOJI_FILE = (
    "The emoji is a file in this thread. To add it, open Slack's emoji menu and choose "
    "*Add emoji*."
)
ORIGINAL_FILE = "The {} itself is a file in this thread."
LOST = "The finished picture could not be shown here. Press *Redo* to try again."
SOME_LOST = "Some of the finished pictures could not be shown here."


def final(turn: Turn, answer: Answer, frame: int = 0) -> Message:
    """The message as it stays. A new `frame` makes Slack treat its picture blocks as
    new."""
    text, sources = numbered(answer.parts)
    shown = (*_pictures(turn, answer, frame), *charts.drawn_by_slack(turn, answer))
    above = (*asked_by(turn), *shown)
    below = (*_small_print(turn, answer, sources), *_buttons(turn, answer))
    room = blocks.MOST_LETTERS - blocks.letters((*above, *below))
    below = (*decks.outline_blocks(answer, room), *below)
    room = blocks.MOST_LETTERS - blocks.letters((*above, *below))
    first, rest = first_and_rest(markdown(text), room, blocks.MOST_MARKDOWN)
    said = (blocks.words(first),) if first else ()
    more = tuple(Message(_summary(piece), (blocks.words(piece),)) for piece in rest)
    several = f"{len(answer.own_pictures)} pictures" if answer.is_choice else ""
    several = "A deck" if answer.deck else several
    summary = answer.told[:3000] or _summary(text) or several or "A picture"
    return Message(summary, (*above, *said, *below), more)


def album(turn: Turn, before: int, pictures: Sequence[KeptPicture]) -> Message:
    """A message in the thread below, with the pictures after the first so many."""
    total = before + len(pictures)
    if turn.answer:
        total = min(len(shown(turn.answer.pictures)), MOST)
    line = f"Pictures {before + 1} to {before + len(pictures)} of {total}"
    below = (
        picture(turn, drawn, drawn.spot, str(before + number))
        for number, drawn in enumerate(pictures)
        if drawn.framed
    )
    return Message(line, (blocks.context(line), *below))


def _pictures(turn: Turn, answer: Answer, frame: int) -> Iterator[Block]:
    if not answer.pictures and (answer.unfinished_file or answer.unfinished_url):
        spot = Spot(answer.unfinished_file, answer.unfinished_url)
        yield unfinished(turn, spot, frame)
    for number, drawn in enumerate(in_message(answer.pictures)):
        if drawn.framed:
            laid = CHART if answer.chart_of(drawn) else ""
            yield picture(turn, drawn, drawn.spot, f"{number}{laid}", frame)


def _missing(turn: Turn, answer: Answer) -> str:
    """A note about pictures that the message should show but does not.

    It depends only on the journal, so every process draws the same message.
    """
    here = in_message(answer.pictures)
    missing = sum(not each.hangs for each in here)
    if not missing:
        return ""
    if turn.settled:
        return LOST if missing == len(here) else SOME_LOST
    return LATER if len(here) == 1 else SOME_LATER


def _small_print(
    turn: Turn, answer: Answer, sources: tuple[Source, ...]
) -> Iterator[Block]:
    if answer.told:
        yield blocks.section(answer.told, block_id="told")
    if missing := _missing(turn, answer):
        yield blocks.section(missing, block_id="missing")
    if follows := elsewhere(answer):
        yield blocks.context(follows)
    yield from map(blocks.context, used_names.lines(turn, answer))
    yield from booth.legend(turn, answer)
    yield from sets.lost(answer)
    yield from deck_small_print.small_print(turn, answer)
    yield from charts.small_print_of(answer)
    if sources:
        yield blocks.context(_sources(sources))
    if notes := escaped_line(" ".join(answer.notes), 2000):
        yield blocks.context(notes)
    yield from _outside(answer)
    yield from parts.strayed(answer)
    if turn.aside:
        yield blocks.context("↩ Set aside")
    yield from _files_beside(answer)
    if answer.outcome is Outcome.DONE:
        yield from _drawn_from(turn, answer)
        yield blocks.context(escaped(decks.figures_of(answer) or figures(answer)))


def _outside(answer: Answer) -> Iterator[Block]:
    """Who allowed what, and which tools of other servers were used."""
    yield from map(blocks.context, decided.lines(answer.decided))
    if used := uses.line(answer.uses):
        yield blocks.context(used)


def _files_beside(answer: Answer) -> Iterator[Block]:
    beside = (e for e in only_files(answer.pictures) if e.place not in (DATA, DECK))
    for each in beside:
        told = ORIGINAL_FILE.format(format_name(each.format))
        told = charts.FILE if each.place == BEHIND else told
        yield blocks.context(EMOJI_FILE if each.place == EMOJI else told)


def _drawn_from(turn: Turn, answer: Answer) -> Iterator[Block]:
    """The words of a direct picture, whose model says none of its own.

    A button has words of ours instead, which say nothing.
    """
    options = turn.ask.options
    if answer.deck or (options and (options.button or options.in_looks)):
        return
    prompts = {each.prompt for each in answer.set_pictures} or {
        each.revised_prompt for each in answer.own_pictures[:1]
    }
    for prompt in prompts if answer.direct and len(prompts) == 1 else ():
        words = plain(without_manner(prompt), MOST_DRAWN_FROM)
        yield blocks.context(escaped(f"Drawn directly from: {words}"))


def _sources(sources: tuple[Source, ...]) -> str:
    line = ""
    for number, source in enumerate(sources):
        link = f"[{source.number}] <{source.url}|{escaped(plain(source.host, 60))}>"
        if len(line) + len(link) > blocks.MOST_SOURCES:
            return f"{line}   and {len(sources) - number} more in Details"
        line = f"{line}   {link}" if line else link
    return line


def _buttons(turn: Turn, answer: Answer) -> Iterator[Block]:
    value = str(turn.id)
    if answer.why == booth.CALLED:
        yield blocks.actions(booth.invitation(turn))
        return
    if answer.apart:
        yield blocks.actions(history.button(turn))
        return
    row = [*decks.deck_buttons(turn, answer), *sets.pick_buttons(turn, answer)]
    row += _redo(turn, answer)
    if answer.outcome is Outcome.DONE:
        row += _going_on(turn, answer)
    if answer.model or answer.direct:
        row.append(blocks.button("Details", "details", value))
    if answer.outcome is Outcome.DONE:
        row.append(menu(turn, answer))
    if row:
        yield blocks.actions(*row)


def _going_on(turn: Turn, answer: Answer) -> Iterator[Block]:
    """The buttons to go on from what was done, or from somewhere before."""
    value = str(turn.id)
    if answer.own_pictures and not (answer.set_pictures or answer.charts):
        yield blocks.button("Variations", "variations", value)
    if turn.parent and not turn.aside:
        yield blocks.button("Go back", "go_back", value)
    if answer.pictures:
        yield history.button(turn)
    yield from parts.again(turn)


def _redo(turn: Turn, answer: Answer) -> Iterator[Block]:
    """The button *Redo*; none if the words are wrong, as it would only say so again,
    and none below what was drawn elsewhere or is only shown again."""
    if turn.ask.options and turn.ask.options.button in history.SHOWN:
        return
    try:
        options = with_flags_read(turn.ask).options
    except AskError:
        return
    if options is not None and options.source is not None:
        return  # nothing was drawn here
    if answer.told != WHAT:
        yield blocks.button("Redo", "redo", str(turn.id))


def _summary(text: str) -> str:
    return escaped(plain(text, 300))
