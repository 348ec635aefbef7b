"""Draws a turn's message while it asks a person. Pure."""

from collections.abc import Iterator, Sequence

from bot.core.messages import blocks, decided, uses
from bot.core.messages.arguments import MOST_NAME, fitting, shown
from bot.core.messages.citations import numbered
from bot.core.messages.message import Block, Message
from bot.core.messages.text import markdown, pieces
from bot.core.messages.view import asked_by
from bot.core.turn.decisions import Choice, decided_questions
from bot.core.turn.events import ApprovalAsked
from bot.core.turn.legs import Leg
from bot.core.turn.turns import Turn

MOST_ARGUMENTS = 2_500
MOST_QUESTIONS = 7_000
"""The most characters of all arguments in one message; Slack refuses longer ones."""
MOST_SHOWN = 12
"""The most questions in one message; the others follow when these are decided."""
LEAST_SAID = 100
WRITES = (
    "It may change something there. Even if it is allowed in this thread, I ask again "
    "once a web page, a tool's output, a file or somebody else's words have come in."
)
WAITS = "Waiting for your decision"
LABELS = {
    Choice.ONCE: ("Allow once", "allow_once"),
    Choice.THREAD: ("Allow in this thread", "allow_thread"),
    Choice.NO: ("Don't allow", "dont_allow"),
}


def asking(turn: Turn, legs: Sequence[Leg]) -> Message:
    """The answer so far, and each open question with its buttons."""
    stop = blocks.button("Stop", "stop", str(turn.id))
    status = blocks.section(f"◌ {WAITS}", accessory=stop, block_id="status")
    above = (*asked_by(turn), status)
    detailed = blocks.actions(blocks.button("Details", "details", str(turn.id)))
    below = (*_pictures(legs), *_questions(turn, legs[-1]), *_so_far(legs), detailed)
    room = blocks.MOST_LETTERS - blocks.letters((*above, *below))
    return Message(WAITS, (*above, *_said(legs, room), *below))


def _said(legs: Sequence[Leg], room: int) -> Iterator[Block]:
    text, _ = numbered([part for leg in legs for part in leg.parts])
    most = min(room, blocks.MOST_MARKDOWN)
    for piece in pieces(markdown(text), most)[:1] if most > LEAST_SAID else ():
        yield blocks.words(piece)


def _pictures(legs: Sequence[Leg]) -> Iterator[Block]:
    """A note that pictures drawn so far are kept, and are shown when the turn ends."""
    if count := sum(len(leg.pictures) for leg in legs):
        done = "The picture is" if count == 1 else f"{count} pictures are"
        yield blocks.context(f"{done} drawn, and will be shown when this is decided.")


def _so_far(legs: Sequence[Leg]) -> Iterator[Block]:
    """Who has decided what already, and what was used."""
    made = [
        each for leg in legs for each in decided_questions(leg.questions, leg.decisions)
    ]
    yield from map(blocks.context, decided.lines(made))
    if used := uses.line([each for leg in legs for each in leg.uses]):
        yield blocks.context(used)


def _questions(turn: Turn, leg: Leg) -> Iterator[Block]:
    """The first open questions, cut so that there is room for all of them."""
    wanted = leg.open[:MOST_SHOWN]
    most = min(MOST_ARGUMENTS, MOST_QUESTIONS // max(1, len(wanted)))
    for number, each in enumerate(leg.questions):
        if each in wanted:
            yield from _question(turn, each, f"{leg.number}-{number}", most)


def _question(
    turn: Turn, question: ApprovalAsked, place: str, most: int
) -> Iterator[Block]:
    server, name = (fitting(e, MOST_NAME) for e in (question.server, question.name))
    said = f"<@{turn.ask.user}>, may I use *{name}* of *{server}* for this?"
    told = shown(question.arguments, most)
    yield blocks.section(f"{said}\n{told}", block_id=f"asks-{place}")
    if not question.reads:
        yield blocks.context(WRITES)
    value = f"{turn.id}:{question.id}"
    row = [blocks.button(label, action, value) for label, action in LABELS.values()]
    yield {**blocks.actions(*row), "block_id": f"decide-{place}"}
